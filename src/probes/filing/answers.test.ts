/** Robots that number their addresses are one; the fullest hour is found wherever it lies. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { fullestHour, patternOf } from './answers.ts';

const MINUTE = 60_000;

test('addresses that differ in a running number only are one, people are not', () => {
  for (const [address, pattern] of [
    ['sak+4711@desk.example', 'sak+*@desk.example'],
    ['ticket-12@desk.example', 'ticket-*@desk.example'],
    ['reply.0af3c29b77@desk.example', 'reply.*@desk.example'],
    ['eva@far.example', 'eva@far.example'],
    ['ola.nordmann@far.example', 'ola.nordmann@far.example'],
  ])
    assert.equal(patternOf(address), pattern);
});

test('the fullest hour: none, one, and a burst between quiet times', () => {
  assert.equal(fullestHour([]).count, 0);
  assert.deepEqual(fullestHour([5]), { count: 1, from: 5, to: 5 });
  const times = [0, 100, 101, 102, 130, 159, 300].map((minute) => minute * MINUTE);
  assert.deepEqual(fullestHour(times), { count: 5, from: 100 * MINUTE, to: 159 * MINUTE });
});
