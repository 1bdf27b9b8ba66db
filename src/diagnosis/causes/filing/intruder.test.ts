/** Signs of an intruder's rule: what each is, what honest people have, and that one oddity is never two signs. */
import assert from 'node:assert/strict';
import test from 'node:test';
import type { EffectSeen, RuleSeen, SeenPlace } from '../../observed-filing.ts';
import { signsOfRule } from './intruder.ts';

const effect = (more: Partial<EffectSeen> & Pick<EffectSeen, 'kind'>): EffectSeen => ({
  folder: null,
  target: null,
  keep: null,
  mark: null,
  ...more,
});
const rule = (more: Partial<RuleSeen>): RuleSeen => ({
  madeAt: '2026-11-20T10:00:00.000Z',
  madeFrom: null,
  signInsBefore: [],
  id: 'r',
  name: 'Regninger',
  enabled: true,
  match: 'all',
  conditions: [],
  conditionCount: 0,
  effects: [],
  ...more,
});
const place = (more: Partial<SeenPlace>): SeenPlace => ({
  at: '2026-11-20T09:50:00.000Z',
  remoteAddress: '198.51.100.9',
  country: 'NG',
  network: null,
  networkKind: null,
  before: { signIns: 40, countries: ['NO', 'SE'], networks: [] },
  ...more,
});
const about = (value: string) => [{ field: 'subject', match: 'contains', value }];
const signs = (more: Partial<RuleSeen>): readonly string[] => signsOfRule(rule(more)).signs;
const stranger = { address: 'x@drop.example', isOurs: false, isKnown: false };

test('a place is new only where there was a before, and only when the place can be told', () => {
  assert.deepEqual(signs({ signInsBefore: [place({})] }), ['new-country']);
  assert.deepEqual(signs({ madeFrom: place({}) }), ['new-country']);
  assert.deepEqual(signs({ signInsBefore: [place({ country: 'SE' })] }), []);
  assert.deepEqual(signs({ signInsBefore: [place({ before: { signIns: 0, countries: [], networks: [] } })] }), []);
  const vendor = place({ network: 'Kjent Post', networkKind: 'vendor' });
  assert.deepEqual(signs({ signInsBefore: [vendor] }), [], 'a vendor’s servers stand anywhere');
  const rented = place({ network: 'Leid', networkKind: 'hosting' });
  assert.deepEqual(signs({ signInsBefore: [rented] }), ['new-network']);
});

test('mail goes out to a stranger unseen; with a copy, to ours, or to somebody known it does not', () => {
  const forward = (keep: boolean, target = stranger) => [effect({ kind: 'forward', target, keep })];
  assert.deepEqual(signs({ effects: forward(false) }), ['forwards-out']);
  assert.deepEqual(signs({ effects: forward(true) }), []);
  assert.deepEqual(signs({ effects: [...forward(true), effect({ kind: 'discard' })] }), ['forwards-out']);
  assert.deepEqual(signs({ effects: forward(false, { ...stranger, isOurs: true }) }), []);
  assert.deepEqual(signs({ effects: forward(false, { ...stranger, isKnown: true }) }), []);
});

test('names of points; an emoji or a letter is a name', () => {
  for (const name of ['.', '..', ' . ', '-', '…', ',,']) assert.deepEqual(signs({ name }), ['hidden-name'], name);
  for (const name of ['a', 'Å', '1', 'Regninger', '发票']) assert.deepEqual(signs({ name }), [], name);
});

test('bills into a folder of one’s own are book-keeping; bills thrown away are hidden', () => {
  const into = (folder: string, ...more: readonly EffectSeen[]) => [effect({ kind: 'folder', folder }), ...more];
  const seen = effect({ kind: 'mark', mark: 'seen' });
  const conditions = about('Faktura');
  assert.deepEqual(signs({ conditions, effects: into('Regnskap/2026', seen) }), []);
  assert.deepEqual(signs({ conditions, effects: into('Arkiv') }), []);
  assert.deepEqual(signs({ conditions, effects: into('Trash') }), ['hides-words']);
  assert.deepEqual(signs({ conditions, effects: [effect({ kind: 'discard' })] }), ['hides-words']);
  assert.deepEqual(signs({ conditions, effects: into('RSS Feeds', seen) }), ['hides-words', 'odd-folder']);
  assert.deepEqual(signs({ conditions: about('Fotball'), effects: into('RSS') }), ['odd-folder']);
  const except = [{ field: 'subject', match: 'not-contains', value: 'faktura' }];
  assert.deepEqual(signs({ conditions: except, effects: [effect({ kind: 'discard' })] }), []);
});
