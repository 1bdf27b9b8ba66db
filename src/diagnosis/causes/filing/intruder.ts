/**
 * A rule or forwarding that an intruder left behind: it outlives the new password. Judged by signs; one alone is what honest
 * people have, too.
 */
import { type Cause, type Hit, RULED_OUT, UNKNOWN, found } from '../../cause.ts';
import { fix } from '../../fixes.ts';
import type { ForwardingSeen, Making, RuleSeen, SeenPlace, StateWishes, TargetSeen } from '../../observed-filing.ts';
import { evidenceOf, mailboxOf, since } from './shared.ts';

export type Sign = 'new-country' | 'new-network' | 'forwards-out' | 'hidden-name' | 'hides-words' | 'odd-folder';

/** A country or an anonymous network where this mailbox had never been before. */
function newPlace({ madeFrom, signInsBefore }: Making): Odd | null {
  const places = [...(madeFrom === null ? [] : [madeFrom]), ...signInsBefore];
  const abroad = places.find(
    ({ country, networkKind, before }) => isTellable(networkKind) && isNew(country, before.countries),
  );
  if (abroad !== undefined) return { sign: 'new-country', place: abroad };
  const hidden = places.find(
    ({ network, networkKind, before }) =>
      (networkKind === 'vpn' || networkKind === 'hosting') &&
      before.signIns > 0 &&
      network !== null &&
      !before.networks.includes(network),
  );
  return hidden === undefined ? null : { sign: 'new-network', place: hidden };
}
interface Odd {
  readonly sign: 'new-country' | 'new-network';
  readonly place: SeenPlace;
}
/** Without a before nothing is new. */
const isNew = (country: string | null, before: readonly string[]): boolean =>
  country !== null && before.length > 0 && !before.includes(country);
/** The servers of a vendor or a VPN stand anywhere. */
const isTellable = (kind: SeenPlace['networkKind']): boolean => kind === null;

const isStranger = ({ isOurs, isKnown }: TargetSeen): boolean => !isOurs && !isKnown;
/** Points, dashes, blanks: a name that says nothing, or hides between others. */
const isHiddenName = (name: string): boolean => !/[\p{L}\p{N}]/u.test(name);

/** What warns the owner, or what a thief waits for, in Norwegian, Swedish and English. */
const WORDS =
  /pass(?:word|ord)|lösenord|sikkerhet|säkerhet|security|innlogg|inlogg|pålogg|log[- ]?in|sign[- ]?in|verif|hack|phish|nettfisk|nätfisk|svindel|bedräg|fraud|scam|mistenkelig|misstänk|suspicious|\bbank|iban|konto(?:nummer)?\b|faktura|invoice|payment|betaling|betalning|wire|mailer-daemon|postmaster|undeliver|delivery (?:status|fail)|returned mail/iu;
const ODD =
  /^(?:rss(?:[ -].*)?|notes|notater|anteckningar|conversation history|samtale(?:logg|historikk)|konversationshistorik|sync issues.*|synkroniseringsproblem(?:er)?)$/iu;
const ARCHIVE = /^(?:archive|arkiv)$/iu;

const leaf = (folder: string): string => folder.slice(folder.lastIndexOf('/') + 1);
const folders = (rule: RuleSeen): readonly string[] =>
  rule.effects.flatMap(({ kind, folder }) => (kind === 'folder' && folder !== null ? [leaf(folder)] : []));
const isMarkedSeen = (rule: RuleSeen): boolean => rule.effects.some(({ mark }) => mark === 'seen');
const isThrownAway = (rule: RuleSeen): boolean =>
  rule.effects.some(({ kind }) => kind === 'discard') ||
  folders(rule).some((name) =>
    /^(?:trash|junk|papirkurv(?:en)?|papperskorgen|deleted items|søppelpost|skräppost|spam)$/i.test(name),
  );
const isOddFolder = (rule: RuleSeen): boolean =>
  folders(rule).some((name) => ODD.test(name) || (ARCHIVE.test(name) && isMarkedSeen(rule)));
const isOut = (rule: RuleSeen): boolean => rule.effects.some(({ kind }) => kind === 'discard' || kind === 'folder');

function hidesWords(rule: RuleSeen): boolean {
  const isWarning = rule.conditions.some(({ value, match }) => match !== 'not-contains' && WORDS.test(value));
  return isWarning && (isThrownAway(rule) || (isOddFolder(rule) && isMarkedSeen(rule)));
}

interface Judged {
  readonly signs: readonly Sign[];
  readonly place: SeenPlace | null;
}

