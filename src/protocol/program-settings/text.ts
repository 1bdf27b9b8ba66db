/**
 * Settings that people copy out of a dialog, type, or read off a screen: "imap.foo.no port 993 ssl/tls, bruker kari". Reads
 * words from left to right; a label says what the next value is, a host's name or a word says which server is meant. What
 * follows a label for a password is stepped over. Also printers, PHP and environment files, which name things the same way.
 */
import type { ProgramSettings, Said, Security, SignInWay, TextEdit } from '#src/model/program-settings.ts';
import type { Document } from './document.ts';
import { written } from './said.ts';
import { accountOf, type Draft, kindOfName, PORTS } from './text-servers.ts';
import {
  AUTH_WORDS,
  type Direction,
  DIRECTIONS,
  KIND_WORDS,
  type Label,
  LABELS,
  SECURITY_WORDS,
  SWITCHES,
} from './text-words.ts';

const MOST_TEXT = 65_536;
/** Longer than any line of a dialog, in characters. */
const NEAR = 500;
const HOST =
  /(?:([a-z][a-z+.-]{1,10}):\/\/)?((?:[a-z0-9_](?:[a-z0-9_-]{0,62})\.)+[a-z][a-z0-9-]{1,24}|(?:\d{1,3}\.){3}\d{1,3})(?::(\d{1,5}))?(?![\w@-]| *=)/iy;
const MAIL = /[\w.+æøåäöÆØÅÄÖ-]+@(?:[a-z0-9-]+\.)+[a-zæøåäö-]{2,24}/iy;
const NUMBER = /\d{1,5}(?!\w|\.\d)/y;
/** `spring.mail.host=`: of a dotted key its last part is the label. */
const DOTTED_KEY = /((?:[a-z_][\w-]*\.)+)([a-z_][\w-]*) *=/iy;
const ANY_CERTIFICATE =
  /\(?(?:accept(?:s)? all certificates|trust all certificates|godta alle sertifikater|acceptera alla certifikat)\)?/iy;
