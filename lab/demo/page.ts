/** The guide of the demo as HTML: who lives here, what is wrong, a link that signs in, a button for the world. No script. */
import { createHash } from 'node:crypto';
import { LANGUAGES, type Language } from '#src/model/language.ts';
import { CAST, OPERATOR, PASSWORD, type Role, signInName, subjectOf } from './cast.ts';
import { roleWords, type Words, wordsIn } from './words.ts';

export interface GuideFacts {
  readonly language: Language;
  readonly app: string;
  /** Roles for which the world has a button. */
  readonly acts: readonly string[];
  /** What was just done. */
  readonly done: string | null;
}
const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

const STYLE = `:root{color-scheme:light dark;--paper:#eef2f1;--card:#fbfdfc;--ink:#12211f;--soft:#4b5d5a;--line:#ccd7d4;--accent:#0d5f5b;--on:#fff;--wash:#d9ebe7;--good:#1c6b3a;--bad:#9c2f1f;--focus:#0b57c4}
@media (prefers-color-scheme:dark){:root{--paper:#0e1616;--card:#162120;--ink:#e6efed;--soft:#a3b5b1;--line:#2b3a38;--accent:#7fd0c2;--on:#06201d;--wash:#14322f;--good:#8ad6a2;--bad:#f3a493;--focus:#8ab8ff}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.55 'Avenir Next',Seravek,'Segoe UI',Ubuntu,Cantarell,'Noto Sans',system-ui,sans-serif}
main,header{max-width:70rem;margin:0 auto;padding:0 1.25rem}header{padding-top:2.5rem}main{padding-bottom:4rem}
h1{font-size:clamp(1.85rem,1.45rem + 2vw,2.9rem);line-height:1.1;margin:0 0 .75rem;letter-spacing:-.02em}h2{font-size:1.125rem;margin:0}
p{margin:.4rem 0;max-width:44rem}.soft{color:var(--soft)}nav{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin:1rem 0}
nav a,nav b{display:inline-block;padding:.25rem 0}a{color:var(--accent)}:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
ol.steps{padding-left:1.2rem;max-width:44rem}ol.steps li{margin:.3rem 0}code{font:.92em ui-monospace,'SF Mono',Menlo,monospace;overflow-wrap:anywhere}
.cast{list-style:none;margin:1.5rem 0 0;padding:0;display:grid;gap:1rem;grid-template-columns:repeat(auto-fill,minmax(min(100%,20rem),1fr))}
.cast>li{background:var(--card);border:1px solid var(--line);border-radius:1rem;padding:1.1rem 1.25rem;display:flex;flex-direction:column;gap:.35rem}
.who{color:var(--soft);font-size:.875rem}.tag{font-size:.875rem;color:var(--soft)}.tag b{color:var(--bad)}.tag b.well{color:var(--good)}
.row{display:flex;flex-wrap:wrap;gap:.6rem;align-items:end;margin-top:auto;padding-top:.6rem}
.button,button{display:inline-block;min-height:2.75rem;padding:.6rem 1.1rem;border-radius:.625rem;border:1px solid var(--accent);font:inherit;font-weight:600;text-decoration:none;cursor:pointer}
.button{background:var(--accent);color:var(--on)}button{background:transparent;color:var(--accent)}
form{display:flex;flex-wrap:wrap;gap:.6rem;align-items:end}label{font-size:.875rem;color:var(--soft);display:block}
input{display:block;font:inherit;color:var(--ink);background:var(--paper);border:1px solid var(--soft);border-radius:.5rem;padding:.5rem .7rem;min-height:2.75rem;width:100%}
.done{background:var(--wash);border-radius:.75rem;padding:.75rem 1rem;max-width:44rem}.operator{background:var(--wash)!important}`;
/** For the content security policy. */
export const GUIDE_STYLE_HASH = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`;

function actForm(role: Role, { language }: GuideFacts): string {
  const { act = '' } = roleWords(language, role.key);
  const field =
    role.key === 'ola'
      ? `<label>${escaped(wordsIn(language).phonePassword)}<input name="typed" value="${escaped(PASSWORD)}" autocomplete="off"></label>`
      : '';
  return `<form method="post" action="/act/${role.key}?lang=${language}">${field}<button>${escaped(act)}</button></form>`;
}

function card(role: Role, facts: GuideFacts): string {
  const words = wordsIn(facts.language);
  const { wrong, doThis } = roleWords(facts.language, role.key);
  const about = subjectOf(role);
  const tag =
    role.cause === null ? `<b class="well">${escaped(words.well)}</b>` : `<b>${escaped(words.by[role.way])}</b>`;
  const symptom = words.symptoms[role.symptom as keyof Words['symptoms']];
  const hints = [
    ...(about === signInName(role) ? [] : [`${escaped(words.about)}: <code>${escaped(about)}</code>`]),
    ...(symptom === undefined ? [] : [`${escaped(words.choose)}: «${escaped(symptom)}»`]),
  ];
  const asks = hints.length === 0 ? '' : `<p class="tag">${hints.join(' · ')}</p>`;
  return `<li id="${role.key}"><h2>${escaped(role.person)}</h2><p class="who">${escaped(role.firm)} · <code>${escaped(signInName(role))}</code></p>
<p>${escaped(wrong)}</p><p class="soft">${escaped(doThis)}</p>${asks}<p class="tag">${tag}</p>
<div class="row"><a class="button" href="/in/${role.key}?lang=${facts.language}" aria-label="${escaped(words.signInAs(role.person))}">${escaped(words.signIn)}</a>${facts.acts.includes(role.key) ? actForm(role, facts) : ''}</div></li>`;
}

const operatorCard = (words: Words, language: Language): string =>
  `<li class="operator"><h2>${escaped(words.operator)}</h2><p class="who"><code>${OPERATOR}</code></p><p>${escaped(words.operatorAbout)}</p>
<div class="row"><a class="button" href="/in/operator?lang=${language}" aria-label="${escaped(words.signInAs(words.operator))}">${escaped(words.signIn)}</a></div></li>`;

/** The whole page. */
export function guidePage(facts: GuideFacts): string {
  const { language, app } = facts;
  const words = wordsIn(language);
  const tongues = LANGUAGES.map((one) => {
    const name = { nb: 'Norsk', sv: 'Svenska', en: 'English' }[one];
    return one === language ? `<b>${name}</b>` : `<a href="/?lang=${one}" lang="${one}" hreflang="${one}">${name}</a>`;
  }).join('');
  const done = facts.done === null ? '' : `<p class="done" role="status">${escaped(words.happened)}</p>`;
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escaped(words.title)}</title><style>${STYLE}</style></head><body>
<header><h1>${escaped(words.title)}</h1><p>${escaped(words.intro)}</p><nav aria-label="Postvakt"><a href="${escaped(app)}/?lang=${language}">${escaped(words.links.app)}</a><a href="${escaped(app)}/help/${language}">${escaped(words.links.help)}</a>${tongues}</nav></header>
<main>${done}<ol class="steps">${words.steps.map((one) => `<li>${escaped(one)}</li>`).join('')}</ol>
<p>${escaped(words.everybody)} <code>${escaped(PASSWORD)}</code>. ${escaped(words.oneAtATime)}</p>
<ul class="cast">${CAST.map((role) => card(role, facts)).join('\n')}${operatorCard(words, language)}</ul></main></body></html>`;
}
