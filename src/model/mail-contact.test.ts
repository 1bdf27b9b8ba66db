/** Of a card of a file everything is kept that the address book can keep; one bad line never costs the whole person. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { checkContact, type ContactCard, fittedContact, MAX_ADDRESSES, MAX_NOTE, MAX_PHONES } from './mail-contact.ts';

const CARD: ContactCard = {
  kind: 'person',
  name: 'Kari Nordmann',
  addresses: ['kari@fjord.example'],
  organisation: '',
  phones: [],
  note: '',
};

test('a bad address, a long note or many phones cost only themselves', () => {
  assert.deepEqual(fittedContact({ ...CARD, addresses: ['n/a', 'kari@fjord.example', ' '] }), CARD);
  assert.equal(fittedContact({ ...CARD, note: 'æ'.repeat(MAX_NOTE + 1) })?.note.length, MAX_NOTE);
  const phones = Array.from({ length: 30 }, (_, at) => `+47 ${at}`);
  assert.equal(fittedContact({ ...CARD, phones })?.phones.length, MAX_PHONES);
  const many = Array.from({ length: 30 }, (_, at) => `a${at}@fjord.example`);
  assert.deepEqual(fittedContact({ ...CARD, addresses: many })?.addresses, many.slice(0, MAX_ADDRESSES));
  assert.deepEqual(fittedContact({ ...CARD, kind: 'group', addresses: ['x', 'kari@fjord.example'] })?.addresses, [
    'kari@fjord.example',
  ]);
});

test('what is kept would be taken from a form too; nothing of use is nothing', () => {
  for (const name of ['', '😀'.repeat(101), `a${'😀'.repeat(100)}`]) {
    const kept = fittedContact({ ...CARD, name });
    assert.ok(kept !== null && checkContact(kept).ok, name);
  }
  assert.equal(fittedContact({ ...CARD, name: ' ', addresses: ['n/a'] }), null);
  assert.equal(fittedContact({ ...CARD, kind: 'group', addresses: ['n/a'] }), null);
});
