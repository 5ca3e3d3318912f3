// @ts-check
// What the widget does without until it is wanted: the names of what follows, and nothing else. The widget is known by
// its public properties, methods and events alone.
import { watch } from "./favourite.js";
import { watchLength } from "./whole.js";

export { act } from "./actions.js";
export { basic } from "epigraph-basic";
export { chips } from "./chips.js";
export { daily } from "./daily.js";
export { address } from "./link.js";
export { own } from "./own.js";
export { place } from "./place.js";
export { sorted, unsort } from "./sort.js";
export { words } from "./words.js";

// This may be bundled where there is no page.
if (globalThis.customElements) {
  watch();
  watchLength();
}
