// The picture of a quote: a card that the browser draws.
// In: dist/ in a real browser, quotes of every length and script. Out: the promises about the file that is saved.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { openStage } from "./browser.mjs";
import { button, listen, until, whenState } from "./widget.mjs";

const stage = openStage();
const QUOTES = {
  short: { text: "Data wins.", author: "A. Writer", source: "A Book", topic: "Data" },
  long: { text: "Nothing that is worth having comes to those who wait for it without a plan. ".repeat(6), author: "A. Writer" },
  endless: { text: "One sentence after another. ".repeat(2300) },
  unbroken: { text: "語".repeat(20_000) },
  arabic: { text: "العلم في الصغر كالنقش على الحجر، ومن طلب العلا سهر الليالي.", author: "مثل عربي", source: "Latin", lang: "ar" },
  verse: { text: "Roses are red,\n\n\n  Violets are blue.", author: "Anonymous" },
  named: { text: "Luck is preparation.", topic: "On what the elder said, ".repeat(13), author: "Gaius Plinius Secundus the elder, ".repeat(9), source: "Letters" },
  sourced: { text: "Luck is preparation.", author: "Seneca", source: "A book about the ways of the world, ".repeat(9) },
  retold: { text: "Keep “freshness” in mind.", kind: "paraphrase", author: "A. Writer" },
};
const json = JSON.stringify(Object.entries(QUOTES).map(([id, quote]) => ({ id, kind: "quotation", ...quote })));

/** Keeps every line of text that is drawn, in `window.lines`. */
async function record(tab) {
  await listen(tab);
  await tab.addInitScript(() => {
    window.lines = [];
    const { fillText } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
      const { a, d, e, f } = this.getTransform();
      const width = this.measureText(text).width;
      const left = x * a + e - (this.textAlign === "right" ? width : 0);
      window.lines.push({ text, left, right: left + width, y: y * d + f, size: Number(/([\d.]+)px/.exec(this.font)[1]), colour: this.fillStyle });
      return fillText.call(this, text, x, y);
    };
  });
}

/** The picture of a quote: its name, its size, its background as `[r, g, b]`, and the lines in it. */
async function draw(tab, id) {
  await tab.evaluate((wanted) => { document.querySelector("epigraph-widget").show(wanted); window.lines = []; }, id);
  const [download] = await Promise.all([tab.waitForEvent("download"), button(tab, "picture").click()]);
  const bytes = await readFile(await download.path());
  assert.equal(bytes.subarray(1, 4).toString(), "PNG");
  const corner = await tab.evaluate(async (numbers) => {
    const image = await createImageBitmap(new Blob([new Uint8Array(numbers)]));
    const context = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d");
    context.drawImage(image, 0, 0);
    return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
  }, [...bytes]);
  const lines = await tab.evaluate(() => window.lines);
  return { name: download.suggestedFilename(), width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), corner, lines, said: lines.map(({ text }) => text).join(" ") };
}

const story = (name, tell, options = {}) => test(name, () => stage.visit({
  body: `<epigraph-widget paused><script type="application/json">${json}</script></epigraph-widget>`, prepare: record, ...options,
  // A source of this length is read by a worker, which the strict policy refuses: the page then reads it itself.
  allow: [/TrustedTypePolicy/],
}, async (tab, context, server) => {
  await whenState(tab);
  await tell(tab, context, server);
}));

story("a picture is saved under the quote's id and says who, where and on what", async (tab, _, server) => {
  const { name, width, height, said } = await draw(tab, "short");
  assert.equal(name, "short.png");
  assert.deepEqual([width, height], [1200, 675]);
  assert.equal(said.replace(/\s+/g, " "), "Data “Data wins.” — A. Writer , A Book");
  await until(tab, (element) => element.shadowRoot.querySelector(".said").textContent === "Picture saved");
  assert.equal(await tab.locator("epigraph-picture").count(), 0, "nothing is left on the page");
  const before = server.requests.length;
  await draw(tab, "long");
  assert.equal(server.requests.length, before, "nothing is fetched");
});

