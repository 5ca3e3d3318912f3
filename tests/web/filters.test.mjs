// What the filter panel offers: chips of whatever values there are, their counts, where they stand, and a second try.
// In: dist/ in a real browser. Out: the promises about filter chips beyond those of the search.
import assert from "node:assert/strict";
import { openStage } from "./browser.mjs";
import { ask, button, holding, openFilters, part, parts, tellingOn, told, until } from "./widget.mjs";

const stage = openStage();
const story = tellingOn(stage);

const groupOf = (tab, name) => part(tab, "filters").getByRole("group", { name, exact: true });
const chipsOf = (tab, name) => groupOf(tab, name).locator("[part~=chip]");
const total = async (tab) => (await told(tab, "results")).at(-1).total;
/** Presses a chip, and waits for the answer to it. */
async function press(tab, chip) {
  const before = (await told(tab, "results")).length;
  await chip.click();
  await until(tab, (_, count) => window.told.filter(({ name }) => name === "results").length > count, before);
}
const counted = (said) => Number(/\d+$/.exec(said)[0]);

const HEARTS = [["❤️"], ["❤️", "💛"], ["💛"], ["★★★"], ["★★★★"], ["a “b” c"], ["a d"], ["“”"], ["“”"], ["“”"]].map((tags, at) => ({ text: `Quote number ${at}.`, tags }));
story("chips of signs and emoji find what they say, and what is only marks is not offered", { body: holding(HEARTS) }, async (tab) => {
  await button(tab, "filter").click();
  await chipsOf(tab, "Tag").first().waitFor();
  const names = await chipsOf(tab, "Tag").allTextContents();
  assert.deepEqual(names.toSorted(), ["a d 1", "a “b” c 1", "★★★ 1", "★★★★ 1", "❤️ 2", "💛 2"].toSorted());
  for (const name of names) {
    const chip = chipsOf(tab, "Tag").filter({ hasText: new RegExp(`^${name}$`) });
    await press(tab, chip);
    assert.equal(await total(tab), counted(name), name);
    await press(tab, chip);
  }
});

story("what is typed of signs alone finds nothing and says so, but the beginning of a term asks for nothing", { body: holding(HEARTS) }, async (tab) => {
  for (const begun of ["-", `"`, "“", "tag:", `tag:"`, "length:", "length:..", "tag: part:"]) {
    await ask(tab, begun);
    assert.equal(await part(tab, "results").isVisible(), false, begun);
  }
  for (const [typed, found] of [["🎉", 0], ["?!", 0], ["tag:❤", 2], [`tag:"💛"`, 2], ["tag:.", 0], ["source:...", 0], ["number 🎉 3", 1]]) {
    await ask(tab, typed);
    assert.equal(await total(tab), found, typed);
    const { said, shown } = await tab.evaluate(() => {
      const { shadowRoot } = document.querySelector("epigraph-widget");
      return { said: shadowRoot.querySelector(".panel>[aria-hidden]").textContent, shown: shadowRoot.querySelector(".panel").checkVisibility() };
    });
    assert.deepEqual([said, shown], [["No quote matches", "1 quote", "2 quotes"][found], true], typed);
  }
});

const LONG = "Name and title ".repeat(200).trim();
story("a chip that the engine would not read to its end is not offered", { body: holding([...[LONG, "Short"].flatMap((source) => [0, 1].map((at) => ({ text: `Quote ${at} of ${source.length}.`, source }))), { text: "Quote 5.", source: "Third" }], 'order="sequence"') }, async (tab) => {
  await button(tab, "filter").click();
  await chipsOf(tab, "Source").first().waitFor();
  assert.deepEqual(await chipsOf(tab, "Source").allTextContents(), ["Short 2", "Third 1"]);
  assert.equal(await groupOf(tab, "More from").count(), 0, "nor is the source of the quote that is shown");
});

