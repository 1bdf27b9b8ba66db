/** Who may see what of webmail: data of centre-isolation.test.ts. The rival is a contact: to him there is no mail at all. */
import type { Rule } from './centre-routes.ts';

/** Id of everybody's own INBOX. */
const INBOX = Buffer.from('INBOX').toString('base64url');
/** Of the asking mailbox user alone. */
const own = (more: Omit<Rule, 'kind'> = {}): Rule => ({ kind: 'list', rival: 404, ...more });
/** A message that is not in the asking mailbox. */
const of = (path: string): Rule => ({ kind: 'foreign', path: () => `/mail/messages/${path}` });

export const MAIL_RULES: Readonly<Record<string, Rule>> = {
  'GET /mail/folders': own(),
  // An id names a folder of the asking reader; there are none of others.
  'GET /mail/folders/{id}/messages': own({ path: () => `/mail/folders/${INBOX}/messages` }),
  'GET /mail/messages/{id}': of('eA.1.1'),
  'GET /mail/messages/{id}/document': of('eA.1.1/document'),
  'GET /mail/messages/{id}/parts/{part}': of('eA.1.1/parts/1'),
  'GET /mail/messages/{id}/attachments.zip': of('eA.1.1/attachments.zip'),
  'GET /mail/messages/{id}/source': of('eA.1.1/source'),
  // The signed address is the permission; without one there is nothing.
  'GET /mail/image': { kind: 'public', path: () => '/mail/image?g=e30&s=e30', rival: 404, colleague: 404, nobody: 404 },
};
