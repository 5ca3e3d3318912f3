// @ts-check
// What was found in a file: how many quotes, and each record that could not be read with its place and the reason.
// A collection goes in; counts and a table stand on the page. Of very many records only the first are listed.
import { h } from "./dom.js";

const MOST_LISTED = 100;

const digits = new Intl.NumberFormat("en");

/** @param {number} count @param {string} one */
export const counted = (count, one) => `${digits.format(count)} ${one}${count === 1 ? "" : "s"}`;

/** @param {string} id */
const at = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/**
 * @param {string} name of the file
 * @param {import("./core.d.ts").Collection} quotes
 * @returns {string} the same as a sentence
 */
export function showFound(name, { length, title, skipped, skippedTotal }) {
  at("tally").replaceChildren(h("strong", {}, counted(length, "quote")), ` in ${name}`, ...(title && title !== name ? [": ", h("cite", {}, title)] : []));
  const refused = skippedTotal ? `${counted(skippedTotal, "record")} skipped` : "Every record was read.";
  at("skipped-count").textContent = refused;
  at("skipped").hidden = !skippedTotal;
  at("skipped").scrollTop = 0;
  at("skipped-rows").replaceChildren(...skipped.slice(0, MOST_LISTED).map(({ line, column, reason }) => h("tr", {}, ...[line, column, reason].map((value) => h("td", {}, value)))));
  at("skipped-more").textContent = skippedTotal > MOST_LISTED ? `and ${digits.format(skippedTotal - MOST_LISTED)} more` : "";
  return `${counted(length, "quote")} found in ${name}. ${refused}`;
}
