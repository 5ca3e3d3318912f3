// The built-in document, read by a reader of its own: an oracle that shares no code with the engine.
// In: src/builtin/chip-huyen.txt. Out: its entries in order, as {part, topic, text, kind, source}.
// Never touches dist/, so that a wrong build cannot agree with itself.
import { readFileSync } from "node:fs";

const address = new URL("../../src/builtin/chip-huyen.txt", import.meta.url);

/** @returns {{part: {number: number, title: string}, topic: string, text: string, kind: string, source: string}[]} */
function readEntries() {
  const entries = [];
  let part = { number: 0, title: "" };
  for (const line of readFileSync(address, "utf8").split(/\r?\n/)) {
    const heading = /^Part (\d+): (.+)$/.exec(line);
    if (heading) part = { number: Number(heading[1]), title: heading[2] };
    const entry = /^- On (.+?): (.+) — Source: \[(.+)\]$/.exec(line);
    if (!entry) continue;
    const [, topic, said, source] = entry;
    const quoted = said.startsWith('"') && said.endsWith('"');
    entries.push({
      part,
      topic,
      text: quoted ? said.slice(1, -1) : said,
      kind: quoted ? "quotation" : "paraphrase",
      source,
    });
  }
  return entries;
}

export const entries = readEntries();
export const paraphrases = entries.filter((entry) => entry.kind === "paraphrase");

/** How many entries hold each value of a field: Map(value -> count). */
export function countBy(list, read) {
  const counts = new Map();
  for (const entry of list) counts.set(read(entry), (counts.get(read(entry)) ?? 0) + 1);
  return counts;
}
