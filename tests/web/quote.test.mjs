// The banner: which quote stands there, how it is set, and what moves it.
// In: dist/ in a real browser. Out: the promises about quotes, order, attributes, methods and events.
import assert from "node:assert/strict";
import { test } from "node:test";
import { FALLBACK, openStage } from "./browser.mjs";
import { entries, paraphrases } from "./document.mjs";
import { button, countTimersAndEngines, currentId, listen, part, readShown, told, turn, until, whenState } from "./widget.mjs";

const stage = openStage();
const story = (name, options, tell) => test(name, () => stage.visit({ prepare: listen, ...options }, tell));
const widget = (attributes, inside = `<blockquote>${FALLBACK}</blockquote>`) => ({ body: `<epigraph-widget ${attributes}>${inside}</epigraph-widget>` });

story("a quote is visible, and the author's fallback has left", {}, async (tab) => {
  await whenState(tab);
  const { said } = await readShown(tab);
  assert.ok(await tab.locator("epigraph-widget > figure blockquote").isVisible());
  assert.ok(entries.some(({ text }) => said.includes(text)), said);
  assert.equal(await tab.getByText(FALLBACK).isVisible(), false);
  assert.equal(await tab.getByText(FALLBACK).count(), 1, "it is still in the page");
  const events = await tab.evaluate(() => window.told.map(({ name }) => name));
  assert.deepEqual(events.filter((name) => name === "ready"), ["ready"]);
  assert.equal((await told(tab, "ready"))[0].length, 69);
});

story("all 69 are reached by next() without a repeat, each set as the document has it", {}, async (tab) => {
  await whenState(tab);
  const seen = new Map();
  for (let step = 0; step < 69; step++) {
    const { said, figure, lang } = await readShown(tab);
    seen.set(await currentId(tab), { said, figure, lang });
    await turn(tab);
  }
  assert.equal(seen.size, 69);
  for (const { text, kind, topic, source } of entries) {
    const wanted = kind === "paraphrase" ? text : `“${text}”`;
    const shown = [...seen.values()].find(({ said }) => said === wanted);
    assert.ok(shown, `shown as it should be: ${wanted}`);
    assert.ok(shown.figure.includes(source), `${topic}: source`);
    assert.ok(shown.figure.toLowerCase().includes(topic.toLowerCase()) || await part(tab, "topic").count(), `${topic}: topic`);
    assert.equal(shown.lang, "en");
    assert.equal(/paraphras/i.test(shown.figure.replace(text, "")), kind === "paraphrase", `${topic} says what it is`);
  }
});

story("a paraphrase has no marks around it, keeps those inside, and is named as one", widget('filter="kind:paraphrase" order="sequence"'), async (tab) => {
  await whenState(tab);
  for (const { text } of paraphrases) {
    const { said, figure } = await readShown(tab);
    assert.equal(said, text);
    assert.match(figure.replace(text, ""), /paraphrase/i);
    await turn(tab);
  }
});

story("the topic stands with its quote, the collection's own word before it", widget('quote="baselines"'), async (tab) => {
  await whenState(tab);
  const words = await tab.locator("epigraph-widget").innerText();
  assert.match(words, /On Baselines/i);
  assert.match(words, /Designing Machine Learning Systems/);
  assert.match(words, /Chip Huyen/);
});

story("the quote can be selected, and stands in the page's own DOM", widget('quote="monitoring"'), async (tab) => {
  await whenState(tab);
  const selected = await tab.evaluate(() => {
    getSelection().selectAllChildren(document.querySelector("epigraph-widget > figure blockquote"));
    return getSelection().toString();
  });
  assert.match(selected, /Automated monitoring and retraining/);
});

story("previous, next and show(id) move the banner and tell the page", widget('order="sequence"'), async (tab) => {
  await whenState(tab);
  assert.equal(await currentId(tab), await tab.evaluate(() => document.querySelector("epigraph-widget").collection.at(0).id));
  const first = await currentId(tab);
  await button(tab, "next").click();
  await until(tab, (element, id) => element.current.id !== id, first);
  await button(tab, "previous").click();
  await until(tab, (element, id) => element.current.id === id, first);
  await tab.evaluate(() => document.querySelector("epigraph-widget").show("baselines"));
  await until(tab, (element) => element.current.id === "baselines");
  assert.match((await readShown(tab)).said, /simplest model serves as a baseline/);
  await tab.evaluate(() => document.querySelector("epigraph-widget").show("no-such-quote"));
  assert.equal(await currentId(tab), "baselines");
  const ids = (await told(tab, "quote")).map(({ id }) => id);
  assert.equal(ids.at(-1), "baselines");
});

