// @ts-check
// Gives a document or shadow root a sheet of rules. CSS goes in, one constructable sheet for each document comes to
// stand in every root that asks. Writes no <style> element and no style attribute.

/** A sheet made when it is first wanted, and given to each root once. @param {string} css */
export function adopter(css) {
  /** A document takes only sheets that were made in it. @type {WeakMap<Document, CSSStyleSheet>} */
  const made = new WeakMap();
  return (/** @type {any} */ root) => {
    const page = root.ownerDocument ?? root;
    let sheet = made.get(page);
    if (!sheet) {
      made.set(page, (sheet = new page.defaultView.CSSStyleSheet()));
      /** @type {CSSStyleSheet} */ (sheet).replaceSync(css);
    }
    const sheets = root.adoptedStyleSheets ?? [];
    if (!sheets.includes(sheet)) root.adoptedStyleSheets = [...sheets, sheet];
  };
}
