/**
 * Places one copy in one mailbox as its owner wants: folders and marks now, what is passed on and answered as queue
 * messages for the caller to add. Called by inbound and by local delivery. A rule that cannot be followed (a folder that
 * cannot be made, a book that cannot be read) never costs the message: it comes to INBOX.
 */
import type { Mailbox, OwnersWishes, RuleBook } from '#src/engine/ports.ts';
import type { Silence } from '#src/model/auto-reply.ts';
import type { MessageId } from '#src/model/ids.ts';
import { NO_RULES, type RuleMark, withoutLeaving } from '#src/model/mail-rules.ts';
import { type Placement, placementOf, type TrailEntry } from '#src/model/placement.ts';
import type { HeaderField } from '#src/protocol/mime/header-fields.ts';
import { localCopy } from '../intake-trace.ts';
import type { MailStore, StoreProblem } from '../mail-store.ts';
import type { NewQueueMessage, QueuedMessage } from '../queue/job.ts';
import { type AnsweringDeps, answersTo } from './answering.ts';
import { type PassingOnDeps, passOn } from './passing-on.ts';
import { ruleFacts } from './rule-facts.ts';

export interface PlacingDeps extends PassingOnDeps, AnsweringDeps {
  readonly book: RuleBook;
  readonly store: Pick<MailStore, 'deliver'>;
}
export interface CopyToPlace {
  readonly mailbox: Mailbox;
  /** Address of the envelope that led here. */
  readonly recipient: string;
  /** With our trace on top, without Return-Path and Delivered-To. */
  readonly bytes: Buffer;
  readonly fields: readonly HeaderField[];
  /** Proven to be from somebody else: nobody is told when passing it on fails (backscatter). */
  readonly isForged?: boolean;
  /** A letter of ours about where mail goes: it goes nowhere itself. */
  readonly staysHere?: boolean;
  /** What the queue must know when it is passed on. */
  readonly queued: Omit<QueuedMessage, 'through' | 'mailbox'>;
}
export interface StoredCopy {
  readonly folder: string;
  readonly uid: number;
}
export type Placed =
  | {
      readonly ok: true;
      /** Empty: passed on or discarded, as the owner wants. */
      readonly copies: readonly StoredCopy[];
      readonly trail: readonly TrailEntry[];
      readonly isDiscarded: boolean;
      /** Makes what leaves because of this copy; asked once the copies are durable. */
      readonly leaving: (at: number) => Promise<Leaving>;
    }
  | { readonly ok: false; readonly problem: StoreProblem | 'broken' };
export interface Leaving {
  readonly messages: readonly NewQueueMessage[];
  /** Addresses it is passed on to. */
  readonly passedOn: number;
  readonly unanswered: Silence | null;
}

const FLAGS: Readonly<Record<RuleMark, string>> = { seen: '\\Seen', flagged: '\\Flagged' };
/** Not the message's fault and not the mailbox's: the folder's. Then INBOX takes it. */
const OF_THE_FOLDER: readonly string[] = ['no-such-folder', 'bad-name', 'too-many-folders', 'not-allowed'];

async function wishesOf(book: RuleBook, mailbox: Mailbox): Promise<OwnersWishes> {
  try {
    return await book.wishesOf(mailbox);
  } catch {
    return { rules: NO_RULES, own: new Set([mailbox.address]) };
  }
}

/** Once a folder whatever happens between: the first try's copy is found again by its key. */
const keyOf = (messageId: MessageId, folder: string): string =>
  folder === 'INBOX' ? messageId : `${messageId} ${folder}`;

async function storeIn(
  deps: PlacingDeps,
  copy: CopyToPlace,
  bytes: Buffer,
  folder: string,
  marks: readonly RuleMark[],
) {
  const { mailbox, queued } = copy;
  return await deps.store.deliver({
    mailbox: mailbox.id,
    folder,
    quotaBytes: mailbox.quotaBytes,
    onceKey: keyOf(queued.messageId, folder),
    message: {
      bytes,
      messageId: queued.messageId,
      internalDate: queued.receivedAt,
      ...(marks.length === 0 ? {} : { flags: marks.map((mark) => FLAGS[mark]) }),
    },
  });
}

/** All copies, or the first problem. Copies that were made before it stay and are found again by their keys. */
async function storeAll(deps: PlacingDeps, copy: CopyToPlace, placement: Placement) {
  const bytes = localCopy(copy.bytes, copy.queued.mailFrom, copy.mailbox.address);
  const copies: StoredCopy[] = [];
  for (const { folder, marks } of placement.copies) {
    let where = folder;
    let stored = await storeIn(deps, copy, bytes, folder, marks);
    if (!stored.ok && OF_THE_FOLDER.includes(stored.problem) && folder !== 'INBOX') {
      where = 'INBOX';
      if (copies.some((one) => one.folder === 'INBOX')) continue;
      stored = await storeIn(deps, copy, bytes, 'INBOX', marks);
    }
    if (!stored.ok) return { ok: false, problem: stored.problem } as const;
    copies.push({ folder: where, uid: stored.value.uid });
  }
  return { ok: true, copies } as const;
}

/** Never throws: a store that breaks is `broken`. */
export async function placeCopy(deps: PlacingDeps, copy: CopyToPlace): Promise<Placed> {
  const { mailbox, recipient, bytes, fields, queued } = copy;
  const wishes = await wishesOf(deps.book, mailbox);
  const facts = ruleFacts(bytes, fields, { mailFrom: queued.mailFrom, recipient });
  const rules = copy.staysHere === true ? withoutLeaving(wishes.rules) : wishes.rules;
  const placement = placementOf(rules, facts, wishes.waiting);
  try {
    const stored = await storeAll(deps, copy, placement);
    if (!stored.ok) return stored;
    return {
      ok: true,
      copies: stored.copies,
      trail: placement.trail,
      isDiscarded: stored.copies.length + placement.forwards.length === 0,
      leaving: async (at) => {
        const came = { bytes, fields, mailFrom: queued.mailFrom, subject: queued.subject ?? '' };
        const answers = await answersTo(deps, came, mailbox, wishes, placement, at).catch(() => null);
        // The sender is told of a failure only when no copy is here: otherwise his letter has arrived.
        const isQuiet = stored.copies.length > 0 || copy.isForged === true;
        const notify = [isQuiet ? ('NEVER' as const) : ('FAILURE' as const)];
        const targets = placement.forwards.map((address) => ({ address, notify }));
        const passed = targets.length === 0 ? [] : [await passOn(deps, { queued, bytes }, mailbox.address, targets)];
        return {
          messages: [...passed, ...(answers?.messages ?? [])],
          passedOn: targets.length,
          unanswered: answers?.unanswered ?? null,
        };
      },
    };
  } catch {
    return { ok: false, problem: 'broken' };
  }
}

/** The journal's events of a placed copy: one a folder; one `dropped` when the owner's rule discarded it. */
export function placedEvents(mailbox: Mailbox, placed: Extract<Placed, { readonly ok: true }>, leaving: Leaving) {
  const rules = {
    ...(placed.trail.length === 0 ? {} : { rules: placed.trail }),
    ...(leaving.unanswered === null ? {} : { unanswered: leaving.unanswered }),
  };
  const whose = { mailbox: mailbox.id, address: mailbox.address };
  if (placed.isDiscarded) return [{ ...whose, ...rules, step: 'dropped' as const }];
  return placed.copies.map((copy) => ({ ...whose, ...rules, ...copy, step: 'delivered' as const }));
}
