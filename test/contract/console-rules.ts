/** Who may see what of the console's routes for the test of isolation: none of them is there for customers. */
const code = (v: { readonly block: string }) => v.block;

export const CONSOLE_RULES = {
  'GET /console/needs': { kind: 'foreign' },
  'GET /console/cases': { kind: 'foreign' },
  'GET /console/cases/{id}': { kind: 'foreign', path: () => '/console/cases/x' },
  'POST /console/cases/{id}/answers': {
    kind: 'foreign',
    path: () => '/console/cases/x/answers',
    body: () => ({ text: 'Hei' }),
  },
  'POST /console/cases/{id}/notes': {
    kind: 'foreign',
    path: () => '/console/cases/x/notes',
    body: () => ({ text: 'Hei' }),
  },
  'POST /console/cases/{id}/{deed}': { kind: 'foreign', path: () => '/console/cases/x/take', body: () => ({}) },
  'GET /console/cases/{id}/sentences': { kind: 'foreign', path: () => '/console/cases/x/sentences' },
  'GET /console/cases/{id}/mails/{mail}': { kind: 'foreign', path: () => '/console/cases/x/mails/y' },
  'GET /console/stops': { kind: 'foreign' },
  'POST /console/stops': {
    kind: 'foreign',
    body: (v: { readonly address: string }) => ({ subject: v.address, directions: ['outgoing'], reason: 'Tyv' }),
  },
  'GET /console/stops/{code}': {
    kind: 'foreign',
    path: (v: { readonly block: string }) => `/console/stops/${code(v)}`,
  },
  'POST /console/stops/{code}/lift': {
    kind: 'foreign',
    path: (v: { readonly block: string }) => `/console/stops/${code(v)}/lift`,
    body: () => ({ reason: 'Tyv' }),
  },
  'GET /console/held': { kind: 'foreign' },
  'POST /console/held': { kind: 'foreign', body: () => ({ deed: 'drop', messages: ['x'] }) },
  'GET /console/held/{message}': { kind: 'foreign', path: () => '/console/held/x' },
  'GET /console/queues': { kind: 'foreign' },
  'POST /console/queues': {
    kind: 'foreign',
    body: (v: { readonly domain: string }) => ({ deed: 'drop', domain: v.domain }),
  },
  'GET /console/queues/{domain}': {
    kind: 'foreign',
    path: (v: { readonly domain: string }) => `/console/queues/${v.domain}`,
  },
  'GET /console/messages/{id}': { kind: 'foreign', path: () => '/console/messages/x' },
  'GET /console/journal': {
    kind: 'foreign',
    path: (v: { readonly domain: string }) => `/console/journal?domain=${v.domain}`,
  },
  'GET /console/journal/live': { kind: 'foreign' },
} as const;
