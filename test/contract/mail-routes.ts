/** Who may see what of webmail: data of centre-isolation.test.ts. The rival is a contact: to him there is no mail at all. */
import type { Rule } from './centre-routes.ts';

/** Id of everybody's own INBOX. */
const INBOX = Buffer.from('INBOX').toString('base64url');
/** Of the asking mailbox user alone. */
const own = (more: Omit<Rule, 'kind'> = {}): Rule => ({ kind: 'list', rival: 404, ...more });

export const MAIL_RULES: Readonly<Record<string, Rule>> = {
  'GET /mail/folders': own(),
  // An id names a folder of the asking reader; there are none of others.
  'GET /mail/folders/{id}/messages': own({ path: () => `/mail/folders/${INBOX}/messages` }),
};
