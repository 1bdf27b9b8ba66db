/**
 * mbsync (isync) between our IMAP server and a Maildir, both ways: repeated until a run changes nothing, then both sides
 * are compared; then flags, new mail and deletions on both sides, and again. Called by the suite beside it.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withImap } from '../harness/clients.ts';
import { HOST_NAME, temporaryFolder, type Host } from '../harness/host.ts';
import { letter } from '../harness/mail.ts';
import { run } from '../harness/program.ts';
import { check } from '../harness/report.ts';

/** Maildir letters ↔ IMAP flags that mbsync carries. */
const LETTERS: Readonly<Record<string, string>> = {
  D: '\\Draft',
  F: '\\Flagged',
  R: '\\Answered',
  S: '\\Seen',
  T: '\\Deleted',
};
/** One line a message: folder, digest, flags. Line ends and mbsync's own X-TUID do not count. */
const lineOf = (folder: string, bytes: Buffer, flags: readonly string[]): string => {
  const text = bytes
    .toString('latin1')
    .replaceAll('\r\n', '\n')
    .replace(/^X-TUID: .*\n/m, '');
  const digest = createHash('sha256').update(text, 'latin1').digest('hex').slice(0, 16);
  return `${folder} ${digest} ${[...flags].sort().join(' ')}`;
};

/** IMAP modified UTF-7 (RFC 3501 §5.1.3) to Unicode: mbsync 1.4 keeps names as they are on the wire. */
const fromUtf7 = (name: string): string =>
  name.replace(/&([^-]*)-/g, (_, code: string) =>
    code === '' ? '&' : Buffer.from(code.replaceAll(',', '/'), 'base64').swap16().toString('utf16le'),
  );

const localFolders = (root: string, below = ''): string[] =>
  readdirSync(join(root, below), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !['cur', 'new', 'tmp'].includes(entry.name))
    .flatMap((entry) => {
      const name = below === '' ? entry.name : `${below}/${entry.name}`;
      return [...(existsSync(join(root, name, 'cur')) ? [name] : []), ...localFolders(root, name)];
    });

const localSide = (root: string): string[] =>
  localFolders(root)
    .flatMap((folder) =>
      ['cur', 'new'].flatMap((part) =>
        readdirSync(join(root, folder, part)).map((file) => {
          const flags = (/:2,([A-Z]*)$/.exec(file)?.[1] ?? '').split('').map((letter) => LETTERS[letter] ?? letter);
          return lineOf(fromUtf7(folder), readFileSync(join(root, folder, part, file)), flags);
        }),
      ),
    )
    .sort();

const serverSide = (host: Host, user: string, password: string): Promise<string[]> =>
  withImap(host, user, password, async (client) => {
    const lines: string[] = [];
    const carried = new Set(Object.values(LETTERS));
    for (const { path, flags: marks } of await client.list()) {
      if (marks.has('\\Noselect') || marks.has('\\NonExistent')) continue;
      const opened = await client.mailboxOpen(path, { readOnly: true });
      if (opened.exists === 0) continue;
      for await (const message of client.fetch('1:*', { uid: true, flags: true, source: true })) {
        const flags = [...(message.flags ?? [])].filter((flag) => carried.has(flag));
        lines.push(lineOf(path, message.source ?? Buffer.alloc(0), flags));
      }
    }
    return lines.sort();
  });

const configure = (host: Host, user: string, password: string): { rc: string; mail: string } => {
  const folder = temporaryFolder('mbsync');
  const mail = join(folder, 'mail');
  mkdirSync(mail);
  const secret = password.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
  const rc = join(folder, 'rc');
  writeFileSync(
    rc,
    `IMAPAccount fjord
Host ${HOST_NAME}
Port ${host.port('imaps')}
User ${user}
Pass "${secret}"
SSLType IMAPS
CertificateFile ${host.caFile}

IMAPStore far
Account fjord

MaildirStore near
Path ${mail}/
Inbox ${mail}/INBOX
SubFolders Verbatim

Channel all
Far :far:
Near :near:
Patterns *
Create Both
Expunge Both
SyncState *
`,
  );
  return { rc, mail };
};

