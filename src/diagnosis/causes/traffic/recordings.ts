/** Recordings with one planted cause of messages on their way, and the service itself, and healthy ones. Used by tests only. */
import type { Recording } from '../../finding.ts';
import type {
  DeliverySeen,
  DestinationBacklog,
  GoodRecipient,
  InboundSeen,
  StateService,
} from '../../observed-traffic.ts';
import { ago, attempt, QUIET_SERVICE, recording, refusal } from '../../recordings.ts';
import type { TrafficCause } from './ids.ts';

export const delivery = (more: Partial<DeliverySeen> = {}): DeliverySeen => ({
  recipient: 'ola@far.example',
  mailFrom: 'kari@fjord.example',
  remoteHost: 'mx.far.example',
  remoteAddress: '198.51.100.7:25',
  code: 250,
  enhanced: '2.0.0',
  text: 'queued as 4F1',
  isOurWords: false,
  cause: null,
  state: 'delivered',
  at: ago(20),
  sentAt: ago(21),
  attempts: 1,
  nextTryAt: null,
  givesUpAt: null,
  toldTo: null,
  toldSender: null,
  messageId: '01m80btw5x87csqvka69kxp4bd',
  subject: 'Tilbud',
  sizeBytes: 2000,
  origin: 'submission',
  through: null,
  ...more,
});
export const deliveries = (all: readonly DeliverySeen[], good: readonly GoodRecipient[] = []) => ({
  'mta.deliveries': { days: 7, deliveries: all, good },
});
const waits: Partial<DeliverySeen> = {
  state: 'deferred',
  code: 450,
  enhanced: '4.4.1',
  text: 'The server mx.far.example [198.51.100.7]:25 cannot be reached (ECONNREFUSED)',
  isOurWords: true,
  attempts: 3,
  nextTryAt: ago(-10),
  givesUpAt: ago(-7000),
};
const failed: Partial<DeliverySeen> = {
  state: 'failed',
  code: 554,
  enhanced: '5.0.0',
  text: 'Transaction failed',
  toldTo: 'kari@fjord.example',
  toldSender: true,
};
const unknownThere: Partial<DeliverySeen> = {
  ...failed,
  recipient: 'olaf@far.example',
  code: 550,
  enhanced: '5.1.1',
  text: 'No such user',
  cause: 'snd-recipient-unknown',
};
const backlog = (more: Partial<DestinationBacklog>) => ({
  'mta.backlog': {
    destinations: [
      {
        domain: 'far.example',
        waiting: 2,
        held: 0,
        senders: 2,
        oldestSince: ago(90),
        own: 1,
        ownHeldByHand: 0,
        ...more,
      },
    ],
  },
});
const inbound = (...senders: readonly Partial<InboundSeen>[]) => ({
  'mta.inbound': {
    days: 7,
    senders: senders.map((one): InboundSeen => ({
      sender: 'eva@far.example',
      verdict: 'refused',
      cause: null,
      code: 550,
      enhanced: '5.7.1',
      firstAt: ago(30),
      lastAt: ago(30),
      count: 1,
      remoteAddress: '198.51.100.7',
      isKnown: true,
      ...one,
    })),
  },
});
const arrived = { verdict: 'delivered', code: null, enhanced: null, firstAt: ago(9), lastAt: ago(9) } as const;
const service = (more: Partial<StateService>) => ({ 'state.service': { ...QUIET_SERVICE, ...more } });
const unavailable = (more: Parameters<typeof attempt>[0] = {}) => ({
  'auth.sign-ins': {
    days: 14,
    attempts: [
      attempt({ outcome: 'unavailable', cause: 'svc-auth-backend-down', firstAt: ago(12), lastAt: ago(5), ...more }),
      attempt(),
    ],
  },
});
const down = service({ signIn: { count: 9, names: 4, places: 4, firstAt: ago(12), lastAt: ago(5), okSince: ago(3) } });
const work = (from: number, until: number, part: 'all' | 'sending' = 'all') =>
  service({ maintenance: [{ part, fromAt: ago(from), untilAt: ago(until), text: 'Ny maskin' }] });
const longLine = (lastSubmittedAt: string | null) => ({
  'mta.messages': {
    days: 7,
    refusals: [refusal({ cause: 'cli-line-too-long', attributed: 'mailbox', code: 550, enhanced: '5.6.0' })],
    delivered: 0,
    lastDeliveredAt: null,
    lastSubmittedAt,
  },
});
const owing = ({ invoice }: { readonly invoice: string }) => ({
  'state.billing': {
    customer: 'Fjord AS',
    overdue: [
      { number: '2026-000123', amount: '125.00 NOK', reference: '20260001234', dueDate: '2026-10-01', overdueDays: 51 },
    ],
    stopped: null,
    contacts: [{ address: 'eier@annet.example', onOwnDomain: false, bounced: null }],
    unbooked: [],
    failed: { invoice, amount: '125.00 NOK', reason: 'card_expired', failedAt: ago(3000), attempts: 2 },
  },
});
/** Nothing but DNS is known of a domain that is not ours. */
function gone(mx: string): Recording {
  const all = recording(
    {
      'state.domain': {
        domain: 'fjord.example',
        ours: false,
        hostname: 'mx.host.example',
        ports: { imaps: 993, pop3s: 995, submissions: 465 },
      },
      'dns.mx': { domain: 'fjord.example', state: 'records', records: [{ preference: 10, host: mx }], implicit: null },
      'dns.mx-addresses': { hosts: [{ host: mx, addresses: ['203.0.113.25'] }] },
      'state.ended': { domain: 'fjord.example', endedAt: ago(5000) },
    },
    'receive',
  );
  const kept = new Set(['state.domain', 'dns.domain', 'dns.mx', 'dns.mx-addresses', 'state.ended']);
  return {
    ...all,
    subject: { domain: 'fjord.example' },
    evidence: all.evidence.filter(({ probe }) => kept.has(probe)),
  };
}
const later = delivery({ sentAt: ago(5), at: ago(4) });
const often = [{ recipient: 'ola@far.example', count: 4, lastAt: ago(300) }];