story("quote names the first one, filter narrows, sequence follows the document", widget('quote="freshness" filter="part:7" order="sequence"'), async (tab) => {
  await whenState(tab);
  const part7 = entries.filter((entry) => entry.part.number === 7).map(({ topic }) => topic);
  const from = part7.indexOf("Freshness");
  for (let step = 0; step < part7.length * 2; step++) {
    assert.equal(await tab.evaluate(() => document.querySelector("epigraph-widget").current.topic), part7[(from + step) % part7.length]);
    await turn(tab);
  }
});

story("daily is one quote for a date and a time zone", {
  body: ["Pacific/Kiritimati", "Pacific/Kiritimati", "Pacific/Pago_Pago"].map((zone) => `<epigraph-widget order="daily" timezone="${zone}"></epigraph-widget>`).join(""),
  prepare: async (tab) => {
    await listen(tab);
    await tab.clock.install({ time: new Date("2026-11-23T10:30:00Z") });
  },
}, async (tab) => {
  await whenState(tab);
  const shown = await tab.evaluate(() => [...document.querySelectorAll("epigraph-widget")].map((element) => element.current.id));
  const wanted = await tab.evaluate(() => ["2026-11-24", "2026-11-24", "2026-11-22"]
    .map((date) => document.querySelector("epigraph-widget").collection.daily(date).id));
  assert.deepEqual(shown, wanted);
});

story("from the quote of a day that began while the widget was off the page next() goes through all the others, and previous() back", {
  ...widget('order="daily" timezone="UTC" quote="baselines"'),
  prepare: async (tab) => {
    await listen(tab);
    await tab.clock.install({ time: new Date("2026-11-23T22:00:00Z") });
  },
}, async (tab) => {
  await whenState(tab);
  const today = await tab.evaluate(() => {
    window.kept = document.querySelector("epigraph-widget");
    kept.remove();
    return kept.collection.daily("2026-11-24").id;
  });
  await tab.clock.fastForward("03:00:00");
  await tab.evaluate(() => document.querySelector("main").append(kept));
  await until(tab, (element, id) => element.current.id === id, today);
  const { seen, back } = await tab.evaluate(() => {
    const element = document.querySelector("epigraph-widget");
    const walk = (method, steps) => Array.from({ length: steps }, () => (element[method](), element.current.id));
    const before = element.current.id;
    return { seen: [before, ...walk("next", 67)], back: walk("previous", 68) };
  });
  assert.equal(new Set([...seen, "baselines"]).size, 69);
  assert.deepEqual(back, [...seen.slice(0, -1).reverse(), "baselines"]);
});

story("a widget that begins with the day's quote goes through all the others too", {
  ...widget('order="daily" timezone="UTC"'),
}, async (tab) => {
  await whenState(tab);
  const seen = await tab.evaluate(() => {
    const element = document.querySelector("epigraph-widget");
    return [element.current.id, ...Array.from({ length: 68 }, () => (element.next(), element.current.id))];
  });
  assert.equal(new Set(seen).size, 69);
});

story("a daily quote changes when its day ends, once", {
  ...widget('order="daily" timezone="UTC"'),
  prepare: async (tab) => {
    await listen(tab);
    await tab.clock.install({ time: new Date("2026-11-23T22:00:00Z") });
  },
}, async (tab) => {
  await whenState(tab);
  const daily = (date) => tab.evaluate((day) => document.querySelector("epigraph-widget").collection.daily(day).id, date);
  assert.equal(await currentId(tab), await daily("2026-11-23"));
  await tab.clock.fastForward("01:00:00");
  assert.equal(await currentId(tab), await daily("2026-11-23"));
  await tab.clock.fastForward("02:00:00");
  await until(tab, (element, id) => element.current.id === id, await daily("2026-11-24"));
});

story("a daily widget that was off the page over midnight comes back with the new day's quote, and holds no timer meanwhile", {
  ...widget('order="daily" timezone="UTC"'),
  prepare: async (tab) => {
    await listen(tab);
    await tab.clock.install({ time: new Date("2026-11-23T22:00:00Z") });
    await countTimersAndEngines(tab);
  },
}, async (tab) => {
  await whenState(tab);
  const daily = (date) => tab.evaluate((day) => document.querySelector("epigraph-widget").collection.daily(day).id, date);
  const today = await daily("2026-11-23");
  await tab.evaluate(() => {
    window.kept = document.querySelector("epigraph-widget");
    kept.next();
    document.querySelector("main").append(kept);
  });
  await until(tab, (element, id) => element.querySelector("figure") && element.current.id !== id, today);
  assert.equal(await tab.evaluate(() => window.pendingTimers()), 1, "moved within the day: what the reader went on to stays");
  await tab.evaluate(() => kept.remove());
  assert.equal(await tab.evaluate(() => window.pendingTimers()), 0);
  await tab.clock.fastForward("03:00:00");
  await tab.evaluate(() => document.querySelector("main").append(kept));
  await until(tab, (element, id) => element.current.id === id, await daily("2026-11-24"));
});

