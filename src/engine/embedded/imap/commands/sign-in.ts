/**
 * LOGIN and AUTHENTICATE PLAIN (RFC 3501 §6.2, RFC 4616, RFC 4959). Without TLS both are refused in words and the name is
 * recorded; the secret is not looked at. Called through registry.ts.
 */
import { decodeUtf8 } from '#src/protocol/imap/mailbox-name.ts';
import { responseWords } from '#src/protocol/imap/response-text.ts';
import type { Mailbox } from '../../../ports.ts';
import { capabilities } from '../capabilities.ts';
import { type Answer, bad, handler, type ImapContext, no, ok } from '../context.ts';

const MAX_FAILED = 5;

interface Credentials {
  readonly login: string;
  readonly secret: string;
}

export const login = handler<'LOGIN'>('before', (context, command) => {
  if (!context.connection.secure) return refuseUnencrypted(context, command.login, 'LOGIN');
  return signIn(context, { login: command.login, secret: command.secret }, 'LOGIN');
});

export const authenticate = handler<'AUTHENTICATE'>('before', async (context, command): Promise<Answer | null> => {
  if (!context.connection.secure) {
    const name = command.initial === null ? null : plainCredentials(command.initial)?.login;
    return refuseUnencrypted(context, name ?? '', command.mechanism);
  }
  if (command.mechanism !== 'PLAIN') return refuseMechanism(context, command.mechanism);
  let response = command.initial;
  if (response === null) {
    context.out.text('+ \r\n');
    response = await context.readLine();
    if (response === null) return null;
  }
  if (response.trim() === '*') return bad('AUTHENTICATE cancelled');
  const credentials = plainCredentials(response.trim());
  return credentials === null ? bad('AUTHENTICATE PLAIN: not well written') : signIn(context, credentials, 'PLAIN');
});

/** `authzid NUL authcid NUL password` in base64; null when it is not. An authorization name of someone else is none. */
function plainCredentials(base64: string): Credentials | null {
  if (base64.length > 8192 || !/^[A-Za-z0-9+/]*={0,2}$/.test(base64)) return null;
  const fields = Buffer.from(base64, 'base64').toString('latin1').split('\0');
  if (fields.length !== 3 || fields[1] === '') return null;
  const [authorize, name, secret] = fields.map((wire) => decodeUtf8(wire) ?? wire);
  return authorize === '' || authorize.toLowerCase() === name.toLowerCase() ? { login: name, secret } : null;
}

function refuseUnencrypted(context: ImapContext, name: string, mechanism: string): Answer {
  context.connection.address = name === '' ? undefined : name;
  context.host.auth.recordRefusedSignIn({
    login: name,
    mechanism,
    connection: context.connection.facts,
    outcome: 'not-encrypted',
    cause: 'cli-wrong-incoming-port',
  });
  return no(context.texts.refusals.signInNeedsTls({ port: context.host.imapsPort }), 'PRIVACYREQUIRED');
}

function refuseMechanism(context: ImapContext, mechanism: string): Answer {
  context.host.auth.recordRefusedSignIn({
    login: '',
    mechanism,
    connection: context.connection.facts,
    outcome: 'bad-mechanism',
    cause: 'cli-auth-method',
  });
  return no(context.texts.refusals.unknownMechanism({ mechanism }), 'CANNOT');
}

async function signIn(context: ImapContext, credentials: Credentials, mechanism: string): Promise<Answer | null> {
  const { host, connection } = context;
  connection.address = credentials.login;
  const result = await host.auth.signIn({ ...credentials, mechanism, connection: connection.facts });
  if (!result.ok) {
    context.failedSignIns += 1;
    // A rule said no: programs must show an ALERT (RFC 3501 §7.1), while the words of a NO are often swallowed.
    if (result.outcome === 'refused') context.out.text(`* NO [ALERT] ${responseWords(result.refusal.text)}\r\n`);
    const answer = no(result.refusal.text, result.refusal.imapCode ?? 'AUTHENTICATIONFAILED');
    return context.failedSignIns < MAX_FAILED ? answer : { ...answer, bye: context.texts.refusals.tooManyBadSignIns() };
  }
  const { mailbox } = result;
  const open = host.signedIn.get(mailbox.id) ?? 0;
  if (open >= host.maxConnectionsPerMailbox) return refuseCrowd(context, mailbox);
  // Counted before the store opens, so that a hundred sign-ins at once do not all pass.
  host.signedIn.set(mailbox.id, open + 1);
  let account;
  try {
    account = { mailbox, handle: await host.store.open(mailbox.id, mailbox.quotaBytes) };
  } catch (error) {
    giveBack(context, mailbox.id);
    host.onBug(error, 'store.open');
    return no(context.texts.refusals.signInUnavailable(), 'UNAVAILABLE');
  }
  if (connection.closing) {
    giveBack(context, mailbox.id);
    account.handle.close();
    return null;
  }
  connection.address = mailbox.address;
  context.signedInAs(account);
  return ok('Signed in', `CAPABILITY ${capabilities(context)}`);
}

/** RFC 5530 LIMIT; kept in the journal, because the customer sees it as "works sometimes". */
function refuseCrowd(context: ImapContext, mailbox: Mailbox): Answer {
  const { host, connection } = context;
  const text = context.texts.imap.tooManyConnections({ max: host.maxConnectionsPerMailbox });
  host.journal.record({
    kind: 'refusal',
    at: host.clock.now(),
    connection: connection.facts,
    mailbox: mailbox.id,
    address: mailbox.address,
    stage: 'command',
    cause: 'cli-too-many-connections',
    code: 421,
    enhanced: '4.7.0',
    text,
  });
  return no(text, 'LIMIT');
}

function giveBack(context: ImapContext, mailbox: string): void {
  const open = (context.host.signedIn.get(mailbox) ?? 1) - 1;
  if (open > 0) context.host.signedIn.set(mailbox, open);
  else context.host.signedIn.delete(mailbox);
}
