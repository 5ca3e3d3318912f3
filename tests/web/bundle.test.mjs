// What bundlers take, dist/bundle.js, in a real browser: the element with the whole engine, with nothing beside it.
import assert from "node:assert/strict";
import { openStage, WIDGET } from "./browser.mjs";
import { ask, button, currentId, holding, listen, openFilters, part, readResults, tellingOn, told, turn, whenState } from "./widget.mjs";

const stage = openStage();
const story = tellingOn(stage);

const script = "/bundle.js";
const prepare = listen;

story("the element shows what is built in, turns it and searches it, and asks for nothing more", { script, prepare, body: WIDGET }, async (tab) => {
  await whenState(tab);
  const asked = [...stage.server.requests];
  const first = await currentId(tab);
  await turn(tab);
  assert.notEqual(await currentId(tab), first);
  await button(tab, "favourite").click();
  await tab.waitForFunction(() => localStorage["epigraph-favourites"]);
  await ask(tab, "retrain");
  assert.match((await readResults(tab)).join(" "), /retraining/);
  await ask(tab, "data");
  await openFilters(tab);
  assert.ok(await part(tab, "chip").isVisible());
  assert.deepEqual(await told(tab, "error"), []);
  assert.deepEqual(stage.server.requests, asked);
});

story("quotes of the page's own are shown and searched by the same engine", { script, prepare, body: holding([{ id: "a", text: "Meßbar ist, was man zählt." }]) }, async (tab) => {
  await whenState(tab);
  assert.equal(await currentId(tab), "a");
  await ask(tab, "messbar");
  assert.equal((await readResults(tab)).length, 1);
  assert.deepEqual(await told(tab, "error"), []);
});
