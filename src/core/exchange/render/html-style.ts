/** The look of an exported page: Carrel's paper and lamp green, in light and dark and on paper. */
export const EXPORT_STYLE = `
:root{color-scheme:light dark;--page:#fdfcf9;--ink:#24211c;--ink-2:#57524a;--line:#e2ddd2;--link:#1e5b4b;
--amber:#8f6a00;--green:#2f7148;--blue:#2c6797;--rose:#a13f51}
@media (prefers-color-scheme:dark){:root{--page:#1d1e20;--ink:#ddd9d0;--ink-2:#b0aba1;--line:#3a3b3e;--link:#8cc7b2;
--amber:#d9b74a;--green:#7cc08c;--blue:#7fb4de;--rose:#e596a3}}
*{box-sizing:border-box}
body{margin:0 auto;padding:3rem 1.25rem 5rem;max-width:43rem;background:var(--page);color:var(--ink);
font:1.0625rem/1.6 "Literata Variable",Literata,Charter,"Iowan Old Style",Cambria,"Noto Serif",Georgia,serif;
overflow-wrap:break-word}
h1,h2,h3,h4,h5,h6{line-height:1.2;font-weight:500;text-wrap:balance;break-after:avoid}
h1{font-size:2rem;margin:0 0 .4rem}
h2{font-size:1.4rem;margin:3rem 0 1rem;padding-bottom:.4rem;border-bottom:1px solid var(--line)}
h3,h4,h5,h6{font-size:1.05rem;margin:1.4rem 0 .4rem}
p{margin:.6rem 0}li{margin:.3rem 0}li>p{margin:.3rem 0}
a{color:var(--link);overflow-wrap:anywhere}
.about,.tags,.label,.notes{color:var(--ink-2);font-size:.9rem}
.entry{margin:2.2rem 0}
.reference{padding-inline-start:2rem;text-indent:-2rem;break-after:avoid;break-inside:avoid}
.beside{margin-inline-start:2rem}
.label{font-weight:600}
.quote{margin:1rem 0;padding-inline-start:1rem;border-inline-start:3px solid var(--line);break-inside:avoid-page}
.amber{border-color:var(--amber)}.green{border-color:var(--green)}.blue{border-color:var(--blue)}.rose{border-color:var(--rose)}
.remark{margin-inline-start:1.2rem;color:var(--ink-2)}
pre{overflow-x:auto;padding:.7rem 1rem;border:1px solid var(--line);border-radius:5px}
code{font:.9em ui-monospace,"DejaVu Sans Mono",monospace}
table{border-collapse:collapse;margin:1rem 0}th,td{padding:.3rem .8rem;border:1px solid var(--line);text-align:start;vertical-align:top}
.body{margin-top:1.4rem}img{max-width:100%;height:auto}
.sc{font-variant:small-caps}
@page{size:A4;margin:22mm;@bottom-center{content:counter(page) " / " counter(pages);font:9pt serif}}
@media print{:root{color-scheme:light;--page:#fff;--ink:#000;--ink-2:#444;--line:#bbb;--link:#000;
--amber:#8f6a00;--green:#2f7148;--blue:#2c6797;--rose:#a13f51}
body{max-width:none;padding:0;font-size:10.5pt}a{text-decoration:none}.back{display:none}pre{white-space:pre-wrap}}
`
