/**
 * AUTH PLAIN and LOGIN (RFC 4954) on the submission ports; in words elsewhere. Called by session.ts. The secret goes to
 * the Auth port and nowhere else; where sign-in is not possible only the name is read, as evidence of a wrong setting.
 */
import { texts } from '#src/messages/catalogue.ts';
import type { CauseId } from '#src/model/cause-id.ts';
import type { SignInOutcome } from '#src/model/journal.ts';
import { type Credentials, LOGIN_PROMPTS, decodeBase64Text, decodePlain } from '#src/protocol/sasl.ts';
import { reply } from '#src/protocol/smtp/reply.ts';
import type { Answer, SmtpContext } from './context.ts';

const MAX_FAILED = 5;
const CANCELLED: Answer = { reply: reply(501, '5.7.0', 'sign-in cancelled') };
const MALFORMED: Answer = { reply: reply(501, '5.5.2', 'that is not base64 of a name and a password') };

interface AuthCommand {
  readonly mechanism: string;
  readonly initial?: string;
}

/** AUTH on any port. */
export function signIn(context: SmtpContext, command: AuthCommand): Answer | Promise<Answer> {
  const { host, connection, words } = context;
  if (host.role === 'inbound') {
    refused(context, command, connection.secure ? 'bad-mechanism' : 'not-encrypted', 'cli-wrong-outgoing-port');
    return { reply: reply(503, '5.5.1', words.noSignInHere()) };
  }
  if (!connection.secure) {
    refused(context, command, 'not-encrypted', 'cli-plaintext-refused');
    return { reply: reply(538, '5.7.11', words.signInNeedsTls({ port: 465 })) };
  }
  if (context.hello === 'none') return { reply: reply(503, '5.5.1', 'send EHLO first') };
  if (context.mailbox !== undefined || context.transaction !== null)
    return { reply: reply(503, '5.5.1', 'already signed in, or in the middle of a message') };
  if (command.mechanism === 'PLAIN') return plain(context, command.initial);
  if (command.mechanism === 'LOGIN') return login(context, command.initial);
  refused(context, command, 'bad-mechanism', 'cli-auth-method');
  return { reply: reply(504, '5.5.4', words.unknownMechanism({ mechanism: command.mechanism })) };
}

/** Records a sign-in that was refused before its secret was looked at. */
function refused(context: SmtpContext, command: AuthCommand, outcome: SignInOutcome, cause: CauseId): void {
  const { initial = '', mechanism } = command;
  const name = mechanism === 'PLAIN' ? decodePlain(initial)?.login : decodeBase64Text(initial);
  const known = mechanism === 'PLAIN' || mechanism === 'LOGIN' ? (name ?? '') : '';
  if (known !== '') context.connection.address = known.toLowerCase();
  context.host.auth.recordRefusedSignIn({
    login: known,
    mechanism: command.mechanism,
    connection: context.connection.facts,
    outcome,
    cause,
  });
}

function plain(context: SmtpContext, initial: string | undefined): Answer | Promise<Answer> {
  const read = (line: string): Answer | Promise<Answer> => {
    if (line === '*') return CANCELLED;
    const credentials = decodePlain(line);
    return credentials === null ? MALFORMED : check(context, credentials, 'PLAIN');
  };
  return initial === undefined ? { reply: '334 \r\n', next: 'line', take: read } : read(initial);
}

function login(context: SmtpContext, initial: string | undefined): Answer {
  const readName = (line: string): Answer => {
    if (line === '*') return CANCELLED;
    const name = decodeBase64Text(line);
    if (name === null || name === '') return MALFORMED;
    const readSecret = (secretLine: string): Answer | Promise<Answer> => {
      if (secretLine === '*') return CANCELLED;
      const secret = decodeBase64Text(secretLine);
      return secret === null ? MALFORMED : check(context, { login: name, secret }, 'LOGIN');
    };
    return { reply: `334 ${LOGIN_PROMPTS.secret}\r\n`, next: 'line', take: readSecret };
  };
  if (initial !== undefined) return readName(initial);
  return { reply: `334 ${LOGIN_PROMPTS.name}\r\n`, next: 'line', take: readName };
}

async function check(context: SmtpContext, credentials: Credentials, mechanism: string): Promise<Answer> {
  const { connection, host } = context;
  connection.address = credentials.login.toLowerCase().slice(0, 320);
  const result = await host.auth.signIn({ ...credentials, mechanism, connection: connection.facts });
  if (result.ok) {
    context.mailbox = result.mailbox;
    context.words = texts(result.mailbox.language).refusals;
    connection.address = result.mailbox.address;
    return { reply: reply(235, '2.7.0', 'signed in') };
  }
  context.failedSignIns += 1;
  const { code, enhanced, text } = result.refusal;
  const answer = reply(code, enhanced, text);
  if (context.failedSignIns < MAX_FAILED) return { reply: answer };
  return { reply: answer + reply(421, '4.7.0', context.words.tooManyBadSignIns()), next: 'close' };
}
