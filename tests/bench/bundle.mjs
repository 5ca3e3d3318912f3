// What a page would download to search. In: EPIGRAPH_DIST, the built files, and the rows. Out: for each row its script
// as one module, and its bytes of code in brotli, the engine's module included. Never writes a file.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { build } from "esbuild";

const ROWS = ["epigraph", "minisearch", "flexsearch", "fuse", "ufuzzy", "orama", "plain"];

const dist = process.env.EPIGRAPH_DIST;
const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** The engine that the row `epigraph` opens. */
export const engine = await readFile(join(dist, "epigraph.wasm"));

async function bundle(file) {
  const { outputFiles } = await build({
    entryPoints: [here(`rows/${file}.mjs`)],
    // So that the row says what a user would say, and gets what was just built.
    alias: { epigraph: join(dist, "core.js") },
    // core.js reads files in Node only.
    external: ["node:*"],
    bundle: true, minify: true, format: "esm", target: "es2022", write: false, logLevel: "error",
  });
  return Buffer.from(outputFiles[0].contents);
}

/** The rows whose file was named, or all. */
export async function bundleRows(wanted) {
  const unknown = wanted.find((name) => !ROWS.includes(name));
  if (unknown) throw new Error(`there is no row ${unknown}: the rows are ${ROWS.join(", ")}`);
  const rows = [];
  for (const file of ROWS.filter((file) => wanted.length === 0 || wanted.includes(file))) {
    const script = await bundle(file);
    const { name, settings } = await import(`data:text/javascript;base64,${script.toString("base64")}`);
    const parts = file === "epigraph" ? [script, engine] : [script];
    const code = parts.reduce((sum, part) => sum + brotliCompressSync(part).length, 0);
    rows.push({ file, name, settings, script, code });
  }
  return rows;
}
