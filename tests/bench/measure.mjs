// The measurements of one collection. In: a stage, rows, quotes, how many rounds. Out: for each row what every round
// gave, or why it failed. Never lets one row's failure touch another: each visit is a fresh page.
import { engine } from "./bundle.mjs";
import { random, shuffled } from "./random.mjs";
import { findMeant, keystrokes, makeQueries } from "./queries.mjs";

/** Queries that are measured, and those that are typed before so that the page has come to speed. */
const [MEASURED, WARMING] = [150, 10];
const LIMIT = 10;
/** A row too slow to type everything in this time is measured on what it managed, in random order. */
const [MOST_WARMING_MS, MOST_TYPING_MS] = [2_000, 15_000];
/** Nobody waits as long; a row that hangs must not hold up the others. */
const MOST_VISIT_MS = 300_000;

/** A turn in which every row stands once in every place, given enough rounds. */
const rotate = (list, by) => [...list.slice(by % list.length), ...list.slice(0, by % list.length)];

/** Of the quotes meant, the share among the ten hits; of ten where more are meant. */
const recall = (ids, meant) => ids.filter((id) => meant.has(id)).length / Math.min(LIMIT, meant.size);

export async function measure({ stage, rows, quotes, rounds, say }) {
  const drawn = makeQueries(quotes, MEASURED + WARMING);
  const [warming, queries] = [drawn.slice(0, WARMING).map(keystrokes), drawn.slice(WARMING)];
  const meant = findMeant(queries, quotes);
  stage.files.set("/quotes.json", Buffer.from(JSON.stringify(quotes)));
  stage.files.set("/engine.wasm", engine);
  const urlsOf = ({ file }) => ({ script: `/${file}.mjs`, quotes: "/quotes.json", engine: "/engine.wasm" });
  const packedOf = ({ file }) => `/${file}.packed`;
  const results = rows.map((row) => {
    stage.files.set(`/${row.file}.mjs`, row.script);
    stage.files.delete(packedOf(row));
    return { row, built: [], restored: [] };
  });

  /** From the JSON text: how soon it answers, what it holds, how fast it is, and what it finds. */
  const build = (row, order, first) => stage.visit(MOST_VISIT_MS, async (tab, weigh) => {
    const before = await weigh();
    await tab.evaluate((urls) => window.page.load(urls), urlsOf(row));
    const { took: ready } = await tab.evaluate((given) => window.page.start("build", ...given), [warming[0].at(-1), LIMIT]);
    const after = await weigh();
    const type = (given) => tab.evaluate((given) => window.page.type(...given), given);
    await type([warming, LIMIT, MOST_WARMING_MS]);
    const { times, answers, empty } = await type([order.map((at) => keystrokes(queries[at])), LIMIT, MOST_TYPING_MS]);
    const found = answers.map((ids, place) => {
      const at = order[place];
      return { typo: queries[at].typo, recall: recall(ids, meant[at]) };
    });
    if (first) await tab.evaluate((url) => window.page.pack(url), packedOf(row));
    const memory = Object.fromEntries(Object.keys(after).map((kind) => [kind, after[kind] - before[kind]]));
    return { ready, memory, us: times.map((ms) => ms * 1000), empty, found };
  });

  /** From the packed form: how soon it answers. */
  const restore = (row) => stage.visit(MOST_VISIT_MS, async (tab) => {
    await tab.evaluate((urls) => window.page.load(urls), { ...urlsOf(row), packed: packedOf(row) });
    return (await tab.evaluate((given) => window.page.start("restore", ...given), [warming[0].at(-1), LIMIT])).took;
  });

  for (let round = 0; round < rounds; round++) {
    // The same for all rows of a round.
    const order = shuffled(queries.map((_, at) => at), random(100 + round));
    for (const result of rotate(results, round)) {
      if (result.error) continue;
      say(`${quotes.length} quotes, round ${round + 1} of ${rounds}: ${result.row.name}`);
      try {
        result.built.push(await build(result.row, order, round === 0));
        result.packed = stage.files.get(packedOf(result.row))?.length;
        if (result.packed) result.restored.push(await restore(result.row));
      } catch (error) {
        result.error = error.message.split("\n")[0].replace(/^page\.evaluate: (Error: )?/, "");
      }
    }
  }
  const count = { quotes: quotes.length, queries: queries.length, keystrokes: queries.flatMap(keystrokes).length };
  return { ...count, json: stage.files.get("/quotes.json").length, results };
}
