import assert from 'node:assert/strict';
import test from 'node:test';
import { parseArguments } from './arguments.ts';

const specs = { customer: 'value', force: 'flag' } as const;

test('words and options in any order', () => {
  assert.deepEqual(parseArguments(['a', '--customer', 'x', 'b', '--force'], specs), {
    ok: true,
    value: { words: ['a', 'b'], options: { customer: 'x', force: true } },
  });
  assert.deepEqual(parseArguments(['--customer=x=y', '-', '--', '--force'], specs), {
    ok: true,
    value: { words: ['-', '--force'], options: { customer: 'x=y' } },
  });
});

test('what is not on the list is named', () => {
  assert.deepEqual(parseArguments(['--custmer', 'x'], specs), { ok: false, key: 'unknownOption', option: '--custmer' });
  assert.deepEqual(parseArguments(['--constructor'], specs), {
    ok: false,
    key: 'unknownOption',
    option: '--constructor',
  });
  assert.deepEqual(parseArguments(['--customer'], specs), { ok: false, key: 'optionNeedsValue', option: '--customer' });
  assert.deepEqual(parseArguments(['--force=1'], specs), { ok: false, key: 'optionTakesNoValue', option: '--force' });
});
