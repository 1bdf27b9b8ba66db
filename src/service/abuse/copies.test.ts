/** One text from many: near copies are found, other texts are not, short ones say nothing, and memory is bounded. */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { ALIKE, likeness, sketchOf, type TextSketch } from '#src/model/text-sketch.ts';
import { createCopies } from './copies.ts';

const WORDS =
  'kjære kunde kontoen din blir stengt om kort tid fordi vi ikke har fått bekreftet opplysningene dine i systemet vårt vennligst følg lenken under og logg på med passordet ditt slik at du fortsatt kan motta viktige beskjeder fra oss alle i banken hilsen sikkerhetsavdelingen';
const OTHER =
  'innkalling til årsmøte i velforeningen torsdag klokken atten på skolen saksliste ligger ved vi trenger flere frivillige til dugnaden i mai og håper mange kommer det blir kaffe og kaker som vanlig husk å betale kontingenten før møtet så slipper kassereren å mase hilsen styret';
const sketch = (text: string): TextSketch => {
  const made = sketchOf(text);
  assert.ok(made !== null, text);
  return made;
};

test('another name, another number, another link: the same text', () => {
  const base = sketch(`Hei Kari! ${WORDS} https://a.example/x1 Ref 1234`);
  assert.ok(likeness(base, sketch(`Hei Torbjørn! ${WORDS} https://b.example/yyy Ref 99`)) >= ALIKE);
  assert.ok(likeness(base, sketch(OTHER)) < ALIKE / 2);
  assert.equal(sketchOf('Takk, vi sees på mandag.'), null);
});

test('any text gives a sketch of bounded size that is wholly like itself', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 3000 }), (text) => {
      const made = sketchOf(text);
      if (made === null) return;
      assert.ok(made.length <= 16 && made.length > 0);
      assert.equal(likeness(made, made), 1);
    }),
  );
});

const at = (n: number, more: { recipients?: number; at?: number; sketch?: TextSketch } = {}) => ({
  mailbox: `m${n}`,
  address: `m${n}@a.test`,
  customer: `c${n}`,
  sketch: sketch(WORDS),
  recipients: 20,
  at: 1000,
  ...more,
});

test('who sent it, how much in the hour and in the day', () => {
  const copies = createCopies();
  copies.add(at(1, { at: 0 }));
  copies.add(at(1, { at: 7_200_000 }));
  copies.add(at(2, { at: 7_200_000, recipients: 3 }));
  copies.add(at(3, { sketch: sketch(OTHER), at: 7_200_000 }));
  const alike = copies.alike(sketch(`Kjære Ola ${WORDS}`), 7_300_000);
  assert.deepEqual(
    alike.map(({ mailbox, lastHour, lastDay }) => [mailbox, lastHour, lastDay]),
    [
      ['m1', 20, 40],
      ['m2', 3, 3],
    ],
  );
  assert.deepEqual(copies.alike(sketch(WORDS), 7_200_000 + 86_400_001), []);
});

test('no more texts than the bound', () => {
  const copies = createCopies(3);
  for (let n = 0; n < 10; n += 1) copies.add(at(n));
  assert.equal(copies.alike(sketch(WORDS), 1001).length, 3);
});
