// @ts-check
// What the reader does with the quote that is shown. The name of a control goes in, what it is named for is done, and a
// line tells what came of it.
import { copyQuote } from "./copy.js";
import { linkQuote, shareQuote } from "./link.js";
import { say } from "./say.js";
import { moreOf } from "./words.js";

/** @typedef {import("../epigraph.d.ts").EpigraphWidget} Widget */
/** @typedef {import("../core.d.ts").Quote} Quote */

/** Each answers with what to tell the reader; nothing where the reader sees it. @type {Record<string, (quote: Quote, words: import("./words.js").MoreWords, widget: Widget) => Promise<string | undefined>>} */
const ACTIONS = { copy: copyQuote, share: shareQuote, link: linkQuote };

/** @param {string} name the control's part @param {Widget} widget @param {import("./words.js").AllWords} words */
export async function act(name, widget, words) {
  const quote = widget.current;
  if (quote) say(widget, await ACTIONS[name]?.(quote, moreOf(words), widget));
}
