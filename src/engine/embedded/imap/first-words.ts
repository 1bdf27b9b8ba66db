/**
 * A client that speaks POP3 or SMTP on the IMAP port: answered in words and kept in the journal, since it is the customer
 * with a wrong port who stands there. Called by the session for the first line of a connection.
 */
import { readFirstWords, spokenProtocol } from '#src/net/listener-words.ts';
import type { ImapContext } from './context.ts';

const PORTS: Readonly<Record<string, number>> = { smtp: 465, pop3: 995 };
const NAMES: Readonly<Record<string, string>> = { smtp: 'SMTP', pop3: 'POP3' };

/** The words to say when `line` is of another protocol, null when it may be IMAP. Records what it finds. */
export function wrongProtocol(context: ImapContext, line: string): string | null {
  const bytes = Buffer.from(line, 'latin1');
  const spoken = spokenProtocol(bytes);
  if (spoken === null || spoken === 'imap') return null;
  context.connection.outcome = 'wrong-protocol';
  const { login } = readFirstWords(bytes);
  if (login !== undefined) {
    context.connection.address = login;
    context.host.auth.recordRefusedSignIn({
      login,
      mechanism: 'USER',
      connection: context.connection.facts,
      outcome: 'bad-mechanism',
      cause: 'cli-wrong-incoming-port',
    });
  }
  return context.texts.refusals.otherProtocol({
    here: 'IMAP',
    spoken: NAMES[spoken] ?? 'HTTP',
    port: PORTS[spoken] ?? 0,
  });
}
