// @ts-check
// What a worker of the studio runs: it writes a source as JSON, which takes seconds for very many quotes, and answers with
// it or with what was wrong. Started by studio-open.js, which ends it.
import * as glue from "epigraph-glue";
import { ready } from "./engine.js";

addEventListener("message", async ({ data: { source, lang } }) => {
  try {
    await ready(undefined);
    const json = String(glue.json(new Uint8Array(await source.arrayBuffer())));
    if (!json.startsWith("{")) throw new Error(json.slice(json.indexOf("\n") + 1));
    // Said of the whole, it holds for the quotes that say nothing themselves.
    postMessage(new Blob([lang ? json.replace("{\n", `{\n  "lang": "${lang}",\n`) : json], { type: "application/json" }));
  } catch (error) {
    postMessage(/** @type {Error} */ (error).message);
  }
});
