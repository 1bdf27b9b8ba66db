/**
 * Renews docs/screenshots: the pages of the demo's world in a real Chromium, on phone and desktop, light and dark, in three
 * languages where words matter. `node --import ./test/guard.ts test/e2e/12-centre/screenshots.ts [folder] [names…]`.
 */
import { join } from 'node:path';
import { mkdirSync } from 'node:fs';
import { startActs } from '../../../lab/demo/acts.ts';
import { PASSWORD } from '../../../lab/demo/cast.ts';
import { startGuide } from '../../../lab/demo/door.ts';
import { BUSY, startStage } from '../../../lab/demo/stage.ts';
import { playWeek } from '../../../lab/demo/week.ts';
import { type Browser, startBrowser } from '../harness/browser.ts';

const PHONE = { width: 390, height: 844 } as const;
const DESKTOP = { width: 1280, height: 800 } as const;
const folder = process.argv[2] ?? join(import.meta.dirname, '../../../docs/screenshots');
const only = process.argv.slice(3);

interface Shot {
  readonly name: string;
  readonly path: string;
  /** What must be seen first; default the heading. */
  readonly seen?: string;
  /** Words of a link that is followed first. */
  readonly follow?: string;
  readonly language?: string;
  readonly dark?: boolean;
  readonly views?: readonly ('phone' | 'desktop')[];
}
const both = ['phone', 'desktop'] as const;
const answer = (name: string, about: string, more: Partial<Shot> = {}): Shot => ({
  name,
  path: `/diagnose?go&about=${about}`,
  seen: '.answer h1',
  ...more,
});
/** By who is signed in: a name at sign-in, or nobody. */
const SHOTS: readonly (readonly [string | null, readonly Shot[]])[] = [
  [
    null,
    [
      { name: 'sign-in', path: '/sign-in', views: both },
      { name: 'help', path: '/help/nb', views: both },
      { name: 'help-article', path: '/help/sv/sending-limits', language: 'sv-SE', views: ['phone'] },
      { name: 'help-dark', path: '/help/en/outlook', language: 'en-GB', dark: true, views: ['desktop'] },
      answer('visitor', 'lundblomster.example', { views: ['phone'] }),
      { name: 'explain', path: '/explain', views: ['phone'] },
    ],
  ],
  [
    'kari@fjord.example',
    [
      { name: 'overview', path: '/overview', views: both },
      { name: 'webmail', path: '/mail', views: both },
      { name: 'webmail-dark', path: '/mail', dark: true, views: both },
      { name: 'webmail-letter', path: '/mail', follow: 'Kaffe til julemarkedet', seen: 'main iframe', views: both },
      {
        name: 'webmail-conversation',
        path: '/mail',
        follow: 'strømavtale',
        seen: 'main .message section',
        views: ['desktop'],
      },
      { name: 'webmail-fraud', path: '/mail', follow: 'Kortet ditt', seen: 'main iframe', views: ['phone'] },
      { name: 'webmail-settings', path: '/mail/settings', views: both },
      { name: 'rules', path: '/mail/settings/rules', views: both },
    ],
  ],
  [
    'anne@bergbygg.example',
    [
      { name: 'overview-stopped', path: '/overview', views: ['phone'] },
      { name: 'overview-dark', path: '/overview', dark: true, views: both },
      { name: 'compare', path: '/mailboxes/anne@bergbygg.example/compare', views: both },
      { name: 'mailbox', path: '/mailboxes/anne@bergbygg.example', views: both },
      { name: 'blocks', path: '/blocks', views: ['phone'] },
      { name: 'activity', path: '/activity', views: ['desktop'] },
      { name: 'countries', path: '/countries', views: ['phone'] },
      { name: 'diagnose', path: '/diagnose', views: both },
      answer('answer-limit', 'anne@bergbygg.example', { views: ['phone'] }),
    ],
  ],
  [
    'ola@fjord.example',
    [
      { name: 'watch', path: '/watch?about=ola@fjord.example', views: ['phone'] },
      answer('answer', 'ola@fjord.example', { views: both }),
      answer('answer-sv', 'ola@fjord.example', { language: 'sv-SE', views: ['phone'] }),
      answer('answer-en', 'ola@fjord.example', { language: 'en-GB', views: ['phone'] }),
    ],
  ],
  [
    'lise@privat.example',
    [
      answer('answer-dark', 'lise@lundblomster.example', { dark: true, views: both }),
      { name: 'domains', path: '/domains', views: ['desktop'] },
      { name: 'domain', path: '/domains/lundblomster.example', views: both },
      { name: 'mailboxes', path: '/mailboxes', views: ['phone'] },
    ],
  ],
  [
    'bjorn@privat.example',
    [
      { name: 'invoices', path: '/invoices', views: both },
      { name: 'contacts', path: '/contacts', views: ['phone'] },
      { name: 'settings', path: '/settings', views: ['phone'] },
    ],
  ],
  [
    'vakt@fjord.example',
    [
      { name: 'console', path: '/console', views: both },
      { name: 'console-stops', path: '/console/stops', views: ['desktop'] },
      { name: 'console-journal', path: '/console/journal', dark: true, views: ['desktop'] },
      { name: 'console-queue', path: `/console/queues/${BUSY}`, views: ['desktop'] },
      { name: 'console-customers', path: '/console/customers', views: ['desktop'] },
      { name: 'console-health', path: '/console/health', views: ['desktop'] },
      { name: 'console-audit', path: '/console/audit', language: 'en-GB', views: ['desktop'] },
    ],
  ],
];
const CALM = "document.readyState === 'complete' && !document.querySelector('.skeleton, main [aria-busy=true]')";

