// Every character is folded in the browser, by its own Unicode, as it is natively, by a crate.
// In: tests/data/folds.txt, which a native test keeps: stretches of characters that every supported browser knows, each
// with the checksum of a collection of words with them. Out: the same collections, made by dist/core.js in a real browser,
// have the same checksums.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { openStage } from "./browser.mjs";

const stage = openStage();
const folds = await readFile(new URL("../data/folds.txt", import.meta.url), "utf8");
const stretches = folds.trim().split("\n").map((line) => line.split(" "));

test("every character of Unicode 14 is folded as it is natively, by itself and where it composes", () => stage.visit({}, async (tab) => {
  const otherwise = await tab.evaluate(async (stretches) => {
    const { open } = await import(`${location.origin}/core.js`);
    const otherwise = [];
    for (const [first, last, checksum] of stretches) {
      let text = "x";
      for (let code = parseInt(first, 16); code <= parseInt(last, 16); code++) {
        const c = String.fromCodePoint(code);
        text += ` ${c} ${c.normalize("NFD")} a${c} ${c}\u0323a e\u0301${c}o`;
      }
      const quotes = await open(JSON.stringify([{ id: "en", text }, { id: "de", text, lang: "de" }]));
      const pack = quotes.pack();
      const made = new DataView(pack.buffer, pack.byteOffset).getUint32(12, true).toString(16).padStart(8, "0");
      if (made !== checksum) otherwise.push(`U+${first} to U+${last}`);
      quotes.free();
    }
    return otherwise;
  }, stretches);
  assert.ok(stretches.length > 1000);
  assert.deepEqual(otherwise, []);
}));
