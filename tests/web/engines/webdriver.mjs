// Drives Firefox and WebKit: a tab that answers to Playwright's names, as far as the stories of engines.test.mjs use them.
// In: the path of Firefox, or of WebKit's driver. Out: a browser with one tab, a way to make it collect what nobody holds,
// and nothing left of it when it is closed.
// Both speak WebDriver: Firefox over its own socket (Marionette), WebKit over HTTP. Never asserts, never reaches the network.
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

/** No browser takes as long to start, and no condition to come true. */
const START_MS = 60_000;
const WAIT_MS = 10_000;

/** WebDriver's private code points for keys without a letter. */
const KEYS = { Backspace: "\uE003", Tab: "\uE004", Enter: "\uE007", Shift: "\uE008", Control: "\uE009", Escape: "\uE00C", Space: " ", ArrowUp: "\uE013", ArrowDown: "\uE015" };

/** Asks again until there is an answer. */
async function patiently(what, limitMs, ask) {
  for (const end = Date.now() + limitMs; Date.now() < end; await wait(20)) {
    const answer = await ask();
    if (answer) return answer;
  }
  throw new Error(`${what} did not happen within ${limitMs} ms`);
}

// Who is told to end says goodbye, so that what it started ends as well.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => process.exit(1));

/** A program that ends with this one, whatever happens. `ended` says so. */
function start(command, words, options) {
  const child = spawn(command, words, { stdio: "ignore", ...options });
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  const ended = new Promise((done) => child.once("exit", () => { process.off("exit", kill); done(true); }));
  child.once("error", () => {});
  return { child, kill, ended };
}

/** The part of Playwright's tab that the stories use. `send(command, values)` is one command of WebDriver. */
class Tab {
  #send;

  constructor(send, resize) {
    this.#send = send;
    this.setViewportSize = resize;
  }

  goto(url) { return this.#send("Navigate", { url }); }
  goBack() { return this.#send("Back", {}); }

  /** What the function gives back in the page, its promise awaited. */
  async evaluate(work, given) {
    const script = `const done = arguments[1];
      new Promise((go) => go((${work})(arguments[0]))).then((value) => done({ value }), (error) => done({ error: String(error) }));`;
    const { value: { value, error } } = await this.#send("ExecuteAsyncScript", { script, args: [given ?? null] });
    if (error) throw new Error(error);
    return value ?? undefined;
  }

  waitForFunction(holds, given) {
    return patiently(String(holds), WAIT_MS, () => this.evaluate(`(given) => Boolean((${holds})(given))`, given));
  }

  #act(type, actions, parameters) {
    return this.#send("PerformActions", { actions: [{ type, id: type, parameters, actions }] });
  }

  #point(x, y, ...then) {
    const actions = [{ type: "pointerMove", origin: "viewport", duration: 0, x: Math.round(x), y: Math.round(y) }, ...then];
    return this.#act("pointer", actions, { pointerType: "mouse" });
  }

  mouse = {
    move: (x, y) => this.#point(x, y),
    click: (x, y) => this.#point(x, y, { type: "pointerDown", button: 0 }, { type: "pointerUp", button: 0 }),
  };

  keyboard = {
    /** A key or several at once, as in "Shift+Tab". */
    press: (chord) => {
      const keys = chord.split("+").map((name) => KEYS[name] ?? name);
      const stroke = (type) => (value) => ({ type, value });
      return this.#act("key", [...keys.map(stroke("keyDown")), ...keys.reverse().map(stroke("keyUp"))]);
    },
    type: (text) => this.#act("key", [...text].flatMap((value) => [{ type: "keyDown", value }, { type: "keyUp", value }])),
  };
}

/** Marionette: `[0, number, command, values]` there, `[1, number, error, answer]` back, each with its length before it. */
async function speakMarionette(port) {
  const socket = connect(port, "127.0.0.1").setNoDelay();
  const waiting = new Map();
  let bytes = Buffer.alloc(0);
  let count = 0;
  socket.on("data", (more) => {
    bytes = Buffer.concat([bytes, more]);
    for (;;) {
      const colon = bytes.indexOf(":");
      const end = colon + 1 + Number(bytes.subarray(0, colon));
      if (colon < 0 || bytes.length < end) return;
      const message = JSON.parse(bytes.subarray(colon + 1, end));
      bytes = bytes.subarray(end);
      // The first message is a greeting.
      if (!Array.isArray(message)) continue;
      const [, number, error, answer] = message;
      const [done, fail] = waiting.get(number);
      waiting.delete(number);
      if (error) fail(new Error(`${error.error}: ${error.message}`));
      else done(answer);
    }
  });
  const lost = (error) => { for (const [, fail] of waiting.values()) fail(error ?? new Error("Firefox is gone")); };
  socket.on("error", lost).on("close", () => lost());
  return (command, values) => new Promise((...settle) => {
    waiting.set(++count, settle);
    const text = JSON.stringify([0, count, command.includes(":") ? command : `WebDriver:${command}`, values]);
    socket.write(`${Buffer.byteLength(text)}:${text}`);
  });
}

