/**
 * POP3 sessions against real sockets: the dialogues of test/dialogues/pop3-*.txt, and what a script cannot say.
 * A dialogue line is `C:` client, `S:` exact answer, `S~` pattern, or an action (connect, tls, drop, closed, long,
 * inbox <uids>, journal <kind> <facts>).
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';
import net from 'node:net';
import { join } from 'node:path';
import test from 'node:test';
import tls from 'node:tls';
import fc from 'fast-check';
import type { MessageId } from '#src/model/ids.ts';
import type { JournalEvent } from '#src/model/journal.ts';
import { keys, LOGIN, pop3Host, SECRET, type StoredMessage } from '../../../../test/dialogues/pop3-host.ts';

const folder = join(import.meta.dirname, '../../../../test/dialogues');
type Host = Awaited<ReturnType<typeof pop3Host>>;

const inbox = (): StoredMessage[] => [
  { uid: 3, bytes: Buffer.from('Subject: one\r\n\r\nbody one\r\n\n'), messageId: 'id-3' as MessageId },
  { uid: 5, bytes: Buffer.from('Subject: two\r\n\r\n.hidden dot\r\n..\r\nend\nlast'), messageId: 'id-5' as MessageId },
  { uid: 8, bytes: Buffer.from('Subject: three\r\n\r\nthree.'), messageId: null },
];

/** A client that reads line by line. */
class Client {
  #socket: net.Socket;
  #text = '';
  #ended = false;
  #wake: () => void = () => {};

  constructor(socket: net.Socket) {
    this.#socket = socket;
    this.#listen();
  }

  static async connect(host: Host, endpoint: 'pop3' | 'pop3s'): Promise<Client> {
    const port = host.port(endpoint);
    if (endpoint === 'pop3') return new Client(net.connect(port, '127.0.0.1'));
    return new Client(tls.connect({ port, host: '127.0.0.1', servername: 'localhost', ca: keys.caCert }));
  }