export const BROKEN_TRAFFIC: Record<TrafficCause, Recording> = {
  'snd-deferred-queue': recording(deliveries([delivery(waits)]), 'send'),
  'svc-queue-stuck': recording({ ...deliveries([delivery(waits)]), ...backlog({ ownHeldByHand: 1, held: 1 }) }, 'send'),
  'snd-remote-refused': recording(deliveries([delivery(failed)]), 'some'),
  'snd-bounce-misdirected': recording(deliveries([delivery({ ...failed, toldTo: '', toldSender: false })]), 'some'),
  'snd-in-recipient-junk': recording(deliveries([delivery({ text: 'ok, delivered to Junk folder' })]), 'some'),
  'acc-forward-target-rejects': recording(
    deliveries([
      delivery({ ...failed, origin: 'forward', through: 'post@fjord.example', mailFrom: 'eva@far.example' }),
    ]),
    'receive',
  ),
  'cli-recipient-autocomplete-stale': recording(deliveries([delivery(unknownThere)], often), 'send'),
  'acc-spam-rejected-inbound': recording(inbound({ cause: 'acc-spam-rejected-inbound' }), 'receive'),
  'svc-inbound-geo-filter': recording(
    inbound({ cause: 'net-blocked-by-operator', verdict: 'put-off', code: 450 }),
    'receive',
  ),
  'cli-device-bare-lf': recording(
    inbound({ cause: 'cli-device-bare-lf', isKnown: false, sender: 'skanner@fjord.example' }),
    'some',
  ),
  'cli-line-too-long': recording(longLine(ago(100)), 'send'),
  'svc-disk-full': recording(service({ disk: { freeBytes: 1e6, leastBytes: 1e8 } }), 'receive'),
  'svc-auth-backend-down': recording({ ...down, ...unavailable() }, 'both'),
  'svc-maintenance': recording(work(10, -50), 'both'),
  'snd-failure-ratio-block': recording(
    {
      'state.closures': {
        closures: [
          {
            code: 'abcd2345',
            rule: 'abuse-bounces',
            name: 'kari@fjord.example',
            sinceAt: ago(30),
            untilAt: '',
            directions: ['outgoing'],
            evidence: { bounced: 30, sent: 60, percent: 50, limit: 40 },
            refused: 1,
            held: 0,
            customerMayLift: true,
            notices: [{ channel: 'second', state: 'sent', isRead: null, sentAt: ago(29) }],
          },
        ],
      },
    },
    'send',
  ),
  'bil-card-failed': recording(owing({ invoice: '2026-000123' }), 'send'),
  'bil-cancelled': gone('mx.host.example'),
};
export const HEALTHY_TRAFFIC: Record<string, Recording> = {
  'deferred, then delivered': recording(deliveries([later, delivery(waits)]), 'send'),
  'refused once, and the next one arrived': recording(deliveries([later, delivery(failed)]), 'send'),
  'taken with a word about the spam check': recording(deliveries([delivery({ text: 'ok, spam score 0.1' })]), 'send'),
  'a backlog of others': recording({ ...deliveries([delivery()]), ...backlog({ waiting: 900, own: 0 }) }, 'send'),
  'a stranger is refused': recording(inbound({ cause: 'acc-spam-rejected-inbound', isKnown: false }), 'receive'),
  'a known sender was refused and came through since': recording(
    inbound(arrived, { cause: 'net-blocked-by-operator' }, { cause: 'cli-device-bare-lf' }),
    'receive',
  ),
  'the long line was mended': recording(longLine(ago(1)), 'send'),
  'sign-in was away, and works again for this one': recording(
    { ...down, ...unavailable({ firstAt: ago(40), lastAt: ago(35) }) },
    'both',
  ),
  'one sign-in too many at once, nobody else': recording({ ...service({}), ...unavailable() }, 'both'),
  'work that is over, and work that has not begun': recording({ ...work(100, 40) }, 'both'),
  'a card that failed for an invoice that was paid since': recording(
    { 'state.billing': { customer: 'Fjord AS', overdue: [], stopped: null, contacts: [], unbooked: [], failed: null } },
    'send',
  ),
  'a domain that moved on': gone('mx.new-host.example'),
  'work tomorrow': recording(work(-600, -660), 'both'),
  'work on sending, asked about receiving': recording(work(10, -50, 'sending'), 'receive'),
};
