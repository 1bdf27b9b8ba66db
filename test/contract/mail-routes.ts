/** Who may see what of webmail: data of centre-isolation.test.ts. The rival is a contact: to him there is no mail at all. */
import type { Rule } from './centre-routes.ts';

/** Id of everybody's own INBOX. */
const INBOX = Buffer.from('INBOX').toString('base64url');
/** Of the asking mailbox user alone. */
const own = (more: Omit<Rule, 'kind'> = {}): Rule => ({ kind: 'list', rival: 404, ...more });
/** A message that is not in the asking mailbox. */
const of = (path: string): Rule => ({ kind: 'foreign', path: () => `/mail/messages/${path}` });

/** One thing of the mailbox's own, by an id that nobody can guess: to anybody else it is not there. */
const one = (path: string, body?: object): Rule => ({
  kind: 'list',
  path: () => path,
  rival: 404,
  colleague: 404,
  ...(body === undefined ? {} : { body: () => body }),
});
const NOBODY = { to: [], cc: [], bcc: [] };
const WRITTEN = { ...NOBODY, version: 1, from: 'a@b.example', subject: '', format: 'plain', html: '', text: '' };

export const MAIL_RULES: Readonly<Record<string, Rule>> = {
  'GET /mail/folders': own(),
  'POST /mail/folders': own({ body: () => ({ name: 'Hytta' }), colleague: 201 }),
  'PUT /mail/folders/{id}': own({ path: () => `/mail/folders/${INBOX}`, body: () => ({ name: 'X' }), colleague: 409 }),
  'DELETE /mail/folders/{id}': own({ path: () => `/mail/folders/${INBOX}`, colleague: 409 }),
  'POST /mail/folders/{id}/read': own({ path: () => `/mail/folders/${INBOX}/read` }),
  'POST /mail/folders/{id}/empty': own({ path: () => `/mail/folders/${INBOX}/empty`, colleague: 409 }),
  'POST /mail/messages/mark': own({ body: () => ({ ids: [`${INBOX}.1.1`], add: ['seen'] }) }),
  'POST /mail/messages/move': own({ body: () => ({ ids: [`${INBOX}.1.1`], folder: INBOX }) }),
  'POST /mail/messages/remove': own({ body: () => ({ ids: [`${INBOX}.1.1`] }) }),
  'POST /mail/messages/spam': own({ body: () => ({ ids: [`${INBOX}.1.1`], spam: true }) }),
  'GET /mail/conversations/{id}': own({ path: () => `/mail/conversations/${INBOX}.1.1`, colleague: 404 }),
  'GET /mail/search': own({ path: () => '/mail/search?q=hei' }),
  'GET /mail/events': own({ isStream: true }),
  // An id names a folder of the asking reader; there are none of others.
  'GET /mail/folders/{id}/messages': own({ path: () => `/mail/folders/${INBOX}/messages` }),
  'GET /mail/messages/{id}': of('eA.1.1'),
  'GET /mail/messages/{id}/document': of('eA.1.1/document'),
  'GET /mail/paper': { kind: 'foreign', path: () => '/mail/paper?ids=eA.1.1' },
  'GET /mail/messages/{id}/parts/{part}': of('eA.1.1/parts/1'),
  'GET /mail/messages/{id}/attachments.zip': of('eA.1.1/attachments.zip'),
  'GET /mail/messages/{id}/trail': of('eA.1.1/trail'),
  'GET /mail/messages/{id}/source': of('eA.1.1/source'),
  // The signed address is the permission; without one there is nothing.
  'GET /mail/image': { kind: 'public', path: () => '/mail/image?g=e30&s=e30', rival: 404, colleague: 404, nobody: 404 },
  'GET /mail/drafts': own(),
  'POST /mail/drafts': own({ body: () => ({ subject: 'Tyv' }) }),
  'GET /mail/drafts/{id}': one('/mail/drafts/0'),
  'PUT /mail/drafts/{id}': one('/mail/drafts/0', WRITTEN),
  'DELETE /mail/drafts/{id}': one('/mail/drafts/0'),
  'POST /mail/drafts/{id}/leave': one('/mail/drafts/0/leave'),
  'POST /mail/drafts/{id}/send': one('/mail/drafts/0/send', { version: 1 }),
  'POST /mail/drafts/{id}/attachments': one('/mail/drafts/0/attachments?name=a'),
  'GET /mail/drafts/{id}/attachments/{attachment}': one('/mail/drafts/0/attachments/0'),
  'DELETE /mail/drafts/{id}/attachments/{attachment}': one('/mail/drafts/0/attachments/0'),
  'GET /mail/outbox': own(),
  'GET /mail/outbox/{id}': one('/mail/outbox/0'),
  'POST /mail/outbox/{id}/undo': one('/mail/outbox/0/undo'),
  'POST /mail/outbox/{id}/again': one('/mail/outbox/0/again'),
  'POST /mail/outbox/{id}/edit': one('/mail/outbox/0/edit'),
  'DELETE /mail/outbox/{id}': one('/mail/outbox/0'),
};
