/**
 * `node bench/address-book.ts [contacts]`: how long a typed letter waits for names out of a large address book, on SQLite and
 * PostgreSQL. Loopback only; times in milliseconds.
 */
import { join } from 'node:path';
import type { MailboxId } from '#src/model/ids.ts';
import type { MailContact } from '#src/model/mail-contact.ts';
import { contactsOf } from '#src/service/webmail/contacts.ts';
import { openDatabase } from '#src/store/database.ts';
import { insertContacts } from '#src/store/mail-contacts.ts';
import { boot } from '../test/contract/store-engines.ts';
import { temporaryFolder } from '../test/e2e/harness/host.ts';
import { atEnd, suite } from '../test/e2e/harness/report.ts';
import { median } from './table.ts';

const TYPED = ['n', 'na', 'nav', 'navn4', 'as ett', 'firma7', 'etternavn9 a', 'n', 'na', 'zz'];
const TURNS = 5;
const BOX = 'b1' as MailboxId;

const person = (index: number): MailContact => ({
  id: `c${String(index).padStart(6, '0')}`,
  kind: 'person',
  name: `Navn${index} Etternavn${index % 97} Ås`,
  addresses: [`navn${index}@firma${index % 50}.example`],
  organisation: `Firma ${index % 50}`,
  phones: [],
  note: '',
  source: 'own',
  uses: index % 7,
  usedAt: index,
});

async function typed(name: string, url: string, people: number): Promise<void> {
  const db = await openDatabase(url);
  try {
    const all = Array.from({ length: people }, (_, at) => person(at));
    await db.write((tx) => insertContacts(tx, BOX, all, 1));
    const times: number[] = [];
    for (let turn = 0; turn < TURNS; turn += 1)
      for (const q of TYPED) {
        const began = performance.now();
        await contactsOf({ db }, BOX, { order: 'used', count: 10, from: 0, q });
        times.push(performance.now() - began);
      }
    const worst = Math.max(...times).toFixed(1);
    process.stdout.write(
      `${name}: ${people} contacts, a typed letter ${median(times).toFixed(1)} ms, worst ${worst} (target <= 20)\n`,
    );
  } finally {
    await db.close();
  }
}

await suite(async () => {
  const people = Number(process.argv[2] ?? 5000);
  await typed('SQLite', `sqlite:${join(temporaryFolder('book'), 'book.db')}`, people);
  const server = await boot();
  atEnd(() => server.stop());
  await typed('PostgreSQL', await server.createDatabase(), people);
});
