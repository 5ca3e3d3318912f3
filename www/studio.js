// @ts-check
// The studio: a file of quotes goes in; the widget with them, the lines for a page and files to keep come out. Wires the
// parts of studio.html together and knows which collection is open. What is open stays until another one is. Nothing
// is sent anywhere.
import "./studio-trust.js";
import { beside, download, folder, release } from "./studio-files.js";
import { showFound } from "./studio-found.js";
import { chosen, dress, onChoice, present, quotesLang } from "./studio-look.js";
import { Opener, reasonOf, written } from "./studio-open.js";
import { samples } from "./studio-samples.js";
import { fallbackOf, languageOf, snippet } from "./studio-snippet.js";
import { h } from "./dom.js";

/** @typedef {import("./core.d.ts").Collection} Collection */

/** @template {HTMLElement} T @param {string} id @returns {T} */
const at = (id) => /** @type {T} */ (document.getElementById(id));
const [error, takeError, drop, bar] = ["error", "take-error", "drop", "bar"].map((id) => at(id));

/** Longer texts are opened as they are pasted: a browser takes its time to lay them out in a box. */
const MOST_IN_BOX = 2 ** 16;

const BUILT_IN = "The collection of this site";

/** What is open: the source, and what is shown of it, with the quotes in the language that was chosen. @type {{name: string, source: Blob, lang: string | undefined, quotes: Collection, pack: Blob, address: string} | undefined} */
let opened;

const opener = new Opener((doing, share) => {
  at("progress").hidden = !doing;
  at("doing").textContent = doing;
  if (share === null) bar.removeAttribute("value");
  else bar.setAttribute("value", String(share));
});

/** Runs what may fail, and says so where it was asked for. @param {HTMLElement} place @param {string} name @param {() => unknown} work */
async function trying(place, name, work) {
  place.textContent = "";
  try {
    await work();
  } catch (failure) {
    place.textContent = `${name}: ${reasonOf(failure)}`;
  }
}

/** Opens a source in the place of what is open. @param {string} name @param {Blob} source */
const take = (name, source) => trying(error, name, async () => {
  const quotes = await opener.open(name, source);
  // For those who listen.
  if (quotes && (await speak(name, source, quotes))) at("status").textContent = showFound(name, quotes);
});

/**
 * Shows a collection, its quotes in the language that is chosen.
 * @param {string} name @param {Blob} source @param {Collection} [asItIs] where it is open already
 * @returns {Promise<boolean>} false where something else was wanted meanwhile
 */
async function speak(name, source, asItIs) {
  const lang = quotesLang();
  const quotes = lang ? await opener.open(name, written(source, lang)) : (asItIs ?? (await opener.open(name, source)));
  if (asItIs !== quotes) asItIs?.free();
  if (!quotes) return false;
  const before = opened;
  const pack = new Blob([/** @type {BlobPart} */ (quotes.pack())]);
  opened = { name, source, lang, quotes, pack, address: URL.createObjectURL(pack) };
  show(opened);
  if (before) URL.revokeObjectURL(before.address);
  before?.quotes.free();
  release();
  return true;
}

/** @param {number} bytes */
function sized(bytes) {
  const [unit, size] = bytes < 1e6 ? ["kilobyte", 1e3] : ["megabyte", 1e6];
  return new Intl.NumberFormat("en", { style: "unit", unit, maximumSignificantDigits: 2 }).format(bytes / size);
}

/** @param {NonNullable<typeof opened>} opened */
function show({ quotes, pack, address }) {
  for (const id of ["found", "look", "take"]) at(id).hidden = false;
  present(address, fallbackOf(quotes));
  /** @type {HTMLAnchorElement} */ (at("pack")).href = address;
  at("pack-size").textContent = sized(pack.size);
  write();
}

const lines = () => (opened ? snippet(chosen(), fallbackOf(opened.quotes)) : "");

function write() {
  at("snippet").textContent = lines();
  at("copied").textContent = "";
}

async function copy() {
  try {
    await navigator.clipboard.writeText(lines());
    at("copied").textContent = "Copied.";
  } catch {
    // Where a page may not copy, its reader can.
    getSelection()?.selectAllChildren(at("snippet"));
    at("copied").textContent = "Selected: copy with the keys of your system.";
  }
}

/** Makes a file of what is open. @param {string} name @param {(from: NonNullable<typeof opened>) => Promise<Blob>} blob */
const make = (name, blob) => trying(takeError, name, async () => {
  const from = opened;
  if (!from) return;
  at("making").textContent = `Making ${name} …`;
  try {
    const made = await blob(from);
    if (from === opened) download(name, made);
  } finally {
    at("making").textContent = "";
  }
});

/** What was dropped or pasted. @param {DataTransfer | null} data */
function receive(data) {
  const files = [...(data?.files ?? [])];
  const text = data?.getData("text/plain");
  if (files.length > 1) return trying(error, `${files.length} files`, () => Promise.reject(new Error("found several files, expected one; open one after the other")));
  if (files[0]) return take(files[0].name, files[0]);
  if (text) return take("Pasted text", new Blob([text]));
}

/** @param {DragEvent} event */
function drag(event) {
  event.preventDefault();
  drop.classList.toggle("over", event.type === "dragover");
}

onChoice((name) => {
  if (!opened) return;
  const { name: file, source } = opened;
  if (name === "quotes-lang") return void trying(error, file, () => speak(file, source));
  dress(chosen());
  write();
});

at("file").addEventListener("change", ({ target }) => {
  const input = /** @type {HTMLInputElement} */ (target);
  const [file] = input.files ?? [];
  if (file) take(file.name, file);
  // So that the same file can be chosen again.
  input.value = "";
});
at("paste").addEventListener("submit", (event) => {
  event.preventDefault();
  take("Pasted text", new Blob([/** @type {HTMLTextAreaElement} */ (at("text")).value]));
});
document.addEventListener("paste", (event) => {
  const { clipboardData: data, target } = event;
  const typing = /** @type {Element} */ (target).closest?.("textarea, input");
  if (typing && !data?.files.length && (data?.getData("text/plain") ?? "").length <= MOST_IN_BOX) return;
  event.preventDefault();
  receive(data);
});
for (const type of ["dragover", "dragleave", "drop"]) document.addEventListener(type, /** @type {any} */ (drag));
document.addEventListener("drop", ({ dataTransfer }) => receive(dataTransfer));

at("samples").append(
  h("button", { type: "button", click: () => trying(error, BUILT_IN, async () => take(BUILT_IN, await beside("quotes.json"))) }, BUILT_IN),
  ...samples.map(([name, text]) => h("button", {
    type: "button",
    click: () => {
      /** @type {HTMLTextAreaElement} */ (at("text")).value = text;
      take(name, new Blob([text]));
    },
  }, name)),
);
at("cancel").addEventListener("click", () => opener.cancel());
at("copy").addEventListener("click", copy);
at("json").addEventListener("click", () => make("quotes.json", ({ source, lang }) => written(source, lang)));
at("folder").addEventListener("click", () => make("quotes.zip", ({ pack, quotes }) => folder(pack, lines(), quotes.title, quotesLang() ?? languageOf(quotes))));
