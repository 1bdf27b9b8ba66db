/** Style of what every help page has: plain elements, the bar with search, breadcrumbs, foot, buttons, cards. */
export const FRAME = `
*,*::before,*::after{box-sizing:border-box}
html{font-family:var(--sans);line-height:1.6;color:var(--ink);background:var(--paper);scroll-behavior:smooth;scroll-padding-top:var(--s5);scrollbar-gutter:stable;-webkit-text-size-adjust:100%}
body{margin:0;min-height:100vh;overflow-wrap:anywhere}
h1,h2,h3{line-height:1.18;letter-spacing:-.015em;font-weight:650;text-wrap:balance;margin:0}
h1{font-size:var(--step-3)}
h2{font-size:var(--step-2)}
h3{font-size:var(--step-1)}
p,li,dd{text-wrap:pretty}
p,ul,ol,dl,dd,figure{margin:0}
a{color:var(--accent);text-underline-offset:.18em;text-decoration-thickness:.07em}
a:hover{color:var(--accent-strong)}
a,button,input,textarea{touch-action:manipulation}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px;border-radius:4px}
main:focus{outline:none}
.skip{position:absolute;left:var(--s4);top:-5rem;z-index:9;padding:var(--s3) var(--s4);background:var(--accent);color:var(--on-accent);border-radius:0 0 var(--round) var(--round)}
.skip:focus{top:0;color:var(--on-accent)}
.bar>div,.shell,.foot>div{max-width:72rem;margin-inline:auto;padding-inline:var(--s4)}
.bar>div{display:flex;flex-wrap:wrap;gap:var(--s2) var(--s5);align-items:center;padding-block:var(--s3)}
.brand{display:flex;align-items:center;gap:var(--s2);min-height:var(--touch);color:inherit;text-decoration:none;font-weight:700;font-size:var(--step-1);letter-spacing:-.02em}
.brand:hover{color:inherit}
.brand span{font-weight:400;color:var(--soft)}
.bar .search{flex:1 1 15rem;max-width:26rem}
.tools{display:flex;flex-wrap:wrap;align-items:center;gap:0 var(--s3);margin-left:auto;font-size:var(--step--1)}
.tools a{display:inline-flex;align-items:center;min-height:2.25rem;padding:.2rem .7rem;border-radius:var(--round)}
.langs{display:flex;list-style:none;padding:0}
.langs a{color:var(--soft);text-decoration:none}
.langs a:hover{background:var(--sunk)}
.langs [aria-current]{color:var(--ink);font-weight:700;text-decoration:underline;text-decoration-color:var(--accent);text-decoration-thickness:2px;text-underline-offset:.35em}
.search{display:flex;gap:var(--s2);min-width:0}
.search input{flex:1;min-width:0}
input,textarea,button{font:inherit;color:inherit}
input,textarea{width:100%;min-height:var(--touch);padding:.5rem .85rem;border:1.5px solid var(--edge);border-radius:var(--round);background:var(--card)}
input::placeholder{color:var(--soft);opacity:1}
button,.button{display:inline-flex;align-items:center;justify-content:center;min-height:var(--touch);padding:.55rem 1.15rem;border:1.5px solid transparent;border-radius:var(--round);background:var(--accent);color:var(--on-accent);font-weight:600;line-height:1.2;text-decoration:none;text-align:center;cursor:pointer}
button:hover,.button:hover{background:var(--accent-strong);color:var(--on-accent)}
.quiet{background:transparent;border-color:var(--edge);color:var(--ink)}
.quiet:hover{background:var(--sunk);color:var(--ink)}
.crumbs ol{display:flex;flex-wrap:wrap;gap:var(--s1) var(--s2);list-style:none;padding:0;font-size:var(--step--1);color:var(--soft)}
.crumbs li{display:inline-flex;align-items:center;min-height:1.75rem}
.crumbs li+li::before{content:"›";margin-right:var(--s2)}
.crumbs a{display:inline-flex;align-items:center;min-height:1.75rem;color:inherit}
.shell{padding-block:var(--s2) var(--s7)}
.lead{font-size:var(--step-1);color:var(--soft);max-width:42rem}
.soft{color:var(--soft)}
.small{font-size:var(--step--1)}
.plain{list-style:none;padding:0}
.card{background:var(--card);border-radius:var(--round-big);box-shadow:var(--shadow);padding:clamp(1rem, .7rem + 1.5vw, 1.75rem);min-width:0}
.card h2{font-size:var(--step-1);margin-bottom:var(--s2)}
.foot{border-top:1px solid var(--line);margin-top:var(--s6)}
.foot>div{display:flex;flex-wrap:wrap;gap:0 var(--s5);padding-block:var(--s5) var(--s7);font-size:var(--step--1)}
.foot a{display:inline-flex;align-items:center;min-height:2.25rem}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}*,*::before,*::after{transition:none!important;animation:none!important}}
`;
