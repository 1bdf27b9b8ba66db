/** The life line of an address or a message: what the journal knows, oldest first. Called by CLI and API; changes nothing. */
import type { Language } from '#src/model/language.ts';
import type { StoredEvent } from '#src/model/journal.ts';
import { texts } from '#src/messages/catalogue.ts';
import { whenText, type Reader } from '#src/messages/telling.ts';
import type { JournalStore } from '#src/store/journal/journal-store.ts';
import { hereAndNow } from './diagnose-text.ts';
import { readAddress } from './input.ts';
import { done, type Outcome } from './outcome.ts';

export interface TraceResult {
  readonly subject: string;
  /** Oldest first. */
  readonly events: readonly StoredEvent[];
}

/** An angle-bracketed Message-ID, our message id or a queue id. */
const isMessage = (subject: string): boolean => subject.startsWith('<') || !subject.includes('@');

/**
 * Traces. For a message id all steps of the message, and the refusals on the connection that brought it; for an address
 * everything that names it. `limit` rows at most, the newest kept.
 */
export async function trace(
  journal: Pick<JournalStore, 'query'>,
  typed: string,
  limit = 200,
): Promise<Outcome<TraceResult>> {
  const subject = typed.trim();
  if (!isMessage(subject)) {
    const address = readAddress(subject);
    if (!address.ok) return address;
    const events = await journal.query({ names: [address.value.text], limit });
    return done({ subject: address.value.text, events: events.toReversed() });
  }
  const direct = await journal.query({ message: subject, limit });
  // A Message-ID header or queue id leads to our own id, which every step carries.
  const ids = new Set(direct.flatMap((event) => (event.kind === 'message' ? [event.messageId] : [])));
  const lists = await Promise.all([...ids].slice(0, 20).map((id) => journal.query({ message: id, limit })));
  const events = new Map([...direct, ...lists.flat()].map((event) => [event.id, event]));
  const ordered = inOrder([...events.values()]);
  return done({ subject, events: ordered.slice(-limit) });
}

function told(event: StoredEvent): string {
  switch (event.kind) {
    case 'connection':
      return [event.connection.endpoint, event.outcome, event.firstWords].filter(Boolean).join(' ');
    case 'sign-in':
      return `${event.connection.endpoint} ${event.login} ${event.outcome}${event.cause === undefined ? '' : ` (${event.cause})`}`;
    case 'refusal':
      return `${event.mailFrom ?? ''} → ${event.rcptTo ?? ''} ${event.code} ${event.enhanced} ${event.cause}`;
    case 'message':
      return [
        event.step,
        `${event.mailFrom || '<>'} → ${event.rcptTo ?? ''}`,
        event.folder,
        event.host,
        event.through === undefined ? undefined : `via ${event.through}`,
        event.code === undefined ? undefined : `${event.code} ${event.enhanced ?? ''} ${event.reply ?? ''}`,
        event.nextTryAt === undefined ? undefined : `⟳ ${new Date(event.nextTryAt).toISOString()}`,
        event.toldTo === undefined ? undefined : `↩ ${event.toldTo || '<>'} ${event.reportId ?? ''}`.trim(),
      ]
        .filter(Boolean)
        .join(' · ');
  }
}

/** By time; a message begins with its acceptance, although the queue may have written its line first. */
function inOrder(events: readonly StoredEvent[]): readonly StoredEvent[] {
  const first = new Map<string, number>();
  for (const event of events)
    if (event.kind === 'message')
      first.set(event.messageId, Math.min(event.at, first.get(event.messageId) ?? Infinity));
  const begins = (event: StoredEvent): boolean => event.kind === 'message' && event.step === 'accepted';
  const timeOf = (event: StoredEvent): number =>
    event.kind === 'message' && begins(event) ? (first.get(event.messageId) ?? event.at) : event.at;
  return [...events].sort(
    (a, b) => timeOf(a) - timeOf(b) || Number(begins(b)) - Number(begins(a)) || Number(a.id) - Number(b.id),
  );
}

/** One line an event. */
export function renderTrace(result: TraceResult, language: Language): string {
  const reader: Reader = { language, ...hereAndNow() };
  const { diagnose } = texts(reader.language);
  if (result.events.length === 0) return `${diagnose.nothing}\n`;
  return result.events
    .map((event) => {
      const repeated =
        event.count > 1 ? ` (${diagnose.repeated({ count: event.count, last: whenText(event.lastAt, reader) })})` : '';
      return `${new Date(event.at).toISOString()}  ${event.kind.padEnd(10)} ${event.connection?.remoteAddress ?? ''}  ${told(event)}${repeated}\n`;
    })
    .join('');
}
