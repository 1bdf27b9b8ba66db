/** Recordings with one planted cause of rules, forwarding, automatic answers or junk, and healthy ones. Used by tests only. */
import type { Recording, Symptom } from '../../finding.ts';
import type { Observations } from '../../observations.ts';
import type {
  EffectSeen,
  FiledGroup,
  FiledMessage,
  ForwardingSeen,
  JunkMessage,
  Making,
  MtaSentCopies,
  RuleSeen,
  SeenPlace,
  SentByProgram,
  TargetSeen,
  VacationSeen,
} from '../../observed-filing.ts';
import { ago, recording } from '../../recordings.ts';
import { QUIET_FILING } from './healthy.ts';
import type { FilingCause } from './ids.ts';

type Parts = Parameters<typeof recording>[0];
const DAY = 24 * 60;

const message = (more: Partial<FiledMessage> = {}): FiledMessage => ({
  messageId: '01M',
  at: ago(60),
  sender: 'eva@far.example',
  subject: 'Tilbud',
  isCorrespondent: true,
  isColleague: false,
  isAsked: false,
  ...more,
});
const stranger = (more: Partial<FiledMessage> = {}): FiledMessage =>
  message({ sender: 'news@shop.example', isCorrespondent: false, ...more });

const home: Making = {
  madeAt: ago(3 * DAY),
  madeFrom: null,
  signInsBefore: [],
};
const place = (more: Partial<SeenPlace> = {}): SeenPlace => ({
  at: ago(3 * DAY + 5),
  remoteAddress: '198.51.100.9',
  country: 'NG',
  network: null,
  networkKind: null,
  before: { signIns: 9, countries: ['NO'], networks: [] },
  ...more,
});
const effect = (kind: EffectSeen['kind'], more: Partial<EffectSeen> = {}): EffectSeen => ({
  kind,
  folder: null,
  target: null,
  keep: null,
  mark: null,
  ...more,
});
const target = (more: Partial<TargetSeen> = {}): TargetSeen => ({
  address: 'x9@drop.example',
  isOurs: false,
  isKnown: false,
  ...more,
});
const invoice = { field: 'subject', match: 'contains', value: 'faktura' };
const fromEva = { field: 'from', match: 'is', value: 'eva@far.example' };
const rule = (effects: readonly EffectSeen[], more: Partial<RuleSeen> = {}): RuleSeen => ({
  ...home,
  id: 'r1',
  name: 'Regninger',
  enabled: true,
  match: 'all',
  conditions: [invoice],
  conditionCount: more.conditions?.length ?? 1,
  effects,
  ...more,
});
const toFolder = (folder: string): EffectSeen => effect('folder', { folder });

const wishes = (more: Partial<Observations['state.wishes']>): Parts => ({
  'state.wishes': { ...QUIET_FILING['state.wishes'], ruleCount: more.rules?.length ?? 0, ...more },
});
const group = (more: Partial<FiledGroup> = {}): FiledGroup => {
  const messages = more.messages ?? [message()];
  return {
    by: 'rule',
    rule: 'r1',
    name: 'Regninger',
    effect: 'folder',
    folder: 'Regninger',
    use: null,
    count: messages.length,
    arrivedSince: 12,
    correspondents: messages.filter((one) => one.isCorrespondent).length,
    firstAt: ago(60),
    lastAt: ago(60),
    ...more,
    messages,
  };
};
const filed = (...groups: readonly FiledGroup[]): Parts => ({
  'mta.filed': { days: 14, arrived: 12, inInbox: 4, groups, circles: [] },
});
const junk = (...messages: readonly Partial<JunkMessage>[]): Parts => ({
  'mta.junk': {
    days: 14,
    folder: 'Junk',
    count: messages.length,
    messages: messages.map((more) => ({
      ...message(),
      why: 'spam',
      authentication: 'dmarc=fail',
      client: null,
      remoteAddress: null,
      movedAt: null,
      atOnce: false,
      isAllowed: false,
      ...more,
    })),
  },
});
const answers = (more: Partial<Observations['mta.answers']>): Parts => ({
  'mta.answers': { ...QUIET_FILING['mta.answers'], ...more },
});
const vacation = (more: Partial<VacationSeen> = {}): Parts =>
  wishes({
    vacation: { state: 'on', fromAt: ago(DAY), untilAt: ago(-7 * DAY), everyDays: 7, setAt: ago(2 * DAY), ...more },
  });
const forwarding = (more: Partial<ForwardingSeen> = {}): ForwardingSeen => ({
  ...home,
  targets: [target({ isKnown: true })],
  keepCopy: false,
  ...more,
});
const passedOn = (): Parts =>
  filed(group({ by: 'forwarding', rule: null, name: null, effect: 'forward', folder: null }));
