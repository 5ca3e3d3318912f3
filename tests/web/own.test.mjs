// A page's own collection: at an address, or written into the page; and what stands there when it cannot be had.
// In: dist/ in a real browser, sources of a few lines. Out: the promises about src, JSON in the page and #inline.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openStage } from "./browser.mjs";
import { ask, listen, part, parts, readShown, until, whenState } from "./widget.mjs";

const stage = openStage();
const story = (name, options, tell) => test(name, () => stage.visit({ prepare: listen, ...options }, tell));
const FALLBACK = "<blockquote>The fallback.</blockquote>";
const bring = (name, text, headers = {}) => stage.server.put(text, { path: `/${name}`, headers });
/** Puts widgets with that source and a fallback into the page. */
const add = (tab, src, { count = 1, fallback = true } = {}) => tab.evaluate(([source, copies, falls]) => {
  document.querySelector("#place").replaceChildren(...Array.from({ length: copies }, () => {
    const element = document.createElement("epigraph-widget");
    element.setAttribute("src", source);
    element.setAttribute("order", "sequence");
    if (falls) element.append(Object.assign(document.createElement("blockquote"), { textContent: "The fallback." }));
    return element;
  }));
}, [src, count, fallback]);
const EMPTY = { body: '<div id="place"></div>' };
const SEMICOLONS = "Zitat;Autor;Quelle\r\n„Wer wagt, gewinnt.“;Unbekannt;Sprichwort\r\nAller Anfang ist schwer.;;Sprichwort\r\n";

story("a spreadsheet at an address is shown and searched; two widgets fetch it once", EMPTY, async (tab) => {
  const path = bring("mine.csv", SEMICOLONS);
  await add(tab, "mine.csv", { count: 2 });
  await whenState(tab);
  assert.match((await readShown(tab)).said, /Wer wagt, gewinnt/);
  await ask(tab, "anfa");
  await parts(tab, "result").first().waitFor();
  assert.match(await parts(tab, "result").first().textContent(), /Aller Anfang/);
  await until(tab, () => [...document.querySelectorAll("epigraph-widget")].every(({ state }) => state === "ready"));
  assert.equal(stage.server.requests.filter((request) => request === path).length, 1);
});

story("another address that is set while it is off the page is opened when it is back; one that cannot be had leaves what was there", {
  ...EMPTY, allow: [/Failed to load resource/],
}, async (tab) => {
  bring("mine.csv", SEMICOLONS);
  bring("other.txt", "Another one. — Somebody\nAnd a second. — Somebody\n");
  await add(tab, "mine.csv");
  await whenState(tab);
  const away = (src) => tab.evaluate(async (source) => {
    const element = document.querySelector("epigraph-widget");
    element.remove();
    element.src = source;
    await new Promise((later) => setTimeout(later, 50));
    document.querySelector("#place").append(element);
  }, src);
  await away("other.txt");
  await until(tab, (element) => element.querySelector("figure")?.innerText.includes("Another one."));
  await away("nowhere.txt");
  await until(tab, () => window.told.some(({ name }) => name === "error"));
  assert.match((await readShown(tab)).said, /Another one/);
});

story("a collection written into the page as JSON", { body: `<epigraph-widget><script type="application/json">[{"text": "Written here.", "author": "A"}]</script>${FALLBACK}</epigraph-widget>` }, async (tab) => {
  await whenState(tab);
  assert.match((await readShown(tab)).figure, /Written here.*— A/s);
  assert.equal(await tab.evaluate(() => document.querySelector("epigraph-widget").collection.length), 1);
});

