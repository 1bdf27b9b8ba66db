/** vCards of phones, programs and directories are read; what we write comes back the same; hostile files end soon. */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { readVCards, type VCard } from './read.ts';
import { writeVCards } from './write.ts';

test('an iPhone: version 3, grouped properties, folded lines, a picture that is skipped', () => {
  const text = [
    'BEGIN:VCARD',
    'VERSION:3.0',
    'N:Ødegård;Åse;;;',
    'FN:Åse Ødegård',
    'ORG:Fjell\\, Fjord & Co;Salg',
    'item1.EMAIL;type=INTERNET;type=pref:ase@fjell.example',
    'item1.X-ABLabel:_$!<Work>!$_',
    'EMAIL;type=INTERNET:aase@hjemme.exam',
    ' ple',
    'TEL;type=CELL;type=VOICE:+47 900 00 000',
    `PHOTO;ENCODING=b;TYPE=JPEG:${'A'.repeat(150_000)}`,
    'NOTE:Linje én\\nLinje to',
    'END:VCARD',
  ].join('\r\n');
  assert.deepEqual(readVCards(text), [
    {
      kind: 'person',
      name: 'Åse Ødegård',
      addresses: ['ase@fjell.example', 'aase@hjemme.example'],
      organisation: 'Fjell, Fjord & Co, Salg',
      phones: ['+47 900 00 000'],
      note: 'Linje én\nLinje to',
    },
  ]);
});

test('an old telephone: version 2.1 in quoted-printable and Latin-1, name in N alone', () => {
  const text =
    'BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:S=F8rensen;Bj=F8rn=\n-Erik;;;\nEMAIL;INTERNET;HOME:bjorn@far.example\nEND:VCARD\n';
  assert.deepEqual(
    readVCards(text).map(({ name, addresses }) => [name, addresses]),
    [['Bjørn-Erik Sørensen', ['bjorn@far.example']]],
  );
});

test('groups: of version 4 by mailto and by UID, of Apple in version 3', () => {
  const text = [
    'BEGIN:VCARD\nVERSION:4.0\nUID:urn:uuid:a-1\nFN:Eva\nEMAIL;PREF=1:eva@far.example\nEND:VCARD',
    'BEGIN:VCARD\nVERSION:4.0\nKIND:group\nFN:Styret\nMEMBER:urn:uuid:a-1\nMEMBER:mailto:ola@far.example\nEND:VCARD',
    'BEGIN:VCARD\nVERSION:3.0\nFN:Koret\nX-ADDRESSBOOKSERVER-KIND:group\nX-ADDRESSBOOKSERVER-MEMBER:urn:uuid:a-1\nEND:VCARD',
  ].join('\n');
  assert.deepEqual(
    readVCards(text).map(({ kind, name, addresses }) => [kind, name, addresses]),
    [
      ['person', 'Eva', ['eva@far.example']],
      ['group', 'Styret', ['eva@far.example', 'ola@far.example']],
      ['group', 'Koret', ['eva@far.example']],
    ],
  );
});

const word = fc.string({ unit: 'grapheme', maxLength: 80 }).map((text) => text.replace(/\p{C}+/gu, '').trim());
const line = word.filter((text) => text !== '');
const card: fc.Arbitrary<VCard & { readonly id: string }> = fc.record({
  id: fc.uuid(),
  kind: fc.constant('person' as const),
  name: line,
  addresses: fc.array(fc.emailAddress(), { maxLength: 3 }),
  organisation: word,
  phones: fc.array(line, { maxLength: 2 }).map((all) => all.map((one) => one.replace(/^(?:tel|mailto):/i, 'x'))),
  note: word,
});

test('what is written is read back the same, in both versions, and no line is too long', () => {
  fc.assert(
    fc.property(fc.array(card, { maxLength: 3 }), fc.constantFrom('3.0' as const, '4.0' as const), (cards, version) => {
      const text = writeVCards(cards, version);
      for (const one of text.split('\r\n')) assert.ok(Buffer.byteLength(one) <= 75, one);
      assert.deepEqual(
        readVCards(text),
        cards.map(({ kind, name, addresses, organisation, phones, note }) => ({
          kind,
          name,
          addresses,
          organisation,
          phones,
          note,
        })),
      );
    }),
    { numRuns: 200 },
  );
});

test('any text gives cards or none, and soon', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 400 }), (text) => {
      assert.ok(Array.isArray(readVCards(`BEGIN:VCARD\n${text}\nEND:VCARD`)));
    }),
  );
  const began = performance.now();
  readVCards(`BEGIN:VCARD\nN:${';'.repeat(90_000)}\nORG:${'\\'.repeat(90_000)}\nEND:VCARD`.repeat(5));
  readVCards('BEGIN:VCARD\n'.repeat(100_000));
  assert.ok(performance.now() - began < 2000, 'hostile files end soon');
});
