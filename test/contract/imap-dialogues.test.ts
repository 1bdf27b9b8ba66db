/**
 * Runs test/dialogues/imap-*.txt against the real server and store. The language of a script:
 *   open c [plain]      connect and expect the greeting       sign-in c   connect, sign in over TLS
 *   deliver INBOX name  a message with that subject arrives    stop        the server stops
 *   c: text             client c says the line                 hang-up c   the client goes away
 *   s: text             its next line begins with text         s~ regex    its next line matches
 *   s* text             lines are skipped until one begins with text    s! text   none of the skipped may contain it
 *   end c               the server has closed the connection   # …         a comment
 * Other clients are c2/s2, c3/s3. `\r\n` inside a line stands for CRLF.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { type Bench, type LineClient, message, startBench } from './imap-bench.ts';

const folder = join(import.meta.dirname, '..', 'dialogues');
const unescaped = (text: string): string => text.replaceAll('\\r\\n', '\r\n');

class Dialogue {
  readonly #bench: Bench;
  readonly #clients = new Map<string, LineClient>();
  #forbidden: string[] = [];

  constructor(bench: Bench) {
    this.#bench = bench;
  }

  async step(line: string): Promise<void> {
    const said = /^([cs])(\d*)([:~*!]) ?(.*)$/.exec(line);
    if (said === null) return this.#directive(line.split(' '));
    const [, side, number, how, text] = said;
    const client = this.#clients.get(`c${number}`);
    assert.ok(client, `client c${number} is open`);
    if (side === 'c') client.send(`${unescaped(text)}\r\n`);
    else if (how === '!') this.#forbidden.push(unescaped(text));
    else await this.#expect(client, how, unescaped(text));
  }

  async #expect(client: LineClient, how: string, text: string): Promise<void> {
    for (;;) {
      const got = await client.line();
      assert.ok(got !== null, `the connection ended, "${text}" was expected`);
      if (how === '*' && !got.startsWith(text)) {
        for (const never of this.#forbidden) assert.ok(!got.includes(never), `"${got}" came, "${never}" must not`);
        continue;
      }
      this.#forbidden = [];
      if (how === '~') assert.match(got, new RegExp(text));
      else assert.equal(got.slice(0, text.length), text);
      return;
    }
  }

  async #directive([verb, name, ...rest]: string[]): Promise<void> {
    const bench = this.#bench;
    switch (verb) {
      case 'open': {
        const client = await bench.open(rest[0] === 'plain' ? 'plain' : 'tls');
        this.#clients.set(name, client);
        assert.match((await client.line()) ?? '', /^\* OK \[CAPABILITY IMAP4rev1 /);
        return;
      }
      case 'sign-in':
        this.#clients.set(name, await bench.signIn());
        return;
      case 'deliver': {
        const bytes = Buffer.from(message(rest.join(' ')), 'latin1');
        const stored = await bench.store.deliver({
          mailbox: bench.mailbox.id,
          folder: name,
          message: { bytes },
          quotaBytes: bench.mailbox.quotaBytes,
        });
        assert.ok(stored.ok);
        return;
      }
      case 'hang-up':
        this.#clients.get(name)?.close();
        return;
      case 'end':
        assert.equal(await this.#clients.get(name)?.line(), null);
        return;
      case 'stop':
        void bench.stop();
        return;
      default:
        assert.fail(`the script says "${verb}"`);
    }
  }

  close(): void {
    for (const client of this.#clients.values()) client.close();
  }
}

for (const file of readdirSync(folder).filter((name) => /^imap-.*\.txt$/.test(name))) {
  test(`dialogue ${file}`, { timeout: 4_000 }, async () => {
    const bench = await startBench();
    const dialogue = new Dialogue(bench);
    try {
      for (const [i, line] of readFileSync(join(folder, file), 'utf8').split('\n').entries()) {
        if (line.trim() === '' || line.startsWith('#')) continue;
        try {
          await dialogue.step(line);
        } catch (error) {
          throw new Error(`${file}:${i + 1}: ${line}\n${(error as Error).message}`, { cause: error });
        }
      }
      assert.deepEqual(bench.bugs, []);
    } finally {
      dialogue.close();
      await bench.stop();
    }
  });
}