story("every text stands inside its card, as large as the room allows", async (tab) => {
  const sizes = {};
  for (const id of Object.keys(QUOTES)) {
    const { width, height, lines } = await draw(tab, id);
    for (const { text, left, right, y, size } of lines) {
      assert.ok(left >= 60 && right <= width - 60 && y - size >= 0 && y <= height - 60, `${id}: ${text} at ${left} to ${right}, ${y}`);
    }
    const rows = lines.map(({ y }) => y);
    assert.deepEqual(rows, [...rows].sort((a, b) => a - b), `${id}: from top to bottom`);
    sizes[id] = Math.max(...lines.map(({ size }) => size));
  }
  assert.ok(sizes.short > 80 && sizes.long < sizes.short && sizes.long >= 40, JSON.stringify(sizes));
});

story("a text is whole where it fits, and ends in … where it does not", async (tab) => {
  const long = await draw(tab, "long");
  assert.ok(long.said.startsWith(`“${QUOTES.long.text.trim()}” — A. Writer`), long.said);
  const endless = await draw(tab, "endless");
  assert.match(endless.said, /^“One sentence after another\. .{1000,} (One|sentence|after|another)…”$/);
  assert.deepEqual([endless.width, endless.height], [1200, 1200]);
  assert.match((await draw(tab, "unbroken")).said, /^“[語 ]{400,}…”$/);
});

story("a topic or an attribution too long for two lines ends in …", async (tab) => {
  const { lines } = await draw(tab, "named");
  const [topic, text, from] = [/^(On|what|the|elder)/, /Luck/, /^—|Gaius|Plinius|Secundus|elder/].map((word) => lines.filter((line) => word.test(line.text)).map((line) => line.text));
  assert.equal(text.length, 1);
  for (const part of [topic.slice(0, 2), from.slice(-2)]) {
    assert.ok(part[0].length > 40 && part[1].length > 40, part.join(" | "));
    assert.match(part[1], /\w…$/);
  }
  const sourced = (await draw(tab, "sourced")).lines.slice(1).map((line) => line.text);
  assert.match(sourced.join(" ").replace(/ +/g, " "), /^— Seneca ?, A book about .{60,}…$/);
});

story("verse keeps its lines", async (tab) => {
  const { lines } = await draw(tab, "verse");
  assert.deepEqual(lines.map(({ text }) => text).filter((text) => /Roses|Violets/.test(text)), ["“Roses are red,", "Violets are blue.”"]);
});

story("a paraphrase wears no marks and says what it is", async (tab) => {
  assert.equal((await draw(tab, "retold")).said.replace(/\s+/g, " "), "Keep “freshness” in mind. — A. Writer Paraphrase");
});

story("what is read from the right begins there, its attribution too", async (tab) => {
  const { lines } = await draw(tab, "arabic");
  const rights = lines.filter(({ text }) => /^[«“—]/.test(text)).map(({ right }) => Math.round(right));
  assert.equal(rights.length, 2);
  for (const right of rights) assert.ok(right > 1080 && right <= 1104, String(rights));
});

const DARK = { colorScheme: "dark" };
for (const [name, context, css, surface, ink] of [
  ["a light page", {}, "", [255, 255, 255], "#000000"],
  ["a dark page", DARK, "", [18, 18, 18], "#ffffff"],
  ["forced colours", { ...DARK, forcedColors: "active" }, "", [0, 0, 0], "#ffffff"],
  ["a surface and colour of the site's own", {}, "epigraph-widget { --epigraph-surface: #ffe0c0; --epigraph-color: #402000 }", [255, 224, 192], "#402000"],
  ["a card that the widget stands in", {}, "main { background: rgb(0 0 128 / 50%); color: white }", null, "#ffffff"],
  ["white words over a picture", {}, "main { background: linear-gradient(navy, black); color: white }", [20, 20, 22], "#ffffff"],
]) {
  story(`the card's colours are those of ${name}`, async (tab) => {
    const { corner, lines } = await draw(tab, "short");
    if (surface) assert.deepEqual(corner, surface);
    assert.equal(lines.find(({ text }) => text.startsWith("“")).colour, ink);
  }, { context, get head() { return css && `<link rel="stylesheet" href="${stage.server.put(css, { path: `/${name.replaceAll(/\W/g, "-")}.css` })}">`; } });
}
