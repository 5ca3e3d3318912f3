// What a site can make of the widget's looks: its own font and colours by themselves, and every documented property and part.
// In: dist/ in a real browser, with a style sheet of the page's own. Out: the promises about looks. Compares no pictures.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openStage } from "./browser.mjs";
import { ask, button, comeNear, listen, openFilters, whenState } from "./widget.mjs";

const stage = openStage();
const story = (name, css, tell) => test(name, () => stage.visit({
  body: '<epigraph-widget quote="baselines" paused><blockquote>Mine.</blockquote></epigraph-widget>',
  head: '<link rel="stylesheet" href="/site.css">',
  prepare: async (tab) => {
    await listen(tab);
    await tab.route("**/site.css", (route) => route.fulfill({ contentType: "text/css", body: css }));
  },
}, async (tab) => {
  await whenState(tab);
  await tell(tab);
}));

/** A computed style of the figure, or of what a selector finds in the figure or the shadow root. */
const style = (tab, selector, property) => tab.evaluate(([wanted, name]) => {
  const element = document.querySelector("epigraph-widget");
  const found = wanted === "host" ? element : element.querySelector(`:scope > figure ${wanted}`) ?? element.shadowRoot.querySelector(wanted);
  return getComputedStyle(found).getPropertyValue(name);
}, [selector, property]);

story("the page's font and colour are the widget's", "body { font-family: Courier; color: rgb(1, 2, 3) }", async (tab) => {
  for (const selector of ["blockquote > p", "figcaption", "[part=input]", "[part~=filter]"]) {
    assert.equal(await style(tab, selector, "font-family"), "Courier", selector);
    assert.equal(await style(tab, selector, "color"), "rgb(1, 2, 3)", selector);
  }
});

const COLOUR = "rgb(10, 20, 30)";
/** Each property, a value, and where it is seen. */
const PROPERTIES = {
  "--epigraph-font": ["Courier", "[part=input]", "font-family"],
  "--epigraph-quote-font": ["Courier", "blockquote > p", "font-family"],
  "--epigraph-color": [COLOUR, "blockquote > p", "color"],
  "--epigraph-muted": [COLOUR, "figcaption small", "color"],
  "--epigraph-accent": [COLOUR, "[part=topic]", "color"],
  "--epigraph-surface": [COLOUR, "host", "background-color"],
  "--epigraph-border": [COLOUR, "[part=input]", "border-top-color"],
  "--epigraph-radius": ["7px", "[part=input]", "border-top-left-radius"],
  "--epigraph-space": ["33px", ".ui", "row-gap"],
};
for (const [property, [value, selector, name]] of Object.entries(PROPERTIES)) {
  story(`${property} is worn`, `epigraph-widget { ${property}: ${value} }`, async (tab) => {
    assert.equal(await style(tab, selector, name), value);
  });
}

const PARTS = ["banner", "quote", "controls", "button", "pause", "previous", "next", "copy", "share", "link", "picture", "favourite", "search", "input", "filters", "sort", "chip", "status", "results", "result", "mark"];
story("every part can be styled, and a control hidden", `${PARTS.map((name) => `epigraph-widget::part(${name})`).join()} { outline: 3px dotted ${COLOUR} }
  [part=topic], [part=attribution] { outline: 3px dotted ${COLOUR} } epigraph-widget::part(picture) { display: none }`, async (tab) => {
  await comeNear(tab);
  await ask(tab, "data");
  await openFilters(tab);
  const worn = await tab.evaluate((names) => names.map((name) => getComputedStyle(document.querySelector("epigraph-widget").shadowRoot.querySelector(`[part~=${name}]`)).outlineStyle), PARTS);
  assert.deepEqual(worn, PARTS.map(() => "dotted"));
  for (const name of ["topic", "attribution"]) assert.equal(await style(tab, `[part=${name}]`, "outline-style"), "dotted", name);
  assert.equal(await button(tab, "picture").count(), 0);
});
