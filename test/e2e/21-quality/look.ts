/**
 * What a page is measured by: axe (WCAG 2.2 AA and axe's own good practice) on phone and desktop, light and dark; layout
 * shift while it loads; the width of a small phone; text at twice its size; what the browser complained about.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, startBrowser, type View } from '../harness/browser.ts';

export const PHONE = { width: 390, height: 844 } as const;
export const DESKTOP = { width: 1280, height: 800 } as const;
const SMALLEST = { width: 320, height: 640 } as const;
/** Google calls 0.1 good; we do not want to see it move. */
export const MOST_SHIFT = 0.02;

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** Runs in the page before its own scripts. */
const WITNESS = `
  window.__shift = { sum: 0, seen: [] };
  window.__csp = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (entry.hadRecentInput) continue;
      window.__shift.sum += entry.value;
      for (const { node } of entry.sources ?? [])
        window.__shift.seen.push(entry.value.toFixed(3) + ' ' + (node?.outerHTML ?? node?.parentElement?.outerHTML ?? '?').slice(0, 160));
    }
  }).observe({ type: 'layout-shift', buffered: true });
  // When the first list of mail was about to be painted.
  window.__listed = null;
  const rows = new MutationObserver(() => {
    if (document.querySelector('[role=row][data-at]') === null) return;
    rows.disconnect();
    requestAnimationFrame(() => (window.__listed = performance.now()));
  });
  rows.observe(document, { childList: true, subtree: true });
  // When the first view was about to be painted whole: nothing in it waits any more. What else the page has comes after that.
  window.__shown = null;
  const isShown = () =>
    document.readyState === 'complete' && document.querySelector('main h1') && !document.querySelector('.skeleton:not([data-later]), main [aria-busy=true]:not(.outline)');
  const first = new MutationObserver(shown);
  function shown() {
    if (!isShown()) return;
    requestAnimationFrame(() => {
      if (window.__shown !== null || !isShown()) return;
      first.disconnect();
      window.__shown = performance.now();
    });
  }
  first.observe(document, { childList: true, subtree: true, attributes: true });
  addEventListener('load', shown);
  addEventListener('securitypolicyviolation', (event) => window.__csp.push(event.violatedDirective + ' ' + event.blockedURI));`;

/** A browser whose pages are watched from their first moment. */
export async function startWitness(): Promise<Browser> {
  const browser = await startBrowser();
  // As packed by everybody's smallest common measure, so that bytes can be compared.
  await browser.command('Network.setExtraHTTPHeaders', { headers: { 'accept-encoding': 'gzip' } });
  await browser.command('Page.addScriptToEvaluateOnNewDocument', { source: WITNESS });
  return browser;
}

/** Everything that is fetched is there, also what comes after the first view. */
export const isCalm =
  "document.readyState === 'complete' && document.querySelector('main h1') && !document.querySelector('.skeleton, main [aria-busy=true]')";

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly {
    readonly target: readonly string[];
    readonly html: string;
    readonly failureSummary: string;
  }[];
}
const told = (violations: readonly Violation[]): string =>
  violations
    .map(({ id, help, nodes }) =>
      [
        `${id}: ${help}`,
        ...nodes
          .slice(0, 4)
          .map(
            (one) =>
              `  ${one.target.join(' ')}  ${one.html.slice(0, 200)}\n    ${one.failureSummary.replaceAll('\n', ' ')}`,
          ),
      ].join('\n'),
    )
    .join('\n');

/** Axe on the page as it is; `rules`: only these. */
async function axe(browser: Browser, where: string, rules?: readonly string[]): Promise<void> {
  if (!(await browser.get<boolean>("typeof axe === 'object'"))) await browser.get(`${AXE};0`);
  const only = rules === undefined ? { type: 'tag', values: TAGS } : { type: 'rule', values: rules };
  const violations = await browser.get<readonly Violation[]>(
    `axe.run(document, { runOnly: ${JSON.stringify(only)}, resultTypes: ['violations'] }).then(({ violations }) => violations)`,
  );
  assert.equal(violations.length, 0, `${where}\n${told(violations)}`);
}

/** Nothing sticks out at the side. */
async function fits(browser: Browser, where: string): Promise<void> {
  const [page, window, widest] = await browser.get<[number, number, string]>(
    `(() => {
      const room = document.documentElement.clientWidth;
      const out = [...document.body.querySelectorAll('*')].filter((one) => one.getBoundingClientRect().right > room + 1);
      return [document.documentElement.scrollWidth, room, out.slice(0, 3).map((one) => one.outerHTML.slice(0, 140)).join(' | ')];
    })()`,
  );
  assert.ok(page <= window, `${where}: ${page} wide in ${window}: ${widest}`);
}
const dark = (browser: Browser, on: boolean, more: readonly object[] = []): Promise<unknown> =>
  browser.command('Emulation.setEmulatedMedia', {
    features: [{ name: 'prefers-color-scheme', value: on ? 'dark' : 'light' }, ...more],
  });