const CUT = [...Array.from({ length: 8 }, (_, at) => ({ text: `Quote ${at}.`, source: `${at} ${LONG}`, author: at ? undefined : LONG })), { text: "Quote 8.", source: "Short", author: "One" }, { text: "Quote 9.", source: "Brief" }];
story("what is not offered takes no place of what is", { body: holding(CUT) }, async (tab) => {
  await button(tab, "filter").click();
  await chipsOf(tab, "Source").first().waitFor();
  assert.deepEqual((await chipsOf(tab, "Source").allTextContents()).toSorted(), ["Brief 1", "Short 1"], "after eight that are too long");
  assert.equal(await groupOf(tab, "Author").count(), 0, "one that is offered alone would narrow nothing");
});

story("of many long names as many are offered as are read together", { body: holding(Array.from({ length: 6 }, (_, at) => ({ text: `Quote ${at}.`, author: `${at} ${"long name ".repeat(60)}`.trim() }))) }, async (tab) => {
  await button(tab, "filter").click();
  await chipsOf(tab, "Author").first().waitFor();
  for (let pressed = 1; pressed <= 3; pressed++) {
    assert.equal(await chipsOf(tab, "Author").count(), 6);
    await press(tab, chipsOf(tab, "Author").and(tab.locator("[aria-pressed=false]")).first());
    assert.equal(await total(tab), pressed);
  }
  assert.equal(await chipsOf(tab, "Author").count(), 3, "a fourth would be cut off");
});

story("more from here is counted as any chip: as many as a press finds of what is found", { body: '<epigraph-widget quote="baselines" paused limit="100"></epigraph-widget>' }, async (tab) => {
  await ask(tab, "data");
  await openFilters(tab);
  const all = await total(tab);
  const offered = await chipsOf(tab, "More from").allTextContents();
  assert.ok(offered.length > 0);
  for (const name of offered) {
    const chip = chipsOf(tab, "More from").filter({ hasText: name });
    await press(tab, chip);
    assert.equal(await total(tab), counted(name), name);
    assert.ok(counted(name) < all);
    const same = part(tab, "filters").locator(`[part~=chip][value='${await chip.getAttribute("value")}']`);
    assert.deepEqual([...new Set(await same.allTextContents())], [name], "the same chip says the same wherever it stands");
    await press(tab, chip);
  }
  // Under a chip of another field as well; of the same it would be one more.
  await press(tab, chipsOf(tab, "Part").filter({ hasText: "Real-Time" }));
  const others = chipsOf(tab, "More from").and(tab.locator(":not([value^=part])"));
  const narrowed = await others.allTextContents();
  assert.ok(narrowed.length > 0);
  for (const name of narrowed) {
    const chip = others.filter({ hasText: name });
    await press(tab, chip);
    assert.equal(await total(tab), counted(name), name);
    await press(tab, chip);
  }
});

story("what is counted by several chips is asked for once", { body: '<epigraph-widget quote="baselines" paused></epigraph-widget>' }, async (tab) => {
  await ask(tab, "data");
  await tab.evaluate(() => {
    const { collection } = document.querySelector("epigraph-widget");
    const search = collection.search.bind(collection);
    window.asked = [];
    collection.search = (query, options) => {
      // The results themselves are more.
      if (options.limit === 2) window.asked.push(options.filter);
      return search(query, options);
    };
  });
  await openFilters(tab);
  const asked = (await tab.evaluate(() => window.asked)).map((filter) => filter.trim());
  assert.ok(asked.includes("") && asked.some((filter) => filter.startsWith("length:")) && asked.some((filter) => filter.startsWith("source:")), JSON.stringify(asked));
  assert.deepEqual(asked, [...new Set(asked)]);
});

const FEW = [["Alpha one.", "Book 1"], ["Alpha two.", "Book 2"], ["Beta.", "Book 1"]].map(([text, source]) => ({ text, source }));
story("more from here is not offered where only the shown quote itself is found", { body: holding(FEW, 'order="sequence" paused') }, async (tab) => {
  await button(tab, "filter").click();
  const offered = () => chipsOf(tab, "More from").allTextContents();
  await until(tab, (element) => element.shadowRoot.querySelector("[aria-label='More from']"));
  assert.deepEqual(await offered(), ["Book 1 2"]);
  await ask(tab, "alpha");
  assert.deepEqual(await offered(), []);
  await ask(tab, "book 1");
  assert.deepEqual(await offered(), [], "nor where all are from there");
});