export async function launchFirefox(path) {
  const profile = await mkdtemp(join(tmpdir(), "epigraph-firefox-"));
  const prefs = {
    "marionette.port": 0,
    "browser.shell.checkDefaultBrowser": false,
    "datareporting.policy.dataSubmissionEnabled": false,
    "app.normandy.enabled": false,
    "network.captive-portal-service.enabled": false,
    "network.connectivity-service.enabled": false,
    "services.settings.server": "http://127.0.0.1:9/",
    // Otherwise pages from disk are less restricted than they are for a reader.
    "security.fileuri.strict_origin_policy": true,
  };
  await writeFile(join(profile, "user.js"), Object.entries(prefs).map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});\n`).join(""));
  const words = ["--headless", "--marionette", "--remote-allow-system-access", "--no-remote", "--profile", profile];
  const { kill, ended } = start(path, words);
  const close = async () => {
    await Promise.race([ended, wait(5000)]);
    kill();
    await ended;
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const port = await patiently("Firefox opening its port", START_MS, () => readFile(join(profile, "MarionetteActivePort"), "utf8").catch(() => ""));
    const send = await speakMarionette(Number(port));
    await send("NewSession", { capabilities: {} });
    /** A window is at least 450 pixels wide; the page in it need not be. */
    const resize = async ({ width, height }) => {
      await send("Marionette:SetContext", { value: "chrome" });
      const script = `const { style } = gBrowser.selectedBrowser;
        for (const side of ["min-", "max-", ""]) { style.setProperty(side + "width", arguments[0] + "px"); style.setProperty(side + "height", arguments[1] + "px"); }`;
      await send("ExecuteScript", { script, args: [width, height] });
      await send("Marionette:SetContext", { value: "content" });
      await tab.waitForFunction(([w, h]) => innerWidth === w && innerHeight === h, [width, height]);
    };
    const tab = new Tab(send, resize);
    const collect = () => send("ExecuteScript", { script: "Cu.forceGC(); Cu.forceCC(); Cu.forceGC();", args: [], sandbox: "system" });
    return { tab, collect, close: async () => { await send("Marionette:Quit", { flags: ["eForceQuit"] }).catch(() => {}); await close(); } };
  } catch (error) {
    kill();
    await close();
    throw error;
  }
}

/** Where WebDriver's commands are found over HTTP, below the session. */
const ADDRESSES = {
  SetTimeouts: "/timeouts", Navigate: "/url", Back: "/back", ExecuteAsyncScript: "/execute/async", PerformActions: "/actions", SetWindowRect: "/window/rect",
};

/** WebKit's MiniBrowser opens a window: it is given a display nobody sees, on which no button makes it wider than asked. */
export async function launchWebKit(path) {
  const config = await mkdtemp(join(tmpdir(), "epigraph-webkit-"));
  await mkdir(join(config, "gtk-3.0"));
  await writeFile(join(config, "gtk-3.0/gtk.css"), "* { padding: 0; min-width: 0; font-size: 1px; -gtk-icon-transform: scale(0) }");
  const screen = start("Xvfb", ["-displayfd", "3", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"], { stdio: ["ignore", "ignore", "ignore", "pipe"] });
  const closing = [];
  const close = async () => {
    for (const end of closing.reverse()) await end();
    screen.kill();
    await screen.ended;
    await rm(config, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const display = await Promise.race([
      new Promise((ready) => screen.child.stdio[3].once("data", (digits) => ready(`:${String(digits).trim()}`))),
      screen.ended.then(() => { throw new Error("Xvfb did not start"); }),
    ]);
    const free = createServer();
    const port = await new Promise((ready) => free.listen(0, "127.0.0.1", () => ready(free.address().port)));
    await new Promise((closed) => free.close(closed));
    const driver = start(path, [`--port=${port}`, "--host=127.0.0.1"], { env: { ...process.env, DISPLAY: display, XDG_CONFIG_HOME: config, XDG_CACHE_HOME: config, XDG_DATA_HOME: config } });
    closing.push(async () => { driver.child.kill(); await driver.ended; });
    const ask = async (method, address, values) => {
      const answer = await fetch(`http://127.0.0.1:${port}${address}`, { method, body: values && JSON.stringify(values) });
      const body = await answer.json();
      if (!answer.ok) throw new Error(`${body.value.error}: ${body.value.message}`);
      return body;
    };
    await patiently("WebKit's driver opening its port", START_MS, () => ask("GET", "/status").catch(() => false));
    const session = `/session/${(await ask("POST", "/session", { capabilities: {} })).value.sessionId}`;
    closing.push(() => ask("DELETE", session).catch(() => {}));
    const send = (command, values) => ask("POST", session + ADDRESSES[command], values);
    // To end scripts after some time it would start a timer in the page, among those that the stories count.
    await send("SetTimeouts", { script: null });
    const resize = async ({ width, height }) => {
      const around = await tab.evaluate(() => outerHeight - innerHeight);
      await send("SetWindowRect", { width, height: height + around });
      await tab.waitForFunction(([w, h]) => innerWidth === w && innerHeight === h, [width, height]);
    };
    const tab = new Tab(send, resize);
    // It cannot be asked; but rubbish makes it collect.
    const collect = () => tab.evaluate(() => { window.rubbish = Array.from({ length: 40 }, () => new Uint8Array(1_000_000).fill(1)); });
    return { tab, collect, close };
  } catch (error) {
    await close();
    throw error;
  }
}
