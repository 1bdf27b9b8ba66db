/** What the picture proxy keeps, and how long: a second look tells nobody, and a line that failed for a moment costs no half hour. */
import assert from 'node:assert/strict';
import test from 'node:test';
import type { WebAnswer, WebFetched } from '#src/net/web-answer.ts';
import { createImageProxy } from './image-proxy.ts';

const URL_ = 'https://shop.far.example/a.png';
const answer = (status: number, body: string): WebAnswer => ({
  kind: 'answer',
  status,
  headers: {},
  body,
  url: URL_,
  address: '192.0.2.1',
  tls: null,
});
const PNG = answer(200, '\x89PNG\r\n\x1a\n');

/** Asks for the same picture at these minutes; gives how often the server was asked in all, and whether the last look had it. */
async function looks(first: WebFetched, ...minutes: readonly number[]) {
  let [now, asked] = [0, 0];
  const fetch = () => Promise.resolve(asked++ === 0 ? first : PNG);
  const proxy = createImageProxy({ fetch, clock: { monotonic: () => now } });
  let last = await proxy.fetch('m', 'one', URL_);
  for (const minute of minutes) {
    now = minute * 60_000;
    last = await proxy.fetch('m', 'one', URL_);
  }
  return [asked, last !== null] as const;
}

test('a picture that came is not asked for again for half an hour', async () => {
  assert.deepEqual(await looks(PNG, 1, 29), [1, true]);
  assert.deepEqual(await looks(PNG, 31), [2, true]);
});

test('what failed for a moment is asked for again after a minute, and not at once', async () => {
  for (const why of ['timeout', 'dns', 'unreachable', 'refused', 'cut-off'] as const) {
    assert.deepEqual(await looks({ kind: 'failed', why, url: URL_ }, 0.5), [1, false], why);
    assert.deepEqual(await looks({ kind: 'failed', why, url: URL_ }, 2), [2, true], why);
  }
  for (const status of [429, 503]) assert.deepEqual(await looks(answer(status, ''), 2), [2, true], String(status));
});

test('what will be no picture next time either is not asked for again', async () => {
  const never: readonly WebFetched[] = [
    answer(404, ''),
    answer(200, '<svg/>'),
    { kind: 'failed', why: 'private-address', url: URL_ },
    { kind: 'failed', why: 'too-large', url: URL_ },
  ];
  for (const first of never) assert.deepEqual(await looks(first, 2, 29), [1, false], JSON.stringify(first));
});
