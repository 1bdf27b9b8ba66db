/**
 * Asks addresses outside this host whether they want the mail that somebody here passes on to them, and takes their answer: a
 * letter with a link, sent again when the owner wishes and the limits allow, good for two weeks, and good for stopping it ever
 * after. Called by the API, the command line and fixes. What is asked about is changed by mail-rules.ts and aliases.ts.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { texts } from '#src/messages/catalogue.ts';
import {
  answered,
  CONSENT_DAYS,
  type ConsentState,
  DAY_MS,
  type ForwardConsent,
  isOver,
  type NoLetter,
  noLetter,
} from '#src/model/forward-consent.ts';
import { newId } from '#src/net/ids.ts';
import { consentById, consentsOf, letterCounts, putConsent, putNever } from '#src/store/forward-consents.ts';
import type { App } from './app.ts';
import { change } from './change.ts';
import { tellAnswers } from './forward-answers.ts';
import { type Asker, askerOf } from './forward-askers.ts';
import { hostSecret } from './host-secret.ts';
import { done, type Outcome, refused } from './outcome.ts';

type Deps = Pick<App, 'db' | 'clock' | 'sendLetter' | 'linkBase'>;
export type ConsentAnswer = 'yes' | 'no' | 'never';
export interface AskedConsent {
  /** Who passes mail on, and to whom. */
  readonly from: string;
  readonly to: string;
  readonly state: ConsentState;
  readonly askedAt: number | null;
  /** A yes is not taken any more: it must be asked anew. */
  readonly isOver: boolean;
}

/** The same at each letter, made of the host's own secret: nothing that could be stolen is kept. */
async function sealOf({ db }: Pick<Deps, 'db'>, id: string): Promise<string> {
  const mac = createHmac('sha256', await hostSecret(db)).update(`forward-consent ${id}`);
  return mac.digest('base64url').slice(0, 32);
}
/** What a letter's link carries; the same at each letter. */
export const tokenOf = async (deps: Pick<Deps, 'db'>, id: string): Promise<string> => `${id}.${await sealOf(deps, id)}`;

async function consentOfToken(deps: Pick<Deps, 'db'>, token: string): Promise<ForwardConsent | null> {
  const [id, seal, ...more] = token.split('.');
  if (seal === undefined || more.length > 0) return null;
  const right = Buffer.from(await sealOf(deps, id));
  const given = Buffer.from(seal);
  return given.length === right.length && timingSafeEqual(given, right) ? await consentById(deps.db.sql, id) : null;
}

export type AskingDeps = Deps;
/**
 * Asks all that wait and were never asked. After every change of a mailbox's record or an alias (`owner`: its id, its
 * address); what the limits forbid waits for the owner.
 */
export async function askNew(deps: Deps, actor: string, owner: string): Promise<void> {
  const asker = await askerOf(deps.db.sql, owner);
  if (asker === null) return;
  for (const { state, letters, target } of await consentsOf(deps.db.sql, owner))
    if (state === 'waiting' && letters === 0 && asker.wanted.has(target)) await askOne(deps, actor, asker, target);
}

/** Once more, because the owner asks. */
export async function askOnceMore(deps: Deps, actor: string, owner: string, target: string): Promise<Outcome<null>> {
  const asker = await askerOf(deps.db.sql, owner);
  const no = asker === null ? 'missing' : await askOne(deps, actor, asker, target);
  if (no === null) return done(null);
  if (no === 'missing') return refused('notThere');
  return refused(REFUSALS[no], { target });
}
const REFUSALS = {
  decided: 'forwardDecided',
  never: 'forwardNever',
  soon: 'forwardAskedLately',
  often: 'forwardAskedOften',
  'target-full': 'forwardAskedOften',
  'mailbox-full': 'forwardAskedMany',
} as const satisfies Record<NoLetter, string>;

/** Counts and writes down in one step, then sends: two at once send one letter. */
async function askOne(deps: Deps, actor: string, asker: Asker, target: string): Promise<NoLetter | 'missing' | null> {
  const at = deps.clock.now();
  type Asked = ForwardConsent | NoLetter | 'missing';
  const asked = await change({ ...deps, actor }, async (tx, audit): Promise<Outcome<Asked>> => {
    const consent = (await consentsOf(tx, asker.owner)).find((one) => one.target === target);
    if (consent === undefined) return done('missing');
    const no = noLetter(consent, await letterCounts(tx, consent, at - DAY_MS), at);
    if (no !== null) return done(no);
    const untilAt = at + CONSENT_DAYS * DAY_MS;
    await putConsent(tx, { ...consent, letters: consent.letters + 1, sentAt: at, untilAt, answer: null, toldAt: null });
    await audit('mailbox.forward-consent.ask', asker.address, null, { target, letter: consent.letters + 1 });
    return done(consent);
  });
  if (!asked.ok) return 'missing';
  if (typeof asked.value === 'string') return asked.value;
  const { language, address } = asker;
  const words = texts(language).forwardConsent;
  const link = `${deps.linkBase()}/forwarding?token=${await tokenOf(deps, asked.value.id)}&lang=${language}`;
  const text = `${words.text({ from: address, link, days: CONSENT_DAYS })}\n`;
  await deps.sendLetter({ id: newId(at), to: target, language, title: words.title({ from: address }), text, at });
  return null;
}

/** What a link is about; the same answer for one that was never made. */
export async function askedByLink(deps: Pick<Deps, 'db' | 'clock'>, token: string): Promise<Outcome<AskedConsent>> {
  const consent = await consentOfToken(deps, token);
  const asker = consent === null ? null : await askerOf(deps.db.sql, consent.mailbox);
  if (consent === null || asker === null) return refused('linkOver');
  const { state, target, sentAt } = consent;
  const over = isOver(consent, deps.clock.now());
  return done({ from: asker.address, to: target, state, askedAt: sentAt, isOver: over });
}

/**
 * The recipient's answer. Yes while it is asked for; no at any time, also long after a yes: then mail stays in the mailbox
 * again. Never: no, and nobody here may ask this address. The owner is told.
 */
export async function answerByLink(
  deps: Pick<Deps, 'db' | 'clock'> & Pick<App, 'notices'>,
  token: string,
  answer: ConsentAnswer,
): Promise<Outcome<AskedConsent>> {
  const found = await askedByLink(deps, token);
  const asked = found.ok ? await consentOfToken(deps, token) : null;
  if (!found.ok || asked === null) return found;
  const { from } = found.value;
  const now = deps.clock.now();
  const made = await change({ ...deps, actor: 'recipient' }, async (tx, audit) => {
    const consent = await consentById(tx, asked.id);
    if (consent === null || (answer === 'yes' && isOver(consent, now))) return refused('linkOver');
    const given = answered(consent, answer === 'yes', now);
    const { state } = given;
    await putConsent(tx, given);
    if (answer === 'never') await putNever(tx, consent.target, now);
    const after = { target: consent.target, state, never: answer === 'never' };
    await audit('mailbox.forward-consent.answer', from, { state: consent.state }, after);
    return done(state);
  });
  if (!made.ok) return made;
  await tellAnswers(deps);
  return done({ ...found.value, state: made.value, isOver: false });
}
