// @ts-check
// How the widget looks: one constructable sheet for its shadow root, and one for the figure that stands
// in the page, shared by all widgets of a document. Rules for the figure have no specificity at all, so
// that any rule of the page's own wins. What parts/ brings has its rules with it.
//
// No layout shift: the page reserves the widget's room before the script arrives, in its own style,
//   epigraph-widget { display: grid; min-block-size: max(27rem, 40rem - 30vw); }
// The widget then fills what is reserved, and keeps its banner as high as its tallest quote.

import { adopter } from "./sheet.js";

// Colours: --_m muted; --_e the edge of a control, which must stand out by 3 to 1; --_a accent; --_t a
// tint, under the pointer; --_c and --_s colour and surface of what covers the page. The figure inherits
// them, and --_w, --_h and --_size, through its slot.

// A quote takes as much room as the reserve rule leaves it, and scrolls beyond that; parts/ makes more of it, with --_b, the
// room for a button.

// Where the place is as wide as its content, no quote decides how wide: two dots 40em apart do.

const SHADOW = `
:host{display:grid;position:relative;font-family:var(--epigraph-font,inherit);color:var(--epigraph-color,inherit);background:var(--epigraph-surface,none);--_c:var(--epigraph-color,CanvasText);--_s:var(--epigraph-surface,Canvas);--_m:var(--epigraph-muted,color-mix(in srgb,currentColor 82%,transparent));--_e:var(--epigraph-border,color-mix(in srgb,currentColor 62%,transparent));--_a:var(--epigraph-accent,currentColor);--_t:color-mix(in srgb,currentColor 10%,transparent);--_r:var(--epigraph-radius,.5rem);--_g:var(--epigraph-space,1rem)}
:host([hidden]),[hidden]{display:none!important}
:host([theme=light i]){color-scheme:light}
:host([theme=dark i]){color-scheme:dark}
:host(:is([theme=light i],[theme=dark i])){color:var(--_c);background:var(--_s);padding:calc(var(--_g)*1.5);border-radius:var(--_r)}
*{box-sizing:border-box}
.ui,[part=banner]{min-inline-size:0;display:flex;flex-direction:column}
.ui{gap:var(--_g)}
[part=banner]{flex:1;--_size:clamp(1.125em,calc(var(--_w,20rem)*.03),1.75em)}
[part=quote]{order:-1;flex:1;display:grid;position:relative;min-block-size:var(--_h);contain:inline-size}
[part=banner]::before{content:". .";word-spacing:40em;block-size:0;visibility:hidden}
.measure{display:grid;grid:auto/100%;position:absolute;inset-inline:0}
.measure ::slotted(*){grid-area:1/1}
[part=controls]{display:flex;flex-wrap:wrap;align-self:flex-end;max-inline-size:100%}
button,input{font:inherit;color:inherit;background:none;border:1px solid transparent;border-radius:var(--_r);margin:0;padding:.25em .75em;min-block-size:2.75rem}
button{cursor:pointer}
button:hover{background:var(--_t)}
:focus-visible{outline:2px solid var(--_a);outline-offset:2px}
[part=controls] button{flex:1 1.5rem;inline-size:2.75rem;max-inline-size:2.75rem;padding:0;display:grid;place-items:center;color:var(--_m);border-radius:50%}
svg{inline-size:1.375rem;fill:none;stroke:currentColor;stroke-width:2;stroke-linejoin:round}
:dir(rtl):not([part~=pause])>svg{transform:scaleX(-1)}
[part=search]{display:flex;gap:.5rem;position:relative}
input{flex:1;min-inline-size:0}
input,[part~=filter],[part~=retry]{border-color:var(--_e)}
::placeholder{color:var(--_m);opacity:1}
.panel{max-block-size:min(26rem,65vh);white-space:normal;position:absolute;inset-inline:0;inset-block-start:calc(100% + .375rem);z-index:9;overflow:auto;padding:.5rem;color:var(--_c);background:var(--_s);border:1px solid var(--_t);border-radius:var(--_r);box-shadow:0 .5rem 2rem rgb(0 0 0/.2)}
[part=status]{padding-inline:.75rem}
[role=status]{position:absolute;clip-path:inset(50%)}
ul{list-style:none;margin:0;padding:0}
[part=result]{inline-size:100%;text-align:start;padding:.625rem .75rem}
[part=result]>span{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:3;overflow:hidden;line-height:1.45}
[aria-expanded=true]>span{-webkit-line-clamp:none}
small,[part=status]{display:block;font-size:.8125em;color:var(--_m);margin-block:.25rem}
mark{color:var(--_c);background:color-mix(in srgb,var(--_a) 18%,transparent);border-radius:.2em;font-weight:600}
@media print{[part=controls],[part=search]{display:none}[part=quote]{min-block-size:0}}
`;

// Stands for the figure: &.
const FIGURE = `
&{margin:0;display:flex;flex-direction:column;justify-content:center;gap:calc(var(--_g)*.75);min-inline-size:0;overflow-wrap:anywhere}
&>[part=topic]{margin:0;font-size:.9375em;font-weight:600;line-height:1.4;color:var(--epigraph-accent,inherit)}
&>blockquote{margin:0;padding:0;border:0;max-block-size:calc(max(14.9em,26.8em - var(--_w,20rem)*.34) - var(--_b,0px));overflow:auto}
&>blockquote>p{margin:0;font-family:var(--epigraph-quote-font,inherit);font-size:max(1.0625em,var(--_size,1.25em)*var(--_fit,1));line-height:1.36;max-inline-size:max(30em,var(--_size)*22);text-wrap:balance;white-space:pre-line}
& .quotation{padding-inline-start:.45em;text-indent:-.45em}
&>figcaption{font-size:.9375em;line-height:1.45}
& small{display:block;font-size:.875em;color:var(--_m)}
& a{color:inherit;padding-top:.5em}
@media print{&>blockquote{max-block-size:none;overflow:visible}}
`.replace(/&(.*){/g, ":where(epigraph-widget>figure[slot]$1){");

/** For the widget's own root. */
export const adoptShadow = adopter(SHADOW);
/** For the document or shadow root that the widget, and so its figure, stands in. */
export const adoptFigure = adopter(FIGURE);
