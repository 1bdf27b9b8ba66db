/**
 * The frames of a page while something is done with it, in a real Chromium: a trace of its main thread says how long each task
 * took, a witness in the page says when frames came and what of a list was seen in them. Used by scrolling.ts; judges nothing.
 */
import type { Browser } from '../test/e2e/harness/browser.ts';

export interface Frames {
  readonly frames: number;
  /** From frame to frame, sorted. */
  readonly frameMs: readonly number[];
  /** Tasks of the page's main thread, sorted: the time that its processor gave them, whoever else was served between. */
  readonly taskMs: readonly number[];
  /** Places for a row in sight, over all frames. */
  readonly places: number;
  /** Of them: the row was drawn as an outline, for it was not fetched yet. */
  readonly outlines: number;
  /** Of them: nothing was drawn at all. */
  readonly bare: number;
  /** What the longest tasks did, longest first. */
  readonly longest: readonly string[];
}
interface Called {
  readonly functionName?: string;
  readonly url?: string;
  readonly lineNumber?: number;
  readonly columnNumber?: number;
}
interface Event {
  readonly name: string;
  readonly ph: string;
  readonly ts: number;
  readonly dur?: number;
  /** Of it, on a processor. */
  readonly tdur?: number;
  readonly pid: number;
  readonly tid: number;
  readonly args?: { readonly name?: string; readonly data?: Called };
}
const CATEGORIES = ['devtools.timeline', 'disabled-by-default-devtools.timeline', '__metadata', 'v8.execute'];
const LONG_MS = 50;

/** After each frame was painted: what of the list is in sight and what of it is drawn. Layout is clean then, so it costs little. */
const WITNESS = `(() => {
  const seen = { times: [], places: 0, outlines: 0, bare: 0, isOver: false };
  window.__frames = seen;
  const after = new MessageChannel();
  after.port1.onmessage = () => {
    const scroller = document.querySelector('.scroller');
    const rows = scroller === null ? [] : [...scroller.querySelectorAll('[role=row]')];
    if (rows.length === 0) return;
    const height = Number.parseFloat(rows[0].style.height);
    const top = scroller.scrollTop;
    const drawn = new Map(rows.map((row) => [Math.round(Number.parseFloat(row.style.top) / height), row.classList.contains('blank')]));
    const last = Math.ceil((top + scroller.clientHeight) / height);
    for (let at = Math.floor(top / height); at < last; at += 1) {
      seen.places += 1;
      const isBlank = drawn.get(at);
      if (isBlank === undefined) seen.bare += 1;
      else if (isBlank) seen.outlines += 1;
    }
  };
  const frame = (at) => {
    seen.times.push(at);
    after.port2.postMessage(0);
    if (!seen.isOver) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  return 0;
})()`;

/** Everything on the main thread of the page. */
function mainThread(events: readonly Event[]): readonly Event[] {
  const busiest = new Map<string, number>();
  const mains = new Set(
    events
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  for (const { pid, tid, name } of events)
    if (name === 'FireAnimationFrame' && mains.has(`${pid} ${tid}`))
      busiest.set(`${pid} ${tid}`, (busiest.get(`${pid} ${tid}`) ?? 0) + 1);
  const [main] = [...busiest].sort(([, one], [, other]) => other - one);
  if (main === undefined) throw new Error('the trace has no page in it');
  return events.filter(({ pid, tid }) => `${pid} ${tid}` === main[0]);
}
const ms = ({ dur, tdur }: Event): number => (tdur ?? dur ?? 0) / 1000;

/** What a task spent its time with. */
function told(task: Event, all: readonly Event[]): string {
  const end = task.ts + (task.dur ?? 0);
  const inside = all
    .filter((one) => one !== task && one.ph === 'X' && one.ts >= task.ts && one.ts < end && ms(one) >= 4)
    .sort((one, other) => ms(other) - ms(one))
    .slice(0, 8)
    .map((one) => {
      const { functionName = '', url, lineNumber = 0, columnNumber = 0 } = one.args?.data ?? {};
      const where = url === undefined ? '' : ` ${functionName} ${url.split('/').at(-1)}:${lineNumber}:${columnNumber}`;
      return `${one.name} ${ms(one).toFixed(0)}${where}`;
    });
  return `${ms(task).toFixed(0)} ms: ${inside.join(' > ')}`;
}

/** Does `work` while the page's frames are watched. */
export async function framesOf(browser: Browser, work: () => Promise<void>): Promise<Frames> {
  const events: Event[] = [];
  const deaf = browser.hear('Tracing.dataCollected', ({ value }) => events.push(...(value as readonly Event[])));
  await browser.command('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: CATEGORIES, recordMode: 'recordUntilFull', traceBufferSizeInKb: 400_000 },
  });
  await browser.get(WITNESS);
  await work();
  const seen = await browser.get<{ times: number[]; places: number; outlines: number; bare: number }>(
    '(window.__frames.isOver = true, window.__frames)',
  );
  const complete = new Promise((done) => browser.hear('Tracing.tracingComplete', done));
  await browser.command('Tracing.end');
  await complete;
  deaf();
  const main = mainThread(events);
  const tasks = main
    .filter(({ name, ph }) => ph === 'X' && name === 'RunTask')
    .sort((one, other) => ms(one) - ms(other));
  const long = tasks.filter((task) => ms(task) > LONG_MS).reverse();
  return {
    frames: seen.times.length,
    frameMs: seen.times
      .slice(1)
      .map((at, index) => at - seen.times[index])
      .sort((one, other) => one - other),
    taskMs: tasks.map(ms),
    places: seen.places,
    outlines: seen.outlines,
    bare: seen.bare,
    longest: long.slice(0, 5).map((task) => told(task, main)),
  };
}
