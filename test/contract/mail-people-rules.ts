/**
 * Who may see what of rules looked at and of webmail's settings, identities and contacts: rows of centre-routes.ts. A mailbox
 * user sees his own; to a contact of a customer these routes are not there, whosever they are.
 */
import type { Rule, Victim } from './centre-routes.ts';

const RULE = { name: 'Alt', enabled: true, match: 'all', conditions: [], actions: [{ kind: 'discard' }], stop: false };
const IDENTITY = { name: 'Tyv', replyTo: null, isDefault: true, signatureHtml: '', signatureText: '' };
const ofMailbox = (more: string) => (v: Victim) => `/mailboxes/${encodeURIComponent(v.address)}${more}`;

export const MAIL_PEOPLE_RULES: Readonly<Record<string, Rule>> = {
  'POST /mailboxes/{address}/rules/try': {
    kind: 'foreign',
    path: ofMailbox('/rules/try'),
    body: () => ({ rule: RULE }),
  },
  'GET /mailboxes/{address}/rules/activity': { kind: 'foreign', path: ofMailbox('/rules/activity') },
  'GET /mail/settings': { kind: 'own', rival: 404 },
  'PUT /mail/settings': { kind: 'own', body: () => ({ density: 'tight' }), rival: 404 },
  'GET /mail/picture-senders': { kind: 'own', rival: 404 },
  'POST /mail/picture-senders': {
    kind: 'foreign',
    path: () => '/mail/picture-senders',
    body: () => ({ message: 'eA.1.1' }),
  },
  'DELETE /mail/picture-senders/{address}': { kind: 'foreign', path: () => '/mail/picture-senders/x@far.example' },
  'POST /mail/messages/{id}/unsubscribe': { kind: 'foreign', path: () => '/mail/messages/eA.1.1/unsubscribe' },
  'GET /mail/identities': { kind: 'own', rival: 404 },
  'PUT /mail/identities/{address}': {
    kind: 'own',
    path: (v) => `/mail/identities/${v.address}`,
    body: () => IDENTITY,
    rival: 404,
    colleague: 409,
  },
  'DELETE /mail/identities/{address}': {
    kind: 'foreign',
    path: (v) => `/mail/identities/${v.address}`,
  },
  'GET /mail/contacts': { kind: 'own', path: () => '/mail/contacts?q=a', rival: 404 },
  'POST /mail/contacts': {
    kind: 'own',
    body: () => ({ name: 'Eva', addresses: ['eva@far.example'] }),
    rival: 404,
    colleague: 201,
  },
  'PUT /mail/contacts/{id}': {
    kind: 'foreign',
    path: () => '/mail/contacts/0123456789',
    body: () => ({ name: 'Eva', addresses: [] }),
  },
  'DELETE /mail/contacts/{id}': { kind: 'foreign', path: () => '/mail/contacts/0123456789' },
  'POST /mail/contacts/import': {
    kind: 'own',
    body: () => ({ text: 'BEGIN:VCARD\nFN:Eva\nEMAIL:eva@far.example\nEND:VCARD' }),
    rival: 404,
  },
  'GET /mail/contacts/export': { kind: 'own', rival: 404 },
};
