/** Style of drawn pictures (inline SVG, so that they follow light and dark), and of all pages on paper. */
export const PICTURE = `
.picture{display:grid;gap:var(--s4);grid-template-columns:minmax(0,27.5rem);align-items:center}
.picture svg{display:block;width:100%;height:auto;border-radius:var(--round);background:var(--sunk)}
.picture figcaption{font-size:var(--step--1);color:var(--soft)}
.prose .picture ol{counter-reset:mark;display:grid;gap:var(--s2)}
.prose .picture ol>li{counter-increment:mark;padding-left:2.1rem;min-height:1.5rem;margin:0;color:var(--ink)}
.prose .picture ol>li::before{content:counter(mark);top:0;width:1.5rem;height:1.5rem;background:var(--accent);color:var(--on-accent);font-size:.8rem}
@media (min-width:50rem){.picture{grid-template-columns:minmax(0,27.5rem) minmax(0,1fr)}}
.pic text{font-family:var(--sans);font-size:14px;fill:var(--ink)}
.pic .s{fill:var(--soft);font-size:12.5px}
.pic .h{font-weight:650}
.pic .a{fill:var(--accent);font-weight:650}
.pic .m{font-family:var(--mono)}
.pic .mid{text-anchor:middle}
.pic .end{text-anchor:end}
.pic .w{fill:var(--card);stroke:var(--line)}
.pic .bar{fill:var(--sunk);stroke:none}
.pic .in{fill:var(--paper);stroke:var(--edge)}
.pic .hi{fill:var(--accent-wash);stroke:var(--accent);stroke-width:1.5}
.pic .ok{fill:var(--good-wash);stroke:var(--good);stroke-width:1.5}
.pic .no{fill:var(--bad-wash);stroke:var(--bad);stroke-width:1.5}
.pic .wn{fill:var(--warn-wash);stroke:var(--warn);stroke-width:1.5}
.pic .dot{fill:var(--accent);stroke:none}
.pic .num{fill:var(--on-accent);font-weight:700;font-size:12px;text-anchor:middle}
.pic .btn{fill:var(--accent);stroke:none}
.pic .btx{fill:var(--on-accent);font-weight:650;text-anchor:middle}
.pic .l{fill:none;stroke:var(--edge);stroke-width:2}
.pic .lg{fill:none;stroke:var(--good);stroke-width:2.5}
.pic .lb{fill:none;stroke:var(--bad);stroke-width:2.5;stroke-dasharray:5 4}
.pic .solid{stroke-dasharray:none}
.pic .thin{fill:none;stroke:var(--line)}
.pic .soft-line{stroke:var(--line)}
.pic .faint{opacity:.75}
.pic .big{font-size:16px}
${[9, 10, 11, 12, 13].map((size) => `.pic .z${size}{font-size:${size}px}`).join('')}
.pic .tg{fill:var(--good);font-weight:650}
.pic .tb{fill:var(--bad);font-weight:650}
.pic .tw{fill:var(--warn);font-weight:650}
@media print{
:root{color-scheme:light;--paper:#fff;--card:#fff;--sunk:#f3f3f3;--ink:#000;--soft:#333;--line:#bbb;--edge:#666;--accent:#0d5f5b;--accent-wash:#e5efed;--on-accent:#fff;--shadow:none}
html{font-size:11pt}
.bar,.foot,.ask,.turn,.around,.crumbs,.toc,.skip,.hero .search,.guide{display:none!important}
.shell{max-width:none;padding:0}
.page,.page.with-toc{display:block}
.card,.wide{border:1px solid #bbb;break-inside:avoid}
.picture,.prose tr{break-inside:avoid}
.prose a[href^="http"]::after{content:" (" attr(href) ")";font-size:.85em}
}
`;
