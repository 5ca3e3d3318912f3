// What axe-core finds on a page as it stands: violations, and what it leaves to a person without a reason that holds here.
// In: a tab. Out: rule, element and why, one line each. Never asserts anything.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { calm } from "./widget.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Once for each page, before the first look. */
export const bringAxe = (tab) => tab.evaluate(`${axe};0`);

export const inspect = async (tab) => {
  await calm(tab);
  return tab.evaluate(runAxe);
};

async function runAxe() {
  const inWidgets = (selector) => [...document.querySelectorAll("epigraph-widget")].flatMap(({ shadowRoot }) => [...shadowRoot?.querySelectorAll(selector) ?? []]);
  const box = (element) => element.getBoundingClientRect();
  const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const key = ({ any, all, none }) => [...any, ...all, ...none].map(({ data }) => data?.messageKey).find(Boolean);
  const covered = (element) => inWidgets(".panel, .busy, .said:not(:empty)").some((cover) => cover.checkVisibility() && meet(box(cover), box(element)));
  const cutOff = (element) => {
    for (let at = element.parentElement; at; at = at.parentElement) {
      if (/auto|scroll/.test(getComputedStyle(at).overflowY) && (box(element).bottom > box(at).bottom || box(element).top < box(at).top)) return true;
    }
    return false;
  };
  const alike = (element) => [...element.parentElement.children].some((other) => other !== element && getComputedStyle(other).color === getComputedStyle(element).color);
  /** Each reason for which axe cannot tell, and where it holds. */
  const REASONS = {
    // Open results, or a line that says what goes on, lie over these words; or they are scrolled over the edge of their
    // box. What can be seen of them is looked at in the states in which nothing is in the way. Or it is a single letter or
    // digit: its colours are those of the row it stands in.
    "color-contrast": (node) => (["bgOverlap", "elmPartiallyObscured", "elmPartiallyObscuring"].includes(key(node)) && (covered(node.element) || cutOff(node.element)))
      || (key(node) === "shortTextContent" && node.element.matches("td") && alike(node.element)),
    // Nothing was found, and so the list of results holds nothing.
    "aria-required-children": ({ element }) => element.matches("[part=results]") && element.childElementCount === 0,
  };
  const { violations, incomplete } = await window.axe.run(document, { resultTypes: ["violations", "incomplete"], elementRef: true, rules: { "target-size": { enabled: true } } });
  const unexplained = incomplete.map(({ id, nodes }) => ({ id: `${id}, undecided`, nodes: nodes.filter((node) => !REASONS[id]?.(node)) }));
  return [...violations, ...unexplained].flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary, any, all, none }) =>
    `${id}: ${target.flat().join(" ")}: ${failureSummary ?? [...any, ...all, ...none].map(({ message }) => message).join(" ")}`));
}
