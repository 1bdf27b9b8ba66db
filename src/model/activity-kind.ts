/**
 * Every kind of entry of the audit log and what it is to a customer: which group of his activity it belongs to, or the host's
 * own affair. The words are the web app's (lib/customer/words); a test holds kinds, groups and words together. Data only.
 */
export const ACTIVITY_GROUPS = [
  'sign-in',
  'mailbox',
  'domain',
  'block',
  'fix',
  'bill',
  'contact',
  'security',
  'support',
  'look',
] as const;
export type ActivityGroup = (typeof ACTIVITY_GROUPS)[number];

/** `host`: never shown to a customer. */
export const ACTIVITY_KINDS = {
  'mailbox.add': 'mailbox',
  'mailbox.remove': 'mailbox',
  'mailbox.restore': 'mailbox',
  'mailbox.password': 'security',
  'mailbox.language': 'mailbox',
  'mailbox.quota': 'mailbox',
  'mailbox.plan': 'mailbox',
  'mailbox.protocols': 'mailbox',
  'mailbox.must-change': 'security',
  'mailbox.app-passwords-only': 'security',
  'mailbox.countries': 'security',
  'mailbox.vendors': 'security',
  'mailbox.travel': 'security',
  'app-password.add': 'security',
  'app-password.revoke': 'security',
  'alias.add': 'mailbox',
  'alias.remove': 'mailbox',
  'bulk.consent': 'mailbox',
  'abuse.trust': 'mailbox',
  'domain.add': 'domain',
  'domain.remove': 'domain',
  // The same in the customer's own history, in which the name is no longer found.
  'domain.gone': 'domain',
  'domain.mx-intended': 'domain',
  'domain.proven': 'domain',
  'block.start': 'block',
  'block.lift': 'block',
  'fix.apply': 'fix',
  'fix.undo': 'fix',
  'invoice.add': 'bill',
  'invoice.pay': 'bill',
  'invoice.cancel': 'bill',
  'invoice.dun': 'bill',
  'payment.failed': 'bill',
  'contact.add': 'contact',
  'contact.change': 'contact',
  'contact.confirm': 'contact',
  'contact.remove': 'contact',
  'contact.warn': 'contact',
  'contact.link': 'contact',
  'contact.password': 'security',
  'customer.add': 'contact',
  'second-factor.begin': 'security',
  'second-factor.confirm': 'security',
  'second-factor.codes': 'security',
  'second-factor.remove': 'security',
  'second-factor.remove-all': 'security',
  'second-factor.rename': 'security',
  'support.message': 'support',
  'support.close': 'support',
  'support.answer': 'support',
  'support.mail': 'host',
  'operator.view': 'look',
  'incident.told': 'support',
  'operator.view-as': 'look',
  'operator.link': 'host',
  'operator.role': 'host',
  'operator.sessions-end': 'host',
  'operator.export': 'host',
  'incident.state': 'host',
  'incident.note': 'host',
  'incident.answer': 'host',
  'customer.note': 'host',
  'payment.receive': 'host',
  'payment.match': 'host',
  'maintenance.add': 'host',
  'maintenance.remove': 'host',
  'operator.add': 'host',
  'operator.password': 'host',
  'operator.remove': 'host',
  'operator.search': 'host',
  'plan.set': 'host',
} as const satisfies Readonly<Record<string, ActivityGroup | 'host'>>;
export type ActivityKind = keyof typeof ACTIVITY_KINDS;

/** Of an action that nobody listed: nothing is hidden from its owner that stands under his own name. */
export const groupOf = (action: string): ActivityGroup | 'host' | 'other' =>
  Object.hasOwn(ACTIVITY_KINDS, action) ? ACTIVITY_KINDS[action as ActivityKind] : 'other';

export const actionsOf = (group: ActivityGroup): readonly string[] =>
  Object.entries(ACTIVITY_KINDS).flatMap(([action, of]) => (of === group ? [action] : []));
