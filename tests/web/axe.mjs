// What axe-core finds on a page as it stands.
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
  const { violations, incomplete } = await window.axe.run(document, { resultTypes: ["violations", "incomplete"], rules: { "target-size": { enabled: true } } });
  // Words in the very colour of what is behind them: axe leaves those to a person to judge.
  const unseen = incomplete.map(({ id, nodes }) => ({ id, nodes: nodes.filter(({ any }) => any.some(({ data }) => data?.messageKey === "equalRatio")) }));
  return [...violations, ...unseen].flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.flat().join(" ")}: ${failureSummary}`));
}