async function take(browser: Browser, base: string, shot: Shot): Promise<void> {
  for (const view of shot.views ?? both) {
    const language = shot.language ?? 'nb-NO';
    await browser.show({ ...(view === 'phone' ? PHONE : DESKTOP), language, dark: shot.dark === true });
    await browser.open(`${base}${shot.path}${shot.path.includes('?') ? '&' : '?'}lang=${language.slice(0, 2)}`);
    if (shot.follow !== undefined) {
      const link = `[...document.querySelectorAll('main a')].find((one) => one.textContent.includes(${JSON.stringify(shot.follow)}))`;
      await browser.until(shot.follow, link);
      await browser.get(`${link}.click()`);
    }
    await browser.until(shot.name, `document.querySelector(${JSON.stringify(shot.seen ?? 'main h1')})`, 30_000);
    await browser.until('calm', CALM);
    // An answer takes the focus to itself; the picture begins at the top.
    await browser.get('window.scrollTo(0, 0); document.fonts.ready.then(() => 0)');
    await browser.get('new Promise((done) => setTimeout(done, 500))');
    await browser.picture(join(folder, `${shot.name}-${view}.png`));
  }
}

async function become(browser: Browser, base: string, name: string | null): Promise<void> {
  await browser.forgetCookies();
  if (name === null) return;
  const signed = await fetch(`${base}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify({ name, password: PASSWORD }),
  });
  const [key, value = ''] = (signed.headers.get('set-cookie') ?? '').split(';')[0].split('=');
  await browser.command('Network.setCookie', { url: base, name: key, value, httpOnly: true });
}

mkdirSync(folder, { recursive: true });
const any = { http: 0, inbound: 0, submission: 0, submissions: 0, imap: 0, imaps: 0, pop3: 0, pop3s: 0 };
const stage = await startStage({ language: 'nb', ports: any });
const acts = await startActs(stage, await playWeek(stage));
const browser = await startBrowser();
try {
  const base = String(stage.world.host.endpoints['http']);
  const guide = await startGuide({ acts, app: base, language: 'nb', port: 0 });
  const isWanted = ({ name }: Shot): boolean => only.length === 0 || only.includes(name);
  for (const [who, shots] of SHOTS) {
    const wanted = shots.filter(isWanted);
    if (wanted.length > 0) await become(browser, base, who);
    for (const shot of wanted) await take(browser, base, shot).catch((error: unknown) => console.error(String(error)));
  }
  const demo: Shot = { name: 'demo', path: '/', seen: 'h1', views: both };
  if (isWanted(demo)) await take(browser, guide.url, demo);
  await guide.stop();
  console.log(browser.complaints.filter((line) => !line.includes('401')));
} finally {
  await browser.stop();
  await acts.stop();
  await stage.stop();
}
