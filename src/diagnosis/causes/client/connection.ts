/** Causes in how the program connects: wrong port, wrong encryption, too old. Judged from connections that failed. */
import { type Cause, type Hit, type Judgement, UNKNOWN, found } from '../../cause.ts';
import { type Direction, directionOf, failingDevices } from '../../devices.ts';
import { type Fact, type Facts, showing } from '../../facts.ts';
import type { Certainty } from '../../finding.ts';
import { fix } from '../../fixes.ts';
import type { Attempt, Mismatch, ProbeId } from '../../observations.ts';

const shared = { family: 'cli', since: '0.1.0', explains: [] } as const;
const NEEDS: readonly ProbeId[] = ['state.address', 'state.domain', 'auth.sign-ins', 'connection.mismatches'];

const isStranger = (one: Mismatch): boolean => one.attributed === 'recent' || one.attributed === 'recent-elsewhere';

/** True when the same place (or, for a stranger, anyone in this mailbox) got in later: then it is history. */
function isHistory(one: Mismatch, signIns: Fact<'auth.sign-ins'>): boolean {
  return signIns.observed.attempts.some(
    (attempt) =>
      attempt.outcome === 'ok' &&
      attempt.lastAt >= one.lastAt &&
      directionOf(attempt.endpoint) === directionOf(one.endpoint) &&
      (isStranger(one) || attempt.remoteAddress === one.remoteAddress),
  );
}

const works = (facts: Facts, from: (attempt: Attempt) => boolean): boolean =>
  (facts.get('auth.sign-ins')?.observed.attempts ?? []).some((attempt) => attempt.outcome === 'ok' && from(attempt));
/** True while the mailbox shows no sign of life, so that a nameless connection may be its owner's. */
const isUnheard = (facts: Facts): boolean => facts.get('auth.sign-ins')?.observed.attempts.length === 0;

function certaintyOf(one: Mismatch, facts: Facts): Certainty | null {
  switch (one.attributed) {
    case 'mailbox':
    case 'name':
    case 'address-used':
      return 'proven';
    case 'only-one':
    case 'near':
      return 'likely';
    case 'address-shared':
      // An office: it may be a colleague's program, unless this mailbox has not got in from there since.
      return works(facts, (attempt) => attempt.remoteAddress === one.remoteAddress && attempt.lastAt >= one.firstAt)
        ? 'possible'
        : 'likely';
    case 'recent':
      // One lone stranger minutes ago, while nothing at all is known of this mailbox: probably them. Else nobody knows,
      // and scanners knock all day.
      return facts.get('connection.mismatches')?.observed.strangers === 1 && isUnheard(facts) ? 'likely' : null;
    case 'recent-elsewhere':
      return null; // from where other customers are: theirs, as far as anybody knows
  }
}

/** Failed connections of this mailbox that are no history yet, newest first; null = not known. */
export function current(facts: Facts, wants: (one: Mismatch) => boolean): Mismatch[] | null {
  const fact = facts.get('connection.mismatches');
  const signIns = facts.get('auth.sign-ins');
  const state = facts.get('state.address');
  if (fact === undefined || signIns === undefined || state === undefined) return null;
  if (state.observed.kind !== 'mailbox') return [];
  return fact.observed.mismatches
    .filter((one) => wants(one) && !isHistory(one, signIns))
    .sort((a, b) =>
      a.lastAt < b.lastAt ? 1 : a.lastAt > b.lastAt ? -1 : JSON.stringify(a) < JSON.stringify(b) ? -1 : 1,
    );
}

function hitOf(one: Mismatch, certainty: Certainty, facts: Facts, direction: Direction): Hit {
  const { address = '', domain } = facts.subject;
  const settings = facts.get('state.domain')?.observed;
  const device = one.client ?? one.remoteAddress ?? '';
  const right =
    direction === 'outgoing'
      ? fix('set-outgoing', { hostname: settings?.hostname ?? '', port: settings?.ports.submissions ?? 465, address })
      : fix('set-incoming', {
          hostname: settings?.hostname ?? '',
          port: settings?.ports.imaps ?? 993,
          popPort: settings?.ports.pop3s ?? 995,
          address,
        });
  const evidence = facts.get('connection.mismatches')?.evidence;
  return {
    certainty,
    about: { address, domain, ...(device === '' ? {} : { device }) },
    args: {
      address,
      device,
      endpoint: one.endpoint,
      port: one.localPort,
      outcome: one.outcome,
      count: one.count,
      since: one.firstAt,
      lastAt: one.lastAt,
      tls: one.clientMaxTls ?? '',
      words: one.firstWords ?? '',
    },
    evidence: evidence === undefined ? [] : [showing(evidence, { mismatches: [one] })],
    fix: [right],
  };
}

