/**
 * Every page once more as a slow machine on a slow line has it: its parts come late, one after the other, and nothing may move
 * when they do. Judges how far things moved, never how long it took; waits as long as it takes.
 */
import assert from 'node:assert/strict';
import type { Browser } from '../harness/browser.ts';
import { DESKTOP, isCalm, MOST_SHIFT, PHONE, shiftOf } from './look.ts';

const SLOWER = 4;
const LATENCY_MS = 150;
/** Longer than one part takes to ask for the next. */
const LULL_MS = 2 * LATENCY_MS;
const LIMIT_MS = 90_000;
/** Calm, and nothing came for a while that could bring more. */
const isDone = `(${isCalm}) && document.fonts.status === 'loaded' && performance.now() - Math.max(0, ...performance.getEntriesByType('resource').map(({ responseEnd }) => responseEnd)) > ${LULL_MS}`;

async function pace(browser: Browser, slower: number, latency: number): Promise<void> {
  await browser.command('Emulation.setCPUThrottlingRate', { rate: slower });
  await browser.command('Network.emulateNetworkConditions', {
    offline: false,
    latency,
    downloadThroughput: -1,
    uploadThroughput: -1,
  });
}

/** Nothing moves while the page comes slowly; of a first visit (`isFirst`) all of its script, else what other pages lack. */
export async function staysPut(
  browser: Browser,
  url: string,
  on: 'phone' | 'desktop',
  language: string,
  isFirst = false,
): Promise<void> {
  await browser.show({ ...(on === 'phone' ? PHONE : DESKTOP), language });
  await browser.command('Network.setCacheDisabled', { cacheDisabled: isFirst });
  await pace(browser, SLOWER, LATENCY_MS);
  try {
    await browser.command('Page.navigate', { url });
    await browser.until(`${url} on a slow machine`, isDone, LIMIT_MS);
    const { sum, seen } = await shiftOf(browser);
    assert.ok(sum < MOST_SHIFT, `${on}: it moved by ${sum.toFixed(3)}: ${seen.slice(0, 6).join('\n  ')}`);
  } finally {
    await browser.command('Network.setCacheDisabled', { cacheDisabled: false });
    await pace(browser, 1, 0);
  }
}
