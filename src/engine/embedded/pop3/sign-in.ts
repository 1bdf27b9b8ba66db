/**
 * Signing in over POP3: USER and PASS, AUTH PLAIN (RFC 5034), and the refusals that teach: no TLS, IMAP words, APOP.
 * Called by the session. Never keeps a secret; Auth records what it decides, this records what never reached Auth.
 */
import { texts } from '#src/messages/catalogue.ts';
import type { CauseId } from '#src/model/cause-id.ts';
import type { SignInOutcome } from '#src/model/journal.ts';
import type { MailConnection } from '#src/net/connection.ts';
import type { Pop3Command } from '#src/protocol/pop3/command.ts';
import { decodePlain } from '#src/protocol/sasl.ts';
import { err, ok, type ResponseCode } from '#src/protocol/pop3/reply.ts';
import type { Mailbox } from '../../ports.ts';
import type { Pop3Host } from './session.ts';

const MAX_FAILED_SIGN_INS = 5;

type SignInCommand = Extract<Pop3Command, { kind: 'user' | 'pass' | 'auth' | 'apop' }>;

/** RFC 3206: AUTH when the credentials are the trouble, SYS/TEMP when it passes by itself, SYS/PERM when it does not. */
export function refusalCode(outcome: SignInOutcome, code: number): ResponseCode {
  switch (outcome) {
    case 'unknown-user':
    case 'wrong-password':
    case 'wrong-kind':
    case 'not-encrypted':
    case 'bad-mechanism':
      return 'AUTH';
    case 'unavailable':
      return 'SYS/TEMP';
    case 'refused':
    case 'ok':
      return code < 500 ? 'SYS/TEMP' : 'SYS/PERM';
  }
}

export class SignInDoor {
  readonly #host: Pop3Host;
  readonly #connection: MailConnection;
  #user: string | null = null;
  #failed = 0;
  #plainRecorded = false;
  #imapRecorded = false;

  constructor(host: Pop3Host, connection: MailConnection) {
    this.#host = host;
    this.#connection = connection;
  }

  /** What was said before TLS does not count after it. */
  forget(): void {
    this.#user = null;
  }

  /** May the client go on with this mechanism's next line? Without TLS nothing secret is ever asked for. */
  mayAuth(mechanism: string): boolean {
    return this.#connection.secure && mechanism === 'PLAIN';
  }

  /** Answers one sign-in command; the mailbox when it is open (the caller says +OK then). */
  async attempt(command: SignInCommand): Promise<Mailbox | null> {
    if (!this.#connection.secure) return this.#needsTls(command);
    const { pop3, refusals } = texts(this.#host.language);
    switch (command.kind) {
      case 'user':
        // The same answer for known and unknown names: a stranger learns nothing (RFC 1939 §13).
        this.#user = command.name;
        this.#connection.write(ok());
        return null;
      case 'pass': {
        const login = this.#user;
        this.#user = null;
        if (login !== null) return this.#check(login, command.secret, 'USER');
        this.#connection.write(err(pop3.userFirst()));
        return null;
      }
      case 'apop':
        this.#record(command.name, 'APOP', 'bad-mechanism', 'cli-auth-method');
        this.#connection.write(err(pop3.noApop(), 'AUTH'));
        return null;
      case 'auth': {
        if (command.mechanism === '')
          this.#connection.write('+OK\r\nPLAIN\r\n.\r\n'); // what old clients ask
        else if (command.mechanism !== 'PLAIN') {
          this.#record('', command.mechanism, 'bad-mechanism', 'cli-auth-method');
          this.#connection.write(err(refusals.unknownMechanism({ mechanism: command.mechanism.slice(0, 40) }), 'AUTH'));
        } else {
          const plain = decodePlain(command.initial ?? '');
          if (plain !== null) return this.#check(plain.login, plain.secret, 'PLAIN');
          this.#connection.write(err(pop3.notBase64()));
        }
        return null;
      }
    }
  }

  async #check(login: string, secret: string, mechanism: string): Promise<Mailbox | null> {
    this.#connection.address = login.slice(0, 320).toLowerCase();
    const result = await this.#host.auth.signIn({ login, secret, mechanism, connection: this.#connection.facts });
    if (result.ok) return result.mailbox;
    const { text, code } = result.refusal;
    this.#failed++;
    const reply = err(text, refusalCode(result.outcome, code));
    if (this.#failed < MAX_FAILED_SIGN_INS) this.#connection.write(reply);
    else this.#connection.close(reply);
    return null;
  }

  /** The plain port speaks but takes no secret; the name is kept, because it shows whose settings are wrong. */
  #needsTls(command: SignInCommand): null {
    const login = command.kind === 'user' || command.kind === 'apop' ? command.name : (this.#user ?? '');
    if (command.kind === 'user') this.#user = command.name;
    if (!this.#plainRecorded || command.kind === 'user') {
      const mechanism = command.kind === 'auth' ? command.mechanism : command.kind === 'apop' ? 'APOP' : 'USER';
      this.#record(login, mechanism, 'not-encrypted', 'cli-plaintext-refused');
      this.#plainRecorded = true;
    }
    const { refusals } = texts(this.#host.language);
    this.#connection.write(err(refusals.signInNeedsTls({ port: this.#host.pop3sPort }), 'AUTH'));
    return null;
  }

  /** IMAP words in the middle of a session (the listener answers those that come first). */
  imapWords(login: string | null): void {
    this.#connection.outcome = 'wrong-protocol';
    if (login !== null) this.#recordImapLogin(login);
    const { pop3 } = texts(this.#host.language);
    this.#connection.close(err(pop3.thisIsPop3({ imapsPort: this.#host.imapsPort }), 'SYS/PERM'));
  }

  /** The listener has met `tag LOGIN name …` as the first words: it keeps the name, and the sign-in is recorded here. */
  connectionClosed(): void {
    const { outcome, address } = this.#connection;
    if (outcome === 'wrong-protocol' && address !== undefined) this.#recordImapLogin(address);
  }

  #recordImapLogin(login: string): void {
    if (this.#imapRecorded) return;
    this.#imapRecorded = true;
    this.#connection.address = login.slice(0, 320).toLowerCase();
    const outcome = this.#connection.secure ? 'bad-mechanism' : 'not-encrypted';
    this.#record(login, 'LOGIN', outcome, 'cli-wrong-incoming-port');
  }

  #record(login: string, mechanism: string, outcome: SignInOutcome, cause: CauseId): void {
    this.#host.auth.recordRefusedSignIn({
      login: login.slice(0, 320),
      mechanism: mechanism.slice(0, 40),
      connection: this.#connection.facts,
      outcome,
      cause,
    });
  }
}
