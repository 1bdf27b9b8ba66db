/** Which CAA record a domain's owner is told of: his own, once, and never that of somebody else. */
import assert from 'node:assert/strict';
import test from 'node:test';
import type { CaaTrouble } from '#src/net/acme/kept-files.ts';
import { wantedCaa } from './caa-records.ts';
import type { NameView } from './keeper.ts';

const view = (name: string, caa: Partial<CaaTrouble> | null): NameView => ({
  name,
  state: caa === null ? 'valid' : 'forbidden',
  until: null,
  renewAt: null,
  nextAt: null,
  trouble:
    caa === null
      ? null
      : {
          kind: 'forbidden',
          words: '',
          at: 0,
          caa: {
            at: 'fjord.example',
            why: 'others',
            records: ['0 issue "b.test"'],
            wanted: '0 issue "a.test"',
            ...caa,
          },
        },
});
const wanted = (...views: readonly NameView[]) => wantedCaa({ last: () => views }, 'fjord.example');

test('the record is told once, with what stands there, where it matters most', () => {
  const all = wanted(view('autoconfig.fjord.example', {}), view('mta-sts.fjord.example', {}));
  assert.deepEqual(all, [
    {
      name: 'fjord.example',
      type: 'CAA',
      value: '0 issue "a.test"',
      purpose: 'sts',
      state: 'wrong',
      found: ['0 issue "b.test"'],
    },
  ]);
  assert.equal(wanted(view('autoconfig.fjord.example', {}))[0].purpose, 'setup');
});

test('nothing is told of other domains, of what an alias leads to, of what nobody knows, or when all is well', () => {
  assert.deepEqual(wanted(view('mta-sts.vik.example', {}), view('fjord.example', {})), []);
  assert.deepEqual(wanted(view('mta-sts.fjord.example', { at: 'post.host.example' })), []);
  assert.deepEqual(wanted(view('mta-sts.fjord.example', { wanted: null })), []);
  assert.deepEqual(wanted(view('mta-sts.fjord.example', null)), []);
  assert.deepEqual(wantedCaa(null, 'fjord.example'), []);
});
