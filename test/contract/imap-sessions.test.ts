/**
 * Three clients do random things to one folder at once. Each keeps the list of UIDs as the server told it (EXISTS,
 * EXPUNGE, FETCH) and finds after every command that its numbers still mean the same messages (RFC 3501 §7.4.1).
 */
import assert from 'node:assert/strict';
import test from 'node:test';
import { type Bench, type LineClient, message, startBench } from './imap-bench.ts';

/** A generator of the same numbers for the same seed. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state >> 8) % sides;
  };
}

class Follower {
  readonly client: LineClient;
  /** UID by sequence number - 1; null while not yet known. */
  readonly uids: (number | null)[] = [];

  constructor(client: LineClient) {
    this.client = client;
  }

  async run(command: string, expungesAllowed = true): Promise<void> {
    const lines = await this.client.run(command);
    assert.match(lines.at(-1) ?? '', /^\. (OK|NO \[EXPUNGEISSUED\])/, command);
    for (const line of lines) this.#follow(line, command, expungesAllowed);
  }

  #follow(line: string, command: string, expungesAllowed: boolean): void {
    const [, number, word] = /^\* (\d+) (EXISTS|EXPUNGE|FETCH)/.exec(line) ?? [];
    const n = Number(number);
    if (word === 'EXISTS') {
      assert.ok(n >= this.uids.length, `${command}: EXISTS ${n} must not shrink ${this.uids.length}`);
      while (this.uids.length < n) this.uids.push(null);
    } else if (word === 'EXPUNGE') {
      assert.ok(expungesAllowed, `${command} must not bring EXPUNGE`);
      assert.ok(n >= 1 && n <= this.uids.length, `${command}: EXPUNGE ${n} of ${this.uids.length}`);
      this.uids.splice(n - 1, 1);
    } else if (word === 'FETCH') {
      const uid = /\bUID (\d+)/.exec(line)?.[1];
      assert.ok(n >= 1 && n <= this.uids.length, `${command}: FETCH ${n} of ${this.uids.length}`);
      if (uid === undefined) return;
      const known = this.uids[n - 1];
      assert.ok(known === null || known === Number(uid), `${command}: ${n} was UID ${known}, is ${uid}`);
      this.uids[n - 1] = Number(uid);
    }
  }

  async step(roll: (sides: number) => number): Promise<void> {
    const size = this.uids.length;
    const any = size === 0 ? 0 : 1 + roll(size);
    if (any === 0 || roll(5) === 0) {
      const text = message(`m${roll(1000)}`);
      return this.run(`APPEND INBOX {${text.length}+}\r\n${text}`);
    }
    switch (roll(9)) {
      case 0:
        return this.run(`FETCH ${any}:* (UID FLAGS)`, false);
      case 1:
        return this.run(`STORE ${any} +FLAGS (\\Deleted)`, false);
      case 2:
        return this.run(`STORE ${any},* -FLAGS.SILENT (\\Seen k${roll(3)})`, false);
      case 3:
        return this.run('EXPUNGE');
      case 4:
        return this.run(`MOVE ${any} Trash`);
      case 5:
        return this.run('SEARCH OR DELETED UNSEEN', false);
      case 6:
        return this.run(`FETCH ${any} (UID BODY[TEXT])`, false);
      case 7:
        return this.run(`COPY ${any} INBOX`);
      default:
        return this.run('NOOP');
    }
  }
}

async function follower(bench: Bench): Promise<Follower> {
  const one = new Follower(await bench.signIn());
  await one.run('SELECT INBOX');
  return one;
}

for (const seed of [1, 2, 3]) {
  test(`numbers mean the same messages, seed ${seed}`, { timeout: 20_000 }, async () => {
    const bench = await startBench();
    try {
      const followers = await Promise.all([follower(bench), follower(bench), follower(bench)]);
      const run = async (each: Follower, i: number): Promise<void> => {
        const roll = dice(seed * 100 + i);
        for (let step = 0; step < 60; step += 1) await each.step(roll);
      };
      await Promise.all(followers.map(run));
      const ends: (number | null)[][] = [];
      for (const each of followers) {
        await each.run('NOOP');
        if (each.uids.length > 0) await each.run('FETCH 1:* UID', false);
        ends.push([...each.uids]);
      }
      assert.deepEqual(ends[1], ends[0]);
      assert.deepEqual(ends[2], ends[0]);
      assert.deepEqual(bench.bugs, []);
      for (const each of followers) each.client.close();
    } finally {
      await bench.stop();
    }
  });
}
