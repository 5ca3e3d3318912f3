// Small arithmetic on measurements. In: lists of numbers. Out: one number, or the median with the extremes beside it.
// Never changes the list.

const ascending = (numbers) => Float64Array.from(numbers).sort();

/** The smallest number that `share` of all do not exceed. */
export const quantile = (numbers, share) => ascending(numbers)[Math.max(Math.ceil(share * numbers.length) - 1, 0)];

export function median(numbers) {
  const sorted = ascending(numbers);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
}

export const mean = (numbers) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

/** Over rounds; none where there was no round. */
export const spread = (numbers) =>
  numbers.length ? { median: median(numbers), lowest: Math.min(...numbers), highest: Math.max(...numbers), rounds: numbers.length } : undefined;
