// @ts-check
// The lines for somebody's page. What was chosen and one quote of theirs go in, HTML as text comes out: every text in it
// is escaped, so that it reads the same wherever it is pasted. Touches no document.

/** @typedef {import("./core.d.ts").Quote} Quote */
/** @typedef {{attributes: Record<string, string>, properties: Record<string, string>}} Look */

/** What the page asks for as its collection. */
export const PACK = "quotes.epigraph";

/** @type {Record<string, string>} */
const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text as HTML, for an element or an attribute. @param {string} text */
const escape = (text) => text.replace(/[&<>"]/g, (mark) => ENTITIES[mark]);

/** The same on one line: a blank line would end an HTML block in Markdown. @param {string} text */
const line = (text) => escape(text.trim()).replace(/\s*\n\s*/g, "<br>");

/** @param {Record<string, string>} attributes */
const tag = (attributes) => Object.entries(attributes).map(([name, value]) => ` ${name}="${escape(value)}"`).join("");

/** The longest text that stands in for the widget. */
const FALLBACK = 280;
const LOOKED_AT = 100;

/** The quote that stands on the page until the widget is ready: the first that is not long. @param {import("./core.d.ts").Collection} quotes @returns {Quote} */
export function fallbackOf(quotes) {
  const first = Array.from({ length: Math.min(quotes.length, LOOKED_AT) }, (_, at) => /** @type {Quote} */ (quotes.at(at)));
  return first.find(({ text }) => text.length <= FALLBACK) ?? first.sort((a, b) => a.text.length - b.text.length)[0];
}

/** The language of all of them, as far as they are looked at. @param {import("./core.d.ts").Collection} quotes */
export function languageOf(quotes) {
  const languages = new Set(Array.from({ length: Math.min(quotes.length, LOOKED_AT) }, (_, at) => quotes.at(at)?.lang));
  return (languages.size === 1 && [...languages][0]) || undefined;
}

/** Its words, with marks where they are the author's own. @param {Quote} quote */
export const said = ({ text, kind }) => (kind === "paraphrase" ? text : `“${text}”`);

/** @param {Quote} quote */
function fallback(quote) {
  const { author, source, lang } = quote;
  const by = [author && line(author), source && `<cite>${line(source)}</cite>`].filter(Boolean).join(", ");
  return `<blockquote${tag(lang ? { lang } : {})}>${line(said(quote))}</blockquote>${by && `\n<p>— ${by}</p>`}`;
}

/** @param {Record<string, string>} properties */
function style(properties) {
  const lines = Object.entries(properties).map(([name, value]) => `  ${name}: ${value};\n`);
  return lines.length ? `<style>\nepigraph-widget {\n${lines.join("")}}\n</style>\n` : "";
}

/** The lines to paste. @param {Look} look @param {Quote} quote */
export const snippet = ({ attributes, properties }, quote) =>
  `<script type="module" src="epigraph.js"></script>\n${style(properties)}<epigraph-widget${tag({ src: PACK, ...attributes })}>\n${fallback(quote)}\n</epigraph-widget>\n`;

/** A heading where they have no title, in English. */
const HEADING = "Quotes";

/**
 * A whole page around them, in the language of its heading: what the buttons speak, their own attribute says.
 * @param {string} lines @param {string | undefined} title @param {string | undefined} lang of the title
 */
export const hostPage = (lines, title, lang, name = escape((title ?? HEADING).trim().replace(/\s+/g, " "))) => `<!doctype html>
<html lang="${escape((title && lang) || "en")}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${name}</title>
<style>
body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 Georgia, serif; }
epigraph-widget { display: grid; min-block-size: max(27rem, 40rem - 30vw); }
</style>
</head>
<body>
<h1>${name}</h1>
${lines}</body>
</html>
`;

export const README = `Your quotes as a page.

Upload the files of this folder to any host, side by side. index.html is the page; its lines can also be copied
into another page that has the same files beside it.

Opened from disk the page shows one quote only, since browsers load modules from servers alone. To look at it
on this machine, run in this folder

    python3 -m http.server

and open http://localhost:8000/

quotes.epigraph holds the quotes. To change them, open their source in the studio again.
Epigraph is free software under MIT or Apache-2.0: see LICENSE. The quotes are yours.
`;
