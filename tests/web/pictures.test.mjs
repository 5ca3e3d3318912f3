// How the widget looks, in a few pictures that matter: a change that no rule can name is seen here first.
// In: dist/ in Chromium, with a font that the tests bring, so that the machine's fonts do not matter; the pictures of
// pictures/. Out: no more difference than another machine's way to smooth letters makes. A picture that differs stays in
// target/pictures/ with what differs marked. `EPIGRAPH_ACCEPT=1 node --test tests/web/pictures.test.mjs` takes them anew:
// look at each before you commit it.
import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";
import { openStage } from "./browser.mjs";
import { distFolder } from "./files.mjs";
import { BODY } from "./lengths.mjs";
import { ask, calm, listen, openFilters, parts, turn, until, whenState } from "./widget.mjs";

/** Letters and colours as they are, not as the machine would have them on its screen. */
const stage = openStage({
  flags: ["--font-render-hinting=none", "--disable-lcd-text", "--force-color-profile=srgb"],
  env: { FONTCONFIG_FILE: fileURLToPath(new URL("fonts.conf", import.meta.url)) },
});
const EXPECTED = fileURLToPath(new URL("pictures", import.meta.url));
const DIFFERENT = fileURLToPath(new URL("../../target/pictures", import.meta.url));

/** How far a pixel's colour may be off, of 1: letters are smoothed otherwise by another release of the browser. */
const PIXEL = 0.2;
/**
 * How many pixels of a million may be further off. Two runs differ in none, nor do they where the machine is told to draw
 * letters otherwise; a row of buttons that moved by a pixel differs in 230 to 1,700 of most, an indent of 0.05em in more than 1,000.
 */
const OFF = 200;
/**
 * Another release of the browser may draw every letter otherwise. There squares of so many pixels are compared, each by
 * the mean of its colours. Letters drawn otherwise differ in none; controls that went differ in 500 to 11,000 of a million.
 */
const SQUARE = 8;
const ELSEWHERE = { pixel: 0.1, off: 400 };

/** The main part of the version that took the pictures. */
const TAKEN_BY = join(EXPECTED, "chromium");

const FONT = "Source Serif 4";
const files = ["400-normal", "600-normal", "400-italic"].map((style) => createRequire(import.meta.url).resolve(`@fontsource/source-serif-4/files/source-serif-4-latin-${style}.woff2`));
const FACES = files.map((_, at) => `@font-face { font-family: "${FONT}"; src: url(/font-${at}.woff2); font-weight: ${at === 1 ? 600 : 400}; font-style: ${at === 2 ? "italic" : "normal"} }`).join("\n");

/** Every font of a sheet is the one that the tests bring. */
const inFont = (css) => `${FACES}\n${css.replace(/(--[\w-]*(?:font|serif|mono)|font-family):[^;]+;/g, `$1: "${FONT}";`).replace(/font: ([\w./]+) [^;]+;/g, `font: $1 "${FONT}";`)}`;

async function dress(tab) {
  await listen(tab);
  for (const [at, path] of files.entries()) await tab.route(`**/font-${at}.woff2`, (route) => route.fulfill({ path, contentType: "font/woff2" }));
  for (const name of ["page.css", "looks.css"]) {
    const css = inFont(await readFile(join(distFolder, name), "utf8"));
    await tab.route(`**/${name}`, (route) => route.fulfill({ contentType: "text/css", body: css }));
  }
  await tab.route("**/font.css", (route) => route.fulfill({ contentType: "text/css", body: `${FACES}\nbody { font-family: "${FONT}" } h1, #sentinel { display: none }` }));
}

const HEAD = '<link rel="stylesheet" href="/font.css">';
const widget = (attributes) => `<epigraph-widget paused quote="ai-hype" ${attributes}></epigraph-widget>`;
const found = async (tab) => {
  await ask(tab, "online evaluation");
  await until(tab, (element) => element.shadowRoot.querySelector('[part~="results"] mark'));
  // A caret blinks.
  await tab.evaluate(() => document.activeElement.blur());
};

