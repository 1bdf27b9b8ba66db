/** Who may see what of webmail: data of centre-isolation.test.ts. The rival is a contact: to him there is no mail at all. */
import type { Rule } from './centre-routes.ts';

/** Of the asking mailbox user alone. */
const own = (more: Omit<Rule, 'kind'> = {}): Rule => ({ kind: 'list', rival: 404, ...more });

export const MAIL_RULES: Readonly<Record<string, Rule>> = {
  'GET /mail/folders': own(),
};