const sized = (browser: Browser, { width, height }: { readonly width: number; readonly height: number }) =>
  browser.command('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: width < 600 });
/** Two frames, and no change of colour on its way any more. */
const settled = `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))).then(() =>
  Promise.race([
    Promise.allSettled(document.getAnimations().filter((one) => one instanceof CSSTransition).map((one) => one.finished)),
    new Promise((done) => setTimeout(done, 1500)),
  ]).then(() => 0))`;

/** Opens a page and waits until it is calm. */
export async function visit(browser: Browser, url: string, view: View): Promise<void> {
  await browser.show(view);
  await browser.open(url);
  await browser.until(`${url} to be calm`, isCalm);
  await browser.get('document.fonts.ready.then(() => 0)');
  await browser.get(settled);
}

/** By how much the page moved since it began to load, and what. */
export const shiftOf = (browser: Browser): Promise<{ readonly sum: number; readonly seen: readonly string[] }> =>
  browser.get('window.__shift');

/** What the first view may weigh: packed script, asked for until it is painted. */
export const FIRST_VIEW_BYTES = 60_000;
export interface Weight {
  readonly bytes: number;
  readonly style: number;
  /** Of all that the page fetched, also after its first view. */
  readonly whole: number;
}
/** Packed bytes of the page that is open; of a list of mail until that is painted, else until nothing waits any more. */
export const weightOf = (browser: Browser, isList: boolean): Promise<Weight> =>
  browser.get<Weight>(`(() => {
    const until = ${isList ? 'window.__listed ?? ' : ''}window.__shown;
    const of = (kind, end) => performance.getEntriesByType('resource')
      .filter((one) => new URL(one.name).pathname.endsWith(kind) && one.startTime <= end)
      .reduce((sum, one) => sum + one.encodedBodySize, 0);
    return { bytes: of('.js', until), style: of('.css', until), whole: of('.js', Infinity) };
  })()`);

/** One page in one language, from its load to every way it may be looked at. Throws all that is wrong, at once. */
export async function looksRight(
  browser: Browser,
  url: string,
  first: 'phone' | 'desktop',
  language: string,
  weight: { readonly most: number; readonly isList: boolean } | null = null,
): Promise<void> {
  const wrong: string[] = [];
  const note = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      wrong.push(error instanceof Error ? error.message : String(error));
    }
  };
  const [one, other] = first === 'phone' ? [PHONE, DESKTOP] : [DESKTOP, PHONE];
  await visit(browser, url, { ...one, language, dark: first === 'desktop' });
  await note(async () => {
    const shift = await shiftOf(browser);
    assert.ok(
      shift.sum < MOST_SHIFT,
      `${first}: it moved by ${shift.sum.toFixed(3)}: ${shift.seen.slice(0, 4).join('\n  ')}`,
    );
  });
  if (weight !== null)
    await note(async () => {
      const { bytes } = await weightOf(browser, weight.isList);
      assert.ok(bytes > 10_000 && bytes <= weight.most, `${first}: the first view has ${bytes} bytes of packed script`);
    });
  await note(async () => {
    assert.equal(await browser.get("document.querySelectorAll('h1').length"), 1, 'one h1');
    assert.equal(await browser.get('document.documentElement.lang'), language.slice(0, 2));
    assert.ok((await browser.get<string>('document.title')).length >= 4, 'a title');
    assert.deepEqual(await browser.get('window.__csp'), [], 'content security policy');
  });
  await note(() => axe(browser, `${first}, ${first === 'phone' ? 'light' : 'dark'}`));
  await dark(browser, first === 'phone');
  await browser.get(settled);
  await note(() => axe(browser, `${first}, ${first === 'phone' ? 'dark' : 'light'}`, ['color-contrast']));
  await dark(browser, false);
  await sized(browser, other);
  await browser.get(settled);
  await note(() => axe(browser, first === 'phone' ? 'desktop, light' : 'phone, light'));
  await sized(browser, SMALLEST);
  await browser.get(settled);
  await note(() => fits(browser, '320 px'));
  // A desktop window at twice the size: text and all (WCAG 1.4.4, 1.4.10).
  await sized(browser, { width: DESKTOP.width / 2, height: DESKTOP.height / 2 });
  await browser.get(settled);
  await note(() => fits(browser, '200 %'));
  assert.equal(wrong.length, 0, wrong.join('\n'));
}
