/**
 * `node bench/scrolling.ts [messages] [--why] [--only 'phone.*flings']`: one large folder in webmail, scrolled in a real Chromium in the ways people do
 * it, on a desktop and on a phone whose processor is slowed four times. Tells of frames and of tasks on the page's main
 * thread. `--why`: what the longest tasks did. Run by webmail.ts too, on the folder that it has. Loopback only.
 */
import { parseArgs } from 'node:util';
import { type Browser, startBrowser } from '../test/e2e/harness/browser.ts';
import type { Host } from '../test/e2e/harness/host.ts';
import { atEnd, suite } from '../test/e2e/harness/report.ts';
import { cookieOf, filledHost } from './filled-host.ts';
import { type Frames, framesOf } from './frames.ts';

interface Screen {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** How many times slower than this machine. */
  readonly slower: number;
}
const SCREENS: readonly Screen[] = [
  { name: 'desktop', width: 1280, height: 800, slower: 1 },
  { name: 'desktop, 4 × slower', width: 1280, height: 800, slower: 4 },
  { name: 'phone', width: 390, height: 844, slower: 1 },
  { name: 'phone, 4 × slower', width: 390, height: 844, slower: 4 },
];
const SCROLLER = "document.querySelector('.scroller')";
const LIST_IS_CALM = `${SCROLLER} !== null && document.querySelector('[role=row][data-at]') !== null && document.querySelector('.scroller .blank') === null`;
const WHEEL_STEPS = 240;
const WHEEL_STEP_PX = 120;
const PAGES = 150;
const FLINGS = 12;
const FLING_PX = 5000;
const FLING_PX_PER_S = 20_000;
const DRAG_FRAMES = 120;

/** One way of scrolling; the list stands at its top, calm, when it begins. */
type Way = readonly [name: string, scroll: (browser: Browser, screen: Screen) => Promise<void>];

const frame = (browser: Browser): Promise<unknown> =>
  browser.get('new Promise((done) => requestAnimationFrame(() => done(0)))');
async function wheel(browser: Browser, { width, height }: Screen): Promise<void> {
  for (let notch = 0; notch < WHEEL_STEPS; notch += 1) {
    await browser.command('Input.dispatchMouseEvent', {
      type: 'mouseWheel',
      x: Math.min(400, width / 2),
      y: height / 2,
      deltaX: 0,
      deltaY: WHEEL_STEP_PX,
    });
    await frame(browser);
  }
}
/** A finger sweeps upwards, a point a frame, and lets go at full speed. */
async function sweep(browser: Browser, { width, height }: Screen): Promise<void> {
  const touch = (type: string, y?: number): Promise<unknown> =>
    browser.command('Input.dispatchTouchEvent', { type, touchPoints: y === undefined ? [] : [{ x: width / 2, y }] });
  await touch('touchStart', height * 0.8);
  for (let step = 1; step <= 6; step += 1) await touch('touchMove', height * (0.8 - step * 0.1));
  await touch('touchEnd');
}
/** A wheel without notches. */
const spin = (browser: Browser, { height }: Screen): Promise<unknown> =>
  browser.command('Input.synthesizeScrollGesture', {
    x: 400,
    y: height / 2,
    yDistance: -FLING_PX,
    speed: FLING_PX_PER_S,
    gestureSourceType: 'mouse',
  });
/** One after the other; each begins while the list still runs. */
async function flings(browser: Browser, screen: Screen): Promise<void> {
  for (let fling = 0; fling < FLINGS; fling += 1) await (screen.width < 600 ? sweep : spin)(browser, screen);
}
async function key(browser: Browser, name: string, code: number): Promise<void> {
  for (const type of ['rawKeyDown', 'keyUp'])
    await browser.command('Input.dispatchKeyEvent', { type, key: name, code: name, windowsVirtualKeyCode: code });
}
async function pageDown(browser: Browser): Promise<void> {
  await browser.get("document.querySelector('[role=row][data-at] a').focus()");
  for (let page = 0; page < PAGES; page += 1) {
    await key(browser, 'PageDown', 34);
    // As often as a keyboard repeats.
    await frame(browser);
    await frame(browser);
  }
}
/** As the handle of a scroll bar moves the list, before each frame: from `from` to `to` of its length. */
const drag = (browser: Browser, from: number, to: number): Promise<unknown> =>
  browser.get(`new Promise((done) => {
    const scroller = ${SCROLLER};
    const length = scroller.scrollHeight - scroller.clientHeight;
    let step = 0;
    const next = new MessageChannel();
    next.port1.onmessage = () => {
      step += 1;
      scroller.scrollTop = length * (${from} + (${to - from}) * step / ${DRAG_FRAMES});
      if (step < ${DRAG_FRAMES}) requestAnimationFrame(() => next.port2.postMessage(0));
      else done(0);
    };
    next.port2.postMessage(0);
  })`);
