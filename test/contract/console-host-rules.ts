/**
 * The rules of the second half of the console's routes: for customers none of them exists. Read by centre-isolation.test.ts; which
 * role may what is console-host.test.ts.
 */
interface Rule {
  readonly kind: 'foreign';
  readonly path: (victim: { readonly customer: string; readonly address: string; readonly domain: string }) => string;
  readonly body?: () => unknown;
}
const note = { nb: 'x', sv: 'x', en: 'x' };
const fixed = (path: string, body?: unknown): Rule => ({
  kind: 'foreign',
  path: () => path,
  ...(body === undefined ? {} : { body: () => body }),
});
const customers = (more: string, body?: unknown): Rule => ({
  kind: 'foreign',
  path: (victim) => `/console/customers/${victim.customer}${more}`,
  ...(body === undefined ? {} : { body: () => body }),
});

export const consoleHostRules = (): Readonly<Record<string, Rule>> => ({
  'GET /console/incidents': fixed('/console/incidents'),
  'GET /console/incidents/{id}': fixed('/console/incidents/x'),
  'POST /console/incidents/{id}/state': fixed('/console/incidents/x/state', { state: 'seen' }),
  'PUT /console/incidents/{id}/note': fixed('/console/incidents/x/note', { note }),
  'POST /console/incidents/{id}/answer': fixed('/console/incidents/x/answer', { text: note }),
  'GET /console/customers': { kind: 'foreign', path: (victim) => `/console/customers?q=${victim.domain}` },
  'GET /console/customers/{id}': customers(''),
  'POST /console/customers': fixed('/console/customers', { name: 'X', contact: 'x@far.example', language: 'nb' }),
  'POST /console/customers/{id}/domains': customers('/domains', { domain: 'stjalet.example' }),
  'POST /console/customers/{id}/plan': customers('/plan', { plan: 'standard' }),
  'POST /console/customers/{id}/payments': customers('/payments', { invoice: '2026-000001' }),
  'POST /console/customers/{id}/notes': customers('/notes', { text: 'x' }),
  'GET /console/policy': fixed('/console/policy'),
  'GET /console/policy/plans/{name}': fixed('/console/policy/plans/standard'),
  'POST /console/policy/plans/{name}/preview': fixed('/console/policy/plans/standard/preview', { values: {} }),
  'PUT /console/policy/plans/{name}': fixed('/console/policy/plans/standard', { values: {} }),
  'GET /console/health': fixed('/console/health'),
  'GET /console/audit': fixed('/console/audit'),
  'GET /console/audit.csv': fixed('/console/audit.csv'),
  'GET /console/operators': fixed('/console/operators'),
  'POST /console/operators': fixed('/console/operators', { name: 'tyv', role: 'owner', language: 'nb' }),
  'POST /console/operators/{id}/link': fixed('/console/operators/x/link'),
  'PUT /console/operators/{id}/role': fixed('/console/operators/x/role', { role: 'owner' }),
  'DELETE /console/operators/{id}/sessions': fixed('/console/operators/x/sessions'),
  'DELETE /console/operators/{id}': fixed('/console/operators/x'),
});
