/** The one style sheet of the help pages, served as /help/style.css: light and dark, 320 px to wide, print. */
const FROM = [2, 3, 4, 5, 6, 7, 8, 9]
  .map((step) => `.article ol.from-${step}{counter-reset:step ${step - 1}}`)
  .join('');
export const HELP_STYLE = `
:root{color-scheme:light dark;--ink:#1d2733;--soft:#52606d;--paper:#f6f7f9;--card:#fff;--line:#d5dbe2;--accent:#0b6e4f;--accent-soft:#e4f3ed;--warn:#8a4b00;--warn-soft:#fdf1de}
@media (prefers-color-scheme:dark){:root{--ink:#e8edf2;--soft:#a6b3c0;--paper:#12171d;--card:#1a2129;--line:#34404c;--accent:#5fcfa8;--accent-soft:#17332a;--warn:#f2b866;--warn-soft:#33270f}}
*{box-sizing:border-box}
html{scroll-behavior:smooth;scroll-padding-top:1rem;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.6 system-ui,-apple-system,"Segoe UI",sans-serif;overflow-wrap:anywhere}
a{color:var(--accent);text-underline-offset:.15em}
a:hover{text-decoration-thickness:2px}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:.25rem}
.skip{position:absolute;left:1rem;top:-4rem;background:var(--card);padding:.6rem 1rem;border-radius:.5rem;z-index:2}
.skip:focus{top:.5rem}
.bar{background:var(--card);border-bottom:1px solid var(--line)}
.bar>div,.shell,.foot>div{max-width:66rem;margin:0 auto;padding:.75rem 1rem}
.bar>div{display:flex;flex-wrap:wrap;gap:.5rem 1.25rem;align-items:center}
.brand{font-weight:700;color:var(--ink);text-decoration:none;font-size:1.1rem;padding:.25rem 0}
.search{display:flex;gap:.5rem;flex:1 1 16rem;min-width:0;max-width:28rem}
.search input{flex:1;min-width:0}
.bar nav{margin-left:auto}
.langs{display:flex;gap:.25rem;margin:0;padding:0;list-style:none}
.langs a{display:inline-block;padding:.35rem .6rem;border-radius:.5rem;text-decoration:none}
.langs [aria-current]{background:var(--accent-soft);font-weight:600}
input,textarea,button{font:inherit;color:inherit}
input,textarea{border:1px solid var(--soft);border-radius:.5rem;background:var(--paper);padding:.5rem .75rem;width:100%}
input::placeholder{color:var(--soft);opacity:1}
button,.button{display:inline-block;border:1px solid var(--accent);border-radius:.5rem;background:var(--accent);color:var(--card);font-weight:600;padding:.5rem 1rem;min-height:2.75rem;cursor:pointer;text-decoration:none}
button.quiet{background:transparent;color:var(--accent)}
.crumbs ol{display:flex;flex-wrap:wrap;gap:.25rem .5rem;list-style:none;margin:.5rem 0 1rem;padding:0;font-size:.95rem;color:var(--soft)}
.crumbs li+li::before{content:"›";margin-right:.5rem}
h1{font-size:clamp(1.6rem,1.2rem + 2vw,2.3rem);line-height:1.2;margin:.25rem 0 .5rem;text-wrap:balance}
h2{font-size:1.3rem;line-height:1.3;margin:2rem 0 .5rem}
h3{font-size:1.08rem;margin:1.5rem 0 .25rem}
.lead{font-size:1.15rem;color:var(--soft);margin:0 0 .75rem;max-width:44rem}
.facts{display:flex;flex-wrap:wrap;gap:.25rem 1rem;color:var(--soft);font-size:.95rem;margin:0 0 1rem;padding:0;list-style:none}
.facts .pill{background:var(--accent-soft);color:var(--ink);border-radius:1rem;padding:0 .75rem}
.article{max-width:44rem}
.article p,.article ul,.article ol{margin:.5rem 0 1rem}
.article li{margin:.3rem 0}
.article ol{list-style:none;counter-reset:step;padding-left:0}
.article ol>li{counter-increment:step;position:relative;padding-left:2.75rem;margin:.75rem 0;min-height:2rem}
.article ol>li::before{content:counter(step);position:absolute;left:0;top:0;width:1.9rem;height:1.9rem;border-radius:50%;background:var(--accent-soft);display:grid;place-items:center;font-weight:700;font-size:.95rem}
${FROM}
.article img{display:block;max-width:100%;height:auto;border:1px solid var(--line);border-radius:.75rem;margin:1rem 0}
.article code{font:.95em ui-monospace,"SF Mono",Consolas,monospace;background:var(--accent-soft);border-radius:.3rem;padding:.05em .3em}
.article blockquote{margin:1rem 0;padding:.5rem 1rem;border-left:4px solid var(--accent);background:var(--card)}
.article blockquote p{margin:.25rem 0}
.wide{overflow-x:auto;overflow-wrap:break-word;margin:1rem 0;border:1px solid var(--line);border-radius:.75rem;background:var(--card)}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.5rem .8rem;border-bottom:1px solid var(--line)}
tbody tr:last-child>*{border-bottom:0}
thead th{color:var(--soft);font-size:.95rem}
.card,.own,.ask,.toc{background:var(--card);border:1px solid var(--line);border-radius:.75rem;padding:1rem 1.25rem;margin:1rem 0}
.own{border-left:5px solid var(--accent)}
.own.stopped{border-left-color:var(--warn);background:var(--warn-soft)}
.own h2,.ask h2,.toc h2,.card h2{margin:0 0 .5rem;font-size:1.1rem}
.own p,.ask p{margin:.25rem 0}
.ask form{display:grid;gap:.75rem}
.ask .pair{display:flex;gap:.75rem;flex-wrap:wrap}
.toc ul{margin:0;padding-left:1.1rem}
.grid{display:grid;gap:1rem;grid-template-columns:repeat(auto-fill,minmax(min(100%,19rem),1fr));margin:1rem 0}
.grid .card{margin:0}
.card ul,.plain{list-style:none;margin:0;padding:0}
.card li,.plain li{margin:.45rem 0}
.card li a{display:inline-block;padding:.1rem 0}
.hit{margin:1.25rem 0}
.hit h2{margin:0;font-size:1.15rem}
.hit p{margin:.2rem 0;color:var(--soft)}
.turn{display:flex;flex-wrap:wrap;gap:1rem;justify-content:space-between;margin:1.5rem 0}
.turn a{flex:1 1 14rem;max-width:22rem}
.turn a:last-child{margin-left:auto;text-align:right}
.turn small,.soft{color:var(--soft)}
.turn small{display:block}
.foot{border-top:1px solid var(--line);margin-top:3rem;background:var(--card)}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}*{transition:none!important;animation:none!important}}
@media print{.bar,.foot,.ask,.turn,.crumbs,.toc,.skip{display:none}body{background:#fff;color:#000;font-size:11pt}.shell{max-width:none;padding:0}.article a::after{content:" (" attr(href) ")";font-size:.85em}.article img{break-inside:avoid}}
`;
