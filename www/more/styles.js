// @ts-check
// How the parts look, beside the widget's own sheet in its shadow root. It uses that sheet's colours.

// What a list cuts off of its words WebKit would count as too wide for the panel: so its paint is contained.
import { adopter } from "../sheet.js";

export const adoptMore = adopter(`
[part=result],[part=chip]{overflow-wrap:anywhere;max-inline-size:100%}
[part=result]>span{white-space:pre-line}
[part=result]>small{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:3;overflow:hidden}
[aria-expanded=true]>small{-webkit-line-clamp:none}
.above{inset-block-start:-.375rem;transform:translateY(-100%)}
button[aria-pressed=true]{color:var(--_s);background:var(--_c)}
::-webkit-search-cancel-button{filter:grayscale(1)}
[part=filters]{padding:0 .75rem .5rem}
[part=sort]{display:flex;flex-wrap:wrap;align-items:center;gap:.25rem .5rem;padding-block:.25rem}
[part=sort]>span{font-size:.8125em;color:var(--_m)}
select{font:inherit;contain:paint;min-inline-size:0;max-inline-size:100%;min-block-size:2rem;padding:.25em .5em;border:1px solid var(--_e);border-radius:var(--_r)}
select,option{color:var(--_c);background:var(--_s)}
[part=chip]{font-size:.875em;min-block-size:2rem;margin:0 .375rem .375rem 0;border-radius:1rem;text-align:start;border-color:var(--_e)}
.panel{overscroll-behavior:contain}
.panel>button{inline-size:100%;font-weight:600}
.fields{display:flex;flex-wrap:wrap;gap:.375rem;padding-block:.25rem .5rem}
.fields>[role=group]{flex:100%}
[part~=field]{display:flex;align-items:center;gap:.25em;font-size:.875em;min-block-size:2rem;border-color:var(--_e)}
[part~=field]>svg{inline-size:1rem}
[part~=field][aria-expanded=true]{background:var(--_t)}
[part~=field][aria-expanded=true]>svg{transform:scaleY(-1)}
[part=filters] [role=group]>span{display:block;font-size:.8125em;color:var(--_m);margin-block:.25rem}
.fields>[aria-expanded=true]+[role=group]>span{display:none}
[part=controls]{position:relative;order:1}
[part=banner]{--_o:hidden}
.still{--_o:clip}
.long{--_b:2.75rem;--_k:linear-gradient(#000 calc(100% - 3em),transparent)}
.long.open{--_o:auto;--_k:none}
.long>[part=quote]{min-block-size:calc(var(--_h) - 2.75rem)}
.measure{--_b:0px}
[part~=whole]{align-self:start;display:flex;align-items:center;gap:.375em;block-size:2.75rem;padding-inline:0;font-size:.9375em;color:var(--_m)}
[part~=whole]:hover{background:none;text-decoration:underline}
[part~=whole]>svg{inline-size:1.25rem}
.open>[part~=whole]>svg{transform:scaleY(-1)}
@media print{[part~=whole]{display:none}.long{--_o:visible;--_k:none}.long>[part=quote]{min-block-size:0}}
.shelf{display:flex;flex-wrap:wrap;align-items:center;gap:.375rem;margin:.25rem 0}
.shelf button{min-block-size:2rem;border-color:var(--_e)}
.shelf button[aria-expanded=true]{background:var(--_t)}
@media (forced-colors:none){[part~=favourite][aria-pressed=true]{color:var(--_a);background:none}[part~=favourite][aria-pressed=true]>svg{fill:currentColor}}
.waiting{position:static;clip-path:none;padding:.25rem .75rem}
.busy{position:absolute;inset-block-end:0;inset-inline:0;z-index:9;color:var(--_c);background:var(--_s);border:1px solid var(--_t);border-radius:var(--_r)}
.slim{inset-block-end:-.25rem;block-size:.25rem;margin:0;padding:0;border:0;font-size:0}
.slim>progress{position:absolute;inset:0;inline-size:100%;block-size:100%}
.waiting:empty{border:0;padding:0}
.waiting button{border-color:var(--_e)}
progress{vertical-align:middle;accent-color:var(--_a)}
.said{position:absolute;inset-block-end:calc(100% + .25rem);inset-inline-end:0;z-index:9;inline-size:max-content;max-inline-size:100%;margin:0;padding:.375rem .75rem;color:var(--_s);background:var(--_c);border-radius:var(--_r)}
.said:not(:empty){clip-path:none}
@media (forced-colors:active){[part~=whole]{padding-inline:.75em}.said{forced-color-adjust:none;color:Canvas;background:CanvasText}mark,button[aria-pressed=true]{forced-color-adjust:none;color:HighlightText;background:Highlight}[part=result]{border-color:CanvasText;margin-block-end:.25rem}}
`);
