/**
 * Auth (engine/ports.ts): proves who signs in, and records every attempt with its true cause. Called by all doors.
 * The peer hears the same words after the same time whether the name or the secret was wrong. Never logs a secret.
 *
 * Cost under attack: two hashes at once, a bounded queue (also per source), the same wrong secret is answered from
 * memory, and extra work to name a cause is only done when nobody waits.
 */
import type { Auth, Journal, Mailbox, Policy, SignInAttempt, SignInResult } from '#src/engine/ports.ts';
import type { CauseId } from '#src/model/cause-id.ts';
import type { ConnectionFacts, SignInEvent } from '#src/model/journal.ts';
import type { Language } from '#src/model/language.ts';
import { printableLogin, readLoginName } from '#src/model/login-name.ts';
import { passwordObjection } from '#src/model/sign-in-rule.ts';
import { type AppPassword, signInProtocolOf, type StoredMailbox } from '#src/model/mailbox.ts';
import type { Refusal } from '#src/model/refusal.ts';
import { MAX_PASSWORD_BYTES, otherReadings } from '#src/model/password.ts';
import type { Clock } from '#src/net/clock.ts';
import { appPasswordsOf, touchAppPassword } from '#src/store/app-passwords.ts';
import type { Database } from '#src/store/database.ts';
import { type CountryRule, signInAnswer } from './abroad/country-rule.ts';
import type { SignInProtection } from './abroad/protection-port.ts';
import { isAppSecret } from './app-secret.ts';
import { sessionMailbox } from './directory.ts';
import type { PasswordHasher } from './password-hasher.ts';
import { createSecretMemory } from './secret-memory.ts';
import { isCentrePassword } from './centre-passwords.ts';
import { findAccount, type NamedAccount } from './sign-in-names.ts';
import type { Tickets } from './webmail/tickets.ts';
import { objectedPassword, unavailableSignIn, wrongSignIn } from './sign-in-refusals.ts';

export interface AuthDeps {
  readonly db: Database;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly hasher: PasswordHasher;
  /** 32 bytes kept across restarts: keys of the fingerprints of wrong secrets are made from it. */
  readonly secretKey: Buffer;
  /** Journeys, warnings, vendors; without it only the mailbox's own list counts. */
  readonly countries?: CountryRule;
  /** Without it nobody counts guesses. */
  readonly protection?: SignInProtection;
  /** The gate: Blocks that are about signing in. Asked once the secret was right. */
  readonly policy?: Policy;
  /** Where no domain of ours is named. */
  readonly language?: Language;
  /** Our own webmail's way in; without it there is none. */
  readonly tickets?: Pick<Tickets, 'redeem'>;
  /** Told of errors of work that goes on after the answer. */
  readonly onTrouble?: (error: unknown) => void;
}

/** Attempts of one remote address that may be in progress at once: an office behind one address, not a flood. */
const MOST_PER_SOURCE = 64;
/** Attempts in progress in all; beyond it the answer is "try again shortly" without a look at the database. */
const MOST_IN_PROGRESS = 1000;
/** Writing "last used" more often tells nobody more. */
const TOUCH_MS = 60_000;

type Recorded = Omit<SignInEvent, 'kind' | 'at' | 'connection' | 'login' | 'mechanism'>;

export interface AuthService extends Auth {
  /** Resolves when every attempt answered so far is in the journal (stop, tests). */
  settled(): Promise<void>;
}

