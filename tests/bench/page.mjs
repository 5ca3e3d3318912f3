// The inside of a measured page. In: addresses of a row's script and data. Out, through window.page: times in ms, the
// ids found, and the packed form. All that a network would bring is in memory before a clock starts. Never keeps what
// a page would let go of, so that its memory can be weighed afterwards.

const fetchBytes = async (url) => {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
};

let row, data, script;

/** Only what a row asks for is decoded, and that while the clock runs. */
const provide = (loaded) => ({
  ...loaded,
  get quotes() {
    return JSON.parse(new TextDecoder().decode(loaded.bytes));
  },
  get packedText() {
    return new TextDecoder().decode(loaded.packed);
  },
});

window.page = {
  /** @param {{script: string, quotes: string, engine: string, packed?: string}} urls */
  async load(urls) {
    const source = await fetchBytes(urls.script);
    script = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    const loaded = { bytes: await fetchBytes(urls.quotes), engine: await fetchBytes(urls.engine) };
    data = provide(urls.packed ? { ...loaded, packed: await fetchBytes(urls.packed) } : loaded);
  },

  /** From bytes in memory to the texts of the first answer. `way`: `build` or `restore`. */
  async start(way, typed, limit) {
    const before = performance.now();
    row = await import(script);
    await row[way](data);
    const hits = await row.search(typed, limit);
    const took = performance.now() - before;
    data = undefined;
    URL.revokeObjectURL(script);
    return { took, hits: hits.length };
  },

  /**
   * Types queries, each from its beginning as a reader does, until all are done or the time is up.
   * `answers`: the ids for each query that was typed to its end.
   */
  async type(queries, limit, mostMs) {
    const end = performance.now() + mostMs;
    const [times, answers] = [[], []];
    let empty = 0;
    for (const keystrokes of queries) {
      let hits;
      for (const typed of keystrokes) {
        if (performance.now() > end) return { times, answers, empty };
        const before = performance.now();
        hits = row.search(typed, limit);
        // An engine that answers at once must not pay for waiting.
        if (hits instanceof Promise) hits = await hits;
        times.push(performance.now() - before);
        empty += hits.length === 0;
      }
      answers.push(hits.map(({ id }) => id));
    }
    return { times, answers, empty };
  },

  /** Leaves the packed form with the server; false for a row that has none. */
  async pack(url) {
    if (!row.pack) return false;
    await fetch(url, { method: "PUT", body: new Blob([await row.pack()]) });
    return true;
  },
};