const program = (more: Partial<SentByProgram> = {}): SentByProgram => ({
  endpoint: 'submissions',
  remoteAddress: '203.0.113.80',
  client: 'Thunderbird 140',
  messages: 6,
  kept: 0,
  firstAt: ago(3 * DAY),
  lastAt: ago(90),
  ...more,
});
const copies = (programs: readonly SentByProgram[], more: Partial<MtaSentCopies> = {}): Parts => ({
  'mta.sent-copies': { days: 14, folder: 'Sent', handedIn: 9, isComplete: true, refused: 0, programs, ...more },
});
const seen = (parts: Parts, symptom: Symptom = 'receive'): Recording => recording(parts, symptom);
const silent = (reason: string, more: Partial<FiledMessage> = {}, count = 1) => {
  const newest = stranger(more);
  return { reason, count, lastAt: newest.at, newest, asked: newest.isAsked ? newest : null };
};
const discards = (more: Partial<RuleSeen> = {}): Parts => wishes({ rules: [rule([effect('discard')], more)] });
const dropped = (more: Partial<FiledGroup> = {}): FiledGroup => group({ effect: 'discard', folder: null, ...more });

export const BROKEN_FILING: Record<FilingCause, Recording> = {
  'acc-filter-moves-deletes': seen({ ...discards(), ...filed(dropped()) }),
  'acc-filter-by-attacker': seen(
    wishes({
      rules: [
        rule([effect('forward', { target: target(), keep: false }), effect('discard')], {
          name: '.',
          madeFrom: place(),
          signInsBefore: [place()],
        }),
      ],
    }),
  ),
  'acc-sender-blocked-by-self': seen({
    ...wishes({ blocked: ['eva@far.example'] }),
    ...filed(group({ by: 'blocked-sender', rule: null, name: null, folder: 'Junk', use: 'Junk' })),
  }),
  'acc-spam-folder': seen(junk({})),
  'acc-autoreply-missing-or-storm': seen(
    {
      ...vacation(),
      ...answers({
        answered: 9,
        floods: [{ pattern: 'sak+*@desk.example', handle: 'vacation', count: 9, firstAt: ago(50), lastAt: ago(10) }],
      }),
    },
    'unknown',
  ),
  'cli-sent-not-saved': seen(copies([program()]), 'some'),
};

const many = (count: number): readonly RuleSeen[] =>
  Array.from({ length: count }, (_, at) => rule([toFolder(`Kunder/${at}`)], { id: `r${at}`, name: `Kunde ${at}` }));

export const HEALTHY_FILING: Record<string, Recording> = {
  'twenty rules that file mail of people into folders of their own': seen({
    ...wishes({ rules: many(20) }),
    ...filed(...many(20).map(({ id, name }) => group({ rule: id, name, folder: name }))),
  }),
  'newsletters are thrown away by a rule': seen({ ...discards(), ...filed(dropped({ messages: [stranger()] })) }),
  'a rule threw mail away and is off now': seen({ ...discards({ enabled: false }), ...filed(dropped()) }),
  'forwarding with a copy to an address of his own': seen(
    wishes({ forwarding: forwarding({ keepCopy: true, targets: [target()] }) }),
  ),
  'forwarding without a copy, and nobody misses mail': seen(
    { ...wishes({ forwarding: forwarding() }), ...passedOn() },
    'unknown',
  ),
  'a rule named by a point that only files': seen({
    ...wishes({ rules: [rule([toFolder('Regninger')], { name: '.' })] }),
    ...filed(group({ name: '.' })),
  }),
  'made on a journey, and ordinary': seen(wishes({ rules: [rule([toFolder('Reise')], { madeFrom: place() })] })),
  'forwarding to an unknown address, made at home': seen(
    wishes({ forwarding: forwarding({ targets: [target()] }) }),
    'unknown',
  ),
  'bounces are thrown away': seen(
    discards({ conditions: [{ field: 'from', match: 'starts', value: 'mailer-daemon@' }] }),
    'unknown',
  ),
  'the blocked sender is nobody he writes to': seen({
    ...wishes({ blocked: ['news@shop.example'] }),
    ...filed(
      group({ by: 'blocked-sender', rule: null, name: null, folder: 'Junk', use: 'Junk', messages: [stranger()] }),
    ),
  }),
  'real junk in Junk': seen(junk({ isCorrespondent: false, sender: 'win@prize.example' })),
  'vacation is on and answers': seen({ ...vacation(), ...answers({ answered: 4, lastAnsweredAt: ago(20) }) }, 'some'),
  'a mailing list is not answered': seen({ ...vacation(), ...answers({ unanswered: [silent('list', {}, 30)] }) }),
  'the holiday is over': seen(vacation({ state: 'over', untilAt: ago(DAY), setAt: ago(20 * DAY) }), 'some'),
  'the holiday begins next month': seen(
    vacation({ state: 'not-yet', fromAt: ago(-30 * DAY), untilAt: ago(-40 * DAY) }),
    'some',
  ),
  'a sender for himself alone is put into a folder': seen({
    ...wishes({ rules: [rule([toFolder('Eva')], { conditions: [fromEva] })] }),
    ...filed(group({ folder: 'Eva' })),
  }),
  'he misses what he sent, and each program keeps some of it': seen(
    copies([program({ kept: 2 }), program({ client: null, remoteAddress: '203.0.113.81', kept: 6 })]),
    'some',
  ),
  'one letter alone without a copy': seen(copies([program({ messages: 1 })]), 'unknown'),
  'copies had no room, and there is room again': seen(copies([program()], { refused: 3 }), 'some'),
};