/** A picture of squares in place of pixels. @param {PNG} picture */
function coarse({ width, height, data }) {
  const small = new PNG({ width: Math.floor(width / SQUARE), height: Math.floor(height / SQUARE) });
  for (let at = 0; at < small.data.length; at++) {
    const [left, top] = [Math.floor(at / 4) % small.width, Math.floor(at / 4 / small.width)].map((place) => place * SQUARE);
    let sum = 0;
    for (let y = top; y < top + SQUARE; y++) for (let x = left; x < left + SQUARE; x++) sum += data[(y * width + x) * 4 + (at % 4)];
    small.data[at] = sum / SQUARE ** 2;
  }
  return small;
}

/** @type {Record<string, [options: object, width: number, height: number, reach?: (tab: any) => Promise<unknown>]>} */
const PICTURES = {
  "quote-320": [{ body: widget("") }, 320, 560],
  "results-dark-320": [{ body: widget('theme="dark"') }, 320, 720, found],
  "filters-768": [{ body: widget('limit="3"') }, 768, 800, async (tab) => {
    await found(tab);
    await openFilters(tab);
    await parts(tab, "chip").first().waitFor();
  }],
  "long-768": [{ body: BODY }, 768, 440, async (tab) => {
    await turn(tab, "show", "n5000");
    await until(tab, (element) => element.shadowRoot.querySelector('[part~="whole"]')?.checkVisibility());
  }],
  "right-to-left-768": [{ body: widget("").replace("ai-hype", "baselines"), dir: "rtl" }, 768, 440],
  "forced-colours-768": [{ body: widget(""), context: { colorScheme: "dark", forcedColors: "active" } }, 768, 720, found],
  "demo-1280": [{ path: "/index.html" }, 1280, 800, (tab) => turn(tab, "show", "ai-hype")],
  "looks-1280": [{ path: "/looks.html" }, 1280, 2700, (tab) => tab.evaluate(() => {
    for (const element of document.querySelectorAll("epigraph-widget")) element.show("ai-hype");
  })],
};

// Only where letters can be drawn as fonts.conf says.
for (const [name, [{ context, ...options }, width, height, reach]] of process.platform === "linux" ? Object.entries(PICTURES) : []) {
  test(`${name} looks as it did`, () => stage.visit({
    csp: "", head: HEAD, prepare: dress, ...options,
    context: { colorScheme: "light", reducedMotion: "reduce", ...context, viewport: { width, height } },
  }, async (tab) => {
    await whenState(tab);
    await reach?.(tab);
    // What is fetched late may not come in the middle of the picture.
    await tab.evaluate((font) => Promise.all(["", "600 ", "italic "].map((style) => document.fonts.load(`${style}16px "${font}"`))), FONT);
    await calm(tab);
    const taken = await tab.screenshot({ animations: "disabled" });
    const path = join(EXPECTED, `${name}.png`);
    const release = tab.context().browser().version().split(".")[0];
    if (process.env.EPIGRAPH_ACCEPT) {
      await mkdir(EXPECTED, { recursive: true });
      await writeFile(TAKEN_BY, `${release}\n`);
      return void await writeFile(path, taken);
    }
    const same = release === (await readFile(TAKEN_BY, "utf8")).trim();
    const [actual, expected] = [taken, await readFile(path)].map((png) => PNG.sync.read(png)).map((picture) => (same ? picture : coarse(picture)));
    assert.deepEqual([actual.width, actual.height], [expected.width, expected.height]);
    const diff = new PNG({ width: actual.width, height: actual.height });
    const off = pixelmatch(actual.data, expected.data, diff.data, actual.width, actual.height, { threshold: same ? PIXEL : ELSEWHERE.pixel });
    const most = Math.round(actual.width * actual.height * (same ? OFF : ELSEWHERE.off) / 1e6);
    if (off > most) {
      await mkdir(DIFFERENT, { recursive: true });
      await writeFile(join(DIFFERENT, `${name}.png`), taken);
      await writeFile(join(DIFFERENT, `${name}.diff.png`), PNG.sync.write(diff));
    }
    assert.ok(off <= most, `${off} of ${actual.width * actual.height} are off, ${most} may be: see target/pictures/${name}.diff.png beside ${name}.png`);
  }));
}