story("the element's own blockquotes, with what stands around them", {
  body: `<epigraph-widget src="#inline" order="sequence">
    <figure id="one" lang="de"><blockquote cite="https://example.org/x"><p>Der erste.</p></blockquote><figcaption>— Die Autorin, <cite>Das Buch</cite></figcaption></figure>
    <blockquote><p>The  second\n one.</p><footer>Author Two</footer></blockquote>
    <blockquote>Alone,<br>and<p>all</p><p>the same.</p></blockquote></epigraph-widget>`,
}, async (tab) => {
  await whenState(tab);
  const quotes = await tab.evaluate(() => {
    const { collection } = document.querySelector("epigraph-widget");
    return [0, 1, 2].map((at) => collection.at(at)).map(({ id, text, author, source, url, lang }) => [id, text, author, source, url, lang]);
  });
  assert.deepEqual(quotes, [
    ["one", "Der erste.", "Die Autorin", "Das Buch", "https://example.org/x", "de"],
    ["the-second-one", "The second one.", "Author Two", null, null, "en"],
    ["alone-and-all-the-same", "Alone, and all the same.", null, null, null, "en"],
  ]);
});

story("of a blockquote neither scripts and styles are read, nor who said what is quoted in it", {
  csp: "",
  body: `<epigraph-widget src="#inline" order="sequence">
    <blockquote>Say it<script>var unread = 1</script><style>.unread {}</style><noscript><img alt="unread"></noscript> twice.
      <blockquote>Once.<footer>— The inner</footer></blockquote><footer>— The outer</footer></blockquote>
    <blockquote>None.<blockquote>More. <cite>Within</cite></blockquote></blockquote></epigraph-widget>`,
}, async (tab) => {
  await whenState(tab);
  const said = () => tab.evaluate(() => [document.querySelector("epigraph-widget").current].map(({ text, author, source }) => [text, author, source])[0]);
  const seen = [await said()];
  for (let at = 0; at < 3; at++) {
    await tab.evaluate(() => document.querySelector("epigraph-widget").next());
    seen.push(await said());
  }
  assert.deepEqual(seen, [["Say it twice. Once.", "The outer", null], ["Once.", "The inner", null], ["None. More.", null, null], ["More.", "Within", null]]);
});

story("another address while the first still comes: the last one counts", EMPTY, async (tab) => {
  bring("one.txt", "The first — A\n");
  bring("two.txt", "The second — B\n");
  await add(tab, "one.txt");
  await tab.evaluate(() => { document.querySelector("epigraph-widget").src = "two.txt"; });
  await whenState(tab);
  assert.match((await readShown(tab)).said, /The second/);
  await tab.evaluate(() => { document.querySelector("epigraph-widget").src = "one.txt"; });
  await until(tab, (element) => /The first/.test(element.current.text));
});

const FAILURE = { ...EMPTY, allow: [/404|Failed to load/] };

story("what cannot be had leaves the fallback, says so, and is tried again", FAILURE, async (tab) => {
  await add(tab, "late.txt");
  const retry = parts(tab, "retry").first();
  await retry.waitFor();
  assert.equal(await tab.evaluate(() => window.told.find(({ name }) => name === "error").code), "collection-not-found");
  assert.match(await part(tab, "status").first().textContent(), /could not be loaded/);
  assert.ok(await tab.getByText("The fallback.").isVisible());
  bring("late.txt", "Better late than never — Anon\n");
  await retry.click();
  await whenState(tab);
  assert.match((await readShown(tab)).said, /Better late/);
  assert.equal(await parts(tab, "retry").count(), 0);
});

story("a collection that is shown stays when the next one cannot be had", FAILURE, async (tab) => {
  bring("there.txt", "Here I am — A\nAnd here — B\n");
  await add(tab, "there.txt");
  await whenState(tab);
  await tab.evaluate(() => { document.querySelector("epigraph-widget").src = "nowhere.txt"; });
  await parts(tab, "retry").first().waitFor();
  assert.match((await readShown(tab)).said, /Here I am/);
  await tab.evaluate(() => document.querySelector("epigraph-widget").next());
  assert.match((await readShown(tab)).said, /And here/);
});

story("with nothing else to show, the built-in collection stands in, and says so", FAILURE, async (tab) => {
  await add(tab, "nowhere.txt", { fallback: false });
  await whenState(tab);
  await parts(tab, "retry").first().waitFor();
  assert.equal(await tab.evaluate(() => document.querySelector("epigraph-widget").collection.length), 69);
  assert.equal(await tab.evaluate(() => window.told.find(({ name }) => name === "error").code), "collection-not-found");
  assert.match(await tab.locator("epigraph-widget .waiting").textContent(), /could not be loaded\. Others are shown instead\. Retry$/);
});

