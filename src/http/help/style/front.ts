/** Style of the front page and of search: the three choices, programs as tiles, shelves of articles, what was found. */
export const FRONT = `
.hero{display:grid;gap:var(--s5);padding-block:clamp(.5rem, 4vw, 3.5rem) var(--s6)}
.hero h1{font-size:var(--step-4)}
.hero .search{max-width:38rem}
.hero .search input,.hero .search button{min-height:3.5rem;font-size:var(--step-1)}
.hero>div:first-child{display:grid;gap:var(--s3)}
.choices{display:grid;gap:clamp(.6rem, 1.5vw, 1rem);grid-template-columns:repeat(auto-fit,minmax(min(100%,17rem),1fr));list-style:none;padding:0}
.choices a{display:grid;grid-template:auto 1fr / auto 1fr;column-gap:var(--s4);align-items:start;height:100%;padding:clamp(.7rem, 2vw, 1.5rem) clamp(1rem, 2vw, 1.5rem);border-radius:var(--round-big);background:var(--card);box-shadow:var(--shadow);border:2px solid transparent;color:inherit;text-decoration:none}
.choices a:hover{border-color:var(--accent)}
.choices svg{grid-row:span 2;width:3rem;height:3rem;padding:.65rem;border-radius:50%;background:var(--accent-wash);color:var(--accent)}
.choices strong{font-size:var(--step-2);line-height:1.2;letter-spacing:-.01em}
.choices span{color:var(--soft);line-height:1.4}
@media (max-width:30rem){.hero{gap:var(--s4)}.choices span{font-size:var(--step--1)}.choices svg{width:2.6rem;height:2.6rem;padding:.55rem}}
.guide{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:var(--s4);padding:var(--s5);border-radius:var(--round-big);background:var(--accent-wash)}
.guide p{max-width:38rem}
.guide strong{font-size:var(--step-1)}
.guide .pair{display:flex;flex-wrap:wrap;gap:var(--s3)}
.part{display:grid;gap:var(--s4);margin-top:var(--s7)}
.tiles{display:grid;gap:var(--s3);grid-template-columns:repeat(auto-fill,minmax(min(100%,13rem),1fr));list-style:none;padding:0}
.tiles a{display:flex;align-items:center;gap:var(--s3);min-height:3.5rem;height:100%;padding:var(--s2) var(--s4);border-radius:var(--round);background:var(--card);box-shadow:var(--shadow);color:inherit;text-decoration:none;font-weight:600;line-height:1.25}
.tiles a:hover{color:var(--accent);text-decoration:underline}
.tiles svg{flex:none;width:1.6rem;height:1.6rem;color:var(--accent)}
.shelves{columns:2 22rem;column-gap:var(--s5)}
.shelves .card{break-inside:avoid;margin-bottom:var(--s5)}
.shelves ul{list-style:none;padding:0}
.shelves li a{display:block;padding:.45rem 0;text-decoration:none;font-weight:600}
.shelves li a:hover{text-decoration:underline}
.shelves li span{display:block;font-weight:400;font-size:var(--step--1);color:var(--soft)}
.hits{display:grid;gap:var(--s4);list-style:none;padding:0;max-width:46rem;margin-block:var(--s4) var(--s5)}
.hits h2{font-size:var(--step-1);margin:0}
.hits h2 a{display:inline-block;padding-block:.2rem}
.hits mark{background:var(--warn-wash);color:inherit;border-radius:.2em;padding:0 .1em}
.found{display:grid;gap:var(--s3)}
`;