/** The newest of each kind and direction is told; a lone doubtful one gives way to a surer one. */
export function tell(list: readonly Mismatch[] | null, facts: Facts, meant?: Direction): Judgement {
  if (list === null) return UNKNOWN;
  const seen = new Set<string>();
  const hits = list
    .filter((one) => {
      const key = `${one.outcome} ${directionOf(one.endpoint)} ${one.remoteAddress}`;
      return seen.has(key) ? false : seen.add(key);
    })
    .flatMap((one) => {
      const certainty = certaintyOf(one, facts);
      return certainty === null ? [] : [hitOf(one, certainty, facts, meant ?? directionOf(one.endpoint))];
    });
  const sure = hits.filter((hit) => hit.certainty !== 'possible');
  return found(...(sure.length > 0 ? sure : hits).slice(0, 3));
}

export const tlsModeMismatch: Cause = {
  ...shared,
  id: 'cli-tls-mode-mismatch',
  symptoms: ['receive', 'send', 'both'],
  height: 20,
  needs: NEEDS,
  proof: 'plain text arrives on a port where encryption comes first, or the reverse, from an address this mailbox uses',
  judge: (facts) =>
    tell(
      current(facts, ({ outcome }) => outcome === 'plain-on-tls-port' || outcome === 'tls-on-plain-port'),
      facts,
    ),
};

const TOO_OLD = ['SSLv3', 'TLSv1', 'TLSv1.0', 'TLSv1.1'];

export const tlsTooOld: Cause = {
  ...shared,
  id: 'cli-tls-too-old',
  symptoms: ['receive', 'send', 'both'],
  height: 21,
  needs: NEEDS,
  proof: 'the newest encryption the program offers is TLS 1.1 or older',
  judge(facts) {
    const list = current(
      facts,
      (one) => one.outcome === 'tls-failed' && one.clientMaxTls !== null && TOO_OLD.includes(one.clientMaxTls),
    );
    const told = tell(list, facts);
    if (told.kind !== 'found') return told;
    return found(
      ...told.hits.map((hit) => ({ ...hit, fix: [fix('update-device', { device: String(hit.args['device']) })] })),
    );
  },
};

/** Words of the wrong protocol at a reading port, or a password offered there without encryption. */
export const wrongIncomingPort: Cause = {
  ...shared,
  id: 'cli-wrong-incoming-port',
  symptoms: ['receive', 'both'],
  height: 21,
  needs: NEEDS,
  explains: ['cli-plaintext-refused'],
  proof: 'IMAP words on a POP3 port or the reverse, or a sign-in on port 143 or 110 without encryption',
  judge(facts) {
    const spoken = current(
      facts,
      ({ outcome, endpoint, firstWords }) =>
        outcome === 'wrong-protocol' &&
        // A program that sends does not become one that fetches by knocking at the wrong port.
        !/^(EHLO|HELO|LHLO)\b/i.test(firstWords ?? '') &&
        (directionOf(endpoint) === 'incoming' ||
          /^(USER|CAPA|APOP|STLS|\S+ (LOGIN|CAPABILITY|AUTHENTICATE|ID))\b/i.test(firstWords ?? '')),
    );
    const told = tell(spoken, facts, 'incoming');
    if (told.kind === 'unknown') return told;
    const plain = plainSignIns(facts).filter((hit) => hit.args['direction'] === 'incoming');
    return found(...(told.kind === 'found' ? told.hits : []), ...plain);
  },
};

export const plaintextRefused: Cause = {
  ...shared,
  id: 'cli-plaintext-refused',
  symptoms: ['receive', 'send', 'both'],
  height: 18,
  needs: NEEDS,
  proof: 'the program wanted to sign in on a connection without encryption; the password was not read',
  judge: (facts) => (facts.get('auth.sign-ins') === undefined ? UNKNOWN : found(...plainSignIns(facts))),
};

function plainSignIns(facts: Facts): Hit[] {
  const signIns = facts.get('auth.sign-ins');
  const state = facts.get('state.address');
  const settings = facts.get('state.domain')?.observed;
  if (signIns === undefined || state?.observed.kind !== 'mailbox') return [];
  const { address } = state.observed;
  const hostname = settings?.hostname ?? '';
  return failingDevices(signIns.observed.attempts, ['not-encrypted'], signIns.at).map((device) => ({
    certainty: 'proven',
    about: { address, domain: facts.subject.domain, device: device.name },
    args: {
      address,
      device: device.name,
      direction: device.direction,
      endpoint: device.endpoint,
      outcome: 'not-encrypted',
      count: device.failures,
      since: device.since,
      lastAt: device.lastAt,
    },
    evidence: [showing(signIns.evidence, { attempts: device.attempts })],
    fix:
      device.direction === 'outgoing'
        ? [fix('set-outgoing', { hostname, port: settings?.ports.submissions ?? 465, address })]
        : [
            fix('set-incoming', {
              hostname,
              port: settings?.ports.imaps ?? 993,
              popPort: settings?.ports.pop3s ?? 995,
              address,
            }),
          ],
  }));
}

export const CONNECTION_CAUSES: readonly Cause[] = [tlsModeMismatch, tlsTooOld, wrongIncomingPort, plaintextRefused];
