/**
 * Sends what waits in the outbox: claims it, submits it, notes what became of it, and does what is left afterwards. Started
 * with the host. Each step is noted before the next, and a message carries a key under which our queue takes it once: killed
 * at any moment it is neither lost nor sent twice. Never decides whether a message may go.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { MailboxId } from '#src/model/ids.ts';
import type { Clock } from '#src/net/clock.ts';
import type { Database } from '#src/store/database.ts';
import { mailboxById } from '#src/store/mailboxes.ts';
import {
  changeOutgoing,
  deleteOutgoing,
  dueOutgoing,
  forgetSent,
  moveOutgoing,
  nextOutgoing,
  type OutboxRow,
  wakeSending,
} from '#src/store/webmail-outbox.ts';
import type { MailUser } from './connections.ts';
import { MailRefused } from './attempt.ts';
import { type Addressee, addresseesOf, type Refusal, type Step, STEPS, stepsOf, WITHOUT_ROOM } from './outgoing.ts';
import type { Said, Submitted, ToSubmit } from './submission.ts';

export interface WorkerDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly pathOf: (id: string) => string;
  readonly submit: (user: MailUser, message: ToSubmit) => Promise<Submitted>;
  /** True when our queue has taken a message under this key. */
  readonly wasTaken: (mailbox: MailboxId, once: string) => boolean;
  /** Which rule and which Block a refusal came from. */
  readonly explain: (user: MailUser, said: Said, localPort: number) => Promise<Pick<Refusal, 'cause' | 'block'>>;
  /** Does one of the steps that follow; throws when it has to be tried again. */
  readonly follow: (step: Step, user: MailUser, row: OutboxRow) => Promise<void>;
  readonly changed: (mailbox: MailboxId) => void;
  /** Now and then: drafts that were left open, files that nobody needs. */
  readonly tidy: () => Promise<void>;
  readonly onTrouble: (error: unknown) => void;
}
export interface OutboxWorker {
  start(): void;
  /** Looks at once. */
  wake(): void;
  /** Resolves when nothing is in work. */
  idle(): Promise<void>;
  /** Waits for what is in work. */
  stop(): Promise<void>;
}

/** Recipients of one submission: below what our door takes at once. */
const TOGETHER = 500;
const AT_ONCE = 4;
const LONGEST_SLEEP_MS = 60_000;
const TIDY_EVERY_MS = 60_000;
const KEEP_SENT_MS = 7 * 86_400_000;
/** So often a full mailbox is asked for room. */
const ROOM_MS = 300_000;
/** Wait before the next try, by how many there were. */
const BACKOFF_MS = [2_000, 5_000, 15_000, 60_000, 300_000];
const backoff = (tries: number): number => BACKOFF_MS[Math.min(tries, BACKOFF_MS.length - 1)];

/** The same recipients of the same message are the same submission. */
const keyOf = (id: string, recipients: readonly string[]): string =>
  `once.${id}.${createHash('sha256').update(recipients.join('\n')).digest('hex').slice(0, 16)}`;

export function createOutboxWorker(deps: WorkerDeps): OutboxWorker {
  const { db, clock } = deps;
  const running = new Map<string, Promise<void>>();
  let timer: NodeJS.Timeout | null = null;
  let isOpen = false;
  let isLooking = false;
  let isAgain = false;
  let tidiedAt = -Infinity;

  const look = async (): Promise<void> => {
    if (clock.monotonic() - tidiedAt >= TIDY_EVERY_MS) {
      tidiedAt = clock.monotonic();
      await forgetSent(db.sql, clock.now() - KEEP_SENT_MS);
      await deps.tidy();
    }
    for (const row of await dueOutgoing(db.sql, clock.now(), 50)) {
      if (running.size >= AT_ONCE) break;
      if (running.has(row.id)) continue;
      const work = handle(deps, row)
        .catch(async (error: unknown) => {
          deps.onTrouble(error);
          await changeOutgoing(db.sql, row.id, { go_at: clock.now() + backoff(row.tries), tries: row.tries + 1 }).catch(
            () => undefined,
          );
        })
        .finally(() => {
          running.delete(row.id);
          wake();
        });
      running.set(row.id, work);
    }
    const next = await nextOutgoing(db.sql);
    sleep(next === null ? LONGEST_SLEEP_MS : Math.min(LONGEST_SLEEP_MS, Math.max(50, next - clock.now())));
  };
  const sleep = (ms: number): void => {
    if (timer !== null) clearTimeout(timer);
    if (!isOpen) return;
    timer = setTimeout(wake, running.size >= AT_ONCE ? LONGEST_SLEEP_MS : ms);
    timer.unref();
  };
  let looking: Promise<void> = Promise.resolve();
  function wake(): void {
    if (!isOpen) return;
    if (isLooking) {
      isAgain = true;
      return;
    }
    isLooking = true;
    looking = look()
      .catch((error: unknown) => {
        deps.onTrouble(error);
        sleep(BACKOFF_MS[1]);
      })
      .finally(() => {
        isLooking = false;
        if (!isAgain) return;
        isAgain = false;
        wake();
      });
  }
  const idle = async (): Promise<void> => {
    do {
      await looking;
      await Promise.all(running.values());
    } while (isLooking || running.size > 0);
  };
  return {
    start: () => {
      isOpen = true;
      void wakeSending(db.sql, clock.now()).then(wake, deps.onTrouble);
    },
    wake,
    idle,
    stop: async () => {
      isOpen = false;
      if (timer !== null) clearTimeout(timer);
      await idle();
    },
  };
}

