/**
 * Writing and sending in webmail, put together: drafts, their files, the outbox and what sends it. Made by webmail.ts, started
 * and closed by host.ts. Does nothing itself.
 */
import { type BlockSubject, blockToShow } from '#src/model/block.ts';
import type { MailboxId } from '#src/model/ids.ts';
import { domainById } from '#src/store/domains.ts';
import { mailboxById } from '#src/store/mailboxes.ts';
import type { JournalStore } from '#src/store/journal/journal-store.ts';
import type { Blocks } from '../block-port.ts';
import { createFollow } from './after-sending.ts';
import type { MailConnections, MailDoorDeps, MailUser } from './connections.ts';
import type { Lines } from './lines.ts';
import { createDrafts, type DraftDeps, type Drafts } from './drafts.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { createOutboxWorker } from './outbox-worker.ts';
import type { Refusal } from './outgoing.ts';
import { type Said, submit } from './submission.ts';
import { createUploads, type UploadDeps, type Uploads } from './uploads.ts';

export interface WritingDeps
  extends MailDoorDeps, Omit<DraftDeps, 'uploads' | 'connections' | 'lines'>, Omit<UploadDeps, 'db' | 'clock'> {
  readonly journal: Pick<JournalStore, 'query'>;
  readonly blocks: Pick<Blocks, 'active' | 'onChange'>;
  /** Another way to submit, for tests. */
  readonly submit?: typeof submit;
}
export interface Writing {
  readonly drafts: Drafts;
  readonly uploads: Uploads;
  readonly outbox: Outbox;
  /** Called when something of a mailbox's outbox changed; gives the way to stop. */
  onChange(listener: (mailbox: MailboxId) => void): () => void;
  /** Sends from now on. */
  start(onTrouble: (error: unknown) => void): void;
  /** Resolves when nothing is in work; for tests. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

export function createWriting(deps: WritingDeps, connections: MailConnections, lines: Lines): Writing {
  const listeners = new Set<(mailbox: MailboxId) => void>();
  const changed = (mailbox: MailboxId): void => {
    for (const listener of listeners) listener(mailbox);
  };
  let onTrouble: (error: unknown) => void = () => undefined;
  const uploads = createUploads(deps);
  const drafts = createDrafts({ ...deps, connections, lines, uploads });
  const worker = createOutboxWorker({
    ...deps,
    pathOf: (id) => uploads.pathOf(id),
    submit: (user, message) => (deps.submit ?? submit)(deps, user, message),
    wasTaken: (mailbox, once) => deps.way.wasTaken(mailbox, once),
    explain: (user, said, localPort) => explain(deps, user, said, localPort),
    follow: createFollow({ ...deps, lines, uploads }),
    changed,
    tidy: async () => {
      await drafts.copyLeft();
      await uploads.sweep();
    },
    onTrouble: (error) => onTrouble(error),
  });
  return {
    drafts,
    uploads,
    outbox: createOutbox({ ...deps, uploads, changed, wake: () => worker.wake() }),
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start: (trouble) => {
      onTrouble = trouble;
      worker.start();
    },
    idle: () => worker.idle(),
    close: () => worker.stop(),
  };
}

/** The journal has the refusal of this very connection with its cause; the Blocks have the Block. */
async function explain(
  { db, clock, journal, blocks }: WritingDeps,
  user: MailUser,
  said: Said,
  localPort: number,
): Promise<Pick<Refusal, 'cause' | 'block'>> {
  const events = await journal.query({ mailbox: user.id, kinds: ['refusal'], since: clock.now() - 900_000, limit: 50 });
  const own = events.find(({ connection }) => connection?.remotePort === localPort) ?? null;
  const cause = own?.cause ?? null;
  const mailbox = await mailboxById(db.sql, user.id);
  const domain = mailbox === null ? null : await domainById(db.sql, mailbox.domain);
  const subjects: BlockSubject[] = [
    { kind: 'mailbox', id: user.id },
    { kind: 'service', id: 'outgoing' },
  ];
  if (domain !== null) subjects.push({ kind: 'domain', id: domain.id }, { kind: 'customer', id: domain.customer });
  const active = (await blocks.active(subjects)).filter((block) => block.cause === cause);
  // Its code stands in what the door said, where it told of one.
  const named = active.find(({ code }) => said.text.includes(code)) ?? blockToShow(active, 'outgoing', clock.now());
  return { cause, block: named?.id ?? null };
}
