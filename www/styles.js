// @ts-check
// How the widget looks: one constructable sheet for its shadow root, and one for the figure that stands
// in the page, shared by all widgets of a document. Rules for the figure have no specificity at all, so
// that any rule of the page's own wins. Writes no <style> element and no style attribute.
//
// No layout shift: the page reserves the widget's room before the script arrives, in its own style,
//   epigraph-widget { display: grid; min-block-size: max(24rem, 40rem - 40vw); }
// The widget then fills what is reserved, and keeps its banner as high as its tallest quote.

const MUTED = "var(--epigraph-muted,color-mix(in srgb,currentColor 82%,transparent))";
const LINE = "var(--epigraph-border,color-mix(in srgb,currentColor 22%,transparent))";
/** The edge of a control must stand out by 3 to 1. */
const EDGE = "var(--epigraph-border,color-mix(in srgb,currentColor 62%,transparent))";
const ACCENT = "var(--epigraph-accent,currentColor)";
const RADIUS = "var(--epigraph-radius,.5rem)";
const SPACE = "var(--epigraph-space,1rem)";
/** Under the pointer, and behind what is marked. */
const TINT = "color-mix(in srgb,currentColor 10%,transparent)";

const SHADOW = `
:host{display:grid;position:relative;font-family:var(--epigraph-font,inherit);color:var(--epigraph-color,inherit);background:var(--epigraph-surface,none)}
:host([hidden]),[hidden]{display:none!important}
:host([theme=light i]){color-scheme:light}
:host([theme=dark i]){color-scheme:dark}
:host(:is([theme=light i],[theme=dark i])){color:var(--epigraph-color,CanvasText);background:var(--epigraph-surface,Canvas);padding:calc(${SPACE}*1.5);border-radius:${RADIUS}}
*{box-sizing:border-box}
.ui,[part=banner]{display:flex;flex-direction:column;min-inline-size:0}
.ui{gap:${SPACE}}
[part=banner]{flex:1;--_size:clamp(1.125em,calc(var(--_w,20rem)*.03),1.75em)}
[part=quote]{order:-1;flex:1;display:grid;position:relative;min-block-size:var(--_h)}
.measure{position:absolute;inset-inline:0;visibility:hidden;display:grid}
.measure ::slotted(*){grid-area:1/1}
[part=controls]{display:flex;gap:.25rem;align-self:flex-end;block-size:2.75rem;align-items:end}
.wide{--_end:9.5rem}
.wide [part=controls]{margin-block-start:-2.75rem;z-index:1}
button,input{font:inherit;color:inherit;background:none;border:1px solid transparent;border-radius:${RADIUS};margin:0;padding:.25em .75em;min-block-size:2.75rem}
button{cursor:pointer}
button:hover{background:${TINT}}
:focus-visible{outline:2px solid ${ACCENT};outline-offset:2px}
[part=controls] button{inline-size:2.75rem;padding:0;display:grid;place-items:center;color:${MUTED};border-radius:50%}
svg{inline-size:1.375rem;fill:currentColor}
:dir(rtl)>svg{transform:scaleX(-1)}
[part=search]{display:flex;gap:.5rem;position:relative}
input{flex:1;min-inline-size:0;border-color:${EDGE}}
::placeholder{color:${MUTED};opacity:1}
[part~=filter],[part=chip]{border-color:${EDGE}}
.panel{position:absolute;inset-inline:0;inset-block-start:calc(100% + .375rem);z-index:9;max-block-size:min(26rem,65vh);overflow:auto;overscroll-behavior:contain;padding:.5rem;color:var(--epigraph-color,CanvasText);background:var(--epigraph-surface,Canvas);border:1px solid ${LINE};border-radius:${RADIUS};box-shadow:0 .5rem 2rem rgb(0 0 0/.18)}
[part=filters]{padding:.25rem .75rem .5rem;border-block-end:1px solid ${LINE}}
[role=group]>span{display:block;font-size:.8125em;color:${MUTED};margin-block:.375rem .25rem}
[part=chip]{font-size:.875em;min-block-size:2rem;padding:0 .75em;margin:0 .375rem .375rem 0;border-radius:1rem;text-align:start}
[part=chip] span{color:${MUTED}}
[aria-pressed=true]{color:var(--epigraph-surface,Canvas);background:var(--epigraph-color,CanvasText)}
[aria-pressed=true] span{color:inherit}
[part=status]{font-size:.875em;line-height:1.5rem;min-block-size:1.5rem;padding-inline:.75rem;margin-block:.25rem;color:${MUTED}}
ul{list-style:none;margin:0;padding:0}
[part=result]{display:block;inline-size:100%;text-align:start;padding:.625rem .75rem}
[part=result] :is(span,small){display:block;unicode-bidi:isolate}
[part=result] span{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:3;overflow:hidden;line-height:1.45}
[aria-expanded=true] span{-webkit-line-clamp:none}
small{font-size:.8125em;color:${MUTED};margin-block-start:.25rem}
mark{color:inherit;background:color-mix(in srgb,${ACCENT} 18%,transparent);border-radius:.2em;font-weight:600}
[part~=more],[part~=suggestion]{inline-size:100%;font-weight:600}
@media (forced-colors:active){mark{forced-color-adjust:none;color:HighlightText;background:Highlight}[aria-pressed=true]{forced-color-adjust:none;color:HighlightText;background:Highlight}[part=result]{border-color:CanvasText;margin-block-end:.25rem}}
@media print{[part=controls],[part=search]{display:none}[part=quote]{min-block-size:0}}
`;

const of = (/** @type {string} */ rest) => `:where(epigraph-widget>figure[slot]${rest})`;

const FIGURE = `
${of("")}{margin:0;display:flex;flex-direction:column;gap:calc(${SPACE}*.75);min-inline-size:0;text-align:start}
${of(">[part=topic]")}{margin:0;font-size:.9375em;font-weight:600;line-height:1.4;color:var(--epigraph-accent,inherit)}
${of(">blockquote")}{margin:auto 0;padding:0;border:0;font-style:normal}
${of(" p")}{overflow-wrap:anywhere}
${of(">blockquote>p")}{margin:0;font-family:var(--epigraph-quote-font,inherit);font-size:calc(var(--_size,1.25em)*var(--_fit,1));line-height:1.36;max-inline-size:30em;text-wrap:balance}
${of(" .quotation")}{padding-inline-start:.45em;text-indent:-.45em}
${of(">figcaption")}{font-size:.9375em;line-height:1.45;padding-inline-end:var(--_end,0);min-block-size:2.75rem;display:flex;flex-direction:column;justify-content:end}
${of(" small")}{font-size:.875em;color:${MUTED}}
${of(" a")}{color:inherit}
${of(" a:focus-visible")}{outline:2px solid ${ACCENT};outline-offset:2px}
`;

/** @type {Record<string, CSSStyleSheet>} */
const sheets = {};

/** The sheet of a text, made once. @param {string} css */
function sheet(css) {
  if (!sheets[css]) (sheets[css] = new CSSStyleSheet()).replaceSync(css);
  return sheets[css];
}

/** Gives a root (the widget's own, or the document or shadow root it stands in) a sheet, once. @param {Node} root @param {"SHADOW" | "FIGURE"} name */
export function adopt(root, name) {
  const target = /** @type {Partial<Document>} */ (root);
  const wanted = sheet(name === "SHADOW" ? SHADOW : FIGURE);
  if (!target.adoptedStyleSheets?.includes(wanted)) target.adoptedStyleSheets = [...(target.adoptedStyleSheets ?? []), wanted];
}