async function handle(deps: WorkerDeps, row: OutboxRow): Promise<void> {
  const mailbox = await mailboxById(deps.db.sql, row.mailbox_id as MailboxId);
  // Nobody writes from a mailbox that is gone.
  if (mailbox === null) return void (await deleteOutgoing(deps.db.sql, row.id, row.state));
  const user: MailUser = { id: mailbox.id, address: mailbox.address };
  if (row.state === 'sent') return await followUp(deps, user, row);
  if (!(await moveOutgoing(deps.db.sql, row.id, 'waiting', { state: 'sending' }))) return;
  deps.changed(user.id);
  try {
    await send(deps, user, row);
  } catch (error) {
    await later(deps, row, false);
    throw error;
  } finally {
    deps.changed(user.id);
  }
}

const later = async ({ db, clock }: WorkerDeps, row: OutboxRow, mayUndo: boolean): Promise<void> => {
  const change = { state: 'waiting', tries: row.tries + 1, go_at: clock.now() + backoff(row.tries) };
  await moveOutgoing(db.sql, row.id, 'sending', { ...change, may_undo: mayUndo ? row.may_undo : 0 });
};

/** Submits until everybody has it, a rule says no, or the door is shut. */
async function send(deps: WorkerDeps, user: MailUser, row: OutboxRow): Promise<void> {
  const { db, clock } = deps;
  const bytes = await readFile(deps.pathOf(`${row.id}.eml`));
  let people = addresseesOf(row);
  for (;;) {
    const some = people.filter(({ state }) => state === 'pending').slice(0, TOGETHER);
    if (some.length === 0) break;
    const recipients = some.map(({ address }) => address);
    const once = keyOf(row.id, recipients);
    const answer: Submitted = deps.wasTaken(user.id, once)
      ? { kind: 'taken', refused: [] }
      : await deps.submit(user, { from: row.mail_from, recipients, bytes, once });
    if (answer.kind === 'later' || answer.kind === 'unknown') {
      const isUntouched = answer.kind === 'later' && people.every(({ state }) => state === 'pending');
      return await later(deps, row, isUntouched);
    }
    if (answer.kind === 'refused') {
      const { said, localPort } = answer;
      const refusal: Refusal = { ...said, ...(await deps.explain(user, said, localPort)) };
      await moveOutgoing(db.sql, row.id, 'sending', {
        state: 'refused',
        refusal: JSON.stringify(refusal),
        addressees: JSON.stringify(people),
      });
      return;
    }
    const refused = new Map(answer.refused.map((said) => [said.address, said.text]));
    people = people.map((one): Addressee => {
      if (!some.includes(one)) return one;
      const text = refused.get(one.address);
      return text === undefined ? { ...one, state: 'taken' } : { ...one, state: 'refused', text };
    });
    await changeOutgoing(db.sql, row.id, { addressees: JSON.stringify(people) });
  }
  const now = clock.now();
  await moveOutgoing(db.sql, row.id, 'sending', {
    state: 'sent',
    sent_at: now,
    go_at: now,
    tries: 0,
    may_undo: 0,
    refusal: null,
    steps: JSON.stringify(STEPS),
  });
}

/** Does one step; false: the mailbox has no room for the copy. */
async function follow(deps: WorkerDeps, step: Step, user: MailUser, row: OutboxRow): Promise<boolean> {
  try {
    await deps.follow(step, user, row);
    return true;
  } catch (error) {
    const isFull = error instanceof MailRefused && error.key === 'mailboxFull';
    if (!isFull || (step !== 'file' && step !== 'refile')) throw error;
    return false;
  }
}

async function followUp(deps: WorkerDeps, user: MailUser, row: OutboxRow): Promise<void> {
  let left = stepsOf(row);
  try {
    while (left.length > 0) {
      const isDone = await follow(deps, left[0], user, row);
      if (!isDone && left[0] === 'refile') {
        await changeOutgoing(deps.db.sql, row.id, { go_at: deps.clock.now() + ROOM_MS, tries: row.tries + 1 });
        return;
      }
      left = isDone ? left.slice(1) : WITHOUT_ROOM;
      await changeOutgoing(deps.db.sql, row.id, { steps: JSON.stringify(left) });
    }
  } finally {
    deps.changed(user.id);
  }
}
