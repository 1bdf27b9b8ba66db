/**
 * Who may see what, route by route of the contract: data of centre-isolation.test.ts. A route without a row here fails there:
 * who adds one says who may see what.
 */
import { consoleHostRules } from './console-host-rules.ts';
import { CONSOLE_RULES } from './console-rules.ts';
import { MAIL_PEOPLE_RULES } from './mail-people-rules.ts';
import { MAIL_RULES } from './mail-routes.ts';

export interface Victim {
  readonly domain: string;
  readonly address: string;
  readonly contact: string;
  readonly customer: string;
  readonly invoice: string;
  readonly block: string;
  readonly case: string;
  readonly session: string;
  readonly factor: string;
  readonly request: string;
}
/** `foreign`: 404 for rival and colleague. `list`: 200 with only one's own. `public`: for anybody, nothing of ours. `own`: about oneself. */
export type Kind = 'foreign' | 'list' | 'public' | 'own';
export interface Rule {
  readonly kind: Kind;
  readonly path?: (victim: Victim) => string;
  readonly body?: (victim: Victim) => unknown;
  /** Other answers than the kind's own. */
  readonly rival?: number;
  readonly colleague?: number;
  readonly nobody?: number;
  /** Never ends: what comes in the first moment is enough. */
  readonly isStream?: true;
}
const mailbox = (more = '') => ({ path: (v: Victim) => `/mailboxes/${encodeURIComponent(v.address)}${more}` });
export const RULES: Readonly<Record<string, Rule>> = {
  'GET /session': { kind: 'own' },
  'POST /session': { kind: 'own', body: (v) => ({ name: v.address, password: 'galt' }), rival: 401, colleague: 401 },
  'GET /sessions': { kind: 'list' },
  'DELETE /sessions/{id}': { kind: 'foreign', path: (v) => `/sessions/${v.session}` },
  'GET /overview': { kind: 'list' },
  'GET /notes': { kind: 'list' },
  'GET /domains': { kind: 'list' },
  'GET /domains/{domain}': { kind: 'foreign', path: (v) => `/domains/${v.domain}` },
  'POST /domains': {
    kind: 'foreign',
    body: (v) => ({ domain: v.domain, customer: v.customer }),
  },
  'DELETE /domains/{domain}': {
    kind: 'foreign',
    path: (v) => `/domains/${v.domain}`,
    body: (v) => ({ confirm: v.domain }),
  },
  'GET /domains/{domain}/aliases': { kind: 'foreign', path: (v) => `/domains/${v.domain}/aliases` },
  'POST /domains/{domain}/aliases/consents': {
    kind: 'foreign',
    path: (v) => `/domains/${v.domain}/aliases/consents`,
    body: (v) => ({ alias: `post@${v.domain}`, target: 'ola@far.example' }),
  },
  'GET /domains/{domain}/registry': { kind: 'foreign', path: (v) => `/domains/${v.domain}/registry` },
  'POST /domains/{domain}/look': { kind: 'foreign', path: (v) => `/domains/${v.domain}/look`, body: () => ({}) },
  'POST /domains/{domain}/records': { kind: 'foreign', path: (v) => `/domains/${v.domain}/records`, body: () => ({}) },
  'GET /mailboxes': { kind: 'list' },
  'POST /mailboxes': { kind: 'foreign', body: (v) => ({ address: `ny@${v.domain}`, password: 'grønn sykkel 77' }) },
  'GET /removed-mailboxes': { kind: 'list' },
  'GET /mailbox-choices': { kind: 'list' },
  'GET /mailboxes/{address}': { kind: 'foreign', ...mailbox() },
  'GET /mailboxes/{address}/now': { kind: 'foreign', ...mailbox('/now') },
  'PATCH /mailboxes/{address}': { kind: 'foreign', ...mailbox(), body: () => ({ appPasswordsOnly: true }) },
  'DELETE /mailboxes/{address}': { kind: 'foreign', ...mailbox() },
  'POST /mailboxes/{address}/restore': { kind: 'foreign', ...mailbox('/restore'), body: () => ({}) },
  'POST /mailboxes/{address}/password': {
    kind: 'foreign',
    ...mailbox('/password'),
    body: () => ({ password: 'ny hest 12345' }),
  },
  'POST /mailboxes/{address}/app-passwords': {
    kind: 'foreign',
    ...mailbox('/app-passwords'),
    body: () => ({ name: 'X' }),
  },
  'DELETE /mailboxes/{address}/app-passwords/{name}': { kind: 'foreign', ...mailbox('/app-passwords/Telefon') },
  'GET /mailboxes/{address}/setup': { kind: 'foreign', ...mailbox('/setup') },
  'GET /mailboxes/{address}/setup/found': { kind: 'foreign', ...mailbox('/setup/found') },
  'GET /mailboxes/{address}/setup/profile': { kind: 'foreign', ...mailbox('/setup/profile') },
  'POST /mailboxes/{address}/setup/links': { kind: 'foreign', ...mailbox('/setup/links'), body: () => ({}) },
  'GET /mailboxes/{address}/rules': { kind: 'foreign', ...mailbox('/rules') },
  'GET /mailboxes/{address}/rules/sieve': { kind: 'foreign', ...mailbox('/rules/sieve') },
  'POST /mailboxes/{address}/rules': {
    kind: 'foreign',
    ...mailbox('/rules'),
    body: () => ({ version: null, change: { kind: 'spam', to: 'inbox' } }),
  },
  'POST /mailboxes/{address}/rules/consents': {
    kind: 'foreign',
    ...mailbox('/rules/consents'),
    body: () => ({ target: 'ola@far.example' }),
  },
  'GET /countries': { kind: 'list' },
  'GET /mailboxes/{address}/countries': { kind: 'foreign', ...mailbox('/countries') },
  'PUT /mailboxes/{address}/countries': {
    kind: 'foreign',
    ...mailbox('/countries'),
    body: () => ({ mode: 'off', countries: [] }),
  },
  'POST /mailboxes/{address}/travel': {
    kind: 'foreign',
    ...mailbox('/travel'),
    body: () => ({ countries: ['ES'], from: '2030-01-01', until: '2030-01-02' }),
  },
  'DELETE /mailboxes/{address}/travel': { kind: 'foreign', ...mailbox('/travel') },
  'DELETE /mailboxes/{address}/travel/{id}': { kind: 'foreign', ...mailbox('/travel/eks') },
  'POST /travel': {
    kind: 'foreign',
    body: (v) => ({ mailboxes: [v.address], countries: ['ES'], from: '2030-01-01', until: '2030-01-02' }),
  },
  'POST /diagnose': { kind: 'public', body: (v) => ({ subject: v.address }), nobody: 401 },
  'POST /public/diagnose': { kind: 'public', body: (v) => ({ subject: v.address }) },
  'GET /cases': { kind: 'foreign', path: (v) => `/cases?about=${encodeURIComponent(v.address)}` },
  'GET /mailboxes/{address}/timeline': { kind: 'foreign', ...mailbox('/timeline') },
  'GET /public/watch': { kind: 'public', path: () => '/public/watch?back=3600', isStream: true },
  'POST /public/explain': {
    kind: 'list',
    body: (v) => ({ text: `550 5.7.1 https://mx.host.test/b/${v.block} <${v.address}>` }),
    nobody: 200,
  },
  'GET /cases/{id}': { kind: 'foreign', path: (v) => `/cases/${v.case}` },
  'POST /settings-check': { kind: 'own', body: (v) => ({ text: `imap.x.example port 993`, address: v.address }) },
  'POST /public/settings-check': {
    kind: 'public',
    body: (v) => ({ text: 'imap.x.example port 993', address: v.address }),
  },
  'POST /explain': { kind: 'list', body: (v) => ({ text: `550 5.7.1 https://mx.host.test/b/${v.block}` }) },
  'POST /cases/{case}/findings/{finding}/fix': {
    kind: 'foreign',
    path: (v) => `/cases/${v.case}/findings/1/fix`,
    body: () => ({ consent: true }),
  },
  'POST /cases/{case}/findings/{finding}/undo': {
    kind: 'foreign',
    path: (v) => `/cases/${v.case}/findings/1/undo`,
    body: () => ({}),
  },
  'GET /watch/{address}': { kind: 'foreign', path: (v) => `/watch/${encodeURIComponent(v.address)}` },
  'GET /blocks': { kind: 'list' },
  'GET /blocks/{code}': { kind: 'foreign', path: (v) => `/blocks/${v.block}` },
  'POST /blocks/{code}/lift': { kind: 'foreign', path: (v) => `/blocks/${v.block}/lift` },
  'GET /invoices': { kind: 'list', path: (v) => `/invoices?customer=${v.customer}`, rival: 404, colleague: 404 },
  'GET /invoices/{id}': { kind: 'foreign', path: (v) => `/invoices/${v.invoice}` },
  'GET /invoices/{id}/pdf': { kind: 'foreign', path: (v) => `/invoices/${v.invoice}/pdf` },
  'GET /contacts': { kind: 'list', path: (v) => `/contacts?customer=${v.customer}`, rival: 404, colleague: 404 },
  'POST /contacts': {
    kind: 'foreign',
    path: (v) => `/contacts?customer=${v.customer}`,
    body: () => ({ address: 'tyv@far.example' }),
  },
  'PATCH /contacts/{address}': {
    kind: 'foreign',
    path: (v) => `/contacts/${encodeURIComponent(v.contact)}?customer=${v.customer}`,
    body: () => ({ role: 'technical' }),
  },
  'POST /contacts/{address}/link': {
    kind: 'foreign',
    path: (v) => `/contacts/${encodeURIComponent(v.contact)}/link?customer=${v.customer}`,
    body: () => ({}),
  },
  'POST /forwarding-links': {
    kind: 'own',
    body: () => ({ token: `${'x'.repeat(26)}.${'x'.repeat(32)}` }),
    rival: 409,
    colleague: 409,
    nobody: 409,
  },
  'POST /contact-links': {
    kind: 'own',
    body: () => ({ token: 'x'.repeat(43) }),
    rival: 409,
    colleague: 409,
    nobody: 409,
  },
  'DELETE /contacts/{address}': {
    kind: 'foreign',
    path: (v) => `/contacts/${encodeURIComponent(v.contact)}?customer=${v.customer}`,
  },
  'GET /activity': { kind: 'list' },
  'POST /support': { kind: 'foreign', body: (v) => ({ text: 'Hjelp', case: v.case }) },
  'GET /support': { kind: 'list' },
  'GET /support/form': { kind: 'foreign', path: (v) => `/support/form?case=${v.case}` },
  'GET /support/{id}': { kind: 'foreign', path: (v) => `/support/${v.request}` },
  'POST /support/{id}/messages': {
    kind: 'foreign',
    path: (v) => `/support/${v.request}/messages`,
    body: () => ({ text: 'Og så?' }),
  },
  'POST /support/{id}/close': { kind: 'foreign', path: (v) => `/support/${v.request}/close` },
  'POST /session/proof': { kind: 'own', body: () => ({ code: '000000' }) },
  'POST /first-operator': {
    kind: 'own',
    body: () => ({ name: 'tyv', password: 'et langt passord' }),
    rival: 403,
    colleague: 403,
    nobody: 403,
  },
  'GET /first-operator': { kind: 'own', nobody: 200 },
  'POST /session/passkey/options': { kind: 'own', rival: 409, colleague: 409, nobody: 409 },
  'POST /session/passkey': {
    kind: 'own',
    body: () => ({ credential: { id: 'x' } }),
    rival: 409,
    colleague: 409,
    nobody: 409,
  },
  'POST /session/proof/passkey/options': { kind: 'own', rival: 401, colleague: 401 },
  'POST /session/proof/passkey': {
    kind: 'own',
    body: () => ({ credential: { id: 'x' } }),
    rival: 401,
    colleague: 401,
  },
  'POST /security/passkeys/options': { kind: 'own', body: () => ({ current: 'galt' }), rival: 409, colleague: 409 },
  'POST /security/passkeys': {
    kind: 'own',
    body: () => ({ credential: { id: 'x' }, name: 'X' }),
    rival: 409,
    colleague: 409,
  },
  'PATCH /security/factors/{id}': {
    kind: 'foreign',
    path: (v) => `/security/factors/${v.factor}`,
    body: () => ({ name: 'Mitt' }),
  },
  'POST /recovery': { kind: 'own', body: (v) => ({ name: v.address }), rival: 202, colleague: 202, nobody: 202 },
  'POST /recovery/password': {
    kind: 'own',
    body: () => ({ token: 'x'.repeat(43), password: 'et langt passord' }),
    rival: 409,
    colleague: 409,
    nobody: 409,
  },
  'POST /password': {
    kind: 'own',
    body: () => ({ password: 'et langt passord', current: 'galt' }),
    rival: 422,
    colleague: 422,
  },
  'GET /security': { kind: 'list' },
  'POST /security/totp': { kind: 'own', body: () => ({ name: 'X', current: 'galt' }), rival: 422, colleague: 422 },
  'POST /security/totp/{id}/confirm': {
    kind: 'foreign',
    path: (v) => `/security/totp/${v.factor}/confirm`,
    body: () => ({ code: '000000' }),
  },
  'POST /security/factors/{id}/remove': {
    kind: 'own',
    path: (v) => `/security/factors/${v.factor}/remove`,
    body: () => ({ current: 'galt' }),
    rival: 422,
    colleague: 422,
  },
  'POST /security/recovery-codes': { kind: 'own', body: () => ({ current: 'galt' }), rival: 422, colleague: 422 },
  'GET /mailboxes/{address}/yardstick': { kind: 'foreign', ...mailbox('/yardstick') },
  'POST /mailboxes/{address}/yardstick/messages': {
    kind: 'foreign',
    ...mailbox('/yardstick/messages'),
    body: () => ({}),
  },
  ...MAIL_RULES,
  ...CONSOLE_RULES,
  ...MAIL_PEOPLE_RULES,
  'GET /console/search': { kind: 'foreign', path: (v) => `/console/search?q=${v.domain}` },
  'GET /console/feedback': { kind: 'foreign' },
  ...consoleHostRules(),
  'DELETE /session': { kind: 'own', rival: 204, colleague: 204, nobody: 204 },
};
