/** Colours, sizes and spaces of the help pages: the tokens of the web app (web/src/app.css), which a test holds against them. */
export const TOKENS = `
:root{color-scheme:light dark;
--paper:#eef2f1;--card:#fbfdfc;--sunk:#e4eae8;--ink:#12211f;--soft:#4b5d5a;--line:#ccd7d4;--edge:#7d908c;
--accent:#0d5f5b;--accent-strong:#084844;--on-accent:#ffffff;--accent-wash:#d9ebe7;
--good:#1c6b3a;--good-wash:#dcefe1;--warn:#7a4d00;--warn-wash:#fbedcf;--bad:#9c2f1f;--bad-wash:#f9e3dd;--focus:#0b57c4;
--shadow:0 1px 2px rgb(12 40 36 / 0.06), 0 8px 24px -12px rgb(12 40 36 / 0.18);
--step--1:0.875rem;--step-0:1rem;--step-1:1.125rem;--step-2:clamp(1.25rem, 1.15rem + 0.5vw, 1.5rem);
--step-3:clamp(1.6rem, 1.35rem + 1.2vw, 2.25rem);--step-4:clamp(1.85rem, 1.45rem + 2vw, 2.9rem);
--s1:0.25rem;--s2:0.5rem;--s3:0.75rem;--s4:1rem;--s5:1.5rem;--s6:2rem;--s7:3rem;--s8:4.5rem;
--round:0.625rem;--round-big:1.125rem;--touch:2.875rem;
--sans:'Avenir Next', Seravek, 'Segoe UI Variable Text', 'Segoe UI', Ubuntu, Cantarell, 'Noto Sans', system-ui, sans-serif;
--mono:ui-monospace, 'SF Mono', 'Cascadia Mono', 'DejaVu Sans Mono', Menlo, monospace}
@media (prefers-color-scheme:dark){:root{
--paper:#0e1616;--card:#162120;--sunk:#0a1111;--ink:#e6efed;--soft:#a3b5b1;--line:#2b3a38;--edge:#6d827e;
--accent:#7fd0c2;--accent-strong:#a3e2d6;--on-accent:#06201d;--accent-wash:#14322f;
--good:#8ad6a2;--good-wash:#12301d;--warn:#f0c26a;--warn-wash:#33270c;--bad:#f3a493;--bad-wash:#3b1a14;--focus:#8ab8ff;
--shadow:0 1px 2px rgb(0 0 0 / 0.4)}}
`;
