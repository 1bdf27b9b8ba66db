/**
 * From the recipients of the envelope to where their copies go: mailboxes here (each once), addresses elsewhere, and those
 * that exist nowhere. Called by intake. Asks the directory only.
 */
import type { Directory, EnvelopeRecipient, Mailbox } from '#src/engine/ports.ts';
import type { CauseId } from '#src/model/cause-id.ts';
import { NO_CONSENT } from './no-consent.ts';

export interface LocalRecipient {
  readonly mailbox: Mailbox;
  /** As in RCPT TO. */
  readonly recipient: EnvelopeRecipient;
}
export interface RemoteRecipient {
  readonly address: string;
  readonly recipient: EnvelopeRecipient;
  /** The alias here that leads there; null when the envelope named the address itself. */
  readonly through: string | null;
}
/** Exists nowhere; or an alias that leads to nobody, because those outside have not said yes. */
export interface UnknownRecipient {
  readonly recipient: EnvelopeRecipient;
  readonly cause: CauseId;
  readonly noConsent?: 'waits' | 'refused';
}
export interface ResolvedEnvelope {
  readonly local: readonly LocalRecipient[];
  readonly remote: readonly RemoteRecipient[];
  readonly unknown: readonly UnknownRecipient[];
}

/** Resolves all recipients; the same mailbox or address reached twice counts once. */
export async function resolveEnvelope(
  directory: Directory,
  recipients: readonly EnvelopeRecipient[],
): Promise<ResolvedEnvelope> {
  const local = new Map<string, LocalRecipient>();
  const remote = new Map<string, RemoteRecipient>();
  const unknown: UnknownRecipient[] = [];
  const found = await Promise.all(recipients.map((recipient) => directory.recipient(recipient.address)));
  for (const [i, recipient] of recipients.entries()) {
    const answer = found[i];
    switch (answer.kind) {
      case 'mailbox':
        if (!local.has(answer.mailbox.id)) local.set(answer.mailbox.id, { mailbox: answer.mailbox, recipient });
        break;
      case 'not-local':
        remote.set(recipient.address, { address: recipient.address, recipient, through: null });
        break;
      case 'unknown':
        unknown.push({ recipient, cause: answer.cause });
        break;
      case 'alias':
        if (answer.noConsent !== undefined) unknown.push({ recipient, cause: NO_CONSENT, noConsent: answer.noConsent });
        await addTargets(directory, answer, recipient, local, remote);
        break;
    }
  }
  return { local: [...local.values()], remote: [...remote.values()], unknown };
}

/** Targets come expanded from the directory, so one look at each is enough. A dead target among others is passed over. */
async function addTargets(
  directory: Directory,
  alias: { readonly address: string; readonly targets: readonly string[] },
  recipient: EnvelopeRecipient,
  local: Map<string, LocalRecipient>,
  remote: Map<string, RemoteRecipient>,
): Promise<void> {
  const found = await Promise.all(alias.targets.map((target) => directory.recipient(target)));
  for (const [i, answer] of found.entries()) {
    const address = alias.targets[i];
    if (answer.kind === 'mailbox' && !local.has(answer.mailbox.id))
      local.set(answer.mailbox.id, { mailbox: answer.mailbox, recipient });
    // An unknown target goes to the queue too: there it fails in words, so that its sender learns of it.
    if (answer.kind === 'not-local' || answer.kind === 'unknown')
      if (!remote.has(address)) remote.set(address, { address, recipient, through: alias.address });
  }
}
