// Where the built files are, and what their README promises. In: EPIGRAPH_DIST, an absolute path, or else dist/ at the
// top of the project. Out: that path, and the reserve rule as documented. Never changes a file.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const distFolder = process.env.EPIGRAPH_DIST ?? fileURLToPath(new URL("../../dist", import.meta.url));

/** The documented rule itself: every style block of the README that speaks of the element's size. */
export function reserveRule() {
  const blocks = [...readFileSync(join(distFolder, "README.md"), "utf8").matchAll(/```css\n([\s\S]*?)```/g)].map(([, css]) => css);
  const rule = blocks.filter((css) => /epigraph-widget/.test(css) && /(min-)?(block-size|height)/.test(css)).join("\n");
  assert.ok(rule, "the README documents a reserve rule");
  return rule;
}
