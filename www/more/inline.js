// @ts-check
// The quotes that stand in the element itself. The element goes in, a source comes out: JSON, each blockquote a record on a
// line of its own, with what its caption, its attributes and those around it say of it. Changes nothing in the page.

/** What says who and where, inside a quote or beside it. */
const CAPTION = "footer, figcaption";
/** What begins a new line. */
const PARTED = "br, p, div, li, h1, h2, h3, h4, h5, h6";

/** @param {Node | null | undefined} node */
const textOf = (node) => node?.textContent?.replace(/\s+/g, " ").trim() || undefined;

/** @param {Element} widget */
export function inline(widget) {
  const quotes = [...widget.querySelectorAll("blockquote")].filter((quote) => !quote.closest("[slot]"));
  return `[${quotes.map((quote) => JSON.stringify(record(quote))).join(",\n")}]`;
}

/** @param {HTMLQuoteElement} quote */
function record(quote) {
  const alone = /** @type {HTMLElement} */ (quote.cloneNode(true));
  for (const other of alone.querySelectorAll(`${CAPTION}, cite`)) other.remove();
  // What stands on lines of its own is parted, also where the source has no space there.
  for (const other of alone.querySelectorAll(PARTED)) {
    other.before(" ");
    other.after(" ");
  }
  const caption = quote.querySelector(CAPTION) ?? quote.closest("figure")?.querySelector(CAPTION) ?? quote.querySelector("cite");
  const cite = caption?.matches("cite") ? null : caption?.querySelector("cite");
  const link = caption?.querySelector("a");
  const source = textOf(cite);
  const author = textOf(caption)?.replace(source ?? "", "").replace(/^[\s—–-]+|[\s,;]+$/g, "");
  return {
    text: textOf(alone),
    author: author || undefined,
    source,
    url: quote.cite || link?.href,
    id: quote.id || quote.closest("figure")?.id || undefined,
    // The page's own, where none is nearer.
    lang: /** @type {HTMLElement | null} */ (quote.closest("[lang]"))?.lang,
  };
}
