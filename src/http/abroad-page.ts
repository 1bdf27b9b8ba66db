/**
 * The page where an owner opens the country he or she is in, and the page that says it is open. Server-rendered, no script.
 * Called by abroad.ts. Never shows a password again; everything typed is escaped.
 */
import { texts } from '#src/messages/catalogue.ts';
import { COUNTRY_CODES } from '#src/model/country.ts';
import type { Language } from '#src/model/language.ts';
import { escapeHtml, START_PAGE_STYLE } from './start-page.ts';

/** What stands in the fields; the password never does. */
export interface AbroadFields {
  readonly address: string;
  /** ISO 3166, or empty. */
  readonly country: string;
  /** `2026-12-01`. */
  readonly until: string;
}

/** What fields need beyond the style of the start page; allowed by hash like it. */
export const FORM_STYLE = `
form{display:grid;gap:.35rem}label{color:var(--soft)}input,select,button{font:inherit;width:100%;min-width:0;padding:.6rem .75rem;border:1px solid var(--line);border-radius:.5rem;background:var(--paper);color:var(--ink);margin:0 0 .75rem}
button{background:var(--accent);border-color:var(--accent);color:var(--card);font-weight:600;margin:0;cursor:pointer}:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
[role=alert]{border-left:4px solid var(--accent);padding-left:.75rem;color:var(--ink)}`;

const page = (language: Language, title: string, body: string): string =>
  `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${escapeHtml(title)}</title><style>${START_PAGE_STYLE}</style><style>${FORM_STYLE}</style></head><body><main><h1>${escapeHtml(title)}</h1>${body}</main></body></html>`;

/** Every country by its name in this language, in the order of its alphabet. */
function countryOptions(language: Language, chosen: string): string {
  const { countryName, page: words } = texts(language).abroad;
  const { compare } = new Intl.Collator(language);
  const named = COUNTRY_CODES.map((code) => ({ code, name: countryName({ country: code }) }));
  const options = named
    .sort((a, b) => compare(a.name, b.name))
    .map(
      ({ code, name }) => `<option value="${code}"${code === chosen ? ' selected' : ''}>${escapeHtml(name)}</option>`,
    );
  return `<option value="">${escapeHtml(words.chooseCountry)}</option>${options.join('')}`;
}

/** The form; `problem` is what was wrong with the last try. */
export function abroadForm(fields: AbroadFields, language: Language, problem?: string): string {
  const { page: words } = texts(language).abroad;
  const alert = problem === undefined ? '' : `<p role="alert">${escapeHtml(problem)}</p>`;
  return page(
    language,
    words.title,
    `<p>${escapeHtml(words.intro)}</p><section>${alert}<form method="post" action="/abroad">
<label for="address">${escapeHtml(words.address)}</label><input id="address" name="address" type="email" autocomplete="username" maxlength="320" required value="${escapeHtml(fields.address)}">
<label for="password">${escapeHtml(words.password)}</label><input id="password" name="password" type="password" autocomplete="current-password" required>
<label for="country">${escapeHtml(words.country)}</label><select id="country" name="country" required>${countryOptions(language, fields.country)}</select>
<label for="until">${escapeHtml(words.until)}</label><input id="until" name="until" type="date" required value="${escapeHtml(fields.until)}">
<button type="submit">${escapeHtml(words.open)}</button></form></section>`,
  );
}

/** It is open. */
export function abroadDone({ country, until }: Pick<AbroadFields, 'country' | 'until'>, language: Language): string {
  const { countryName, page: words } = texts(language).abroad;
  // A calendar day, the same in every time zone.
  const day = new Intl.DateTimeFormat(texts(language).diagnose.locale, { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(until),
  );
  const told = words.done({ country: countryName({ country }), until: day });
  return page(language, words.doneTitle, `<section><p role="status">${escapeHtml(told)}</p></section>`);
}

/** One sentence, where there is no form to show. */
export const abroadSentence = (sentence: string, language: Language): string =>
  page(
    language,
    texts(language).abroad.page.title,
    `<section><p role="alert">${escapeHtml(sentence)}</p><p><a href="/abroad">${escapeHtml(texts(language).abroad.page.title)}</a></p></section>`,
  );
