/**
 * Why a message is where it is, for its reader: what the journal knows of its way into this mailbox and within it. Called by
 * routes/mail-trail.ts. Tells of no other mailbox, and no address of anybody's network.
 */
import type { StoredEvent } from '#src/model/journal.ts';
import type { RuleEffect, RuleSource } from '#src/model/placement.ts';
import type { App } from '../app.ts';
import { done, type Outcome } from '../outcome.ts';
import type { Asked } from './message.ts';
import type { MailUser } from './connections.ts';
import type { MessageReading } from './reading.ts';

export type TrailStep = { readonly at: number } & (
  | { readonly kind: 'arrived'; readonly from: string; readonly host: string | null }
  | { readonly kind: 'delivered'; readonly folder: string | null }
  | {
      readonly kind: 'rule';
      readonly by: RuleSource['kind'];
      readonly name: string | null;
      readonly effect: RuleEffect['kind'];
      readonly folder: string | null;
      readonly to: string | null;
    }
  | { readonly kind: 'unanswered'; readonly why: string }
  /** By a program, or webmail; null: it did not say its name. */
  | { readonly kind: 'moved'; readonly folder: string | null; readonly program: string | null }
);
type Letter = Extract<StoredEvent, { readonly kind: 'message' }>;
const MOST = 200;

/** The steps, the oldest first; none when the message carries no id or the journal does not go back so far. */
export async function trailOf(
  { journal }: Pick<App, 'journal'>,
  reading: Pick<MessageReading, 'show'>,
  user: MailUser,
  asked: Omit<Asked, 'inside'>,
): Promise<Outcome<readonly TrailStep[]>> {
  const shown = await reading.show(user, { ...asked, inside: null });
  if (!shown.ok) return shown;
  const { messageId } = shown.value;
  if (messageId === null) return done([]);
  const header = messageId.startsWith('<') ? messageId : `<${messageId}>`;
  const base = { kinds: ['message'], mailbox: user.id, limit: MOST } as const;
  const [known] = await journal.query({ ...base, message: header, outcomes: ['delivered'] });
  if (known?.kind !== 'message') return done([]);
  // What programs did to it afterwards is told by our own id.
  const found = await journal.query({ ...base, message: known.messageId });
  const letters = found.filter((event): event is Letter => event.kind === 'message');
  return done(letters.toReversed().flatMap(stepsOf));
}

function stepsOf(letter: Letter): readonly TrailStep[] {
  const { at, step, mailFrom, connection, folder, rules = [], unanswered } = letter;
  if (step === 'moved')
    return [{ kind: 'moved', at, folder: folder ?? null, program: connection?.client?.slice(0, 60) ?? null }];
  if (step !== 'delivered') return [];
  return [
    ...(mailFrom === undefined || mailFrom === ''
      ? []
      : [{ kind: 'arrived' as const, at, from: mailFrom, host: connection?.ehlo ?? null }]),
    ...rules.map(({ by, effect }) => ({
      kind: 'rule' as const,
      at,
      by: by.kind,
      name: by.kind === 'rule' ? by.name : null,
      effect: effect.kind,
      folder: 'folder' in effect ? effect.folder : null,
      to: effect.kind === 'came-back' ? (effect.path.at(-1) ?? null) : 'to' in effect ? effect.to : null,
    })),
    { kind: 'delivered', at, folder: folder ?? null },
    ...(unanswered === undefined ? [] : [{ kind: 'unanswered' as const, at, why: unanswered }]),
  ];
}