/** Signs of one rule; each is another oddity, none counts twice. */
export function signsOfRule(rule: RuleSeen): Judged {
  const place = newPlace(rule);
  const goesOut = rule.effects.some(
    ({ target, keep }) => target !== null && isStranger(target) && (keep === false || isOut(rule)),
  );
  const signs: readonly (Sign | null)[] = [
    place?.sign ?? null,
    goesOut ? 'forwards-out' : null,
    isHiddenName(rule.name) ? 'hidden-name' : null,
    hidesWords(rule) ? 'hides-words' : null,
    isOddFolder(rule) ? 'odd-folder' : null,
  ];
  return { signs: signs.filter((one) => one !== null), place: place?.place ?? null };
}

/** Of the forwarding of all mail. */
function signsOfForwarding(forwarding: ForwardingSeen): Judged {
  const place = newPlace(forwarding);
  const goesOut = !forwarding.keepCopy && forwarding.targets.some(isStranger);
  const signs: readonly (Sign | null)[] = [place?.sign ?? null, goesOut ? 'forwards-out' : null];
  return { signs: signs.filter((one) => one !== null), place: place?.place ?? null };
}

const LEAST = 2;
const CERTAIN = 3;

interface Suspect extends Judged {
  readonly rule: RuleSeen | null;
  readonly forwarding: ForwardingSeen | null;
}
function suspectsOf({ rules, forwarding }: StateWishes): readonly Suspect[] {
  const all: readonly Suspect[] = [
    ...rules.filter(({ enabled }) => enabled).map((rule) => ({ ...signsOfRule(rule), rule, forwarding: null })),
    ...(forwarding === null ? [] : [{ ...signsOfForwarding(forwarding), rule: null, forwarding }]),
  ];
  return all.filter(({ signs }) => signs.length >= LEAST);
}

const targetsOf = ({ rule, forwarding }: Suspect): readonly string[] =>
  [...(rule?.effects ?? []).map(({ target }) => target), ...(forwarding?.targets ?? [])].flatMap((target) =>
    target === null ? [] : [target.address],
  );

export const byAttacker: Cause = {
  id: 'acc-filter-by-attacker',
  family: 'acc',
  since,
  symptoms: ['receive', 'some', 'both'],
  height: 42,
  needs: ['state.address', 'state.wishes'],
  explains: [
    'acc-filter-moves-deletes',
    'acc-forward-no-copy',
    'acc-sender-blocked-by-self',
    'acc-forward-target-rejects',
    'acc-spam-folder',
  ],
  proof:
    'a rule or forwarding with at least two odd signs: made from a country or anonymous network new for this mailbox (or within a day after such a sign-in), to an unknown address elsewhere without a copy here, a name of points or blanks, warnings or bills thrown away, a folder where nobody looks',
  judge(facts) {
    const wishes = facts.get('state.wishes')?.observed;
    const address = mailboxOf(facts);
    if (wishes === undefined || address === undefined) return UNKNOWN;
    const suspects = address === null ? [] : suspectsOf(wishes);
    const [worst] = suspects.toSorted((a, b) => b.signs.length - a.signs.length);
    if (worst === undefined || address === null) return RULED_OUT;
    const made = worst.rule ?? worst.forwarding;
    const hit: Hit = {
      certainty: worst.signs.length >= CERTAIN && worst.place !== null ? 'proven' : 'likely',
      about: { address, domain: facts.subject.domain },
      args: {
        address,
        rule: worst.rule?.name ?? '',
        isForwarding: worst.forwarding === null ? '' : 'yes',
        targets: targetsOf(worst),
        folder: worst.rule?.effects.find(({ folder }) => folder !== null)?.folder ?? '',
        signs: worst.signs.join(' '),
        madeAt: made?.madeAt ?? '',
        country: worst.place?.country ?? '',
        network: worst.place?.network ?? '',
        remoteAddress: worst.place?.remoteAddress ?? made?.madeFrom?.remoteAddress ?? '',
        signInAt: worst.place?.at ?? '',
        others: suspects.length - 1,
      },
      evidence: evidenceOf(facts, [
        'state.wishes',
        {
          rules: suspects.flatMap(({ rule }) => rule ?? []),
          forwarding: suspects.find(({ forwarding }) => forwarding !== null)?.forwarding ?? null,
        },
      ]),
      fix: [
        fix('take-rules-away', {
          address,
          rules: suspects.flatMap(({ rule }) => (rule === null ? [] : [rule.id])),
          ruleCount: suspects.filter(({ rule }) => rule !== null).length,
          names: suspects.flatMap(({ rule }) => (rule === null ? [] : [rule.name])),
          forwarding: suspects.some(({ forwarding }) => forwarding !== null) ? 'yes' : '',
        }),
        fix('throw-out-intruder', { address }),
      ],
    };
    return found(hit);
  },
};
