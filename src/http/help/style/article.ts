/** Style of an article: its head, table of contents, text, tables, steps, the reader's own state, the question at its end. */
const FROM = [2, 3, 4, 5, 6, 7, 8, 9].map((step) => `.prose ol.from-${step}{counter-reset:step ${step - 1}}`).join('');
export const ARTICLE = `
.page{display:grid;grid-template-columns:minmax(0,46rem);align-items:start}
.page>*{margin-bottom:var(--s5)}
.head{display:grid;gap:var(--s3);padding-top:var(--s2)}
.facts{display:flex;flex-wrap:wrap;align-items:center;gap:var(--s2) var(--s4);color:var(--soft);font-size:var(--step--1);padding:0;list-style:none}
.pill{display:inline-flex;align-items:center;gap:var(--s2);background:var(--accent-wash);color:var(--ink);border-radius:1rem;padding:.1rem .8rem}
.pill i{display:inline-flex;gap:3px}
.pill i::before,.pill i::after{content:"";width:.45rem;height:.45rem;border-radius:50%;border:1.5px solid var(--accent)}
.pill i::before{background:var(--accent)}
.pill b{width:.45rem;height:.45rem;border-radius:50%;border:1.5px solid var(--accent)}
.pill.some b,.pill.expert b,.pill.expert i::after{background:var(--accent)}
.toc{font-size:var(--step--1)}
.toc h2{font-size:var(--step--1);letter-spacing:0;color:var(--soft);margin-bottom:var(--s1)}
.toc ul{list-style:none;padding:0;border-left:2px solid var(--line)}
.toc a{display:block;padding:.3rem 0 .3rem var(--s4);color:var(--ink);text-decoration:none}
.toc a:hover{color:var(--accent);text-decoration:underline}
@media (min-width:66rem){
.page.with-toc{grid-template-columns:minmax(0,46rem) minmax(12rem,16rem);column-gap:var(--s8)}
.page>*{grid-column:1}
.page>.toc{grid-column:2;grid-row:1 / span 20;position:sticky;top:var(--s5);padding-top:var(--s4)}
}
.prose>*{margin-block:0 var(--s4)}
.prose>h2{margin-block:var(--s6) var(--s3)}
.prose>h3{margin-block:var(--s5) var(--s2)}
.prose>h2:first-child{margin-top:0}
.prose ul{padding-left:1.25rem}
.prose li{margin-block:.35rem}
.prose li::marker{color:var(--accent)}
.prose ol{list-style:none;counter-reset:step;padding-left:0}
.prose ol>li{counter-increment:step;position:relative;padding-left:2.9rem;margin-block:.8rem;min-height:2rem}
.prose ol>li::before{content:counter(step);position:absolute;left:0;top:-.1rem;width:1.95rem;height:1.95rem;border-radius:50%;background:var(--accent-wash);color:var(--ink);display:grid;place-items:center;font-weight:700;font-size:var(--step--1)}
${FROM}
.prose code{font-family:var(--mono);font-size:.9em;background:var(--sunk);border-radius:.3rem;padding:.1em .35em}
.prose pre{background:var(--sunk);border-radius:var(--round);padding:var(--s4);overflow-x:auto;line-height:1.5}
.prose pre code{background:none;padding:0;overflow-wrap:normal;font-size:.85rem}
.prose blockquote{margin-inline:0;padding:var(--s3) var(--s4);border-left:5px solid var(--warn);border-radius:var(--s1) var(--round) var(--round) var(--s1);background:var(--warn-wash)}
.wide{overflow-x:auto;background:var(--card);border-radius:var(--round);box-shadow:var(--shadow)}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.6rem .9rem;border-bottom:1px solid var(--line);overflow-wrap:break-word}
th{font-weight:600}
tbody tr:last-child>*{border-bottom:0}
thead th{color:var(--soft);font-size:var(--step--1);font-weight:600}
.own{display:grid;gap:var(--s3);border-left:5px solid var(--accent)}
.own.stopped{border-left-color:var(--bad)}
.own.due{border-left-color:var(--warn)}
.own h2{margin:0}
.use{display:grid;gap:var(--s3)}
.use div{display:grid;gap:var(--s1)}
.use dt{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 var(--s4)}
.use strong{font-variant-numeric:tabular-nums}
meter{width:100%;height:.7rem;border:0;border-radius:.35rem;background:var(--sunk);overflow:hidden;appearance:none;-webkit-appearance:none}
meter::-webkit-meter-bar{height:.7rem;border:0;border-radius:.35rem;background:var(--sunk)}
meter::-webkit-meter-optimum-value{background:var(--accent);border-radius:.35rem}
meter::-webkit-meter-suboptimum-value,meter::-webkit-meter-even-less-good-value{background:var(--bad);border-radius:.35rem}
meter:-moz-meter-optimum::-moz-meter-bar{background:var(--accent)}
meter:-moz-meter-sub-optimum::-moz-meter-bar,meter:-moz-meter-sub-sub-optimum::-moz-meter-bar{background:var(--bad)}
.ask{display:grid;gap:var(--s3);margin-top:var(--s4)}
.ask h2{margin:0}
.ask form{display:grid;gap:var(--s3)}
.ask .pair{display:flex;gap:var(--s3);flex-wrap:wrap}
.ask .pair button{min-width:6rem}
.near{display:grid;gap:var(--s3);grid-template-columns:repeat(auto-fill,minmax(min(100%,14rem),1fr));list-style:none;padding:0}
.near a{display:block;height:100%;padding:var(--s4);border-radius:var(--round);background:var(--card);box-shadow:var(--shadow);text-decoration:none;font-weight:600}
.near a:hover{text-decoration:underline}
.near span{display:block;margin-top:var(--s1);font-weight:400;font-size:var(--step--1);color:var(--soft)}
.around{display:grid;gap:var(--s3);margin-top:var(--s4)}
.turn{display:flex;flex-wrap:wrap;gap:var(--s4);justify-content:space-between;margin-top:var(--s4)}
.turn a{flex:0 1 20rem;padding-block:var(--s2)}
.turn a:last-child{margin-left:auto;text-align:right}
.turn small{display:block;color:var(--soft)}
`;
