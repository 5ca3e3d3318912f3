// @ts-check
// Files to keep. Names and contents go in, a download comes out, or a folder as a zip file. Fetches only what lies
// beside the page. Of what was made to be downloaded only the last of each name is held in memory.
import { downloadZip } from "client-zip";
import { languages } from "epigraph-language-parts";
import { hash as picture } from "epigraph-picture-part";
import { hash } from "epigraph-part";
import { hostPage, PACK, README } from "./studio-snippet.js";
import { h } from "./dom.js";

/** What a page with the widget needs beside it. */
const BESIDE = [
  "epigraph.js", "core.js", "epigraph.wasm", "worker.js", `parts/more-${hash}.js`, `parts/picture-${picture}.js`,
  ...Object.entries(languages).map(([language, own]) => `parts/words-${language}-${own}.js`), "LICENSE", "LICENSE-THIRD-PARTY",
];
const FOLDER = "quotes";

/** Addresses by the name of the file. @type {Map<string, string>} */
const held = new Map();

/** Lets go of all that was downloaded. */
export function release() {
  for (const address of held.values()) URL.revokeObjectURL(address);
  held.clear();
}

/** @param {string} name @param {Blob} blob */
export function download(name, blob) {
  URL.revokeObjectURL(held.get(name) ?? "");
  const href = URL.createObjectURL(blob);
  held.set(name, href);
  h("a", { href, download: name }).click();
}

/** A file that lies beside this page. @param {string} name */
export async function beside(name) {
  const answer = await fetch(new URL(name, import.meta.url)).catch(() => undefined);
  if (!answer?.ok) throw new Error(`found no ${name} beside this page, expected the files that came with it; check the connection and try again`);
  return answer.blob();
}

/**
 * A folder that is a whole page.
 * @param {Blob} pack @param {string} lines @param {string | undefined} title @param {string | undefined} lang that of their words
 */
export async function folder(pack, lines, title, lang) {
  const files = [
    { name: "index.html", input: hostPage(lines, title, lang) },
    { name: PACK, input: pack },
    { name: "README.txt", input: README },
    ...(await Promise.all(BESIDE.map(async (name) => ({ name, input: await beside(name) })))),
  ];
  return downloadZip(files.map(({ name, input }) => ({ name: `${FOLDER}/${name}`, input }))).blob();
}
