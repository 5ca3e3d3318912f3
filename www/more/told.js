// @ts-check
// What of a source could not be read, as a line in the console. A collection that is opened goes in and comes out again.

/** @typedef {import("../core.d.ts").Collection} Collection */

/**
 * Says in the console what of a source could not be read, once for each: readers see the rest, and its author else nothing.
 * @param {Promise<Collection>} opening @param {string} name
 */
export async function told(opening, name) {
  const collection = await opening;
  const { skipped: [first], skippedTotal: total } = collection;
  // Of quotes in the page each is a line.
  const place = first && (name === "#inline" ? `blockquote ${first.line}` : `line ${first.line}, column ${first.column}`);
  if (first) console.info(`<epigraph-widget> ${name}: skipped ${total === 1 ? "1 record, at" : `${total} records, the first at`} ${place}: ${first.reason}`);
  return collection;
}
