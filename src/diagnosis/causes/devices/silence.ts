/**
 * Wrong server names that show by silence: the customer's program never comes, while other signs say that it is at work
 * somewhere. Used by certificate.ts. Pure.
 */
import type { Hit } from '../../cause.ts';
import { directionOf, type Direction } from '../../devices.ts';
import type { Facts } from '../../facts.ts';
import { saidInText } from '../pasted/said.ts';
import { DAY_MS, evidenceOf, HOUR_MS, mailboxOf, rightSettings } from './shared.ts';

/** Was this direction tried at all, in a way that is probably this mailbox's? */
const isTried = (facts: Facts, direction: Direction): boolean => {
  const knocks = (facts.get('connection.mismatches')?.observed.mismatches ?? []).filter(
    (one) => one.attributed !== 'recent-elsewhere',
  );
  const attempts = facts.get('auth.sign-ins')?.observed.attempts ?? [];
  const others = facts.get('auth.mechanisms')?.observed.attempts ?? [];
  const failed = [...attempts, ...others].filter((one) => one.outcome !== 'ok');
  return [...knocks, ...failed].some((one) => directionOf(one.endpoint) === direction);
};

/** The customer's program is at work, and has never come to us in this direction; only likely. */
export function silence(facts: Facts, direction: Direction): Hit | null {
  const places = facts.get('connection.places');
  const account = facts.get('state.account')?.observed;
  const address = mailboxOf(facts);
  if (places === undefined || account === undefined || typeof address !== 'string' || isTried(facts, direction))
    return null;
  const { observed, at } = places;
  const isFresh = (time: string | null): time is string => time !== null && at - Date.parse(time) <= DAY_MS;
  const base = { address, direction, days: observed.days, sni: '', device: '' };
  const hostname = facts.get('state.domain')?.observed.hostname ?? '';
  const hit = (worksAt: string): Hit => ({
    certainty: 'likely',
    about: { address, domain: facts.subject.domain },
    args: { ...base, hostname, worksAt, arrived: observed.arrived },
    evidence: evidenceOf(facts, ['connection.places', null]),
    fix: [rightSettings(facts, direction)],
  });
  if (direction === 'incoming') {
    const { lastSentAt, arrived, readingAttempts } = observed;
    const isAsked = facts.symptom === 'receive';
    return isAsked && isFresh(lastSentAt) && arrived > 0 && readingAttempts === 0 ? hit(lastSentAt) : null;
  }
  const { lastReadAt, lastSentAt } = observed;
  const isKnocked = observed.places.some((place) => place.outgoing.lastAt !== null);
  const isRefused = (facts.get('mta.messages')?.observed.refusals ?? []).some((one) => one.attributed !== 'name');
  if (facts.symptom !== 'send' || lastSentAt !== null || isKnocked || isRefused) return null;
  return account.protocols.includes('smtp') && isFresh(lastReadAt) ? hit(lastReadAt) : null;
}

/** The program said itself that it finds no such server, and nothing has come to us in this direction in the last hour. */
export function saidOf(facts: Facts, direction: Direction): Hit | null {
  const said = saidInText(facts, `cli-wrong-${direction}-host`);
  const signIns = facts.get('auth.sign-ins');
  const address = mailboxOf(facts);
  if (said?.certainty !== 'likely' || signIns === undefined || typeof address !== 'string') return null;
  const hasCome = signIns.observed.attempts.some(
    (one) => directionOf(one.endpoint) === direction && signIns.at - Date.parse(one.lastAt) <= HOUR_MS,
  );
  if (hasCome) return null;
  return {
    certainty: 'likely',
    about: { address, domain: facts.subject.domain },
    args: { ...said.args, address, direction, sni: '', device: '' },
    evidence: said.evidence,
    fix: [rightSettings(facts, direction)],
  };
}
