/**
 * Reading a message: the use cases behind routes/mail-message*.ts, wired. Made by webmail.ts. Decides nothing itself.
 */
import type { MailboxId } from '#src/model/ids.ts';
import type { Clock } from '#src/net/clock.ts';
import type { WebFetch } from '#src/net/web-answer.ts';
import type { Database } from '#src/store/database.ts';
import { hostSecret } from '../host-secret.ts';
import type { Outcome } from '../outcome.ts';
import { archiveBytes } from './archive.ts';
import { attempt, MailRefused } from './attempt.ts';
import { type Capabilities, createCapabilities } from './capability.ts';
import type { MailConnections, MailUser } from './connections.ts';
import type { Lines } from './lines.ts';
import { documentOf, type DocumentAsked } from './document.ts';
import { isRisky, partName, safeName } from './file-names.ts';
import { createImageProxy, type Picture, pictureType } from './image-proxy.ts';
import { type Asked, type ReadDeps, readMessage, showMessage, type ShownMessage } from './message.ts';
import { type MessageHeader, readHeader } from './message-header.ts';
import { messageRef } from './message-id.ts';
import { openMessage } from './opened.ts';
import { type PaperAsked, paperOf } from './paper.ts';
import { partBytes, sectionBytes } from './parts.ts';
import type { SafeLetters } from './safe-letters.ts';
import { chosenOf } from './senders.ts';
import { partAt } from './structure.ts';
import { whoIsKnown } from './who-is-known.ts';

export interface Download {
  readonly name: string;
  readonly type: string;
  readonly risky: boolean;
  readonly chunks: AsyncGenerator<Buffer, void>;
}
export interface MessageReading {
  show(user: MailUser, asked: Asked): Promise<Outcome<ShownMessage>>;
  document(user: MailUser, asked: DocumentAsked): Promise<Outcome<string>>;
  /** Letters to be printed. */
  paper(user: MailUser, asked: PaperAsked): Promise<Outcome<string>>;
  /** The header alone. */
  header(user: MailUser, id: string): Promise<Outcome<MessageHeader>>;
  part(user: MailUser, id: string, section: string): Promise<Outcome<Download>>;
  source(user: MailUser, id: string): Promise<Outcome<Download>>;
  archive(user: MailUser, id: string, inside: string | null): Promise<Outcome<Download>>;
  /** By a signed address alone; null: forged, late, over, or no picture. */
  image(query: Readonly<Record<string, string | undefined>>): Promise<Picture | null>;
}
export interface ReadingDeps {
  readonly connections: MailConnections;
  readonly lines: Pick<Lines, 'use'>;
  readonly letters: SafeLetters;
  readonly hostname: string;
  readonly db: Database;
  readonly clock: Clock;
  readonly fetch: WebFetch;
}
/** A picture inside the text may be so large. */
const MOST_INLINE = 10 * 1024 * 1024;

/** Makes the use cases; the host's secret is read when the first document is shown. */
export function createReading(deps: ReadingDeps): MessageReading {
  const { connections, db, clock } = deps;
  const read: ReadDeps = { ...deps, known: whoIsKnown({ db, lines: deps.lines }), chosen: chosenOf(db) };
  const proxy = createImageProxy({ fetch: deps.fetch, clock });
  let made: Promise<Capabilities> | null = null;
  const capabilities = (): Promise<Capabilities> =>
    (made ??= createCapabilities({ secret: () => hostSecret(db), clock, db }));

  async function partOf(user: MailUser, id: string, section: string) {
    const ref = messageRef(id);
    if (ref === null) throw new MailRefused('messageGone');
    const opened = await openMessage(connections, user, ref, null);
    const part = partAt(opened.root, section);
    if (part === null) throw new MailRefused('messageGone');
    return { ref, part };
  }
  return {
    show: (user, asked) => showMessage(read, user, asked),
    document: (user, asked) => attempt(async () => await documentOf(read, await capabilities(), user, asked)),
    paper: (user, asked) => attempt(async () => await paperOf(read, await capabilities(), user, asked)),
    header: (user, id) =>
      attempt(async () => {
        const ref = messageRef(id);
        if (ref === null) throw new MailRefused('messageGone');
        return readHeader((await openMessage(connections, user, ref, null)).header, deps.hostname);
      }),
    part: (user, id, section) =>
      attempt(async () => {
        const { ref, part } = await partOf(user, id, section);
        const name = partName(part);
        const chunks = partBytes(connections, user, ref, part);
        return { name, type: part.type, risky: isRisky(name, part.type), chunks };
      }),
    source: (user, id) =>
      attempt(async () => {
        const ref = messageRef(id);
        if (ref === null) throw new MailRefused('messageGone');
        const first = sectionBytes(connections, user, ref, '');
        const { value, done } = await first.next();
        if (done === true) throw new MailRefused('messageGone');
        return { name: 'message.eml', type: 'message/rfc822', risky: false, chunks: after(value, first) };
      }),
    archive: (user, id, inside) =>
      attempt(async () => {
        const { opened, header, body } = await readMessage(read, user, { id, inside });
        const name = safeName(header.subject.slice(0, 100));
        return {
          name: `${name === '' ? 'files' : name}.zip`,
          type: 'application/zip',
          risky: false,
          chunks: archiveBytes(connections, user, opened.ref, body.contents.files, opened.receivedAt ?? new Date(0)),
        };
      }),
    async image(query) {
      const allowed = await (await capabilities()).check(query);
      if (allowed === null) return null;
      const { grant, shown } = allowed;
      if (shown.kind === 'remote') return await proxy.fetch(grant.mailbox, grant.message, shown.url);
      const found = await attempt(() => inlinePicture(grant, shown.part));
      return found.ok ? found.value : null;
    },
  };

  async function inlinePicture(
    grant: { readonly mailbox: MailboxId; readonly address: string; readonly message: string },
    section: string,
  ): Promise<Picture | null> {
    const user = { id: grant.mailbox, address: grant.address };
    const { ref, part } = await partOf(user, grant.message, section);
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of partBytes(connections, user, ref, part)) {
      size += chunk.length;
      if (size > MOST_INLINE) return null;
      chunks.push(chunk);
    }
    const bytes = Buffer.concat(chunks);
    const type = pictureType(bytes);
    return type === null ? null : { type, bytes };
  }
}

async function* after(first: Buffer, rest: AsyncGenerator<Buffer, void>): AsyncGenerator<Buffer, void> {
  yield first;
  yield* rest;
}
