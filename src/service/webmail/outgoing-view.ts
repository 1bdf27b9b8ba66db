/**
 * A message of the outbox as its sender reads it: why it was stopped in the words of the Block itself, and what became of it at
 * each recipient, from our own journal and queue. Called by routes/mail-outbox.ts. Reads only.
 */
import type { QueueAdministration } from '#src/engine/embedded/queue/administration.ts';
import { blockLine } from '#src/messages/block-line.ts';
import { texts } from '#src/messages/catalogue.ts';
import { type Reader, whenText } from '#src/messages/telling.ts';
import { type Block, isActive } from '#src/model/block.ts';
import type { MessageEvent, StoredEvent } from '#src/model/journal.ts';
import type { JournalStore } from '#src/store/journal/journal-store.ts';
import { blockByIdOrCode } from '#src/store/blocks.ts';
import type { Database } from '#src/store/database.ts';
import type { OutboxRow } from '#src/store/webmail-outbox.ts';
import { type Addressee, addresseesOf, isUnfiled, type OutgoingState, refusalOf } from './outgoing.ts';
import { type Held, heldOf, toldOf } from './outgoing-held.ts';
import { typedAs } from './recipients.ts';

export interface ViewDeps {
  readonly db: Database;
  readonly journal: Pick<JournalStore, 'query'>;
  readonly queue: Pick<QueueAdministration, 'show' | 'list'>;
}
export interface ShownRefusal {
  readonly text: string;
  readonly code: number | null;
  readonly cause: string | null;
  /** Code of the Block. */
  readonly block: string | null;
  readonly until: number | null;
  /** What stopped it is over: it may go now. */
  readonly isOver: boolean;
  readonly recipients: readonly { readonly address: string; readonly text: string }[];
}
export interface ShownOutgoing {
  readonly id: string;
  readonly subject: string;
  readonly to: readonly string[];
  readonly recipients: number;
  /** `held`: taken, and held back by us. */
  readonly state: OutgoingState | 'held';
  readonly undoUntil: number | null;
  readonly at: number;
  readonly refusal: ShownRefusal | null;
  /** Why the copy of what was sent is not in Sent yet, in words. */
  readonly unfiled: string | null;
}
export const FATES = ['waiting', 'queued', 'held', 'delivered', 'sent', 'delayed', 'bounced', 'refused'] as const;
export interface Fate {
  readonly address: string;
  readonly state: (typeof FATES)[number];
  readonly text: string;
  readonly at: number | null;
}

/** One line of the outbox. */
export async function shownOutgoing(deps: ViewDeps, row: OutboxRow, reader: Reader): Promise<ShownOutgoing> {
  const held = await heldOf(deps, row, reader);
  const people = addresseesOf(row);
  return {
    id: row.id,
    subject: row.subject,
    to: JSON.parse(row.shown) as string[],
    recipients: people.length,
    state: held === null ? (row.state as OutgoingState) : 'held',
    undoUntil: row.state === 'waiting' && row.may_undo === 1 ? row.go_at : null,
    at: row.sent_at ?? row.created_at,
    refusal: held === null ? await shownRefusal(deps.db, row, people, reader) : reasonOf(held),
    unfiled: isUnfiled(row) ? texts(reader.language).webmailWriting.unfiled() : null,
  };
}

const reasonOf = ({ text, block }: Held): ShownRefusal => ({
  text,
  code: null,
  cause: block?.cause ?? null,
  block: block?.code ?? null,
  until: block === null ? null : endOf(block),
  isOver: false,
  recipients: [],
});

async function shownRefusal(
  db: Database,
  row: OutboxRow,
  people: readonly Addressee[],
  reader: Reader,
): Promise<ShownRefusal | null> {
  const refusal = refusalOf(row);
  const alone = people.filter(({ state }) => state === 'refused').map(({ address, text = '' }) => ({ address, text }));
  if (refusal === null) {
    if (alone.length === 0) return null;
    return { text: alone[0].text, code: null, cause: null, block: null, until: null, isOver: false, recipients: alone };
  }
  const block = refusal.block === null ? null : await blockByIdOrCode(db.sql, refusal.block);
  const isPart = people.some(({ state }) => state === 'taken');
  const rest = isPart
    ? people.filter(({ state }) => state === 'pending').map((one) => ({ address: typedAs(one), text: '' }))
    : [];
  return {
    text: block === null ? refusal.text : blockLine(block, reader, ''),
    code: refusal.code,
    cause: refusal.cause,
    block: block?.code ?? null,
    until: block === null ? null : endOf(block),
    isOver: block !== null && !isActive(block, reader.now),
    recipients: [...alone, ...rest],
  };
}
const endOf = (block: Block): number | null => (block.liftedAt === null ? block.until : null);

type Step = StoredEvent & MessageEvent;
/** What we know of each recipient, in the order in which they were written. */
export async function fatesOf(deps: ViewDeps, row: OutboxRow, reader: Reader): Promise<readonly Fate[]> {
  const words = texts(reader.language).webmailWriting;
  const events = (await deps.journal.query({ message: row.message_id, limit: 5000 })).filter(
    (event): event is Step => event.kind === 'message',
  );
  const ids = new Set(events.filter(({ step }) => step === 'accepted').map(({ messageId }) => messageId));
  const waiting = new Map([...ids].flatMap((id) => deps.queue.show(id)).map((one) => [one.address.toLowerCase(), one]));
  const newest = new Map<string, Step>();
  // Newest first: the first that tells of an end is the end.
  for (const event of events) {
    const to = (event.rcptTo ?? '').toLowerCase();
    const known = newest.get(to);
    if (known === undefined || (weight(event) > weight(known) && event.messageId === known.messageId))
      newest.set(to, event);
  }
  const firstHeld = [...waiting.values()].find(({ state }) => state === 'held');
  const held = firstHeld === undefined ? null : await toldOf(deps.db, firstHeld, reader);
  return addresseesOf(row).map((one): Fate => {
    const { address } = one;
    if (one.state === 'refused')
      return { address, state: 'refused', text: words.refused({ reply: one.text ?? '' }), at: null };
    if (one.state === 'pending') return { address, state: 'waiting', text: words.waiting(), at: null };
    const entry = waiting.get(address.toLowerCase());
    if (entry?.state === 'held')
      return { address, state: 'held', text: held?.text ?? words.held(), at: entry.receivedAt };
    if (entry?.state === 'waiting' && entry.lastReply !== null) {
      const { host = '', text } = entry.lastReply;
      const when = whenText(entry.nextTryAt, reader);
      return { address, state: 'delayed', text: words.delayed({ host, reply: text, when }), at: entry.updatedAt };
    }
    return fateOf(address, newest.get(address.toLowerCase()), words);
  });
}
/** How far a step is from the beginning. */
const weight = ({ step }: Step): number =>
  step === 'accepted' || step === 'queued' ? 0 : step === 'attempt' ? 1 : step === 'delayed' ? 2 : 3;

function fateOf(address: string, event: Step | undefined, words: ReturnType<typeof texts>['webmailWriting']): Fate {
  const at = event?.lastAt ?? null;
  const { host = '', reply = '' } = event ?? {};
  const step = event?.step;
  if (step === 'delivered') return { address, state: 'delivered', text: words.delivered(), at };
  if (step === 'sent') return { address, state: 'sent', text: words.sent({ host }), at };
  if (step === 'bounced' || step === 'dropped')
    return { address, state: 'bounced', text: words.bounced({ host, reply }), at };
  if (step === 'delayed') return { address, state: 'delayed', text: words.delayed({ host, reply, when: '' }), at };
  return { address, state: 'queued', text: words.queued(), at };
}
