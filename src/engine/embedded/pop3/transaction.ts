/**
 * Commands of the TRANSACTION state (RFC 1939 §5, §7). Called by the session, which has a maildrop then. Each writes its
 * whole answer; large messages go out in pieces, at the speed at which the client reads.
 */
import type { Pop3Command } from '#src/protocol/pop3/command.ts';
import { err, MULTILINE_END, ok, stuffDots, stuffingEnd, stuffingStart, topEnd } from '#src/protocol/pop3/reply.ts';
import type { Entry, Maildrop } from './maildrop.ts';
import type { Pop3Session } from './session.ts';

const PIECE_BYTES = 65_536;
/** Lines of LIST and UIDL written at once. */
const LINES_AT_ONCE = 2_000;

type TransactionCommand = Extract<
  Pop3Command,
  { kind: 'stat' | 'list' | 'uidl' | 'retr' | 'top' | 'dele' | 'noop' | 'rset' }
>;

/** Answers one command. */
export async function transactionCommand(
  session: Pop3Session,
  maildrop: Maildrop,
  command: TransactionCommand,
): Promise<void> {
  switch (command.kind) {
    case 'noop':
      await session.write(ok());
      return;
    case 'stat': {
      const { messages, bytes } = maildrop.total();
      await session.write(ok(`${messages} ${bytes}`));
      return;
    }
    case 'rset':
      maildrop.unmarkAll();
      await session.write(ok());
      return;
    case 'list':
      return listing(session, maildrop, command.message, (entry) => String(entry.sizeBytes));
    case 'uidl':
      return listing(session, maildrop, command.message, (entry) => maildrop.uniqueId(entry));
    case 'dele':
      return remove(session, maildrop, command.message);
    case 'retr':
      return send(session, maildrop, command.message, null);
    case 'top':
      return send(session, maildrop, command.message, command.lines);
  }
}

async function listing(
  session: Pop3Session,
  maildrop: Maildrop,
  number: number | null,
  fact: (entry: Entry) => string,
): Promise<void> {
  if (number !== null) {
    const entry = maildrop.entry(number);
    await session.write(entry === null ? noSuch(session, number) : ok(`${number} ${fact(entry)}`));
    return;
  }
  let lines = [ok().trimEnd()];
  for (const [live, entry] of maildrop.live()) {
    lines.push(`${live} ${fact(entry)}`);
    if (lines.length < LINES_AT_ONCE) continue;
    if (!(await session.write(`${lines.join('\r\n')}\r\n`))) return;
    lines = [];
  }
  await session.write(`${[...lines, ''].join('\r\n')}${MULTILINE_END}`);
}

const noSuch = (session: Pop3Session, number: number): string => err(session.texts.pop3.noSuchMessage({ number }));

async function remove(session: Pop3Session, maildrop: Maildrop, number: number): Promise<void> {
  const known = maildrop.entry(number) !== null;
  if (known) maildrop.markDeleted(number);
  await session.write(known ? ok() : noSuch(session, number));
}

/** RETR, or TOP with its number of body lines. */
async function send(session: Pop3Session, maildrop: Maildrop, number: number, lines: number | null): Promise<void> {
  const entry = maildrop.entry(number);
  if (entry === null) return void (await session.write(noSuch(session, number)));
  let message: Buffer | null;
  try {
    message = await maildrop.read(entry);
  } catch (error) {
    session.host.onBug(error, session.connection);
    return void (await session.write(err(session.texts.pop3.damaged({ number }), 'SYS/PERM')));
  }
  if (message === null) return void (await session.write(err(session.texts.pop3.messageGone({ number }))));
  const end = lines === null ? message.length : topEnd(message, lines);
  await session.write(lines === null ? ok(`${entry.sizeBytes} octets`) : ok());
  const state = stuffingStart();
  for (let at = 0; at < end; at += PIECE_BYTES) {
    const piece = message.subarray(at, Math.min(end, at + PIECE_BYTES));
    if (!(await session.write(stuffDots(piece, state)))) return;
  }
  await session.write(stuffingEnd(state));
}
