/** Recordings of closures, quarantine and registry states, broken and healthy, for the tests of causes. Used by tests only. */
import type { Recording } from './finding.ts';
import type { Observations } from './observations.ts';
import type { Closure, NoticeSeen } from './observed-closures.ts';
import { ago, ASKED, recording, refusal } from './recordings.ts';

const DAY = 1440;
const told: readonly NoticeSeen[] = [
  { channel: 'mailbox', state: 'delivered', isRead: false, sentAt: ago(30) },
  { channel: 'second', state: 'sent', isRead: null, sentAt: ago(30) },
];
const closure = (more: Partial<Closure>): Closure => ({
  code: 'abcd2345',
  rule: 'abuse-recipients',
  name: 'kari@fjord.example',
  sinceAt: ago(30),
  untilAt: '',
  directions: ['outgoing'],
  evidence: { sent: 201, limit: 200, windowSeconds: 86_400 },
  refused: 3,
  held: 1,
  customerMayLift: true,
  notices: told,
  ...more,
});
const closed = (more: Partial<Closure>) => ({ 'state.closures': { closures: [closure(more)] } });
const byUs = { rule: 'quarantine-host', name: 'fjord.example', evidence: { reason: 'Phishing' } } as const;

type Rdap = Observations['registry.rdap'];
const gone = {
  'dns.domain': { domain: 'fjord.example', exists: false, servers: [], parent: null },
  'dns.mx': { domain: 'fjord.example', state: 'none', records: [], implicit: [] },
  'dns.mx-addresses': { hosts: [] },
} as const;
const rdap = (more: Partial<Rdap>) => ({
  'registry.rdap': {
    domain: 'fjord.example',
    registered: true,
    server: 'rdap.example',
    statuses: ['active'],
    expiresAt: null,
    ...more,
  },
});
const bulk = { cause: 'snd-bulk-not-allowed', attributed: 'mailbox', stage: 'end-of-message' } as const;
const mailing = (lastSubmittedAt: string | null) => ({
  'mta.messages': { days: 7, refusals: [refusal(bulk)], delivered: 1, lastDeliveredAt: null, lastSubmittedAt },
});
const unread = [{ channel: 'mailbox', state: 'delivered', isRead: false, sentAt: ago(30) }] as const;

export const BROKEN_BY_CLOSURES = {
  'snd-outbound-closed-abuse': recording(closed({})),
  'snd-notice-not-read': recording(closed({ rule: 'bulk-rules', notices: unread })),
  'snd-bulk-not-allowed': recording(mailing(ago(100))),
  'acc-compromised': recording(
    closed({ rule: 'abuse-countries', evidence: { countries: ['NO', 'NG', 'BR'], limit: 3 } }),
  ),
  'dom-quarantine': recording(closed(byUs)),
  'dom-expired': recording({ ...gone, ...rdap({ expiresAt: ago(5 * DAY) }) }),
  'dom-clienthold-unverified': recording({
    ...gone,
    ...rdap({ statuses: ['client hold'], expiresAt: ago(-200 * DAY) }),
  }),
  'dom-serverhold': recording({ ...gone, ...rdap({ statuses: ['server hold'] }) }),
} satisfies Record<string, Recording>;

/** Further ways into the same cause. */
export const MORE_QUARANTINES: readonly Recording[] = [
  recording({ ...gone, ...rdap({ statuses: ['redemption period', 'pending delete'], changedAt: ago(3 * DAY) }) }),
  recording({ ...gone, ...rdap({ domain: 'fjord.no', expiresAt: ago(70 * DAY) }) }),
  recording({ ...gone, ...rdap({ domain: 'fjord.se', expiresAt: ago(20 * DAY) }) }),
];

export const HEALTHY_WITH_CLOSURES: Record<string, Recording> = {
  'the mailing was put right and sent': recording(mailing(ago(1))),
  'expired yesterday, still working here': recording(rdap({ expiresAt: ago(DAY) })),
  'renewed: the date is ahead': recording(
    rdap({ expiresAt: ago(-300 * DAY), statuses: ['active', 'auto renew period'] }),
  ),
  'a notice that was sent a moment ago': recording(
    closed({ rule: 'bulk-rules', notices: [{ ...unread[0], sentAt: ASKED }] }),
  ),
  'a notice read in the mailbox': recording(closed({ rule: 'bulk-rules', notices: [{ ...unread[0], isRead: true }] })),
};