for (const [what, attributes, children] of [["JSON", "", '<script type="application/json">{</script>'], ["blockquotes", ' src="#inline"', ""]]) {
  story(`${what} of the page that hold no quote are said to, and not tried again: they stay what they are`, { body: `<epigraph-widget${attributes}>${children}</epigraph-widget>` }, async (tab) => {
    await whenState(tab);
    await until(tab, (element) => /Others are shown instead/.test(element.shadowRoot.querySelector(".waiting")?.textContent));
    assert.equal(await parts(tab, "retry").count(), 0);
    assert.match(await tab.evaluate(() => window.told.find(({ name }) => name === "error").code), /^collection-(invalid|empty)$/);
  });
}

story("while much is waited for, a fallback of a line or two can be read", { ...EMPTY, head: '<style>blockquote{margin:0}</style>', csp: "" }, async (tab) => {
  let finish;
  stage.server.handle("/long.txt", (_, response) => {
    response.writeHead(200, { "content-length": 99, "content-type": "text/plain" }).write("One — A\n");
    finish = () => response.destroy();
  });
  await add(tab, "long.txt");
  const bar = tab.getByRole("progressbar", { name: "Loading quotes" });
  await bar.waitFor();
  const [text, line] = [await tab.getByText("The fallback.").boundingBox(), await tab.locator("epigraph-widget .busy").boundingBox()];
  assert.ok(line.height > 1 && line.y + 1 > text.y + text.height, JSON.stringify([text, line]));
  assert.ok((await bar.boundingBox()).width > text.width / 2);
  await tab.evaluate(() => document.querySelector("epigraph-widget").remove());
  finish();
});

// The strict policy refuses a worker: the page reads it itself.
story("how much has come is shown while the rest is waited for, then how much of it is indexed", { ...EMPTY, allow: [/TrustedTypePolicy/] }, async (tab) => {
  const text = Buffer.from("One half — A\nThe other half — B\n".repeat(10_000));
  let finish;
  stage.server.handle("/slow.txt", (_, response) => {
    response.writeHead(200, { "content-length": text.length, "content-type": "text/plain" }).write(text.subarray(0, text.length / 2));
    finish = () => response.end(text.subarray(text.length / 2));
  });
  await add(tab, "slow.txt");
  const bar = tab.getByRole("progressbar", { name: "Loading quotes" });
  await bar.waitFor();
  // All of it is that it has come, and that it is indexed.
  await until(tab, (element) => element.shadowRoot.querySelector("progress").value === 0.25);
  assert.ok(await tab.getByText("The fallback.").isVisible());
  await tab.evaluate(() => {
    const bar = document.querySelector("epigraph-widget").shadowRoot.querySelector("progress");
    window.shares = [];
    new MutationObserver(() => window.shares.push(bar.value)).observe(bar, { attributes: true });
  });
  finish();
  await whenState(tab);
  assert.equal(await bar.count(), 0);
  const shares = await tab.evaluate(() => window.shares);
  assert.deepEqual(shares, shares.toSorted((a, b) => a - b));
  assert.ok(shares.some((share) => share > 0.5 && share < 1), `${shares}`);
});

for (const [name, head] of [["a classic script", '<script src="/epigraph.classic.js"></script>'], ["a module that waits for nothing", '<script async type="module" src="/epigraph.js"></script>']]) {
  test(`quotes in a page that is still on its way are all there: ${name} in its head`, async () => {
    const [before, after] = [
      `<!doctype html><title>A page</title>${head}<body><epigraph-widget src="#inline" order="sequence"><blockquote>One.</blockquote>`,
      '<blockquote>Two.</blockquote></epigraph-widget><epigraph-widget><script type="application/json">[{"text": "Three."}]</script></epigraph-widget>',
    ];
    stage.server.handle("/slow.html", async (_, response) => {
      response.writeHead(200, { "content-type": "text/html" }).write(before);
      // Until the script has run, and what follows is still to come.
      await new Promise((later) => setTimeout(later, 500));
      response.end(after);
    });
    const context = await stage.browser.newContext();
    try {
      const tab = await context.newPage();
      await tab.goto(`${stage.server.origin}/slow.html`);
      await tab.waitForFunction(() => [...document.querySelectorAll("epigraph-widget")].every(({ state }) => state === "ready"));
      const shown = () => tab.evaluate(() => [...document.querySelectorAll("epigraph-widget")].map(({ current }) => current.text));
      assert.deepEqual(await shown(), ["One.", "Three."]);
      await tab.evaluate(() => document.querySelector("epigraph-widget").next());
      assert.deepEqual(await shown(), ["Two.", "Three."]);
    } finally {
      await context.close();
    }
  });
}

