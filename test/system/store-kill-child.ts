/**
 * The process that store-kill.test.ts kills: delivers without end and prints each message that was acknowledged. Only
 * what is on standard output counts as acknowledged.
 */
import { createHash, randomBytes } from 'node:crypto';
import { writeSync } from 'node:fs';
import type { MailboxId } from '#src/model/ids.ts';
import { systemClock } from '#src/net/clock.ts';
import { openMailStore } from '#src/engine/embedded/store/store.ts';

const [directory, round] = process.argv.slice(2);
const plain = { envelope: '()', bodyStructure: '()', body: '()' };
const store = await openMailStore({
  directory,
  clock: systemClock,
  summarise: () => plain,
  searchText: (bytes) => ({ header: bytes.toString('latin1', 0, 40), body: bytes.toString('latin1', 40, 2000) }),
});

async function sender(number: number): Promise<void> {
  const mailbox = `killbox${number % 3}` as MailboxId;
  const handle = await store.open(mailbox, 0);
  const { id } = (await handle.folder('INBOX'))!;
  for (let n = 0; ; n += 1) {
    // Every fifteenth is large: a file of its own.
    const bytes = Buffer.concat([
      Buffer.from(`Subject: ${round}.${number}.${n}\r\n\r\n`),
      randomBytes(n % 15 === 14 ? 150_000 : 1500),
    ]);
    const sha = createHash('sha256').update(bytes).digest('hex');
    const stored = await store.deliver({ mailbox, folder: 'INBOX', message: { bytes }, quotaBytes: 0 });
    if (!stored.ok) throw new Error(stored.problem);
    writeSync(1, `${mailbox} ${stored.value.uid} ${sha}\n`);
    // What is acknowledged as gone must stay gone; what is moved must be in one place.
    if (n % 7 === 6) {
      const [gone] = await handle.expunge(id, [stored.value.uid]);
      if (gone !== undefined) writeSync(1, `${mailbox} ${gone} gone\n`);
    }
    if (n % 11 === 10) await handle.searchText(id, { where: 'text', needle: 'subject' });
  }
}
await Promise.all(Array.from({ length: 8 }, (_, number) => sender(number)));
