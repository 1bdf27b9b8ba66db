/**
 * The start page behind the first sign-in link: where everything listens, what a mail program needs, which domains and
 * mailboxes there are. Server-rendered, no script. The customer centre is another part of the product.
 */
import type { Language } from '#src/model/language.ts';
import { texts } from '#src/messages/catalogue.ts';

export interface StartPageFacts {
  readonly hostname: string;
  /** Endpoint name → `address:port`. */
  readonly endpoints: Readonly<Record<string, string>>;
  /** Nobody signs in to the console yet, and the web app is there to make the first operator. */
  readonly isFirstOperatorWanted?: boolean;
  readonly domains: readonly { readonly domain: string; readonly mailboxes: readonly string[] }[];
}

/** Text made safe for HTML. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const STYLE = `
:root{color-scheme:light dark;--ink:#1d2733;--soft:#5a6775;--paper:#f6f7f9;--card:#fff;--line:#dde2e8;--accent:#0b6e4f}
@media (prefers-color-scheme:dark){:root{--ink:#e8edf2;--soft:#9aa8b6;--paper:#12171d;--card:#1a2129;--line:#2c3641;--accent:#4fc39b}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.55 system-ui,sans-serif}
main{max-width:46rem;margin:0 auto;padding:2rem 1rem 4rem}h1{font-size:1.75rem;margin:0 0 .5rem}h2{font-size:1.1rem;margin:0 0 .75rem}
p{margin:.25rem 0 1rem;color:var(--soft)}section{background:var(--card);border:1px solid var(--line);border-radius:.75rem;padding:1.25rem;margin:1rem 0}
dl{display:grid;grid-template-columns:minmax(7rem,auto) 1fr;gap:.35rem 1rem;margin:0}dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
code{font:.95em ui-monospace,monospace;overflow-wrap:anywhere}pre{overflow:auto;background:var(--paper);padding:.75rem;border-radius:.5rem}
a{color:var(--accent)}ul{margin:0;padding-left:1.2rem}.two{display:grid;gap:1rem;grid-template-columns:repeat(auto-fit,minmax(16rem,1fr))}.two section{margin:0}.go{display:inline-block;padding:.75rem 1.25rem;border-radius:.6rem;background:var(--accent);color:var(--card);font-weight:600;text-decoration:none}`;

/** The style sheet, so that the HTTP door can allow it by hash in the content security policy. */
export const START_PAGE_STYLE = STYLE;

const rows = (entries: readonly (readonly [string, string])[]): string =>
  `<dl>${entries.map(([name, value]) => `<dt>${escapeHtml(name)}</dt><dd><code>${escapeHtml(value)}</code></dd>`).join('')}</dl>`;

const portOf = (endpoint: string | undefined): string => endpoint?.slice(endpoint.lastIndexOf(':') + 1) ?? '–';

function program(facts: StartPageFacts, language: Language, title: string, port: string): string {
  const words = texts(language).host.start;
  return `<section><h2>${escapeHtml(title)}</h2>${rows([
    [words.host, facts.hostname],
    [words.port, port],
    [words.security, 'SSL/TLS'],
    [words.user, words.wholeAddress],
    [words.password, words.chosen],
  ])}</section>`;
}

function firstOperator(language: Language): string {
  const words = texts(language).host.start.firstOperator;
  return `<section><h2>${escapeHtml(words.title)}</h2><p>${escapeHtml(words.text)}</p><a class="go" href="/start/operator?lang=${language}">${escapeHtml(words.link)}</a></section>`;
}

/** The whole page. */
export function startPage(facts: StartPageFacts, language: Language): string {
  const words = texts(language).host.start;
  const domains = facts.domains
    .map(
      ({ domain, mailboxes }) =>
        `<li><code>${escapeHtml(domain)}</code>${mailboxes.length === 0 ? '' : `: ${mailboxes.map((address) => `<code>${escapeHtml(address)}</code>`).join(', ')}`}</li>`,
    )
    .join('');
  const none = `<p>${escapeHtml(words.noDomains)}</p><pre><code>npx postvakt domain add fjord.example\necho 'correct horse' | npx postvakt mailbox add kari@fjord.example --password-stdin</code></pre>`;
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escapeHtml(words.title)}</title><style>${STYLE}</style></head><body><main>
<h1>${escapeHtml(words.title)}</h1><p>${escapeHtml(words.intro)}</p>
${facts.isFirstOperatorWanted === true ? firstOperator(language) : ''}<div class="two">${program(facts, language, words.incoming, portOf(facts.endpoints.imaps))}${program(facts, language, words.outgoing, portOf(facts.endpoints.submissions))}</div>
<section><p><a href="/ca.pem" download>${escapeHtml(words.authority)}</a></p></section>
<section><h2>${escapeHtml(words.domains)}</h2>${domains === '' ? none : `<ul>${domains}</ul>`}</section>
<section><h2>${escapeHtml(words.endpoints)}</h2>${rows(Object.entries(facts.endpoints))}</section>
</main></body></html>`;
}
