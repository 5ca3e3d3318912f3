// What was measured, for people. In: the measurements of every collection. Out: figures per row, and Markdown. Never
// judges: a figure is a median over rounds with the lowest and the highest beside it.
import { mean, quantile, spread } from "./figures.mjs";

/** The figures of one row. Percentiles are those of each round. */
export function summarize({ row, built, restored, packed, error }) {
  const { file, name, settings, code } = row;
  const over = (read) => spread(built.map(read));
  const recall = (typo) => {
    const judged = built.flatMap(({ found }) => found.filter((query) => query.typo === typo).map(({ recall }) => recall));
    return judged.length ? mean(judged) : undefined;
  };
  return {
    file, name, settings, code, error, packed,
    ready: over(({ ready }) => ready),
    restored: spread(restored),
    memory: over(({ memory }) => memory.heap + memory.buffers + memory.wasm),
    wasm: over(({ memory }) => memory.wasm),
    us: Object.fromEntries([["p50", 0.5], ["p95", 0.95], ["p99", 0.99], ["max", 1]].map(([key, share]) => [key, over(({ us }) => quantile(us, share))])),
    typed: built.map(({ us }) => us.length),
    empty: over(({ us, empty }) => empty / us.length),
    recall: { clean: recall(false), typo: recall(true) },
  };
}

const none = "–";
const round = (number) => (number >= 100 ? Math.round(number).toLocaleString("en") : number.toPrecision(3).replace(/\.?0+$/, ""));
/** The extremes are left out where there was one round. */
function span(figure, scale = 1) {
  if (!figure) return none;
  const [median, lowest, highest] = [figure.median, figure.lowest, figure.highest].map((number) => round(number * scale));
  return figure.rounds > 1 ? `${median} [${lowest}–${highest}]` : median;
}
const percent = (share) => (share === undefined ? none : Math.round(share * 100));

const COLUMNS = [
  "row", "code KB", "ready ms", "ready, prebuilt ms", "prebuilt MB", "memory MB", "p50 µs", "p95 µs", "p99 µs", "max µs",
  "no result %", "R@10 % clean / typo",
];

function line(figures, keystrokes) {
  const { name, code, error, packed, ready, restored, memory, us, typed, empty, recall } = figures;
  const cells = [name + (typed.some((count) => count < keystrokes) ? " ~" : ""), round(code / 1000)];
  if (error) cells.push(`failed: ${error.replaceAll("|", "/")}`);
  else cells.push(
    span(ready), span(restored), packed ? round(packed / 1e6) : none, span(memory, 1e-6),
    span(us.p50), span(us.p95), span(us.p99), span(us.max), percent(empty?.median),
    `${percent(recall.clean)} / ${percent(recall.typo)}`,
  );
  return `| ${COLUMNS.map((_, at) => cells[at] ?? none).join(" | ")} |`;
}

/** One table for each collection, and what the columns mean. */
export function write({ machine, rounds, collections }) {
  const parts = [
    `${machine.browser}, ${machine.processor}, ${machine.cores} cores, ${machine.date}. Rounds: ${rounds}, of which the medians and `
      + "[lowest–highest]; each row of each round in a fresh page, rows taking turns.",
  ];
  for (const { quotes, words, json, queries, keystrokes, rows } of collections)
    parts.push(
      `### ${quotes.toLocaleString("en")} quotes`,
      `${round(json / 1e6)} MB of JSON, ${words.different.toLocaleString("en")} different words, ${round(words.total / quotes)} a quote; `
        + `${queries} queries, ${keystrokes.toLocaleString("en")} keystrokes.`,
      [`| ${COLUMNS.join(" | ")} |`, `|${"---|".repeat(COLUMNS.length)}`, ...rows.map((row) => line(row, keystrokes))].join("\n"),
    );
  parts.push(
    [
      "- code: brotli, what a page downloads to search; epigraph's holds its built-in collection besides",
      "- ready: from script and data in memory to the texts of the first answer; from JSON, or from the form the row packs itself",
      "- memory: objects, buffers and WebAssembly after garbage is collected, the texts of all quotes among them",
      "- µs: one keystroke, up to ten hits with their texts; every beginning of two letters or more of every query, 30 % of which have a typo",
      "- R@10: of the quotes that hold all words meant, how many of ten are shown; a guard against being fast by finding nothing",
      "- ~: too slow to type everything in its time; its figures are those of a random part",
      ...collections[0].rows.map(({ name, settings }) => `- ${name}: ${settings}`),
    ].join("\n"),
  );
  return `${parts.join("\n\n")}\n`;
}
