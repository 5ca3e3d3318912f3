// A collection of quotes of very different lengths, and what a story asks of it.
// In: a tab of any engine. Out: the page's body, and what is seen of the quote. Never asserts anything.

const SENTENCE = "The mind is no vessel that needs filling, but wood that needs a spark, and then it burns for what is true. ";

/** Letters of each quote. */
export const LENGTHS = [3, 20, 400, 5000];

const quotes = LENGTHS.map((length) => ({ id: `n${length}`, text: length < 4 ? "Yes" : SENTENCE.repeat(50).slice(0, length - 1) + "!", author: "Plutarch", source: "On Listening" }));

export const BODY = `<epigraph-widget order="sequence" paused><script type="application/json">${JSON.stringify(quotes)}</script></epigraph-widget>`;

/** The button of the quote that is shown, whether it was pressed, and how much of the text there is room for. */
export const seen = (tab) => tab.evaluate(() => {
  const element = document.querySelector("epigraph-widget");
  const place = element.querySelector("figure blockquote");
  const button = element.shadowRoot.querySelector('[part~="whole"]');
  return {
    length: element.current.text.length,
    sentinel: document.querySelector("#sentinel").getBoundingClientRect().top + scrollY,
    height: element.getBoundingClientRect().height,
    button: button?.checkVisibility() ? button.getAttribute("aria-expanded") : null,
    cut: place.scrollHeight > place.clientHeight + 1,
    scrolls: getComputedStyle(place).overflowY === "auto",
    size: parseFloat(getComputedStyle(place.querySelector("p")).fontSize),
    wide: document.documentElement.scrollWidth > innerWidth,
  };
});
