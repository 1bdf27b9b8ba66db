/** Causes in what was filled in: POP3 and IMAP mixed up, a way of signing in we lack, Apple's self-made changes. */
import { type Cause, type Hit, RULED_OUT, UNKNOWN, found } from '../../cause.ts';
import { directionOf, failingDevices } from '../../devices.ts';
import type { Facts } from '../../facts.ts';
import type { Certainty } from '../../finding.ts';
import { fix } from '../../fixes.ts';
import { protocolOf } from '#src/model/endpoint.ts';
import type { Attempt, Mismatch } from '../../observations.ts';
import type { MechanismTried } from '../../observed-devices.ts';
import { current, tell } from '../client/connection.ts';
import { DAY_MS, evidenceOf, mailboxOf, rightSettings } from './shared.ts';

const shared = { family: 'cli', since: '0.4.0' } as const;
const POP_WORDS = /^(USER|CAPA|APOP|STLS)\b/i;
const IMAP_WORDS = /^\S+ (LOGIN|CAPABILITY|AUTHENTICATE|ID|STARTTLS)\b/i;

/** Which protocol was spoken at the other one's port; null when neither. */
function spokenAt(one: Mismatch): 'imap' | 'pop3' | null {
  const words = one.firstWords ?? '';
  const port = protocolOf(one.endpoint);
  if (port === 'pop3' && IMAP_WORDS.test(words)) return 'imap';
  return port === 'imap' && POP_WORDS.test(words) ? 'pop3' : null;
}

/** The server's own name says which protocol it is for, or the place has only ever used the port's protocol. */
function isServerOfTheOther(one: Mismatch, attempts: readonly Attempt[]): boolean {
  const spoken = spokenAt(one);
  if (spoken === null) return false;
  const name = one.sni ?? '';
  if (spoken === 'imap' ? /^pop\d?s?\./i.test(name) : /^imaps?\d?\./i.test(name)) return true;
  const here = attempts.filter(
    (attempt) =>
      attempt.outcome === 'ok' &&
      attempt.remoteAddress === one.remoteAddress &&
      directionOf(attempt.endpoint) === 'incoming' &&
      attempt.firstAt < one.firstAt,
  );
  return here.length > 0 && here.every((attempt) => protocolOf(attempt.endpoint) === protocolOf(one.endpoint));
}

export const protocolMixed: Cause = {
  ...shared,
  id: 'cli-protocol-mixed',
  symptoms: ['receive', 'both'],
  height: 22,
  needs: ['state.address', 'state.domain', 'auth.sign-ins', 'connection.mismatches'],
  explains: ['cli-wrong-incoming-port'],
  proof:
    'an account of one kind with the server of the other: IMAP words at the POP3 server, or the reverse, by its name or by what the place used before',
  judge(facts) {
    const attempts = facts.get('auth.sign-ins')?.observed.attempts ?? [];
    const list = current(facts, (one) => one.outcome === 'wrong-protocol' && isServerOfTheOther(one, attempts));
    const told = tell(list, facts, 'incoming');
    if (told.kind !== 'found' || list === null) return told;
    const spoken = spokenAt(list[0]) === 'imap' ? 'IMAP' : 'POP3';
    return found(
      ...told.hits.map((hit) => ({
        ...hit,
        args: { ...hit.args, spoken, server: spoken === 'IMAP' ? 'POP3' : 'IMAP', sni: list[0].sni ?? '' },
        fix: [fix('new-account-of-kind', { spoken }), ...hit.fix],
      })),
    );
  },
};

function mechanismCertainty(one: MechanismTried, facts: Facts): Certainty | null {
  const asked = facts.get('auth.mechanisms')?.at ?? 0;
  if (one.attributed === 'mailbox' || one.attributed === 'address-used') return 'proven';
  if (one.attributed === 'address-shared') return 'likely';
  // Only the name tells whose it is, and anyone can write a name.
  return one.login !== '' && asked - Date.parse(one.lastAt) <= DAY_MS ? 'likely' : null;
}

