/**
 * Stands between webmail and an IMAP server, passes every byte on and writes down each command; then tells which of them the
 * server had not announced. Dovecot takes a command that it does not announce all the same, so only the wire can tell.
 */
import { connect, createServer, type Socket } from 'node:net';
import { atEnd } from '../harness/report.ts';

export interface Command {
  /** Without its tag; literals are left out, `{5+}` stays. */
  readonly text: string;
  /** Before sign-in the server announces something else. */
  readonly isSignedIn: boolean;
}
export interface Wire {
  readonly port: number;
  readonly commands: readonly Command[];
  /** What the server announced before sign-in, and after it, as it said it last. */
  announced(isSignedIn: boolean): ReadonlySet<string>;
}

/** Reads commands out of what a client sends. */
function reader(commands: Command[], isSignedIn: () => boolean): (chunk: Buffer) => void {
  let pending = '';
  let command = '';
  let literal = 0;
  return (chunk) => {
    pending += chunk.toString('latin1');
    for (;;) {
      if (literal > 0) {
        const skipped = Math.min(literal, pending.length);
        pending = pending.slice(skipped);
        literal -= skipped;
        if (literal > 0) return;
      }
      const end = pending.indexOf('\r\n');
      if (end < 0) return;
      const line = pending.slice(0, end);
      pending = pending.slice(end + 2);
      command += line;
      const head = /\{(\d+)\+?\}$/.exec(line);
      if (head !== null) {
        literal = Number(head[1]);
        continue;
      }
      const tagged = /^[A-Za-z0-9]+ ([A-Za-z].*)$/s.exec(command);
      // DONE and the answer to a `+` have no tag.
      if (tagged !== null) commands.push({ text: tagged[1], isSignedIn: isSignedIn() });
      command = '';
    }
  };
}

/** Listens on a free port of this machine. */
export async function startWire(target: number): Promise<Wire> {
  const commands: Command[] = [];
  const last = { true: new Set<string>(), false: new Set<string>() };
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const there = connect(target, '127.0.0.1');
    let isSignedIn = false;
    const hear = reader(commands, () => isSignedIn);
    for (const [from, to] of [
      [client, there],
      [there, client],
    ]) {
      open.add(from);
      from.on('error', () => undefined);
      from.on('close', () => {
        open.delete(from);
        to.destroy();
      });
    }
    client.on('data', (chunk: Buffer) => {
      hear(chunk);
      there.write(chunk);
    });
    there.on('data', (chunk: Buffer) => {
      const text = chunk.toString('latin1');
      if (/^\S+ OK .*Logged in/m.test(text)) isSignedIn = true;
      const words = /CAPABILITY ([^\]\r\n]+)/.exec(text)?.[1];
      if (words !== undefined) last[`${isSignedIn}`] = new Set(words.trim().split(/ +/));
      client.write(chunk);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  atEnd(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  return {
    port: (server.address() as { port: number }).port,
    commands,
    announced: (isSignedIn) => last[`${isSignedIn}`],
  };
}

/** What a command needs, by how it reads (RFC 9051, and the extension's own). */
const NEEDS: readonly (readonly [RegExp, ...string[]])[] = [
  [/^(?:UID )?MOVE /i, 'MOVE'],
  [/^UID EXPUNGE /i, 'UIDPLUS'],
  [/^ENABLE /i, 'ENABLE'],
  [/^ENABLE .*CONDSTORE|CHANGEDSINCE|UNCHANGEDSINCE|HIGHESTMODSEQ|\bMODSEQ\b|\(CONDSTORE\)/i, 'CONDSTORE', 'QRESYNC'],
  [/QRESYNC|VANISHED/i, 'QRESYNC'],
  [/^ENABLE .*UTF8=ACCEPT/i, 'UTF8=ACCEPT'],
  [/^IDLE$/i, 'IDLE'],
  [/^NAMESPACE$/i, 'NAMESPACE'],
  [/^ID /i, 'ID'],
  [/^LIST .* RETURN /i, 'LIST-EXTENDED'],
  [/^LIST .* RETURN .*STATUS/i, 'LIST-STATUS'],
  [/^LIST .* RETURN .*SPECIAL-USE/i, 'SPECIAL-USE'],
  [/^XLIST /i, 'XLIST'],
  [/^CREATE .*\(USE /i, 'CREATE-SPECIAL-USE'],
  [/^(?:UID )?SEARCH RETURN /i, 'ESEARCH'],
  [/^(?:UID )?SORT /i, 'SORT'],
  [/^(?:UID )?THREAD /i, 'THREAD=REFERENCES', 'THREAD=REFS'],
  [/\b(?:OLDER|YOUNGER) \d/i, 'WITHIN'],
  [/^UNSELECT$/i, 'UNSELECT'],
  [/^COMPRESS /i, 'COMPRESS=DEFLATE'],
  [/BINARY(?:\.PEEK|\.SIZE)?\[|~\{/i, 'BINARY'],
  [/^GETQUOTA/i, 'QUOTA'],
  [/^STATUS .*\bSIZE\b/i, 'STATUS=SIZE'],
  [/^NOTIFY /i, 'NOTIFY'],
  [/\b(?:EMAILID|THREADID)\b/i, 'OBJECTID'],
  [/\bPREVIEW\b/, 'PREVIEW'],
  [/^AUTHENTICATE \S+ \S/i, 'SASL-IR'],
];

/** Which extensions a command uses, each with the words of which one must be announced. */
export function used(text: string): readonly (readonly string[])[] {
  const found = NEEDS.filter(([pattern]) => pattern.test(text)).map(([, ...words]) => words);
  for (const [, size] of text.matchAll(/\{(\d+)\+\}/g))
    found.push(Number(size) <= 4096 ? ['LITERAL+', 'LITERAL-'] : ['LITERAL+']);
  // oxlint-disable-next-line no-control-regex
  if (/[\u0080-\u00ff]/.test(text)) found.push(['UTF8=ACCEPT']);
  return found;
}

/** Commands that the server had not announced, each once. */
export function unannounced(wire: Wire): readonly string[] {
  const found = wire.commands
    .filter(({ text, isSignedIn }) => {
      const announced = wire.announced(isSignedIn);
      return used(text).some((words) => !words.some((word) => announced.has(word)));
    })
    .map(({ text }) => text.slice(0, 100));
  return [...new Set(found)];
}
/** All extensions that were used after sign-in. */
export const usedBy = (wire: Wire): ReadonlySet<string> =>
  new Set(wire.commands.filter(({ isSignedIn }) => isSignedIn).flatMap(({ text }) => used(text).map(([word]) => word)));
