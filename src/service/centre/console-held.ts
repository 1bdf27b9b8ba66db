/**
 * Outgoing mail that is held: by a Block, for review after a suspicion, or by an operator's hand. Listed by message with the
 * reason, looked into as safe text, let go or taken out. Called by the API; each look and each deed is written down.
 */
import type { QueueEntry } from '#src/engine/embedded/queue/administration.ts';
import { blockLine } from '#src/messages/block-line.ts';
import { SUSPICION_RULES } from '#src/model/abuse.ts';
import { type Block, isActive } from '#src/model/block.ts';
import type { Language } from '#src/model/language.ts';
import type { Person } from '#src/model/person.ts';
import { blockByIdOrCode } from '#src/store/blocks.ts';
import { trustUntil } from '../abuse/trust.ts';
import type { App } from '../app.ts';
import { change } from '../change.ts';
import { hereAndNow } from '../diagnose-text.ts';
import { done, type Outcome, refused } from '../outcome.ts';
import { noteDeed, operatorWho } from './console-operator.ts';
import { type SafeMessage, safeMessage } from './safe-message.ts';

type Deps = Pick<App, 'db' | 'clock' | 'queue' | 'blocks'>;
export interface HeldMessage {
  readonly messageId: string;
  readonly mailFrom: string;
  readonly subject: string | null;
  readonly recipients: readonly string[];
  readonly sizeBytes: number;
  readonly receivedAt: number;
  /** Null: an operator held it by hand. */
  readonly why: {
    readonly code: string;
    readonly cause: string;
    readonly line: string;
    readonly active: boolean;
  } | null;
}
export const HELD_DEEDS = ['release', 'trust', 'drop'] as const;
export type HeldDeed = (typeof HELD_DEEDS)[number];
export interface HeldDone {
  readonly messages: number;
  readonly recipients: number;
  /** Senders that are trusted now, and until when (epoch ms). */
  readonly trusted: readonly { readonly address: string; readonly until: number }[];
}

const MOST = 1000;
const REVIEW = 'review:';

/** The Block that holds an entry; what waited when a suspicion closed its mailbox has no mark of its own. */
async function blockOf({ db, blocks }: Pick<Deps, 'db' | 'blocks'>, entry: QueueEntry): Promise<Block | null> {
  if (entry.heldBy !== null) return await blockByIdOrCode(db.sql, entry.heldBy.replace(REVIEW, ''));
  if (entry.mailbox === null) return null;
  const active = await blocks.active([{ kind: 'mailbox', id: entry.mailbox }]);
  return active.find(({ rule }) => SUSPICION_RULES.has(rule)) ?? null;
}

async function messageOf(deps: Deps, entries: readonly QueueEntry[], language: Language): Promise<HeldMessage> {
  const [first] = entries;
  const block = await blockOf(deps, first);
  const reader = { language, ...hereAndNow(), now: deps.clock.now() };
  return {
    messageId: first.messageId,
    mailFrom: first.mailFrom,
    subject: first.subject,
    recipients: entries.map(({ address }) => address),
    sizeBytes: first.sizeBytes,
    receivedAt: first.receivedAt,
    why:
      block === null
        ? null
        : {
            code: block.code,
            cause: block.cause,
            line: blockLine(block, reader, ''),
            active: isActive(block, deps.clock.now()),
          },
  };
}

const heldEntries = (deps: Deps, id?: string): readonly QueueEntry[] =>
  deps.queue.list({ states: ['held'], limit: MOST, ...(id === undefined ? {} : { select: { id } }) });

/** Everything that is held, the oldest first. */
export async function heldMessages(
  deps: Deps,
  person: Person,
  language: Language,
): Promise<Outcome<readonly HeldMessage[]>> {
  const who = operatorWho(person, 'look');
  if (!who.ok) return who;
  const byMessage = Map.groupBy(heldEntries(deps), ({ messageId }) => messageId);
  return done(await Promise.all([...byMessage.values()].map((entries) => messageOf(deps, entries, language))));
}

/** One held message with what stands in it. Reading another's mail is a deed of its own: it is written down each time. */
export async function heldMessage(
  deps: Deps,
  person: Person,
  id: string,
  language: Language,
): Promise<Outcome<HeldMessage & { readonly content: SafeMessage }>> {
  const who = operatorWho(person, 'mail');
  if (!who.ok) return who;
  const entries = heldEntries(deps, id);
  const found = entries.length === 0 ? null : deps.queue.read(id);
  if (found === null) return refused('notThere');
  const subject = found.message.mailFrom;
  await noteDeed(deps, who.value, { action: 'operator.read-held', subject, what: { message: id } });
  return done({ ...(await messageOf(deps, entries, language)), content: safeMessage(found.bytes) });
}

/**
 * Lets go, takes out, or lets go and trusts: the sender's suspicion is lifted, everything of his that it held leaves, and for
 * thirty days the signs of abuse close nothing of his (limits and the rules for newsletters still count).
 */
export async function changeHeld(
  deps: Deps,
  person: Person,
  wish: { readonly deed: HeldDeed; readonly messages: readonly string[]; readonly tell?: boolean | undefined },
): Promise<Outcome<HeldDone>> {
  const who = operatorWho(person, 'mail');
  if (!who.ok) return who;
  let recipients = 0;
  let messages = 0;
  const trusted = new Map<string, number>();
  for (const id of new Set(wish.messages)) {
    const entries = heldEntries(deps, id);
    if (entries.length === 0) continue;
    const [{ mailFrom }] = entries;
    const block = await blockOf(deps, entries[0]);
    const select = { ids: entries.map(({ queueId }) => queueId) };
    if (wish.deed === 'drop') recipients += await deps.queue.drop(select, { tellSender: wish.tell ?? true });
    else recipients += await deps.queue.release(select);
    messages += 1;
    await noteState(deps, block, entries, wish.deed === 'drop' ? 'cancelled' : 'released');
    await noteDeed(deps, who.value, {
      action: `held.${wish.deed}`,
      subject: mailFrom,
      what: { message: id, recipients: entries.length, block: block?.code ?? null },
    });
    if (wish.deed !== 'trust') continue;
    const until = await trust(deps, who.value.name, entries[0], block);
    if (until !== null) trusted.set(mailFrom, until);
  }
  return done({ messages, recipients, trusted: [...trusted].map(([address, until]) => ({ address, until })) });
}

/** What the customer reads under his Block follows. */
async function noteState(
  deps: Deps,
  block: Block | null,
  entries: readonly QueueEntry[],
  state: 'released' | 'cancelled',
): Promise<void> {
  if (block === null) return;
  const at = deps.clock.now();
  for (const { mailFrom, address, subject } of entries)
    await deps.blocks.recordAttempt({ blockId: block.id, at, mailFrom, rcptTo: address, subject, state });
}

async function trust(deps: Deps, actor: string, entry: QueueEntry, block: Block | null): Promise<number | null> {
  const { mailbox, mailFrom } = entry;
  if (mailbox === null) return null;
  const trusted = await change({ ...deps, actor }, async (tx, audit) => {
    const until = await trustUntil(tx, mailbox, deps.clock.now());
    await audit('abuse.trust', mailFrom, null, { until });
    return done(until);
  });
  if (block !== null && isActive(block, deps.clock.now())) await deps.blocks.lift(block.id, 'support', actor);
  const rest = heldEntries(deps).filter((one) => one.mailbox === mailbox);
  if (rest.length > 0) await deps.queue.release({ ids: rest.map(({ queueId }) => queueId) });
  await noteState(deps, block, rest, 'released');
  return trusted.ok ? trusted.value : null;
}