export const authMethod: Cause = {
  ...shared,
  id: 'cli-auth-method',
  symptoms: ['receive', 'send', 'both'],
  height: 22,
  needs: ['state.address', 'auth.sign-ins', 'auth.mechanisms'],
  explains: [],
  proof: 'the program asks for a way of signing in that this host does not have, and gives up',
  judge(facts) {
    const tried = facts.get('auth.mechanisms')?.observed.attempts;
    const attempts = facts.get('auth.sign-ins')?.observed.attempts;
    const address = mailboxOf(facts);
    if (tried === undefined || attempts === undefined || address === undefined) return UNKNOWN;
    if (address === null) return RULED_OUT;
    const isHistory = (one: MechanismTried): boolean =>
      attempts.some(
        (ok) =>
          ok.outcome === 'ok' &&
          ok.lastAt >= one.lastAt &&
          ok.remoteAddress === one.remoteAddress &&
          directionOf(ok.endpoint) === directionOf(one.endpoint),
      );
    const hits = tried.flatMap((one): Hit[] => {
      const certainty = mechanismCertainty(one, facts);
      if (certainty === null || isHistory(one)) return [];
      const device = one.client ?? one.remoteAddress ?? '';
      const { mechanism, endpoint, count, firstAt: since, lastAt } = one;
      return [
        {
          certainty,
          about: { address, domain: facts.subject.domain, ...(device === '' ? {} : { device }) },
          args: { address, device, mechanism, endpoint, count, since, lastAt },
          evidence: evidenceOf(facts, ['auth.mechanisms', { attempts: [one] }]),
          fix: [fix('choose-normal-password', { mechanism, device })],
        },
      ];
    });
    return found(...hits.slice(0, 2));
  },
};

const APPLE = /mac os x mail|apple mail|iphone|ipad|ios mail|com\.apple/i;

/** The same Apple program at the same place worked before with other settings. */
function workedBefore(one: Attempt, attempts: readonly Attempt[]): Attempt | undefined {
  return attempts.find(
    (ok) =>
      ok.outcome === 'ok' &&
      ok.client !== null &&
      ok.client === one.client &&
      ok.remoteAddress === one.remoteAddress &&
      ok.firstAt < one.firstAt,
  );
}

export const appleAutoManage: Cause = {
  ...shared,
  id: 'cli-apple-automanage',
  symptoms: ['receive', 'send', 'both', 'some'],
  height: 25,
  needs: ['state.address', 'state.domain', 'auth.sign-ins', 'auth.other-names'],
  explains: [
    'acc-username-without-domain',
    'cli-wrong-incoming-port',
    'cli-plaintext-refused',
    'cli-wrong-outgoing-port',
  ],
  proof:
    'Apple’s mail program worked here, and now comes with half the user name or on an unencrypted port, though nobody changed that by hand',
  judge(facts) {
    const signIns = facts.get('auth.sign-ins');
    const names = facts.get('auth.other-names');
    const address = mailboxOf(facts);
    if (signIns === undefined || names === undefined || address === undefined) return UNKNOWN;
    if (address === null) return RULED_OUT;
    const { attempts } = signIns.observed;
    const halves = names.observed.attempts.filter(
      (one) => one.attributed === 'address-used' && !one.login.includes('@') && address.startsWith(`${one.login}@`),
    );
    const plain = failingDevices(attempts, ['not-encrypted'], signIns.at).map((device) => device.attempts[0]);
    const hits = [...halves, ...plain].flatMap((one): Hit[] => {
      const before = APPLE.test(one.client ?? '') ? workedBefore(one, attempts) : undefined;
      const isOver = attempts.some(
        (ok) => ok.outcome === 'ok' && ok.remoteAddress === one.remoteAddress && ok.lastAt > one.lastAt,
      );
      if (before === undefined || isOver) return [];
      const device = one.client ?? '';
      const changed = one.login.includes('@') || one.login === '' ? 'port' : 'name';
      return [
        {
          certainty: 'likely',
          about: { address, domain: facts.subject.domain, device },
          args: {
            address,
            device,
            login: one.login,
            changed,
            endpoint: one.endpoint,
            workedAt: before.lastAt,
            count: one.count,
            lastAt: one.lastAt,
          },
          evidence: evidenceOf(
            facts,
            ['auth.sign-ins', { attempts: [before, ...(halves.includes(one) ? [] : [one])] }],
            ...(halves.includes(one) ? ([['auth.other-names', { attempts: [one] }]] as const) : []),
          ),
          fix: [fix('stop-auto-manage', { device }), rightSettings(facts, directionOf(one.endpoint))],
        },
      ];
    });
    return found(...hits.slice(0, 1));
  },
};

export const SETTING_CAUSES: readonly Cause[] = [protocolMixed, authMethod, appleAutoManage];
