/**
 * Whom a mailbox knows: addresses it has written to itself, and its own domain. Reads the journal once for the probes beside;
 * judges nothing.
 */
import type { MessageEvent, StoredEvent } from '#src/model/journal.ts';
import type { Asked } from '#src/diagnosis/texts/asked.ts';
import type { FiledMessage } from '#src/diagnosis/observed-filing.ts';
import { timeOfId } from '#src/net/ids.ts';
import { iso } from '../familiar.ts';
import type { GroupDeps } from '../group.ts';

/** As far back as somebody counts as a correspondent. */
const KNOWN_DAYS = 90;
const DAY_MS = 86_400_000;

export type Step = StoredEvent & MessageEvent;
export const isStep = (event: StoredEvent): event is Step => event.kind === 'message';
export const lower = (text: string | undefined): string => (text ?? '').toLowerCase();
export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

/** A mailbox, and what the customer named. */
export interface Whose {
  readonly id: string;
  readonly address: string;
  readonly asked: Asked;
}
export interface Correspondents {
  /** Written to by this mailbox itself. */
  wroteTo(address: string): boolean;
  /** How a message is told: who sent it, and whether that is somebody. */
  message(event: Step): FiledMessage;
}

/** Writing by itself (an automatic answer, a forwarding) makes nobody a correspondent. */
const isOwnWriting = (event: Step, whose: Whose): boolean =>
  event.direction === 'submission' && event.mailbox === whose.id;

export async function correspondentsOf({ journal, clock }: GroupDeps, whose: Whose): Promise<Correspondents> {
  const since = clock.now() - KNOWN_DAYS * DAY_MS;
  const events = await journal.query({
    kinds: ['message'],
    outcomes: ['accepted'],
    mailbox: whose.id,
    since,
    limit: 3000,
  });
  const wrote = new Set(
    events
      .filter(isStep)
      .filter((event) => isOwnWriting(event, whose))
      .map((event) => lower(event.rcptTo)),
  );
  const own = domainOf(whose.address);
  const asked = new Set(whose.asked.senders);
  const wroteTo = (address: string): boolean => wrote.has(address);
  return {
    wroteTo,
    message: (event) => {
      const sender = lower(event.mailFrom);
      return {
        messageId: event.messageId,
        at: iso(timeOfId(event.messageId) ?? event.at),
        sender,
        subject: event.subject?.slice(0, 200) ?? null,
        isCorrespondent: sender !== '' && wroteTo(sender),
        isColleague: sender !== '' && sender !== whose.address && domainOf(sender) === own,
        isAsked: asked.has(sender),
      };
    },
  };
}

const rank = ({ isAsked, isCorrespondent, isColleague }: FiledMessage): number =>
  (isAsked ? 4 : 0) + (isCorrespondent ? 2 : 0) + (isColleague ? 1 : 0);
/** The named sender's first, then those of people it knows, then the newest. */
export const worthTelling = (a: FiledMessage, b: FiledMessage): number =>
  rank(b) - rank(a) || (a.at < b.at ? 1 : a.at > b.at ? -1 : a.messageId < b.messageId ? 1 : -1);