/** How often the part was asked for in vain. */
let missed = 0;
const MISSING = {
  allow: [/ERR_FAILED|Failed to (load|fetch)/],
  prepare: (tab) => {
    missed = 0;
    return tab.route("**/parts/more-*", (route) => {
      missed++;
      return route.abort();
    });
  },
};
/** What Filter says, where it is seen, and how often it was asked for since. */
const lineOf = (tab, name) => tab.locator("epigraph-widget output").filter({ visible: true }).getByText(`${name}: Not available now`, { exact: true });
/** Presses Filter, and waits until it was asked for in vain and is said to be. */
async function miss(tab) {
  const before = missed;
  await button(tab, "filter").click();
  await until(tab, (element) => element.shadowRoot.querySelector("[part~=filter]").getAttribute("aria-expanded") === "false");
  await lineOf(tab, "Filter").waitFor();
  return missed - before;
}

story("Filter pressed again after its part could not be had asks for it again, with one press", MISSING, async (tab) => {
  // What comes near asks for it as well.
  await part(tab, "input").focus();
  await ask(tab, "data");
  for (let times = 0; times < 3; times++) {
    assert.ok(await miss(tab) > 0, `press ${times + 1}`);
    assert.ok(await part(tab, "results").isVisible());
    assert.ok(await tab.evaluate(() => document.querySelector("epigraph-widget").shadowRoot.querySelector(".panel output")), "where the results do not cover it");
  }
  // What another button says takes the line elsewhere.
  await button(tab, "copy").click();
  await lineOf(tab, "Copy").waitFor();
  await ask(tab, "data");
  await miss(tab);
  await tab.unroute("**/parts/more-*");
  await button(tab, "filter").click();
  await parts(tab, "chip").first().waitFor();
  assert.equal(await button(tab, "filter").getAttribute("aria-expanded"), "true");
  assert.equal(await tab.locator("epigraph-widget output").count(), 0);
});

story("where nothing is typed, Filter leaves no panel open whose part could not be had", MISSING, async (tab) => {
  for (let times = 0; times < 2; times++) {
    assert.ok(await miss(tab) > 0, `press ${times + 1}`);
    await until(tab, (element) => element.shadowRoot.querySelector(".panel").hidden);
  }
  await tab.unroute("**/parts/more-*");
  await button(tab, "filter").click();
  await parts(tab, "chip").first().waitFor();
  await button(tab, "filter").click();
  await until(tab, (element) => element.shadowRoot.querySelector(".panel").hidden);
});

const CROWD = Array.from({ length: 12 }, (_, at) => ({ text: `Alpha ${at} says so.`, author: `Author ${at % 3}`, source: `Book ${at % 4}`, tags: [`tag ${at % 2}`] }));
story("in a narrow column the chips of each field stand below its own button, and above the next", { body: holding(CROWD), context: { viewport: { width: 320, height: 900 } } }, async (tab) => {
  await openFilters(tab);
  for (const field of await parts(tab, "field").all()) if (await field.getAttribute("aria-expanded") === "false") await field.click();
  const rows = await part(tab, "filters").locator("[part~=field],[part~=chip]").evaluateAll((stops) => stops.map((stop) => {
    const { top, bottom } = stop.getBoundingClientRect();
    return { field: stop.part.contains("field"), of: stop.part.contains("field") ? stop.value : stop.closest("[role=group]").ariaLabel, top, bottom };
  }));
  const fields = rows.filter(({ field }) => field);
  assert.ok(fields.length >= 4, JSON.stringify(rows));
  let own;
  for (const [at, row] of rows.entries()) {
    if (row.field) {
      assert.ok(!at || rows[at - 1].field || row.top >= rows[at - 1].bottom, `${row.of} stands below the chips before it`);
      own = row;
    } else assert.ok(own && row.top >= own.bottom, `${row.of} stands below its button`);
  }
  assert.equal(rows.filter((row, at) => row.field && !rows[at + 1]?.field).length, fields.length, "each has its own right after it");
});
