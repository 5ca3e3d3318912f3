// What a screen reader finds in each state: roles, names and states in reading order, against what stands in snapshots/.
// In: dist/ in a real browser, always the same quote. Out: one snapshot a state; EPIGRAPH_ACCEPT=1 writes them anew, to be
// read before they are kept. Never tells what is announced over time: announced.test.mjs does.
import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { openStage } from "./browser.mjs";
import { STATES, visitState } from "./states.mjs";
import { liveness } from "./widget.mjs";

const stage = openStage();
const folder = new URL("snapshots/", import.meta.url);
const nameOf = (state) => `${state.replaceAll(/[, ]+/g, "-")}.yml`;

for (const state of Object.keys(STATES)) {
  test(state, () => visitState(stage, state, {}, async (tab) => {
    const live = await liveness(tab).catch(() => null);
    const tree = `# ${state}; the quote is live: ${live}\n${await tab.locator("main").ariaSnapshot()}\n`;
    const file = new URL(nameOf(state), folder);
    if (process.env.EPIGRAPH_ACCEPT) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, tree);
    }
    assert.equal(tree, readFileSync(file, "utf8"), `EPIGRAPH_ACCEPT=1 node --test tests/web/tree.test.mjs writes ${nameOf(state)} anew`);
  }));
}

test("there is a snapshot for each state, and no other", () => {
  assert.deepEqual(readdirSync(folder).sort(), Object.keys(STATES).map(nameOf).sort());
});