/** Runs mbsync until neither side changes any more; gives the two sides. */
const toFixpoint = async (
  host: Host,
  user: string,
  password: string,
  setup: { rc: string; mail: string },
): Promise<{ local: string[]; server: string[]; runs: number }> => {
  let before = '';
  for (let runs = 1; runs <= 6; runs += 1) {
    const outcome = await run('mbsync', ['-c', setup.rc, '-a'], { limitMs: 90_000 });
    assert.equal(outcome.code, 0, outcome.text.slice(-3000));
    const local = localSide(setup.mail);
    const server = await serverSide(host, user, password);
    const now = JSON.stringify([local, server]);
    if (now === before) return { local, server, runs };
    before = now;
  }
  throw new Error('mbsync still changes something in its sixth run');
};

const changeBothSides = async (host: Host, user: string, password: string, mail: string): Promise<void> => {
  await withImap(host, user, password, async (client) => {
    await client.mailboxOpen('INBOX');
    await client.messageFlagsAdd('1:5', ['\\Flagged']);
    await client.messageFlagsRemove('6:12', ['\\Seen']);
    await client.messageDelete('13:17');
    await client.messageMove('18:20', 'Arkiv');
    await client.append('Övrigt', letter('from-the-server', user, user), ['\\Seen']);
    await client.mailboxCreate('Nytt på serveren/Æøå');
    await client.append('Nytt på serveren/Æøå', letter('in-a-new-folder', user, user));
  });
  const cur = join(mail, 'Arkiv/cur');
  const files = readdirSync(cur).sort();
  for (const file of files.slice(0, 4)) rmSync(join(cur, file));
  for (const file of files.slice(4, 10)) {
    const [name, letters = ''] = file.split(':2,');
    renameSync(join(cur, file), join(cur, `${name}:2,${[...new Set(`${letters}FRS`)].sort().join('')}`));
  }
  for (let index = 0; index < 20; index += 1) {
    const text = letter(`from-the-maildir-${index}`, user, user).toString().replaceAll('\r\n', '\n');
    writeFileSync(join(cur, `${1_700_000_000 + index}.M${index}.local:2,${index % 2 === 0 ? 'S' : ''}`), text);
  }
};

/** mbsync 1.4 leaves a message whose header never ends where it is, and says so: such a one cannot be on both sides. */
const removeUnfinished = (host: Host, user: string, password: string): Promise<void> =>
  withImap(host, user, password, async (client) => {
    for (const { path, flags } of await client.list()) {
      if (flags.has('\\Noselect') || flags.has('\\NonExistent')) continue;
      if ((await client.mailboxOpen(path)).exists === 0) continue;
      const unfinished: number[] = [];
      for await (const { uid, source } of client.fetch('1:*', { uid: true, source: true })) {
        if (source?.includes('\r\n\r\n') !== true && source?.subarray(0, 2).equals(Buffer.from('\r\n')) !== true)
          unfinished.push(uid);
      }
      if (unfinished.length > 0) await client.messageDelete(unfinished, { uid: true });
    }
  });

export const checkMbsync = async (host: Host, user: string, password: string): Promise<void> => {
  await removeUnfinished(host, user, password);
  const setup = configure(host, user, password);
  await check('mbsync fetches all to a fixpoint, and both sides are equal', async () => {
    const { local, server, runs } = await toFixpoint(host, user, password, setup);
    assert.ok(server.length >= 219, `${server.length} messages`);
    assert.deepEqual(local, server);
    assert.ok(runs <= 3, `${runs} runs`);
  });
  await check('changes on both sides meet in a fixpoint, nothing lost, nothing doubled', async () => {
    const before = (await serverSide(host, user, password)).length;
    await changeBothSides(host, user, password, setup.mail);
    const { local, server } = await toFixpoint(host, user, password, setup);
    assert.deepEqual(local, server);
    assert.equal(server.length, before - 5 - 4 + 1 + 1 + 20);
    assert.equal(server.filter((line) => line.startsWith('Nytt på serveren/Æøå ')).length, 1);
  });
};