const WORD = /[^\s:=;,"'<>()[\]{}|]+/y;
const BETWEEN = /^[\s"']*(?:\([^)\n]{0,40}\))?[\s"']*(?:[:=>|\t]|->|er\b|är\b|is\b|,)*[\s"'=>]*/;

/** The settings in any text; no accounts when nothing in it looks like one. */
export function readText(document: Document): ProgramSettings {
  const reader = new TextReader(document);
  reader.run();
  return reader.settings();
}

class TextReader {
  private readonly document: Document;
  private readonly text: string;
  private at = 0;
  private direction: Direction | null = null;
  private readonly drafts: Record<Direction, Draft> = { incoming: { kind: null }, outgoing: { kind: null } };
  private readonly from: Said<string>[] = [];
  private shared: Said<string> | undefined;
  private passwords = 0;

  constructor(document: Document) {
    this.document = document;
    this.text = document.text.slice(0, MOST_TEXT);
  }

  run(): void {
    while (this.at < this.text.length) {
      const isStart = this.at === 0 || !/[\p{L}\p{N}_@.-]/u.test(this.text[this.at - 1]);
      if (!isStart || !this.step()) this.at += 1;
    }
  }

  /** Takes what begins here; false when nothing does. */
  private step(): boolean {
    const key = this.match(DOTTED_KEY);
    if (key !== null) this.at += key[1].length;
    const any = this.match(ANY_CERTIFICATE);
    if (any !== null) return this.takeAnyCertificate(any[0]);
    const mail = this.match(MAIL);
    if (mail !== null) return this.takeMail(mail[0]);
    const host = this.match(HOST);
    if (host !== null && this.isHost(host)) return this.takeHost(host);
    for (const [label, pattern] of LABELS) {
      const found = this.match(pattern);
      if (found !== null && this.isWhole(found[0].length)) return this.takeLabel(label, found[0]);
    }
    if (this.takeDirection()) return true;
    return this.takeSecurity(false) || this.takeAuth(false) || this.takeLoosePort();
  }

  private match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    return pattern.exec(this.text);
  }
  private isWhole(length: number): boolean {
    return !/[\p{L}\p{N}]/u.test(this.text[this.at + length] ?? ' ');
  }
  /** `kari.nordmann` or `prefs.js` is no server; a name with a known beginning or after a label is. */
  private isHost([whole, scheme, name]: RegExpExecArray): boolean {
    return (
      scheme !== undefined || !/\.(?:js|php|txt|prf|reg|exe|dll|log|pst|ost|html?)$/i.test(name) || whole.includes(':')
    );
  }

  /** Of a line without an end only what is near is looked at: each word would look at all of it otherwise. */
  private restOfLine(): string {
    return this.text.slice(this.at, this.at + NEAR).split('\n', 1)[0];
  }
  private lineStart(): number {
    const from = Math.max(0, this.at - NEAR);
    return from + this.text.slice(from, this.at).lastIndexOf('\n') + 1;
  }
  private lineHere(): string {
    return this.text.slice(this.lineStart(), this.at) + this.restOfLine();
  }

  private draft(direction: Direction | null = this.direction): Draft {
    return this.drafts[direction ?? 'incoming'];
  }

  private takeHost([, scheme, name, port]: RegExpExecArray): boolean {
    if (/^https?$/i.test(scheme ?? '')) return this.takePage();
    const start = this.at + (scheme === undefined ? 0 : scheme.length + 3);
    const kind = kindOfName(scheme ?? '', name);
    const isTaken = this.draft().host !== undefined && kind === null;
    const direction: Direction =
      kind === null
        ? isTaken
          ? 'outgoing'
          : (this.direction ?? 'incoming')
        : kind === 'smtp'
          ? 'outgoing'
          : 'incoming';
    // A label just before says more than the name: "Utgående server: imap.…" is a mistake to be told.
    const chosen = this.direction !== null && this.labelled ? this.direction : direction;
    const draft = this.drafts[chosen];
    if (draft.host === undefined) {
      draft.host = written(this.document, name, start, start + name.length, (value) => value);
      if (draft.kind === null) draft.kind = chosen === 'outgoing' ? 'smtp' : kind === 'smtp' ? null : kind;
    }
    this.direction = chosen;
    this.at = start + name.length;
    if (port !== undefined) {
      this.at += 1;
      this.setPort(port);
    }
    return true;
  }
  private labelled = false;

  /** The address of a web page is no server, unless it stands where one should. */
  private takePage(): boolean {
    const page = /^[^\s"',;]+/.exec(this.restOfLine())?.[0] ?? '';
    const draft = this.draft();
    if (this.labelled)
      draft.host ??= written(this.document, page, this.at, this.at + page.length, (value: string) => value);
    this.at += page.length;
    return true;
  }

  private takeAnyCertificate(words: string): boolean {
    const said = written(this.document, false, this.at, this.at + words.length, (it: boolean) => (it ? '' : words));
    this.draft().checks ??= said;
    this.at += words.length;
    return true;
  }

  private takeMail(mail: string): boolean {
    const said = written(this.document, mail, this.at, this.at + mail.length, (value: string) => value);
    this.from.push(said);
    this.at += mail.length;
    return true;
  }

  private takeDirection(): boolean {
    for (const [direction, pattern] of DIRECTIONS) {
      const found = this.match(pattern);
      if (found === null || !this.isWhole(found[0].length)) continue;
      this.direct(direction, found[0]);
      this.at += found[0].length;
      this.skipBetween();
      this.takeLabelledNumber();
      return true;
    }
    return false;
  }
  private direct(direction: Direction, word: string): void {
    this.direction = direction;
    this.labelled = false;
    const draft = this.drafts[direction];
    // "POP and IMAP account settings" is a heading, no choice.
    const line = this.lineHere();
    if (/pop/i.test(line) && /imap/i.test(line)) return;
    if (/pop/i.test(word)) draft.kind ??= 'pop3';
    else if (/imap/i.test(word)) draft.kind ??= 'imap';
  }

  private takeLabel(label: Label, word: string): boolean {
    const begin = this.at;
    for (const [direction, pattern] of DIRECTIONS)
      if (new RegExp(pattern.source, 'i').test(word.replaceAll('_', ' ')) && label !== 'security')
        this.direct(direction, word);
    this.at += word.length;
    const rest = this.text.slice(this.at, this.at + 60);
    const inside = /^\s*\(([^)\n]{1,40})\)/.exec(rest);
    if (inside !== null)
      for (const [direction, pattern] of DIRECTIONS)
        if (new RegExp(pattern.source, 'i').test(inside[1])) this.direct(direction, inside[1]);
    this.skipBetween();
    return this.takeValue(label, word, begin);
  }

  private takeValue(label: Label, word: string, begin: number): boolean {
    switch (label) {
      case 'secret': {
        const value = this.restOfLine();
        const isReal = /[^\s*•●·.]/.test(value);
        // A sentence may go on behind it; only the first word is the secret then.
        const word_ = /^\S+/.exec(value)?.[0] ?? '';
        this.passwords += isReal ? 1 : 0;
        const taken = value.includes(',') ? word_.length : value.length;
        this.at += taken;
        // Longer than any line: nothing of it is read as a setting.
        if (taken === NEAR) this.at = (this.text.indexOf('\n', this.at) + 1 || this.text.length + 1) - 1;
        return true;
      }
      case 'host':
        this.labelled = true;
        this.takeLabelledNumber();
        if (this.match(HOST) === null) this.takeOddHost();
        else {
          const host = this.match(HOST);
          if (host !== null) this.takeHost(host);
        }
        this.labelled = false;
        return true;
      case 'port':
        this.takeLabelledNumber();
        return true;
      case 'security':
        if (!this.takeSecurity(true, /secure$|_encryption|_secure|_security/i.test(word)))
          this.takeOwnMeaning(begin, word);
        return true;
      case 'user':
        this.takeUser();
        return true;
      case 'auth':
        this.takeAuth(true);
        return true;
      case 'kind': {
        const kind = KIND_WORDS.find(([, pattern]) => pattern.test(this.restOfLine()))?.[0];
        if (kind === 'imap' || kind === 'pop3') this.drafts.incoming.kind = kind;
        this.at += this.restOfLine().length;
        return true;
      }
      case 'from':
      case 'other':
        return true;
    }
  }

  private skipBetween(): void {
    this.at += BETWEEN.exec(this.text.slice(this.at, this.at + 120))?.[0].length ?? 0;
  }
  private takeLabelledNumber(): void {
    const found = this.match(NUMBER);
    if (found !== null) this.setPort(found[0]);
  }
  private setPort(digits: string): void {
    const port = Number(digits);
    const draft = this.draft();
    if (port > 0 && port < 65_536 && draft.port === undefined)
      draft.port = written<number | null>(this.document, port, this.at, this.at + digits.length, String);
    this.at += digits.length;
  }
  /** A number without a label counts when it is a mail port that fits the server that is spoken of. */
  private takeLoosePort(): boolean {
    const found = this.match(NUMBER);
    if (found === null) return false;
    const kind = PORTS[Number(found[0])];
    if (kind !== undefined && this.draft().port === undefined && this.draft().host !== undefined)
      this.setPort(found[0]);
    else this.at += found[0].length;
    return true;
  }

  /** A label for a server, and no name with a dot behind it: "imap", "mail", an address with blanks. */
  private takeOddHost(): void {
    const word = this.match(WORD)?.[0] ?? '';
    const rest = this.restOfLine();
    const draft = this.draft();
    if (word === '' || draft.host !== undefined || !/^[a-z0-9.@_/-]+$/i.test(word) || rest.trim() !== word) return;
    if ([...LABELS, ...DIRECTIONS].some(([, pattern]) => new RegExp(`^(?:${pattern.source})$`, 'i').test(word))) return;
    draft.host = written(this.document, word, this.at, this.at + word.length, (value) => value);
    this.at += word.length;
  }

  private takeUser(): void {
    const rest = this.restOfLine();
    const quoted = /^([^\s"',;<>]+)/.exec(rest)?.[1] ?? '';
    const word = quoted.replace(/[.)]$/, '');
    if (word === '' || /^[*•]+$/.test(word)) return;
    // Two words and an @ in the line: a blank slipped into the name.
    const whole = (/^([^\s"',;]+ *@ *[^\s"',;]+)/.exec(rest)?.[1] ?? word).replace(/[.)]+$/, '');
    const said = written(this.document, whole, this.at, this.at + whole.length, (value: string) => value);
    this.at += whole.length;
    const draft = this.direction === null ? null : this.draft();
    if (draft !== null && draft.user === undefined && draft.host !== undefined) draft.user = said;
    this.shared ??= said;
  }

  private takeSecurity(isLabelled: boolean, isKey = false): boolean {
    for (const [meaning, pattern] of SECURITY_WORDS) {
      if (
        !isLabelled &&
        meaning !== 'tls' &&
        meaning !== 'starttls' &&
        !/tls|krypt|encrypt/i.test(this.match(pattern)?.[0] ?? '')
      )
        continue;
      const found = this.match(pattern);
      if (found === null || !this.isWhole(found[0].length)) continue;
      const isBare = meaning === 'bare';
      const value: Security = isBare ? (isKey && /tls/i.test(found[0]) ? 'starttls' : 'tls') : meaning;
      const show = (wanted: Security | null): string => shown(found[0], wanted, isKey);
      const draft = this.draft();
      draft.security ??= {
        ...written<Security | null>(this.document, value, this.at, this.at + found[0].length, show),
        isBare: isBare && value === 'tls',
      };
      this.at += found[0].length;
      return true;
    }
    return false;
  }

  /** "993 SSL/TLS": what could be a label is the value itself when none follows. */
  private takeOwnMeaning(begin: number, word: string): void {
    const end = this.at;
    this.at = begin;
    const isTaken = this.takeSecurity(false);
    this.at = Math.max(end, isTaken ? begin + word.length : end);
  }

  private takeAuth(isLabelled: boolean): boolean {
    for (const [way, pattern] of AUTH_WORDS) {
      const found = this.match(pattern);
      if (found === null || !this.isWhole(found[0].length)) continue;
      if (!isLabelled && (way === 'password' || way === 'none' || !this.isTicked(found[0].length))) continue;
      const draft = this.draft();
      const other = SWITCHES[found[0].toLowerCase()];
      const show = (wanted: SignInWay | null): string => (wanted === 'oauth' ? 'OAuth2' : (other ?? 'Normal password'));
      const box = isLabelled ? null : this.tickHere();
      const said = written<SignInWay | null>(this.document, way, this.at, this.at + found[0].length, show);
      draft.signIn ??= box === null ? said : { ...said, put: () => [box] };
      this.at += found[0].length;
      return true;
    }
    return false;
  }
  /** "[x] Krev … (SPA)": a box that is copied without its tick says nothing. */
  private isTicked(length: number): boolean {
    const after = this.text.slice(this.at + length, this.at + length + 8);
    return this.tickHere() !== null || /^\s*[:=]\s*(?:ja|yes|på|on|true)/i.test(after);
  }
  /** The tick of this line's box, as the edit that takes it away. */
  private tickHere(): TextEdit | null {
    const tick = /^\s*(?:\[([xX✓])\]|([☑✓✔☒]))/.exec(this.lineHere());
    if (tick === null) return null;
    const start = this.lineStart() + tick[0].lastIndexOf(tick[1] ?? tick[2]);
    return { start, end: start + 1, text: tick[1] === undefined ? '☐' : ' ' };
  }

  settings(): ProgramSettings {
    const account = accountOf(this.drafts, this.from, this.shared);
    return { format: 'text', accounts: account === null ? [] : [account], passwords: this.passwords };
  }
}

function shown(was: string, wanted: Security | null, isKey: boolean): string {
  if (isKey) return wanted === 'tls' ? 'ssl' : wanted === 'starttls' ? 'tls' : was;
  return wanted === 'tls' ? 'SSL/TLS' : wanted === 'starttls' ? 'STARTTLS' : was;
}