export function createAuth(deps: AuthDeps): AuthService {
  const { db, clock, hasher, journal } = deps;
  const fallback = deps.language ?? 'nb';
  const memory = createSecretMemory(deps);
  const perSource = new Map<string, number>();
  const background = new Set<Promise<unknown>>();
  let inProgress = 0;

  const inBackground = (work: Promise<void> = Promise.resolve()): void => {
    const quiet = work.catch((error: unknown) => deps.onTrouble?.(error));
    background.add(quiet);
    void quiet.finally(() => background.delete(quiet));
  };

  const record = (attempt: Pick<SignInAttempt, 'login' | 'mechanism' | 'connection'>, facts: Recorded): void => {
    const { connection, mechanism } = attempt;
    const login = printableLogin(attempt.login);
    journal.record({
      kind: 'sign-in',
      at: clock.now(),
      connection,
      login,
      mechanism: mechanism.slice(0, 40),
      ...facts,
    });
  };

  const unavailable = (
    attempt: SignInAttempt,
    language: Language,
    detail: string,
    about?: StoredMailbox,
  ): SignInResult => {
    const refusal = unavailableSignIn(language, detail);
    record(attempt, { outcome: 'unavailable', cause: refusal.cause, ...subjectOf(about) });
    return { ok: false, outcome: 'unavailable', refusal };
  };

  /** Tells the protection of a wrong name or secret, by a mark that is equal for equal secrets. */
  const counted = (attempt: SignInAttempt, name: string, subject: string): void =>
    deps.protection?.failed({
      connection: attempt.connection,
      name,
      mark: memory.fingerprint(subject, attempt.secret),
    });

  /** Records a wrong attempt as soon as its cause is known; the peer has its answer already. */
  const recordWrong = (attempt: SignInAttempt, mailbox: StoredMailbox, cause: Promise<CauseId>): void => {
    const work = cause.then((known) => {
      // A secret that is almost right gets no fingerprint, however keyed.
      const almost = known === 'acc-password-edge-space' || known === 'acc-password-nonascii';
      const mark = almost ? {} : { secretFingerprint: memory.fingerprint(mailbox.id, attempt.secret) };
      record(attempt, { outcome: 'wrong-password', cause: known, ...subjectOf(mailbox), ...mark });
    });
    inBackground(work);
  };

  /** A network that guesses is refused in words, before any hash. */
  async function stoppedBefore(attempt: SignInAttempt, account: NamedAccount): Promise<SignInResult | null> {
    const { connection } = attempt;
    const name = nameOf(attempt, account);
    const refusal = (await deps.protection?.before({ connection, name, language: account.language })) ?? null;
    if (refusal === null) return null;
    const about = account.kind === 'mailbox' ? subjectOf(account.mailbox) : {};
    record(attempt, { outcome: 'refused', cause: refusal.cause, ...about });
    return { ok: false, outcome: 'refused', refusal };
  }

  async function nobody(attempt: SignInAttempt, account: NamedAccount & { kind: 'none' }): Promise<SignInResult> {
    const subject = `nobody ${account.address ?? attempt.login}`;
    if (memory.recall(subject, attempt.secret) === null) {
      // As long as for a name that exists, and remembered as long.
      if ((await hasher.verify(null, attempt.secret)) === 'busy') {
        return unavailable(attempt, account.language, 'sign-in queue full');
      }
      memory.remember(subject, attempt.secret, { kind: 'wrong', cause: Promise.resolve(account.cause) });
    }
    const { cause, address, meant, language } = account;
    counted(attempt, nameOf(attempt, account), subject);
    record(attempt, {
      outcome: 'unknown-user',
      cause,
      ...(address === undefined ? {} : { address }),
      ...(meant === undefined ? {} : { mailbox: meant.id }),
    });
    return { ok: false, outcome: 'unknown-user', refusal: wrongSignIn(language, cause) };
  }

  async function known(attempt: SignInAttempt, account: NamedAccount & { kind: 'mailbox' }): Promise<SignInResult> {
    const { mailbox, language } = account;
    const { secret } = attempt;
    for (const appPassword of await appPasswordsOf(db.sql, mailbox.id)) {
      if (isAppSecret(appPassword.passwordHash, secret))
        return await rightAppPassword(attempt, mailbox, language, appPassword);
    }
    const subject = `${mailbox.id} ${mailbox.passwordHash ?? ''}`;
    const remembered = memory.recall(subject, secret);
    if (remembered?.kind === 'right') return await right(attempt, mailbox);
    if (remembered === null) {
      const verdict = await hasher.verify(mailbox.passwordHash, secret);
      if (verdict === 'busy') return unavailable(attempt, language, 'sign-in queue full', mailbox);
      if (verdict === 'right') {
        memory.remember(subject, secret, { kind: 'right' });
        return await right(attempt, mailbox);
      }
    }
    const cause = remembered?.cause ?? wrongCause(mailbox, secret);
    counted(attempt, mailbox.address, mailbox.id);
    if (remembered === null) memory.remember(subject, secret, { kind: 'wrong', cause });
    recordWrong(attempt, mailbox, cause);
    return { ok: false, outcome: 'wrong-password', refusal: wrongSignIn(language, 'acc-wrong-password') };
  }

  /** Why is it wrong? Costs up to four more hashes, so only while nobody waits for one; never rejects. */
  async function wrongCause(mailbox: StoredMailbox, secret: string): Promise<CauseId> {
    try {
      if (mailbox.passwordHash === null) return 'acc-wrong-password-kind'; // none was ever set here
      for (const reading of otherReadings(secret)) {
        if (!hasher.isIdle()) return 'acc-wrong-password';
        if ((await hasher.verify(mailbox.passwordHash, reading.secret)) === 'right') return reading.cause;
      }
      const { previousPasswordHash: previous, previousPasswordUntil: until } = mailbox;
      const isKept = previous !== null && until !== null && until >= clock.now();
      if (isKept && hasher.isIdle() && (await hasher.verify(previous, secret)) === 'right') return 'cli-stale-password';
      return (await isCentrePassword(deps, mailbox, secret)) ? 'acc-wrong-password-kind' : 'acc-wrong-password';
    } catch {
      return 'acc-wrong-password';
    }
  }

  /**
   * Our webmail, for a reader whom the centre has let in: no password is guessed here and no country is new, so rules about
   * programs do not count, and no program is written down as having signed in. Blocks on signing in do count.
   */
  async function ourWebmail({ connection }: SignInAttempt, stored: StoredMailbox): Promise<SignInResult> {
    const mailbox = await sessionMailbox(db, stored);
    const refusal = await stopped(mailbox, connection);
    return refusal === null ? { ok: true, mailbox } : { ok: false, outcome: 'refused', refusal };
  }

  async function rightAppPassword(
    attempt: SignInAttempt,
    mailbox: StoredMailbox,
    language: Language,
    found: AppPassword,
  ): Promise<SignInResult> {
    const protocol = signInProtocolOf(attempt.connection.endpoint);
    // On our own pages (`protocol` null) rules are changed: that takes the mailbox's own password.
    if (protocol === null || !found.scopes.includes(protocol)) {
      const cause = 'acc-wrong-password-kind';
      record(attempt, { outcome: 'wrong-kind', cause, ...subjectOf(mailbox), appPassword: found.name });
      return { ok: false, outcome: 'wrong-kind', refusal: wrongSignIn(language, cause) };
    }
    const now = clock.now();
    if (now - (found.lastUsedAt ?? 0) > TOUCH_MS) await touchAppPassword(db.sql, found.id, now);
    return await right(attempt, mailbox, found.name);
  }

  /** The secret is right: what is left are the owner's own rules. */
  async function right(attempt: SignInAttempt, mailbox: StoredMailbox, appPassword?: string): Promise<SignInResult> {
    const named = appPassword === undefined ? {} : { appPassword };
    const { connection } = attempt;
    deps.protection?.succeeded({ connection, name: mailbox.address });
    const answer = await signInAnswer(deps.countries, mailbox, connection);
    const session = await sessionMailbox(db, mailbox);
    const objection =
      appPassword === undefined ? passwordObjection(mailbox, signInProtocolOf(connection.endpoint)) : null;
    const refusal =
      objection !== null
        ? objectedPassword(mailbox.language, objection)
        : answer.kind === 'refused'
          ? answer.refusal
          : await stopped(session, connection);
    if (refusal !== null) {
      record(attempt, { outcome: 'refused', cause: refusal.cause, ...subjectOf(mailbox), ...named });
      return { ok: false, outcome: 'refused', refusal };
    }
    const warning = answer.kind === 'welcome' ? answer.warning : undefined;
    record(attempt, {
      outcome: 'ok',
      ...subjectOf(mailbox),
      ...named,
      ...(warning === undefined ? {} : { warning }),
    });
    if (warning === 'country-new') inBackground(deps.countries?.signedIn(mailbox, connection));
    return { ok: true, mailbox: session, ...named };
  }

  /** A Block that is about signing in; those about mail let people in, so that they can read, pay and mend. */
  async function stopped(mailbox: Mailbox, connection: ConnectionFacts): Promise<Refusal | null> {
    const decision = await deps.policy?.decide({ stage: 'sign-in', direction: 'sign-in', connection, mailbox });
    return decision?.kind === 'refuse' ? decision.refusal : null;
  }

  return {
    signIn: async (attempt) => {
      const source = attempt.connection.remoteAddress;
      const busy = perSource.get(source) ?? 0;
      if (busy >= MOST_PER_SOURCE) return unavailable(attempt, fallback, 'too many at once from one address');
      if (inProgress >= MOST_IN_PROGRESS) return unavailable(attempt, fallback, 'too many at once in all');
      perSource.set(source, busy + 1);
      inProgress += 1;
      try {
        // Longer than any password can be: not worth a hash, and still the same words.
        const secret = Buffer.byteLength(attempt.secret) > MAX_PASSWORD_BYTES ? '' : attempt.secret;
        const account = await findAccount(db, attempt.login, fallback);
        const asked = { ...attempt, secret };
        if (account.kind === 'mailbox' && deps.tickets?.redeem(secret, account.mailbox.id) === true)
          return await ourWebmail(asked, account.mailbox);
        const stopped = await stoppedBefore(asked, account);
        if (stopped !== null) return stopped;
        return account.kind === 'mailbox' ? await known(asked, account) : await nobody(asked, account);
      } catch (error) {
        // The control database is away: our fault, said as that (svc-auth-backend-down).
        return unavailable(attempt, fallback, error instanceof Error ? error.name : 'unknown');
      } finally {
        inProgress -= 1;
        const left = (perSource.get(source) ?? 1) - 1;
        if (left === 0) perSource.delete(source);
        else perSource.set(source, left);
      }
    },
    recordRefusedSignIn: ({ outcome, cause, ...attempt }) => {
      const name = readLoginName(attempt.login);
      const address = name.kind === 'address' ? { address: name.address.text } : {};
      record(attempt, { outcome, cause, ...address });
    },
    settled: async () => {
      await Promise.all(background);
    },
  };
}

/** The name under which guesses are counted. */
const nameOf = ({ login }: Pick<SignInAttempt, 'login'>, account: NamedAccount): string =>
  account.kind === 'mailbox' ? account.mailbox.address : (account.address ?? printableLogin(login).toLowerCase());

const subjectOf = (mailbox: StoredMailbox | undefined): Pick<SignInEvent, 'mailbox' | 'address'> =>
  mailbox === undefined ? {} : { mailbox: mailbox.id, address: mailbox.address };
