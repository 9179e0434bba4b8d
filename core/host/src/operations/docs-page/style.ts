/** Style of the API page. */
export const docsStyle = `
:root { color-scheme: light dark; --line: color-mix(in srgb, CanvasText 18%, Canvas); --soft: color-mix(in srgb, CanvasText 6%, Canvas); --dim: color-mix(in srgb, CanvasText 70%, Canvas); --accent: #4f46e5; }
@media (prefers-color-scheme: dark) { :root { --accent: #a5b4fc; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 64rem; padding: 1.5rem; font: 16px/1.5 system-ui, sans-serif; background: Canvas; color: CanvasText; }
h1 { margin: 0; font-size: 1.75rem; }
h2 { margin: 2rem 0 .5rem; font-size: 1.125rem; text-transform: capitalize; }
header p { margin: .25rem 0 1rem; color: var(--dim); }
#session { display: flex; flex-wrap: wrap; gap: .75rem; align-items: end; }
label { display: grid; gap: .25rem; font-size: .875rem; color: var(--dim); }
input, textarea, button { font: inherit; color: inherit; padding: .4rem .6rem; border: 1px solid var(--line); border-radius: .5rem; background: Canvas; }
textarea, pre, code { font-family: ui-monospace, SFMono-Regular, Menlo, monospace; font-size: .8125rem; }
textarea { width: 100%; min-height: 7rem; }
button { cursor: pointer; background: var(--soft); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.search { margin-top: 1rem; }
details { border: 1px solid var(--line); border-radius: .75rem; margin: .5rem 0; }
summary { display: flex; gap: .75rem; align-items: baseline; padding: .5rem .75rem; cursor: pointer; flex-wrap: wrap; }
summary code { font-size: .875rem; overflow-wrap: anywhere; }
summary span { color: var(--dim); font-size: .875rem; margin-left: auto; }
.method { font: 700 .75rem ui-monospace, monospace; min-width: 4rem; color: var(--accent); }
.body { padding: 0 .75rem .75rem; border-top: 1px solid var(--line); }
table { border-collapse: collapse; width: 100%; font-size: .875rem; }
th, td { text-align: left; padding: .3rem .5rem; border-bottom: 1px solid var(--line); vertical-align: top; }
pre { overflow: auto; max-height: 24rem; padding: .75rem; border-radius: .5rem; background: var(--soft); }
h3 { font-size: .875rem; margin: 1rem 0 .25rem; }
`;
