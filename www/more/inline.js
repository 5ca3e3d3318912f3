// @ts-check
// The quotes that stand in the element itself. The element goes in, a source comes out: JSON, each blockquote a record on a
// line of its own, with what its caption, its attributes and those around it say of it. Changes nothing in the page.

/** What says who and where, inside a quote or beside it. */
const CAPTION = "footer, figcaption";
/** What is in a page and no text of it; where scripts run, what stands in for them is their markup. */
const UNREAD = "script, style, noscript";
/** What begins a new line. */
const PARTED = "br, p, div, li, blockquote, h1, h2, h3, h4, h5, h6";

/** @param {Node | null | undefined} node */
const textOf = (node) => node?.textContent?.replace(/\s+/g, " ").trim() || undefined;

/** What stands in a quote, and not in one inside of it. @param {Element} quote @param {string} what */
const own = (quote, what) => [...quote.querySelectorAll(what)].find((one) => one.closest("blockquote") === quote);

/** @param {Element} widget */
export function inline(widget) {
  const quotes = [...widget.querySelectorAll("blockquote")].filter((quote) => !quote.closest("[slot]"));
  return `[${quotes.map((quote) => JSON.stringify(record(quote))).join(",\n")}]`;
}

/** @param {HTMLQuoteElement} quote */
function record(quote) {
  const alone = /** @type {HTMLElement} */ (quote.cloneNode(true));
  for (const other of alone.querySelectorAll(`${CAPTION}, cite, ${UNREAD}`)) other.remove();
  // What stands on lines of its own is parted, also where the source has no space there.
  for (const other of alone.querySelectorAll(PARTED)) {
    other.before(" ");
    other.after(" ");
  }
  const caption = own(quote, CAPTION) ?? quote.closest("figure")?.querySelector(CAPTION) ?? own(quote, "cite");
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
