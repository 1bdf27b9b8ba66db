/**
 * One command, one answer: the table of the SMTP session. Called by session.ts. MAIL, RCPT and AUTH have their own files.
 */
import type { SmtpCommand } from '#src/protocol/smtp/command.ts';
import { reply } from '#src/protocol/smtp/reply.ts';
import type { Answer, SmtpContext } from './context.ts';
import { mailFrom, rcptTo } from './envelope.ts';
import { record } from './refuse.ts';
import { signIn } from './sign-in.ts';

const DONE: Answer = { reply: reply(250, '2.0.0', 'ok') };
const BYE: Answer = { reply: reply(221, '2.0.0', 'bye'), next: 'close' };
const HELP: Answer = { reply: reply(214, '2.0.0', 'EHLO MAIL RCPT DATA RSET NOOP VRFY QUIT STARTTLS AUTH') };
// RFC 5321 §7.3: who lives here is told to nobody by VRFY.
const CANNOT_VERIFY: Answer = { reply: reply(252, '2.5.2', 'send the mail and see') };
const GO_AHEAD: Answer = { reply: '354 end with <CR><LF>.<CR><LF>\r\n', next: 'data' };
const START_TLS: Answer = { reply: reply(220, '2.0.0', 'go ahead'), next: 'starttls' };
const UNKNOWN: Answer = { reply: reply(500, '5.5.1', 'this command is not known here') };

/** The answer to any command. */
export function answerCommand(context: SmtpContext, command: SmtpCommand): Answer | Promise<Answer> {
  switch (command.kind) {
    case 'mail':
      return mailFrom(context, command);
    case 'rcpt':
      return rcptTo(context, command);
    case 'data':
      return data(context);
    case 'ehlo':
    case 'helo':
      return hello(context, command.kind, command.name);
    case 'rset':
      context.transaction = null;
      return DONE;
    case 'noop':
      return DONE;
    case 'quit':
      return BYE;
    case 'auth':
      return signIn(context, command);
    case 'starttls':
      return startTls(context);
    case 'help':
      return HELP;
    case 'vrfy':
      return CANNOT_VERIFY;
    case 'unknown':
      return unknown(context, command.verb);
    case 'bad':
      return { reply: reply(command.code, command.enhanced, command.text) };
  }
}

/** Names in EHLO and HELO are evidence, never a reason to refuse; on the submission ports even none at all. */
function hello(context: SmtpContext, kind: 'ehlo' | 'helo', name: string): Answer {
  const { connection, host } = context;
  if (name === '' && host.role === 'inbound') return { reply: reply(501, '5.5.4', 'your name is missing') };
  if (name !== '') connection.learn({ ehlo: name });
  context.hello = kind;
  context.transaction = null;
  if (kind === 'helo') return { reply: reply(250, null, host.hostname) };
  const offers = ['PIPELINING', `SIZE ${host.maxMessageBytes}`, '8BITMIME', 'SMTPUTF8', 'ENHANCEDSTATUSCODES', 'DSN'];
  if (!connection.secure) offers.push('STARTTLS');
  // RFC 4954 §4: a mechanism that would be refused is not offered.
  else if (host.role === 'submission' && context.mailbox === undefined) offers.push('AUTH PLAIN LOGIN');
  return { reply: reply(250, null, host.hostname, ...offers) };
}

function data(context: SmtpContext): Answer {
  if (context.transaction === null) return { reply: reply(503, '5.5.1', 'send MAIL first') };
  if (context.transaction.recipients.length === 0) return { reply: reply(554, '5.5.1', 'no valid recipients') };
  return GO_AHEAD;
}

function startTls(context: SmtpContext): Answer {
  if (context.connection.secure) return { reply: reply(503, '5.5.1', 'the connection is encrypted already') };
  return START_TLS;
}

/** A row of Xes where a command should be is the mark of a firewall that rewrites SMTP. */
function unknown(context: SmtpContext, verb: string): Answer {
  if (/^X{3,}[A-Z]?$/.test(verb))
    record(
      context,
      'command',
      { code: 500, enhanced: '5.5.1', cause: 'net-smtp-inspection', text: 'this command is not known here' },
      {},
    );
  return UNKNOWN;
}
