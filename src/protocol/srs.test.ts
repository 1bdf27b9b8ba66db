import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { SRS_DAYS, srsForward, srsReverse } from './srs.ts';

const secret = Buffer.from('a secret of this host');
const today = { secret, day: 20_000 };

test('a sender goes out as ours and comes back as itself, also when somebody changed the case', () => {
  const made = srsForward('Ola@dal.example', 'fjord.example', today);
  assert.match(made ?? '', /^SRS0=[a-z2-7]{6}=[a-z2-7]{2}=dal\.example=Ola@fjord\.example$/);
  assert.deepEqual(srsReverse(made ?? '', today), { kind: 'sender', address: 'Ola@dal.example' });
  const lowered = srsReverse((made ?? '').toLowerCase(), today);
  assert.deepEqual(lowered, { kind: 'sender', address: 'ola@dal.example' });
});

test('what was rewritten elsewhere is shortened to SRS1, and its bounce goes back to where it was rewritten first', () => {
  const once = srsForward('a@b.example', 'one.example', { secret: Buffer.from('other'), day: 20_000 }) ?? '';
  const twice = srsForward(once, 'two.example', today) ?? '';
  assert.match(twice, /^SRS1=[a-z2-7]{6}=one\.example==/);
  assert.deepEqual(srsReverse(twice, today), { kind: 'sender', address: once });
  const third = srsForward(twice, 'three.example', today) ?? '';
  assert.ok(third.length <= twice.length + 10, 'it does not grow with every hop');
});

test('forged, old and torn ones are told from strangers', () => {
  const made = srsForward('a@b.example', 'fjord.example', today) ?? '';
  assert.deepEqual(srsReverse(made.replace('=a@', '=x@'), today), { kind: 'bad', why: 'hash' });
  assert.deepEqual(srsReverse(made, { secret, day: 20_000 + SRS_DAYS + 1 }), { kind: 'bad', why: 'age' });
  assert.equal(srsReverse(made, { secret, day: 20_000 + SRS_DAYS }).kind, 'sender');
  assert.deepEqual(srsReverse('SRS0=abc@fjord.example', today), { kind: 'bad', why: 'form' });
  assert.deepEqual(srsReverse('kari@fjord.example', today), { kind: 'not-srs' });
});

test('the null sender stays; what does not fit is left alone', () => {
  assert.equal(srsForward('', 'fjord.example', today), '');
  assert.equal(srsForward(`${'a'.repeat(60)}@b.example`, 'fjord.example', today), null);
  assert.equal(srsForward('no address', 'fjord.example', today), null);
});

test('law: there and back for any sender that fits; any text is read without a throw', () => {
  const word = fc.stringMatching(/^[a-z0-9][a-z0-9.+=-]{0,15}$/);
  fc.assert(
    fc.property(word, fc.integer({ min: 0, max: 40_000 }), (local, day) => {
      if (/^srs[01][=+-]/.test(local)) return;
      const made = srsForward(`${local}@dal.example`, 'f.example', { secret, day });
      if (made !== null)
        assert.deepEqual(srsReverse(made, { secret, day }), { kind: 'sender', address: `${local}@dal.example` });
    }),
  );
  fc.assert(fc.property(fc.string(), (text) => void srsReverse(text, today)));
});
