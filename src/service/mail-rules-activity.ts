/**
 * What the owner's wishes did lately, from our own journal: how often each rule was used, what became of mail that was passed
 * on, who got an automatic answer and why others got none; and the folders a rule can name. Called by the API. Changes nothing.
 */
import type { MailStore } from '#src/engine/embedded/mail-store.ts';
import type { Silence } from '#src/model/auto-reply.ts';
import { JUNK_FOLDER, type MailRules } from '#src/model/mail-rules.ts';
import type { MessageEvent, StoredEvent } from '#src/model/journal.ts';
import type { StoredMailbox } from '#src/model/mailbox.ts';
import type { Clock } from '#src/net/clock.ts';
import type { Database } from '#src/store/database.ts';
import type { JournalStore } from '#src/store/journal/journal-store.ts';
import { answersOf, rulesOfMailbox } from '#src/store/mail-rules.ts';

const DAY_MS = 86_400_000;
const LOOK_BACK_DAYS = 30;
const MOST_EVENTS = 3000;
const MOST_ATTEMPTS = 5;
const MOST_ANSWERS = 50;

export interface ActivityDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly journal: Pick<JournalStore, 'query'>;
  readonly store: Pick<MailStore, 'open'>;
}
/** `waiting`: the other host said "later", or nothing. */
export interface PassedOn {
  readonly at: number;
  readonly outcome: 'sent' | 'waiting' | 'refused';
  readonly host: string | null;
  readonly reply: string | null;
}
export interface RulesActivity {
  /** The journal was read from here on. */
  readonly since: number;
  readonly rules: readonly { readonly id: string; readonly count: number; readonly lastAt: number }[];
  /** Of the forwarding and of rules that pass on, newest attempts first. */
  readonly targets: readonly { readonly address: string; readonly attempts: readonly PassedOn[] }[];
  readonly answers: readonly { readonly address: string; readonly at: number }[];
  readonly unanswered: readonly { readonly address: string; readonly at: number; readonly why: Silence }[];
}

type Message = StoredEvent & MessageEvent;
const isMessage = (event: StoredEvent): event is Message => event.kind === 'message';

/** Times of each rule; one message that went to two folders counts once. */
function usedRules(events: readonly Message[]): RulesActivity['rules'] {
  const seen = new Map<string, Map<string, number>>();
  for (const { rules = [], messageId, lastAt } of events)
    for (const { by } of rules) {
      if (by.kind !== 'rule') continue;
      const times = seen.get(by.id) ?? new Map<string, number>();
      times.set(messageId, Math.max(times.get(messageId) ?? 0, lastAt));
      seen.set(by.id, times);
    }
  return [...seen].map(([id, times]) => ({ id, count: times.size, lastAt: Math.max(...times.values()) }));
}

function outcomeOf({ step, code }: Message): PassedOn['outcome'] | null {
  if (step === 'sent') return 'sent';
  if (step === 'bounced') return 'refused';
  // A failed attempt that is final has its own `bounced`; what an attempt got right has its own `sent`.
  return step === 'attempt' && (code === undefined || (code >= 400 && code < 500)) ? 'waiting' : null;
}

function attemptsTo(target: string, events: readonly Message[], own: string): readonly PassedOn[] {
  const attempts: PassedOn[] = [];
  for (const event of events) {
    if (event.through !== own || event.rcptTo?.toLowerCase() !== target) continue;
    const outcome = outcomeOf(event);
    if (outcome === null) continue;
    attempts.push({ at: event.lastAt, outcome, host: event.host ?? null, reply: event.reply ?? null });
    if (attempts.length === MOST_ATTEMPTS) break;
  }
  return attempts;
}

/** Every address that this mailbox passes mail on to. */
export function targetsOf({ forwarding, rules }: MailRules): readonly string[] {
  const ofRules = rules.flatMap(({ actions }) => actions.flatMap((one) => (one.kind === 'forward' ? [one.to] : [])));
  return [...new Set([...(forwarding?.targets ?? []), ...ofRules])];
}

/** Who got no answer, the newest first, each sender once; nobody when no answer was wanted, or there is nobody to answer. */
function unanswered(events: readonly Message[]): RulesActivity['unanswered'] {
  const found = new Map<string, RulesActivity['unanswered'][number]>();
  for (const { unanswered: why, mailFrom, lastAt } of events) {
    if (why === undefined || mailFrom === undefined || mailFrom === '' || found.has(mailFrom)) continue;
    found.set(mailFrom, { address: mailFrom, at: lastAt, why });
  }
  return [...found.values()].slice(0, MOST_ANSWERS);
}

export async function rulesActivity(
  { db, clock, journal }: ActivityDeps,
  mailbox: StoredMailbox,
): Promise<RulesActivity> {
  const since = clock.now() - LOOK_BACK_DAYS * DAY_MS;
  const ask = async (outcomes: readonly string[]): Promise<readonly Message[]> => {
    const asked = { since, kinds: ['message'], names: [mailbox.address], outcomes, limit: MOST_EVENTS } as const;
    return (await journal.query(asked)).filter(isMessage);
  };
  const { rules } = await rulesOfMailbox(db.sql, mailbox.id);
  const targets = targetsOf(rules);
  const placed = (await ask(['delivered', 'dropped'])).filter((event) => event.mailbox === mailbox.id);
  const passed = targets.length === 0 ? [] : await ask(['sent', 'attempt', 'bounced']);
  return {
    since,
    rules: usedRules(placed),
    targets: targets.map((address) => ({ address, attempts: attemptsTo(address, passed, mailbox.address) })),
    answers: await answersOf(db.sql, mailbox.id, 'vacation', MOST_ANSWERS),
    unanswered: unanswered(placed),
  };
}

const USUAL_FOLDERS = ['INBOX', 'Archive', JUNK_FOLDER, 'Trash'];
/** Folders of the mailbox, for its user; for others what the rules themselves name, because folders tell of what is in them. */
export async function foldersFor(
  { db, store }: Pick<ActivityDeps, 'db' | 'store'>,
  mailbox: StoredMailbox,
  isOwn: boolean,
): Promise<readonly string[]> {
  if (isOwn) {
    const handle = await store.open(mailbox.id, 0);
    try {
      return (await handle.folders()).map(({ name }) => name);
    } finally {
      handle.close();
    }
  }
  const { rules } = await rulesOfMailbox(db.sql, mailbox.id);
  const named = rules.rules.flatMap(({ actions }) => actions.flatMap((one) => ('folder' in one ? [one.folder] : [])));
  return [...new Set([...USUAL_FOLDERS, ...named])];
}
