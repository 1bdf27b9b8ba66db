/** A notice goes to those whose role asks for it; to everybody when they cannot be reached. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { contactsTold, topicsOf } from './contact-topics.ts';
import type { ContactRole } from './customer.ts';

const one = (role: ContactRole, address: string) => ({ role, address });
const names = (list: readonly { readonly address: string }[]): readonly string[] => list.map(({ address }) => address);

test('owners are told everything, the others what they are for', () => {
  const all = [one('owner', 'a@far.example'), one('billing', 'b@far.example'), one('technical', 'c@far.example')];
  assert.deepEqual(names(contactsTold(all, 'mail', [])), ['a@far.example', 'c@far.example']);
  assert.deepEqual(names(contactsTold(all, 'bills', [])), ['a@far.example', 'b@far.example']);
  assert.deepEqual(topicsOf('owner'), ['mail', 'bills']);
});

test('nobody meant, or nobody of them outside of what is stopped: everybody', () => {
  const all = [one('owner', 'eier@Fjord.example'), one('billing', 'b@far.example')];
  assert.deepEqual(names(contactsTold(all, 'mail', ['fjord.example'])), ['eier@Fjord.example', 'b@far.example']);
  assert.deepEqual(names(contactsTold(all, 'mail', ['fjell.example'])), ['eier@Fjord.example']);
  assert.deepEqual(names(contactsTold([one('billing', 'b@far.example')], 'mail', [])), ['b@far.example']);
  assert.deepEqual(contactsTold([], 'bills', []), []);
});
