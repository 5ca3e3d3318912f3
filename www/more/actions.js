// @ts-check
// What the reader does with the quote that is shown. The name of a control goes in, what it is named for is done, and a
// line tells what came of it.
import { picture } from "epigraph-picture";
import { copyQuote } from "./copy.js";
import { keepQuote } from "./favourite.js";
import { linkQuote, shareQuote } from "./link.js";
import { save } from "./save.js";
import { prepare, say } from "./say.js";
import { moreOf } from "./words.js";

/** @typedef {import("../epigraph.d.ts").EpigraphWidget} Widget */
/** @typedef {import("../core.d.ts").Quote} Quote */

/** Answers with what to tell the reader; nothing where the reader sees it. @typedef {(quote: Quote, words: import("./words.js").MoreWords, widget: Widget, all: import("./words.js").AllWords) => Promise<string | undefined>} Action */

/** @type {Action} */
async function drawQuote(quote, words, widget, all) {
  const { draw } = await picture();
  const image = await draw(quote, widget, all);
  if (!image) return words.notDrawn;
  save(image, `${quote.id}.png`);
  return words.drawn;
}

/** @type {Record<string, Action>} */
const ACTIONS = { copy: copyQuote, share: shareQuote, link: linkQuote, picture: drawQuote, favourite: keepQuote };

/** @param {string} name the control's part @param {Widget} widget @param {import("./words.js").AllWords} words */
export async function act(name, widget, words) {
  const quote = widget.current;
  prepare(widget);
  if (quote) say(widget, await ACTIONS[name]?.(quote, moreOf(words), widget, words));
}
