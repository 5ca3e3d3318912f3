// Where the built files are, and what their README promises. In: EPIGRAPH_DIST, an absolute path, or else dist/ at the
// top of the project. Out: that path, the reserve rule and other blocks of code as documented. Never changes a file.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const distFolder = process.env.EPIGRAPH_DIST ?? fileURLToPath(new URL("../../dist", import.meta.url));

const blocks = (language) => [...readFileSync(join(distFolder, "README.md"), "utf8").matchAll(/```(\w+)\n([\s\S]*?)```/g)].filter(([, name]) => name === language).map(([, , code]) => code);

/** The one block of the README in a language that has these words in it, to the letter. */
export function recipe(language, words) {
  const found = blocks(language).filter((code) => code.includes(words));
  assert.equal(found.length, 1, `blocks of ${language} with ${words}`);
  return found[0];
}

/** The documented rule itself: every style block of the README that speaks of the element's size. */
export function reserveRule() {
  const rule = blocks("css").filter((css) => /epigraph-widget/.test(css) && /(min-)?(block-size|height)/.test(css)).join("\n");
  assert.ok(rule, "the README documents a reserve rule");
  return rule;
}