story("daily without its part shows one quote, and nothing fails", {
  ...widget('order="daily"'),
  allow: [/Failed to load resource/],
  prepare: async (tab) => {
    await listen(tab);
    await tab.route("**/parts/*", (route) => route.abort());
  },
}, async (tab) => {
  await whenState(tab);
  assert.equal((await told(tab, "error")).length, 0);
  assert.ok(await currentId(tab));
});

story("the page's address names the quote, only where it is held", { ...widget("permalinks"), prepare: listen }, async (tab) => {
  await whenState(tab);
  await tab.evaluate(() => { location.hash = "quote=baselines"; });
  await until(tab, (element) => element.current.id === "baselines");
  await tab.evaluate(() => { location.hash = "quote=no-such-quote"; });
  await button(tab, "next").click();
  await until(tab, (element) => element.current.id !== "baselines");
  await tab.waitForFunction(() => decodeURIComponent(location.hash) === `#quote=${document.querySelector("epigraph-widget").current.id}`);
});

test("an address with a quote in it shows that quote first", () => stage.visit({ path: "/index.html#quote=passion", csp: "", prepare: listen }, async (tab) => {
  await whenState(tab);
  assert.equal(await currentId(tab), "passion");
}));

story("without permalinks the address is left alone", {}, async (tab) => {
  await whenState(tab);
  const before = tab.url();
  const length = await tab.evaluate(() => history.length);
  for (let turn = 0; turn < 3; turn++) await button(tab, "next").click();
  assert.equal(tab.url(), before);
  assert.equal(await tab.evaluate(() => history.length), length);
});

story("view shows one half or both", { body: ["both", "banner", "search"].map((view) => `<epigraph-widget view="${view}"></epigraph-widget>`).join("") }, async (tab) => {
  await whenState(tab);
  const visible = await tab.evaluate(() => [...document.querySelectorAll("epigraph-widget")].map((element) => ["next", "input"]
    .map((name) => element.shadowRoot.querySelector(`[part~="${name}"]`)?.checkVisibility() ?? false)));
  assert.deepEqual(visible, [[true, true], [true, false], [false, true]]);
});

story("properties read and write the attribute of their name; heading-level makes headings", widget('heading-level="3" quote="baselines"'), async (tab) => {
  await whenState(tab);
  assert.equal(await tab.getByRole("heading", { level: 3, name: /Baselines/ }).count(), 1);
  const read = await tab.evaluate(() => {
    const element = document.querySelector("epigraph-widget");
    element.headingLevel = 4;
    element.theme = "dark";
    element.limit = 3;
    return [element.getAttribute("heading-level"), element.getAttribute("theme"), element.getAttribute("limit"), element.view, element.order];
  });
  assert.deepEqual(read.map(String), ["4", "dark", "3", "both", "shuffle"]);
  await tab.getByRole("heading", { level: 4, name: /Baselines/ }).waitFor();
});

story("a number out of range is the nearest in it; what is no number is the default", widget(""), async (tab) => {
  await whenState(tab);
  const read = (name, values) => tab.evaluate(([attribute, given]) => given.map((value) => {
    const element = document.querySelector("epigraph-widget");
    element.setAttribute(attribute, value);
    return element[attribute === "heading-level" ? "headingLevel" : attribute];
  }), [name, values]);
  assert.deepEqual(await read("heading-level", ["9", "-2", "3", " 4 ", "1e9", "0", "", "x"]), [6, 1, 3, 4, 6, 0, 0, 0]);
  assert.deepEqual(await read("limit", ["-5", "0", "1e9", "1e999", "7.9", "", " ", "NaN", "12 px"]), [1, 1, 100, 100, 7, 10, 10, 10, 10]);
  assert.deepEqual(await read("interval", ["-3", "1e9", "1e1", "0", "0.01", "7.5", "", "auto", "soon"]), [5, 86400, 10, 0, 5, 7.5, "auto", "auto", "auto"]);
});