story("what is no collection is refused by name, and the page lives", EMPTY, async (tab) => {
  bring("page.txt", "<!doctype html><title>Not found</title><p>Nothing here</p>");
  for (const [src, code, message] of [["page.txt", "collection-invalid", /HTML/], ["https://[", "collection-invalid", /address/]]) {
    await add(tab, src);
    await until(tab, (element) => /could not be loaded/.test(element.shadowRoot.querySelector(".waiting")?.textContent));
    const error = await tab.evaluate(() => window.told.findLast(({ name }) => name === "error"));
    assert.equal(error.code, code);
    assert.match(error.message, message);
  }
});

for (const [what, widget, retries, refuse] of [
  ["a server's page in place of a file", 'src="page.txt"', true],
  ["a file that is not there yet", 'src="nowhere.txt"', true],
  ["an address that no browser can read", 'src="https://["', false],
  ["an address with a password in it", 'src="http://name:secret@127.0.0.1/quotes.json"', false],
  ["what stands in the address itself", 'src="data:text/plain,"', false],
  ["JSON of the page that is none", '><script type="application/json">{</script', false],
  ["JSON of the page, and an engine that does not come", '><script type="application/json">[{"text": "One."}]</script', true, "**/core.js"],
]) {
  story(`Retry is offered where trying again may help: ${what}`, {
    body: `<epigraph-widget ${widget}>${FALLBACK}</epigraph-widget>`,
    allow: [/404|Failed to (load|fetch)|ERR_|connect-src|Fetch API/],
    prepare: async (tab) => {
      await listen(tab);
      bring("page.txt", "<!doctype html><title>Not found</title><p>Nothing here</p>");
      if (refuse) await tab.route(refuse, (route) => route.abort());
    },
  }, async (tab) => {
    await until(tab, (element) => /could not be loaded/.test(element.shadowRoot.querySelector(".waiting")?.textContent));
    assert.equal(await parts(tab, "retry").count(), Number(retries));
    if (!refuse) return;
    await tab.unroute(refuse);
    await parts(tab, "retry").first().click();
    await whenState(tab);
    assert.match((await readShown(tab)).said, /One\./);
  });
}

story("the line that tells of a failure covers nothing, and goes when something else is shown", { ...FAILURE, body: '<p id="above">Above.</p><div id="place"></div>' }, async (tab) => {
  await add(tab, "nowhere.txt");
  await parts(tab, "retry").first().waitFor();
  const seen = await tab.evaluate(() => ["#above", "epigraph-widget > blockquote"].map((name) => {
    const words = document.createRange();
    words.selectNodeContents(document.querySelector(name));
    const { left, top, height } = words.getBoundingClientRect();
    return document.elementFromPoint(left + 2, top + height / 2) === document.querySelector(name);
  }));
  assert.deepEqual(seen, [true, true]);
  await tab.evaluate(() => document.querySelector("epigraph-widget").removeAttribute("src"));
  await whenState(tab);
  assert.equal(await parts(tab, "retry").count(), 0);
});

story("Retry by keyboard leaves the focus in the widget", FAILURE, async (tab) => {
  await add(tab, "soon.txt");
  await parts(tab, "retry").first().waitFor();
  bring("soon.txt", "At last — Anon\nAnd more — B\n");
  await parts(tab, "retry").first().focus();
  await tab.keyboard.press("Enter");
  await whenState(tab);
  await until(tab, (element) => document.activeElement === element);
});

