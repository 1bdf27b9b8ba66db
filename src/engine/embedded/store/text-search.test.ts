import assert from 'node:assert/strict';
import test from 'node:test';
import type { SearchText } from '../mail-store.ts';
import { searchText } from '#src/protocol/mime/search-text.ts';
import { summarise } from '#src/protocol/imap/summary.ts';
import { inboxOf, KARI, mail, must, testStore, type TestStore } from './test-store.ts';

async function filled({ store }: TestStore, messages: readonly Buffer[]) {
  const { handle, inbox } = await inboxOf(store);
  for (const bytes of messages) must(await handle.append(inbox, { bytes }));
  const find = async (needle: string, where: SearchText['where'] = 'text'): Promise<readonly number[]> =>
    [...(await handle.searchText(inbox, { where, needle }))].sort((a, b) => a - b);
  return { handle, inbox, find };
}

test('without case, in Unicode, accents kept; as substring', async (t) => {
  const { find } = await filled(await testStore(t), [
    mail('Blåbær', 'Vi ses på BÅTEN i morgen'),
    mail('Blabaer', 'Vi ses pa baten'),
    mail('A\u030Arsrapport', 'ΟΔΟΣ straße'),
  ]);
  assert.deepEqual(await find('båten'), [1]);
  assert.deepEqual(await find('BATEN'), [2]);
  assert.deepEqual(await find('åRSR'), [3]);
  assert.deepEqual(await find('οδος'), [3]);
  assert.deepEqual(await find('ses p'), [1, 2]);
  assert.deepEqual(await find('Å'), [1, 3]);
  assert.deepEqual(await find('åt'), [1]);
  assert.deepEqual(await find(''), [1, 2, 3]);
  assert.deepEqual(await find('" OR *'), []);
});

test('text, body and header fields are told apart', async (t) => {
  const { find } = await filled(await testStore(t), [
    Buffer.from('From: Kari <kari@a.example>\r\nX-Tag: alpha\r\nSubject: faktura\r\n\r\nhei Kari\r\n'),
    Buffer.from('From: Ola <ola@a.example>\r\nX-Tag: faktura\r\nSubject: alpha\r\n\r\nfaktura\r\n'),
  ]);
  assert.deepEqual(await find('faktura'), [1, 2]);
  assert.deepEqual(await find('faktura', 'body'), [2]);
  assert.deepEqual(await find('FAKTURA', { header: 'Subject' }), [1]);
  assert.deepEqual(await find('faktura', { header: 'x-tag' }), [2]);
  assert.deepEqual(await find('kari', { header: 'FROM' }), [1]);
  assert.deepEqual(await find('ka', { header: 'from' }), [1]);
  assert.deepEqual(await find('', { header: 'x-tag' }), [1, 2]);
  assert.deepEqual(await find('', { header: 'x-none' }), []);
  assert.deepEqual(await find('subject: fakt'), [1]);
});

test('a long text is found across the seams of its parts, and a long needle', async (t) => {
  const words = Array.from({ length: 12_000 }, (_, n) => `ord${n}`).join(' ');
  const { find, handle, inbox } = await filled(await testStore(t), [mail('lang', words), mail('kort')]);
  for (let at = 16_300; at < 80_000; at += 7919) assert.deepEqual(await find(words.slice(at, at + 400)), [1]);
  assert.deepEqual(await find(words.slice(10_000, 20_000)), [1]);
  assert.deepEqual(await find(`${words.slice(10_000, 20_000)}x`), []);
  must(await handle.copy(inbox, [1], 'INBOX'));
  assert.deepEqual(await find('ord11999'), [1, 3]);
  await handle.expunge(inbox, [1, 3]);
  assert.deepEqual(await find('ord11999'), []);
});

test('a search is complete at any moment of a stream of deliveries', async (t) => {
  const made = await testStore(t);
  const { find } = await filled(made, []);
  let total = 0;
  for (const count of [150, 20, 120, 5, 70]) {
    const deliveries = Array.from({ length: count }, (_, n) => {
      const message = { bytes: mail(`${n}`, 'leveringen er her') };
      return made.store.deliver({ mailbox: KARI, folder: 'INBOX', quotaBytes: 0, message });
    });
    await Promise.all(deliveries);
    total += count;
    assert.equal((await find('leveringen')).length, total);
  }
  await made.store.indexed();
  assert.equal((await find('leveringen')).length, total);
});

test('with the real decoders: encoded words, quoted-printable, latin-1', async (t) => {
  const { find, handle, inbox } = await filled(await testStore(t, { summarise, searchText }), [
    Buffer.from(
      'From: =?utf-8?Q?=C3=98yvind?= <o@a.example>\r\nSubject: =?iso-8859-1?Q?Bl=E5b=E6r?=\r\nMIME-Version: 1.0\r\n' +
        'Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nN=E5r =\r\nkommer b=E5ten?\r\n',
    ),
  ]);
  assert.deepEqual(await find('når kommer båten'), [1]);
  assert.deepEqual(await find('blåbær', { header: 'subject' }), [1]);
  assert.deepEqual(await find('øyvind', { header: 'from' }), [1]);
  assert.match((await handle.summaries(inbox, [1])).get(1)!.envelope, /^\(/);
});
