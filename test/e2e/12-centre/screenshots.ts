/**
 * Renews docs/screenshots: the customer centre of a host in the lab's simulated internet, in real Chromium, on phone and
 * desktop, light and dark. `node --import ./test/guard.ts test/e2e/12-centre/screenshots.ts [folder]`.
 */
import { join } from 'node:path';
import { mkdirSync } from 'node:fs';
import { addInvoice } from '#src/service/billing/invoices.ts';
import { removeMailbox } from '#src/service/mailboxes.ts';
import { startWorld, type World } from '../../../lab/world.ts';
import { owner, type Owner, settled } from '../../centre-client.ts';
import { type Browser, startBrowser } from '../harness/browser.ts';

const PHONE = { width: 390, height: 844 } as const;
const DESKTOP = { width: 1280, height: 800 } as const;
const folder = process.argv[2] ?? join(import.meta.dirname, '../../../docs/screenshots');

interface Shot {
  readonly name: string;
  readonly path: string;
  /** What must be seen first. */
  readonly seen: string;
  readonly language?: string;
  readonly dark?: boolean;
  readonly views?: readonly ('phone' | 'desktop')[];
}
const shots = (mine: Owner): readonly Shot[] => [
  { name: 'overview', path: '/overview', seen: '.state h1' },
  { name: 'overview-dark', path: '/overview', seen: '.state h1', dark: true },
  { name: 'domains', path: '/domains', seen: 'main li a' },
  { name: 'domain', path: `/domains/${mine.customer.domain}`, seen: 'main dl' },
  { name: 'mailboxes', path: '/mailboxes', seen: 'main h1' },
  { name: 'blocks', path: '/blocks', seen: 'main h2' },
  { name: 'invoices', path: '/invoices', seen: 'main h2' },
  { name: 'contacts', path: '/contacts', seen: 'main h2' },
  { name: 'settings', path: '/settings', seen: 'main li' },
  { name: 'diagnose', path: '/diagnose', seen: 'form' },
  { name: 'answer', path: `/diagnose?go&about=${mine.customer.address}`, seen: '.answer h1' },
  { name: 'answer-dark', path: `/diagnose?go&about=${mine.customer.address}`, seen: '.answer h1', dark: true },
  { name: 'answer-sv', path: `/diagnose?go&about=${mine.customer.address}`, seen: '.answer h1', language: 'sv-SE' },
  { name: 'answer-en', path: `/diagnose?go&about=${mine.customer.address}`, seen: '.answer h1', language: 'en-GB' },
];

/** A customer with something of each kind: a removed mailbox, a bill that is late, a mailbox at its limit. */
async function furnished(world: World): Promise<Owner> {
  const { app } = world.host;
  const mine = await owner(world, 511);
  const input = { customer: mine.id, currency: 'NOK', due: '2026-12-01', lines: [{ price: '125.00' }] };
  await settled(addInvoice({ ...app.billing, actor: 'lab' }, input));
  await settled(
    app.blocks.start({
      subject: { kind: 'customer', id: mine.id as never },
      directions: ['outgoing'],
      rule: 'mailbox-hour',
      cause: 'snd-hour-limit',
      evidence: { sent: 300, limit: 300, windowSeconds: 3600 },
      until: Date.now() + 2_530_000,
      lifters: ['time', 'support'],
      actor: 'lab',
    } as never),
  );
  await settled(removeMailbox({ ...app, actor: mine.contact } as never, mine.customer.address));
  return mine;
}

async function take(browser: Browser, base: string, shot: Shot): Promise<void> {
  for (const view of shot.views ?? (['phone', 'desktop'] as const)) {
    const language = shot.language ?? 'nb-NO';
    await browser.show({ ...(view === 'phone' ? PHONE : DESKTOP), language, dark: shot.dark === true });
    await browser.open(`${base}${shot.path}${shot.path.includes('?') ? '&' : '?'}lang=${language.slice(0, 2)}`);
    await browser.until(shot.name, `document.querySelector(${JSON.stringify(shot.seen)})`, 30_000);
    await browser.until('calm', "document.querySelector('.skeleton') === null");
    await browser.picture(join(folder, `${shot.name}-${view}.png`));
  }
}

mkdirSync(folder, { recursive: true });
const world = await startWorld({ POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"' });
const browser = await startBrowser();
try {
  const mine = await furnished(world);
  const base = String(world.host.endpoints['http']);
  await take(browser, base, { name: 'sign-in', path: '/sign-in', seen: 'form' });
  await browser.type('input[name=name]', mine.contact);
  await browser.type('input[name=password]', mine.contactPassword);
  await browser.key('Enter');
  await browser.until('overview', "document.querySelector('.state h1')");
  for (const shot of shots(mine)) await take(browser, base, shot);
  console.log(browser.complaints.filter((line) => !line.includes('401')));
} finally {
  await browser.stop();
  await world.stop();
}
