/** The page's one style; the header of the page lets in exactly this text (functions/api/http/documents.ts). */
export const STYLE = `
:root { --ink: #1d2733; --soft: #5b6875; --line: #d8dee5; --tint: #f4f6f8; --link: #0b5cad; }
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { margin: 0 auto; max-width: 72rem; padding: 1rem 1.25rem 4rem; color: var(--ink); background: #fff;
  font: 1rem/1.65 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.75rem; margin: .5rem 0; } h1 small { font-size: 1rem; color: var(--soft); font-weight: normal; }
h2 { font-size: 1.35rem; margin: 3rem 0 .5rem; padding-bottom: .3rem; border-bottom: 2px solid var(--ink); }
h3 { font-size: 1.1rem; margin: 0 0 .25rem; }
h4 { font-size: .95rem; margin: 1rem 0 .25rem; }
p { margin: .35rem 0; } ul { margin: .35rem 0; padding-left: 1.25rem; }
a { color: var(--link); text-decoration: none; } a:hover, a:focus { text-decoration: underline; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
code, pre { font-family: ui-monospace, "Cascadia Mono", Consolas, "Noto Sans Mono CJK SC", monospace; font-size: .9em; }
pre { background: var(--tint); border: 1px solid var(--line); border-radius: .3rem; padding: .6rem .75rem; margin: .35rem 0;
  max-height: 26rem; overflow: auto; white-space: pre-wrap; line-height: 1.45; }
.en, .soft { color: var(--soft); } .en { font-size: .925em; font-weight: normal; }
article { border: 1px solid var(--line); border-radius: .4rem; padding: .9rem 1rem 1rem; margin: 1rem 0; }
.method { display: inline-block; min-width: 3.6rem; margin-right: .4rem; padding: 0 .4rem; border-radius: .25rem;
  color: #fff; background: #0b5cad; font: 600 .8rem/1.6rem ui-monospace, Consolas, monospace; text-align: center; }
.post { background: #1b7a3d; } .patch { background: #9a5b00; } .put { background: #7a3fa0; }
nav ul { list-style: none; padding: 0; margin: .25rem 0 1rem; display: grid; gap: .3rem 2rem;
  grid-template-columns: repeat(auto-fill, minmax(min(26rem, 100%), 1fr)); }
nav li {  padding-left: 4.1rem; text-indent: -4.1rem; line-height: 1.5; }
nav li * { text-indent: 0; } nav h3 { margin-top: .75rem; }
nav .schemas { grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); } nav .schemas li { padding-left: 0; text-indent: 0; }
table { width: 100%; border-collapse: collapse; margin: .25rem 0; font-size: .925rem; }
th { text-align: left; font-weight: 600; color: var(--soft); white-space: nowrap; }
th, td { padding: .3rem .75rem .3rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
td:first-child { width: 24%; } td:nth-child(2) { width: 30%; }
.must { color: #a3231f; font-size: .8rem; margin-left: .35rem; white-space: nowrap; }
@media (max-width: 40rem) {
  body { padding: .75rem .75rem 3rem; } article { padding: .7rem .7rem .8rem; }
  thead { display: none; } table, tbody, tr, td { display: block; }
  td { border: 0; padding: 0; } td:first-child, td:nth-child(2) { width: auto; }
  tr { padding: .4rem 0; border-bottom: 1px solid var(--line); }
}
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; } a { color: inherit; }
  pre { max-height: none; overflow: visible; } h2, h3, h4 { break-after: avoid; } tr { break-inside: avoid; }
  .method { color: inherit; background: none; border: 1px solid; }
}
`;