story("a part that could not be had is asked for again", {
  ...EMPTY,
  allow: [/ERR_FAILED|Failed to load|Failed to fetch/],
  prepare: async (tab) => {
    await listen(tab);
    await tab.route("**/parts/more-*", (route) => route.abort());
  },
}, async (tab) => {
  bring("again.txt", "Once more — Anon\n");
  await add(tab, "again.txt");
  await until(tab, () => window.told.some(({ name }) => name === "error"));
  assert.equal(await tab.evaluate(() => window.told.find(({ name }) => name === "error").code), "wasm-unavailable");
  await tab.unroute("**/parts/more-*");
  await tab.evaluate(() => document.querySelector("epigraph-widget").retry());
  await whenState(tab);
  assert.match((await readShown(tab)).said, /Once more/);
});

for (const fallback of [true, false]) {
  story(`where nothing lies beside the script it says so and can be tried again, with${fallback ? "" : "out"} a fallback`, {
    ...EMPTY,
    allow: [/ERR_FAILED|Failed to load|Failed to fetch/],
    prepare: async (tab) => {
      await listen(tab);
      await tab.route("**/parts/**", (route) => route.abort());
    },
  }, async (tab) => {
    bring("beside.txt", "Once more — Anon\n");
    await add(tab, "beside.txt", { fallback });
    const line = parts(tab, "status").filter({ visible: true });
    await parts(tab, "retry").click();
    await tab.waitForFunction(() => window.told.filter(({ name }) => name === "error").length === 2);
    assert.match(await line.innerText(), /^Not available now\s+Retry$/);
    assert.equal(await tab.getByText("The fallback.").filter({ visible: true }).count(), Number(fallback));
    await tab.unroute("**/parts/**");
    await parts(tab, "retry").click();
    await whenState(tab);
    assert.match((await readShown(tab)).said, /Once more/);
    assert.deepEqual([await line.count(), await parts(tab, "retry").count()], [0, 0]);
  });
}

/** What the page says of the widget in its console. */
async function saying(tab) {
  const said = [];
  tab.on("console", (message) => { if (message.text().startsWith("<epigraph-widget>")) said.push(message.text()); });
  await listen(tab);
  return said;
}

const TORN = '[{"text": "One."},\n{"text": oops},\n{"text": "Three."},\n{"author": "A"}]';
const torn = (name) => new RegExp(`^<epigraph-widget> ${name}: skipped 2 records, the first at line 2, column \\d+: found .*expected `);
for (const [what, body, sentence] of [
  ["at an address, however many show it", '<epigraph-widget src="torn.json"></epigraph-widget><epigraph-widget src="torn.json"></epigraph-widget>', torn("http://\\S+/torn\\.json")],
  ["in the page", `<epigraph-widget><script type="application/json">${TORN}</script></epigraph-widget>`, torn("its script")],
  ["of its blockquotes", '<epigraph-widget src="#inline"><blockquote>One.</blockquote><blockquote></blockquote></epigraph-widget>', /^<epigraph-widget> #inline: skipped 1 record, at blockquote 2: found /],
]) {
  let said;
  story(`what could not be read of a collection ${what} is one line in the console`, { body, prepare: async (tab) => { bring("torn.json", TORN); said = await saying(tab); } }, async (tab) => {
    await until(tab, () => [...document.querySelectorAll("epigraph-widget")].every(({ state, collection }) => state === "ready" && collection.length < 69));
    assert.deepEqual([said.length, sentence.test(said[0])], [1, true], said.join("\n"));
  });
}

for (const fallback of [true, false]) {
  let said;
  story(`why a collection could not be had is one line in the console, with ${fallback ? "a fallback" : "the built-in one in its stead"}`, { ...FAILURE, prepare: async (tab) => { said = await saying(tab); } }, async (tab) => {
    await add(tab, "nowhere.txt", { fallback });
    await parts(tab, "retry").first().waitFor();
    const { message } = await tab.evaluate(() => window.told.find(({ name }) => name === "error"));
    assert.deepEqual(said, [`<epigraph-widget> ${message}`]);
    assert.match(message, /nowhere\.txt: answered 404/);
  });
}