/** A list that did not move says nothing. */
async function moved(browser: Browser, work: () => Promise<void>): Promise<void> {
  await browser.get(`(${SCROLLER}.addEventListener('scroll', () => (window.__moved = true)), 0)`);
  await work();
  if (!(await browser.get<boolean>('window.__moved === true'))) throw new Error('the list did not move');
}
const calm = (browser: Browser): Promise<void> => browser.until('the rows', LIST_IS_CALM, 60_000);

const WAYS: readonly Way[] = [
  ['wheel, a notch a frame', wheel],
  ['flings', flings],
  ['Page Down held', pageDown],
  [
    'the bar dragged to the middle',
    async (browser) => {
      await drag(browser, 0, 0.5);
      await calm(browser);
    },
  ],
  [
    'the bar dragged through all of it, and back',
    async (browser) => {
      await drag(browser, 0, 1);
      await drag(browser, 1, 0);
    },
  ],
];

const share = (part: number, whole: number): string => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`);
const at = (sorted: readonly number[], part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
function say(what: string, { frames, frameMs, taskMs, places, outlines, bare, longest }: Frames, isWhy: boolean): void {
  const cells = [
    what.padEnd(68),
    String(frames).padStart(6),
    ...[0.5, 0.95, 0.99].map((part) => at(frameMs, part).toFixed(1).padStart(6)),
    (taskMs.at(-1) ?? 0).toFixed(0).padStart(12),
    String(taskMs.filter((one) => one > 50).length).padStart(7),
    share(outlines, places).padStart(9),
    share(bare, places).padStart(7),
  ];
  process.stdout.write(`${cells.join(' ')}\n`);
  if (isWhy) for (const one of longest) process.stdout.write(`    ${one}\n`);
}

async function shown(
  browser: Browser,
  url: string,
  messages: number,
  { width, height, slower }: Screen,
): Promise<void> {
  await browser.command('Emulation.setCPUThrottlingRate', { rate: 1 });
  await browser.show({ width, height, language: 'nb-NO' });
  await browser.command('Emulation.setTouchEmulationEnabled', { enabled: width < 600 });
  await browser.open(url);
  await browser.until(
    'all rows',
    `Number(document.querySelector('[role=grid]')?.getAttribute('aria-rowcount')) >= ${messages}`,
    60_000,
  );
  await calm(browser);
  // What comes after the first view is there too.
  const lastMs = "Math.max(...performance.getEntriesByType('resource').map(({ responseEnd }) => responseEnd))";
  await browser.until('the whole page', `document.readyState === 'complete' && performance.now() - ${lastMs} > 1000`);
  await browser.command('Emulation.setCPUThrottlingRate', { rate: slower });
}

/** Scrolls the inbox of who has this session, prints a row for each screen and way. */
export async function scrolling(
  host: Host,
  cookie: string,
  messages: number,
  isWhy: boolean,
  only = /./,
): Promise<void> {
  const base = String(host.endpoints['http']);
  const browser = await startBrowser();
  atEnd(() => browser.stop());
  const [name, value] = cookie.split('=');
  await browser.command('Network.setCookie', { url: base, name, value, httpOnly: true, sameSite: 'Lax' });
  process.stdout.write(
    `${'scrolling'.padEnd(68)} frames    p50    p95    p99 longest task > 50 ms  outlines    bare\n`,
  );
  for (const screen of SCREENS)
    for (const [way, scroll] of WAYS) {
      if (!only.test(`${screen.name} · ${way}`)) continue;
      await shown(browser, `${base}/mail?lang=nb`, messages, screen);
      say(
        `${screen.name} · ${way}`,
        await framesOf(browser, () => moved(browser, () => scroll(browser, screen))),
        isWhy,
      );
    }
  await browser.stop();
}

async function alone(messages: number, isWhy: boolean, only: RegExp): Promise<void> {
  const host = await filledHost(messages);
  await scrolling(host, await cookieOf(host), messages, isWhy, only);
  await host.stop();
}

if (import.meta.main) {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { why: { type: 'boolean', default: false }, only: { type: 'string', default: '.' } },
  });
  await suite(() => alone(Number(positionals[0] ?? 10_000), values.why, new RegExp(values.only)));
}
