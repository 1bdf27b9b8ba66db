/**
 * All attachments of a message as one .zip, made while it is sent: nothing is kept. Called by the route of the archive. The
 * files are stored as they are (most are packed already), with names that differ.
 */
import { Zip, ZipPassThrough } from 'fflate';
import type { MailConnections, MailUser } from './connections.ts';
import { partName } from './file-names.ts';
import type { MessageRef } from './message-id.ts';
import { partBytes } from './parts.ts';
import type { MailPart } from './structure.ts';

/** `brev.pdf`, `brev (2).pdf` …: no two alike, also where case does not count. */
export function differentNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const dot = name.lastIndexOf('.');
    const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
    let unlike = name;
    for (let turn = 2; taken.has(unlike.toLowerCase()); turn++) unlike = `${stem} (${turn})${ending}`;
    taken.add(unlike.toLowerCase());
    return unlike;
  });
}

/** The archive, piece by piece. */
export async function* archiveBytes(
  connections: Pick<MailConnections, 'use'>,
  user: MailUser,
  ref: MessageRef,
  files: readonly MailPart[],
  at: Date,
): AsyncGenerator<Buffer, void> {
  const made: Buffer[] = [];
  const zip = new Zip((error, data) => {
    if (error !== null) throw error;
    made.push(Buffer.from(data.buffer, data.byteOffset, data.byteLength));
  });
  const names = differentNames(files.map(partName));
  for (const [index, part] of files.entries()) {
    const entry = new ZipPassThrough(names[index]);
    // ZIP knows the years 1980 to 2099 only.
    entry.mtime = at.getFullYear() >= 1980 && at.getFullYear() <= 2099 ? at : new Date(1980, 0, 1);
    zip.add(entry);
    for await (const chunk of partBytes(connections, user, ref, part)) {
      entry.push(chunk, false);
      yield* made.splice(0);
    }
    entry.push(new Uint8Array(0), true);
    yield* made.splice(0);
  }
  zip.end();
  yield* made.splice(0);
}
