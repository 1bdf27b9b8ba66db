/**
 * Plays the scripts test/dialogues/smtp-*.txt against the real door with ports in memory. A script is lines of:
 *   door inbound|submission|submissions [key=number …]   c: line to send      c= bytes with \r \n \0 escapes, no line end
 *   s: last line of one reply begins so   s~ reply contains   s! reply lacks   tls   end (the server closes)
 *   taken N   body text of the last message taken   cause id that was recorded, or -id that was not
 * Lines to send that follow one another go out in one write.
 */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import net from 'node:net';
import { resolve } from 'node:path';
import test from 'node:test';
import tls from 'node:tls';
import { systemClock } from '#src/net/clock.ts';
import { makeAuthority } from '#src/net/tls-authority-keys.ts';
import type { SmtpOptions } from './context.ts';
import { openSmtp } from './server.ts';
import { SECRET, testHost } from './test-host.ts';

const folder = resolve(import.meta.dirname, '../../../../test/dialogues');
const keys = makeAuthority({ names: ['localhost'], now: Date.now() });
const secureContext = tls.createSecureContext({ key: keys.serverKey, cert: keys.serverChain });

/** Reads whole replies off a socket. */
class Replies {
  #text = '';
  #ended = false;
  #wake: (() => void) | undefined;
  readonly socket: net.Socket;

  constructor(socket: net.Socket) {
    this.socket = socket;
    const wake = () => this.#wake?.();
    socket.on('data', (data: Buffer) => {
      this.#text += data.toString();
      wake();
    });
    socket
      .on('error', () => {})
      .on('close', () => {
        this.#ended = true;
        wake();
      });
  }
  async next(): Promise<string> {
    for (;;) {
      const whole = /^(?:\d{3}-.*\r\n)*\d{3} .*\r\n/.exec(this.#text);
      if (whole !== null) {
        this.#text = this.#text.slice(whole[0].length);
        return whole[0];
      }
      if (this.#ended) return '(closed)';
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
  async end(): Promise<string> {
    while (!this.#ended) await new Promise<void>((resolve) => (this.#wake = resolve));
    return this.#text;
  }
  release(): void {
    this.socket.removeAllListeners('data').removeAllListeners('close');
  }
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const ESCAPES: Record<string, string> = { r: '\r', n: '\n', '0': '\0', '\\': '\\' };
const unescape = (text: string): string => text.replaceAll(/\\([rn0\\])/g, (_, letter: string) => ESCAPES[letter]);
/** `{plain:login}`, `{b64:text}`, `{SECRET}` and `{x*1000}` keep scripts short. */
const expand = (text: string): string =>
  text
    .replaceAll('{SECRET}', SECRET)
    .replaceAll(/\{plain:([^}]*)\}/g, (_, login: string) => base64(`\0${login}\0${SECRET}`))
    .replaceAll(/\{b64:([^}]*)\}/g, (_, plain: string) => base64(plain))
    .replaceAll(/\{(.+?)\*(\d+)\}/g, (_, unit: string, times: string) => unescape(unit).repeat(Number(times)));

async function play(script: string): Promise<void> {
  const lines = script.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const [, endpoint, ...settings] = lines[0].split(' ');
  const host = testHost();
  const bugs: unknown[] = [];
  const door = await openSmtp({
    ...host,
    endpoint: endpoint as SmtpOptions['endpoint'],
    host: '127.0.0.1',
    port: 0,
    hostname: 'mail.fjord.example',
    tls: { secureContext: () => secureContext },
    clock: systemClock,
    onBug: (error) => bugs.push(error),
    ...Object.fromEntries(settings.map((pair) => [pair.split('=')[0], Number(pair.split('=')[1])])),
  });
  const connect = { port: door.port, host: '127.0.0.1', servername: 'localhost', ca: keys.caCert };
  let replies = new Replies(endpoint === 'submissions' ? tls.connect(connect) : net.connect(connect));
  let last = '';
  let sending = '';
  try {
    for (const line of lines.slice(1)) {
      if (line.startsWith('c: ') || line.startsWith('c= ')) {
        const text = expand(line.slice(3));
        sending += line[1] === ':' ? `${text}\r\n` : unescape(text);
        continue;
      }
      if (sending !== '') replies.socket.write(sending);
      sending = '';
      const [word] = line.split(' ', 1);
      const rest = expand(line.slice(word.length + 1));
      if (word === 's:') {
        last = await replies.next();
        const lastLine = last.split('\r\n').at(-2) ?? last;
        assert.ok(lastLine.startsWith(rest), `expected ${rest}\ngot      ${last}`);
      } else if (word === 's~') assert.ok(last.includes(rest), `expected ${rest} in ${last}`);
      else if (word === 's!') assert.ok(!last.includes(rest), `expected no ${rest} in ${last}`);
      else if (word === 'tls') {
        replies.release();
        const secure = tls.connect({ socket: replies.socket, servername: 'localhost', ca: keys.caCert });
        await new Promise<void>((done, fail) => secure.once('secureConnect', done).once('error', fail));
        replies = new Replies(secure);
      } else if (word === 'end') {
        assert.equal(await replies.end(), '');
        // The connection's own event is recorded when our side is over too.
        replies.socket.destroy();
        await door.stop(1000);
      } else if (word === 'taken') assert.equal(host.taken.length, Number(rest));
      else if (word === 'body') assert.ok(host.taken.at(-1)?.bytes.includes(unescape(rest)), `body lacks ${rest}`);
      else if (word === 'cause') {
        const wanted = rest.replace(/^-/, '');
        const seen = host.events.some((event) => event.cause === wanted);
        assert.equal(seen, !rest.startsWith('-'), `causes: ${host.events.map((event) => event.cause).join(' ')}`);
      } else assert.fail(`what is "${line}"?`);
    }
    assert.ok(!JSON.stringify(host.events).includes(SECRET), 'a secret is in the journal');
    if (!script.includes('X-Broken')) assert.deepEqual(bugs, []);
  } finally {
    replies.socket.destroy();
    await door.stop(100);
  }
}

const files = readdirSync(folder).filter((name) => /^smtp-.*\.txt$/.test(name));
test('there are dialogues', () => assert.ok(files.length > 20));
for (const name of files)
  for (const [i, script] of readFileSync(resolve(folder, name), 'utf8').split(/^---$/m).entries())
    test(`dialogue ${name} ${i + 1}`, { timeout: 5000 }, () => play(script));
