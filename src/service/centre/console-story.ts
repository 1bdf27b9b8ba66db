/**
 * The story of one message for an operator: every step the journal has, oldest first, and what of it is in the queue now.
 * Called by the API; the tracing itself is service/trace.ts.
 */
import type { StoredEvent } from '#src/model/journal.ts';
import type { Language } from '#src/model/language.ts';
import type { Person } from '#src/model/person.ts';
import type { App } from '../app.ts';
import { hereAndNow } from '../diagnose-text.ts';
import { done, type Outcome, refused } from '../outcome.ts';
import { answerOf } from './console-answers.ts';
import { type JournalRow, rowOf } from './console-journal.ts';
import { operatorWho } from './console-operator.ts';
import { giveUpAt, type QueueLine } from './console-queues.ts';

export interface Story {
  readonly message: string;
  readonly messageIdHeader: string | null;
  readonly subject: string | null;
  readonly from: string | null;
  readonly steps: readonly JournalRow[];
  readonly waiting: readonly QueueLine[];
}
const MOST_STEPS = 500;

export async function storyOf(
  deps: Pick<App, 'trace' | 'queue'>,
  person: Person,
  id: string,
  language: Language,
): Promise<Outcome<Story>> {
  const who = operatorWho(person, 'look');
  if (!who.ok) return who;
  // A bare address would be traced as a person, and that is the journal's page.
  if (id.includes('@') && !id.startsWith('<')) return refused('notThere');
  const found = await deps.trace(id);
  if (!found.ok) return found;
  const first = found.value.events.find(
    (event): event is Extract<StoredEvent, { kind: 'message' }> => event.kind === 'message',
  );
  const message = first?.messageId ?? id;
  const reader = { language, ...hereAndNow() };
  const waiting = deps.queue.show(message).map(({ lastReply, ...entry }): QueueLine => ({
    ...entry,
    answer: answerOf(lastReply, entry.cause, reader),
    giveUpAt: giveUpAt(entry.receivedAt),
  }));
  if (found.value.events.length === 0 && waiting.length === 0) return refused('notThere');
  return done({
    message,
    messageIdHeader: first?.messageIdHeader ?? null,
    subject: first?.subject ?? waiting.at(0)?.subject ?? null,
    from: first?.mailFrom ?? waiting.at(0)?.mailFrom ?? null,
    steps: found.value.events.slice(-MOST_STEPS).map((event) => rowOf(event, language)),
    waiting,
  });
}
