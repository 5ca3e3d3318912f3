// Draws the picture of the README that names the widget's parts: node tests/web/name-parts.mjs www/parts.png
// In: dist/ in a real browser. Out: one PNG: the widget with results and filters open, a line from each part to its name.
// Not a test: it asserts nothing.
import { launch, page, serve } from "./browser.mjs";
import { ask, calm, listen, openFilters, parts, whenState } from "./widget.mjs";

const out = process.argv[2];
if (!out) {
  console.error("usage: node tests/web/name-parts.mjs FILE");
  process.exit(1);
}

/** What is named on either side, from top to bottom, and the custom property that shows there. */
const NAMES = {
  left: [["topic", "accent"], ["quote", "quote-font"], ["attribution", "muted"], ["pause", ""], ["input", "border"], ["status", ""], ["sort", ""], ["chip", ""], ["result", ""], ["mark", "accent"]],
  right: [["banner", "color"], ["controls", ""], ["favourite", ""], ["filter", "radius"], ["search", "space"], ["results", "surface"], ["filters", ""]],
};
const LOOK = "body { margin: 0; padding: 24px 212px; font: 16px/1.5 'DejaVu Sans', sans-serif } h1, #sentinel { display: none } main { block-size: 800px } .panel { max-block-size: none }";

const [browser, server] = await Promise.all([launch(), serve()]);
const tab = await browser.newPage({ viewport: { width: 900, height: 880 }, reducedMotion: "reduce" });
await listen(tab);
await tab.route("**/look.css", (route) => route.fulfill({ contentType: "text/css", body: LOOK }));
await tab.goto(server.origin + server.put(page({ head: '<link rel="stylesheet" href="/look.css">', body: '<epigraph-widget limit="2" quote="baselines"></epigraph-widget>' })));
await whenState(tab);
await ask(tab, "online evaluation");
await openFilters(tab);
await parts(tab, "chip").first().waitFor();
await tab.evaluate((names) => {
  const element = document.querySelector("epigraph-widget");
  element.shadowRoot.querySelector(".panel").style.maxHeight = "none";
  const find = (name) => (name === "quote" ? element.querySelector("figure blockquote p") : element.querySelector(`[part~="${name}"]`)) ?? [...element.shadowRoot.querySelectorAll(`[part~="${name}"]`)].slice(name === "mark" ? -3 : 0).find((part) => part.getClientRects().length && !part.matches("[role=status]"));
  const svg = document.body.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "svg"));
  for (const [name, value] of [["width", innerWidth], ["height", innerHeight]]) svg.setAttribute(name, value);
  Object.assign(svg.style, { position: "absolute", inset: 0, zIndex: 99 });
  const draw = (tag, attributes, text) => {
    const node = svg.appendChild(document.createElementNS("http://www.w3.org/2000/svg", tag));
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    if (text) node.textContent = text;
  };
  for (const [side, list] of Object.entries(names)) {
    const left = side === "left";
    let lowest = 0;
    const placed = list.map(([name, property]) => ({ name, property, box: find(name).getBoundingClientRect() }))
      .map((label) => ({ ...label, y: label.name === "banner" || label.name === "results" ? label.box.top + 12 : label.name === "controls" ? label.box.top + 4 : label.box.top + Math.min(label.box.height, 44) / 2 }))
      .sort((a, b) => a.y - b.y);
    for (const { name, property, box, y } of placed) {
      const at = lowest = Math.max(y, lowest + (property ? 40 : 30));
      const x = left ? 190 : innerWidth - 190;
      const to = left ? Math.min(box.left, innerWidth - 215) : box.right;
      draw("path", { d: `M${x} ${at} L${left ? x + 14 : x - 14} ${y} H${to}`, stroke: "#a3341c", "stroke-width": 1.5, fill: "none" });
      draw("circle", { cx: to, cy: y, r: 3.5, fill: "#a3341c" });
      draw("text", { x: left ? x - 8 : x + 8, y: at + 5, "text-anchor": left ? "end" : "start", "font-size": 16, "font-weight": 700, fill: "#111" }, name);
      if (property) draw("text", { x: left ? x - 8 : x + 8, y: at + 22, "text-anchor": left ? "end" : "start", "font-size": 13, fill: "#555" }, `--epigraph-${property}`);
    }
  }
}, NAMES);
await calm(tab);
await tab.screenshot({ path: out });
await browser.close();
await server.stop();