  #listen(): void {
    this.#socket.on('data', (data: Buffer) => {
      this.#text += data.toString();
      this.#wake();
    });
    this.#socket.on('error', () => {});
    this.#socket.on('close', () => {
      this.#ended = true;
      this.#wake();
    });
  }

  async startTls(): Promise<void> {
    this.#socket.removeAllListeners();
    const secure = tls.connect({ socket: this.#socket, servername: 'localhost', ca: keys.caCert });
    await once(secure, 'secureConnect');
    this.#socket = secure;
    this.#listen();
  }

  send(text: string | Buffer): void {
    this.#socket.write(text);
  }

  /** The next line; null when the server closed. */
  async line(): Promise<string | null> {
    for (;;) {
      const end = this.#text.indexOf('\r\n');
      if (end >= 0) {
        const line = this.#text.slice(0, end);
        this.#text = this.#text.slice(end + 2);
        return line;
      }
      if (this.#ended) return null;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  /** Passes what came so far. */
  skip(): void {
    this.#text = '';
  }

  async closed(): Promise<void> {
    while (!this.#ended) await new Promise<void>((resolve) => (this.#wake = resolve));
  }

  drop(): void {
    this.#socket.destroy();
  }
}

const factsOf = (event: JournalEvent): string => {
  switch (event.kind) {
    case 'message':
      return `message ${event.step} ${event.folder} ${event.uid} ${event.messageId}`;
    case 'connection':
      return `connection ${event.outcome} ${event.address ?? ''}`;
    case 'sign-in':
      return `sign-in ${event.login} ${event.mechanism} ${event.outcome} ${event.cause}`;
    case 'refusal':
      return `refusal ${event.cause}`;
  }
};

/** Waits until it holds: turns of the event loop, not time. */
async function eventually(holds: () => boolean, what: () => string): Promise<void> {
  for (let turn = 0; turn < 20_000 && !holds(); turn++) await new Promise((resolve) => setImmediate(resolve));
  assert.ok(holds(), what());
}

async function play(script: string): Promise<void> {
  const messages = inbox();
  const host = await pop3Host(messages);
  let client: Client | null = null;
  try {
    for (const [index, raw] of script.split('\n').entries()) {
      if (raw === '' || raw.startsWith('#')) continue;
      const where = `line ${index + 1}: ${raw}`;
      const [word, ...rest] = raw.split(' ');
      const text = raw.slice(word.length + 1);
      if (word === 'connect') client = await Client.connect(host, rest[0] as 'pop3' | 'pop3s');
      else if (word === 'inbox') assert.equal(messages.map((message) => message.uid).join(' '), text, where);
      else if (word === 'journal')
        await eventually(
          () => host.events.some((event) => factsOf(event) === text),
          () => `${where}\n${host.events.map(factsOf).join('\n')}`,
        );
      else await step(client as Client, word, text, where);
    }
    assert.deepEqual(host.bugs, []);
    assert.ok(!JSON.stringify(host.events).includes('geheim') && !JSON.stringify(host.events).includes(SECRET));
  } finally {
    client?.drop();
    await host.stop();
  }
  assert.equal(host.openHandles(), 0, 'every opened mailbox was closed');
}

async function step(client: Client, word: string, text: string, where: string): Promise<void> {
  switch (word) {
    case 'C:':
      return client.send(`${text}\r\n`);
    case 'S:':
      return assert.equal(await client.line(), text, where);
    case 'S~': {
      const line = await client.line();
      assert.match(line ?? '(closed)', new RegExp(text), where);
      return text === '^' ? client.skip() : undefined;
    }
    case 'tls':
      return client.startTls();
    case 'long':
      return client.send(`${'x'.repeat(Number(text))}\r\n`);
    case 'closed':
      return client.closed();
    case 'drop':
      return client.drop();
    default:
      assert.fail(`unknown word in the dialogue, ${where}`);
  }
}

for (const file of readdirSync(folder).filter((name) => /^pop3-.*\.txt$/.test(name)))
  test(file.slice(0, -4), () => play(readFileSync(join(folder, file), 'utf8')));

test('pipelined commands are answered in order, however they are cut', async () => {
  const host = await pop3Host(inbox());
  const client = await Client.connect(host, 'pop3s');
  const script = `USER ${LOGIN}\r\nPASS ${SECRET}\r\nSTAT\r\nRETR 3\r\nDELE 3\r\nQUIT\r\n`;
  for (const piece of Buffer.from(script)
    .toString('latin1')
    .match(/.{1,7}/gs) ?? [])
    client.send(Buffer.from(piece, 'latin1'));
  const lines = [];
  for (let line = await client.line(); line !== null; line = await client.line()) lines.push(line);
  assert.deepEqual(lines, [
    '+OK mail.example POP3 ready',
    '+OK',
    '+OK 3 messages (92 octets)',
    '+OK 3 92',
    '+OK 24 octets',
    'Subject: three',
    '',
    'three.',
    '.',
    '+OK',
    '+OK bye, 1 messages removed',
  ]);
  await host.stop();
});

test('commands sent in plain text behind STLS are never carried out (CVE-2011-0411)', async () => {
  const host = await pop3Host(inbox());
  const client = await Client.connect(host, 'pop3');
  assert.equal(await client.line(), '+OK mail.example POP3 ready');
  client.send('STLS\r\nCAPA\r\n');
  assert.equal(await client.line(), '+OK Begin TLS negotiation');
  await client.startTls();
  client.send('NOOP\r\n');
  assert.match((await client.line()) ?? '', /^-ERR Sign in first/);
  client.drop();
  await host.stop();
});

test('a large message arrives whole at a client that reads slowly', async () => {
  const bytes = Buffer.from(`Subject: big\r\n\r\n${'.dot and more text in a line of usual length\r\n'.repeat(20_000)}`);
  const host = await pop3Host([{ uid: 1, bytes, messageId: null }]);
  const client = await Client.connect(host, 'pop3s');
  client.send(`USER ${LOGIN}\r\nPASS ${SECRET}\r\nRETR 1\r\nQUIT\r\n`);
  let lines = 0;
  let dots = 0;
  for (let line = await client.line(); line !== null; line = await client.line()) {
    lines++;
    if (line.startsWith('..dot')) dots++;
  }
  assert.deepEqual([lines, dots], [4 + 2 + 20_000 + 1 + 1, 20_000]);
  await host.stop();
});

test('a stop ends idle sessions with words', async () => {
  const host = await pop3Host(inbox());
  const client = await Client.connect(host, 'pop3s');
  assert.equal(await client.line(), '+OK mail.example POP3 ready');
  const stopped = host.stop(1_000);
  assert.equal(await client.line(), '-ERR [SYS/TEMP] The server is restarting. Try again in a moment.');
  await stopped;
});

test('whatever bytes come, only their own connection suffers', async () => {
  const host = await pop3Host(inbox());
  const good = await Client.connect(host, 'pop3s');
  good.send(`USER ${LOGIN}\r\nPASS ${SECRET}\r\n`);
  const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array));
  const commands = fc.constantFrom(
    'USER x\r\n',
    'AUTH PLAIN\r\n',
    'AUTH PLAIN =\r\n',
    'TOP 1 1\r\n',
    '\0\r\n',
    'PASS\n',
    '*\r\n',
  );
  const noise = fc.array(
    fc.oneof(
      bytes,
      commands.map((text) => Buffer.from(text)),
    ),
    { maxLength: 12 },
  );
  for (const chunks of fc.sample(noise, 40)) {
    const bad = await Client.connect(host, 'pop3s');
    assert.match((await bad.line()) ?? '', /^\+OK/);
    bad.send(Buffer.concat([...chunks, Buffer.from('\r\n*\r\nQUIT\r\n')]));
    await bad.closed();
  }
  assert.deepEqual(host.bugs, []);
  good.send('QUIT\r\n');
  const lines = [];
  for (let line = await good.line(); line !== null; line = await good.line()) lines.push(line);
  assert.equal(lines.at(-1), '+OK bye');
  await host.stop();
});
