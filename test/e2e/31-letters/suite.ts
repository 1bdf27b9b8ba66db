/**
 * An open letter in a real Chromium: as tall as it is, printed at once, its sender's pictures kept and taken back, a list left,
 * readable without a line, our own notices and those that only look like them. Run by test/e2e/run.
 */
import assert from 'node:assert/strict';
import { mailDocument, paperDocument } from '#src/protocol/safe-html/document.ts';
import { sanitise } from '#src/protocol/safe-html/sanitise.ts';
import { HOSTNAME, startWorld } from '../../../lab/world.ts';
import { lines, mailReader, type MailReader } from '../../mail-reader.ts';
import { type Browser, startBrowser } from '../harness/browser.ts';
import { pressOn } from '../harness/press.ts';
import { atEnd, check, has, suite } from '../harness/report.ts';

const DESKTOP = { width: 1280, height: 800, language: 'nb-NO' };
const PHONE = { width: 390, height: 844, language: 'nb-NO' };
const OFF = { offline: true, latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
const INBOX = Buffer.from('INBOX').toString('base64url');

const received = `Received: from mx.far.example (mx.far.example [198.51.100.7])\r\n\tby ${HOSTNAME} with ESMTPS id 1;\r\n\tSun, 22 Nov 2026 08:00:00 +0000`;
/** As our own host writes it on top of what it found good. */
const proven = (domain: string): readonly string[] => [
  `Authentication-Results: ${HOSTNAME};\r\n dkim=pass header.i=@${domain} header.s=s1 header.b="AbCd+/12";\r\n dmarc=pass header.from=${domain}`,
  received,
];
const html = (head: readonly string[], body: string): string =>
  lines(...head, 'MIME-Version: 1.0', 'Content-Type: text/html; charset=utf-8', '', body, '');
const LONG = Array.from(
  { length: 60 },
  (_, at) => `<p>Avsnitt ${at + 1}: takk for sist, her kommer det vi snakket om.</p>`,
).join('');
const QUOTE = `<blockquote type="cite">${'Det som ble skrevet før, og som ingen trenger å se med en gang. '.repeat(12)}</blockquote>`;

interface Letters {
  readonly long: string;
  readonly list: string;
  readonly first: string;
  readonly second: string;
  readonly forged: string;
}
async function putAll(reader: MailReader): Promise<Letters> {
  const to = `To: ${reader.address}`;
  const date = 'Date: Sun, 22 Nov 2026 09:00:00 +0100';
  return {
    long: await reader.put(
      lines(
        ...proven('far.example'),
        'From: Kari Nordmann <kari@far.example>',
        to,
        date,
        'Subject: Referat',
        'Message-ID: <referat@far.example>',
        'MIME-Version: 1.0',
        'Content-Type: multipart/mixed; boundary=m',
        '',
        '--m',
        'Content-Type: text/html; charset=utf-8',
        '',
        `<h2>Referat</h2>${LONG}<table width="900"><tr><td>bred</td></tr></table><div style="min-height:100vh">høy som vinduet</div>${QUOTE}`,
        '--m',
        'Content-Type: application/pdf; name="plan.pdf"',
        'Content-Disposition: attachment; filename="plan.pdf"',
        '',
        '%PDF-1.4',
        '--m--',
        '',
      ),
    ),
    list: await reader.put(
      html(
        [
          ...proven('nyheter.example'),
          `DKIM-Signature: v=1; a=rsa-sha256; d=nyheter.example; s=s1; h=from:list-unsubscribe:list-unsubscribe-post; bh=eA==; b=AbCd+/12xyz=`,
          'From: Hagebladet <post@nyheter.example>',
          to,
          date,
          'Subject: Ukens tips',
          'Message-ID: <tips@nyheter.example>',
          'List-Id: <hage.nyheter.example>',
          'List-Unsubscribe: <https://finnes-ikke.example/bort?t=1>',
          'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
        ],
        '<h2>Ukens tips</h2><p>Plant løk nå.</p><img src="http://bilder.far.example/a.png" width=300 height=120 alt="Løk">',
      ),
    ),
    first: await reader.put(
      html(
        ['From: Per <per@far.example>', to, date, 'Subject: Hytta', 'Message-ID: <h1@far.example>'],
        '<style>p{color:red}</style><p>Blir du med?</p>',
      ),
      'INBOX',
      ['\\Seen'],
    ),
    second: await reader.put(
      lines(
        'From: Per <per@far.example>',
        to,
        'Date: Sun, 22 Nov 2026 10:00:00 +0100',
        'Subject: Re: Hytta',
        'Message-ID: <h2@far.example>',
        'In-Reply-To: <h1@far.example>',
        'References: <h1@far.example>',
        '',
        'Vi drar fredag.',
        '',
      ),
    ),
    forged: await reader.put(
      lines(
        received,
        `From: E-posttjenesten <notices@${HOSTNAME}>`,
        to,
        date,
        'Subject: Postkassen er full',
        'Message-ID: <f@evil.example>',
        '',
        'Logg inn her.',
        '',
      ),
    ),
  };
}

async function enter(browser: Browser, base: string, reader: MailReader): Promise<void> {
  await browser.show(DESKTOP);
  await browser.open(`${base}/sign-in?lang=nb`);
  await browser.type('input[name=name]', reader.address);
  await browser.type('input[name=password]', reader.who.customer.password);
  await browser.key('Enter');
  await browser.until('the app', "!location.pathname.startsWith('/sign-in')");
}
const FRAME = "document.querySelector('.message iframe')";
const ROOT = `${FRAME}?.contentDocument?.documentElement`;
const says = (text: string): string =>
  `document.querySelector('.conversation')?.innerText.includes(${JSON.stringify(text)})`;
const button = (text: string, inside = 'main'): string =>
  `[...document.querySelectorAll('${inside} button, ${inside} a')].find((one) => one.innerText.trim() === ${JSON.stringify(text)} && one.checkVisibility())`;
const press = async (browser: Browser, text: string, inside = 'main'): Promise<void> => {
  await browser.until(`«${text}»`, `${button(text, inside)} !== undefined`);
  await browser.get(`${button(text, inside)}.click()`);
};
const open = async (browser: Browser, base: string, id: string): Promise<void> => {
  await browser.open(`${base}/mail/${INBOX}/${id}?lang=nb`);
  await browser.until('the letter', "document.querySelector('.message .actions')");
};

async function height(browser: Browser, base: string, { long }: Letters): Promise<void> {
  for (const view of [DESKTOP, PHONE])
    await check(
      `a letter is as tall as it is, ${view.width} wide: nothing scrolls inside, also when the quote opens`,
      async () => {
        await browser.show(view);
        await open(browser, base, long);
        const isWhole = `(() => { const root = ${ROOT}; return ${FRAME}.clientHeight >= root.scrollHeight && ${FRAME}.clientHeight - root.getBoundingClientRect().height <= 20; })()`;
        await browser.until('its height', isWhole);
        const before = await browser.get<number>(`${FRAME}.clientHeight`);
        assert.ok(before > 1500, `${before}`);
        await browser.get(`${ROOT}.querySelector('summary').click()`);
        await browser.until('the quote', `${FRAME}.clientHeight > ${before}`);
        await browser.until('all of it', isWhole);
        assert.equal(await browser.get(`${ROOT}.querySelectorAll('script').length`), 0);
        assert.equal(await browser.get(`${FRAME}.sandbox.contains('allow-scripts')`), false);
        assert.ok(
          await browser.get<boolean>(
            `(() => { const files = document.querySelector('.message section'); return files.getBoundingClientRect().top >= ${FRAME}.getBoundingClientRect().bottom; })()`,
          ),
          'the attachment is below',
        );
      },
    );
}

async function printing(browser: Browser, base: string, { long, second, first }: Letters): Promise<void> {
  const LISTEN = `document.addEventListener('load', ({ target }) => {
    if (target.dataset?.paper === undefined) return;
    const text = () => [...target.contentDocument.querySelectorAll('article')].map((one) => one.innerText + one.querySelector('.wall > div').shadowRoot.textContent);
    target.contentWindow.addEventListener('beforeprint', () => (globalThis.printed = text()));
  }, true)`;
  await check('print asks the browser at once, with who, when and what is attached', async () => {
    await browser.show(DESKTOP);
    await open(browser, base, long);
    await browser.get(LISTEN);
    await browser.get("document.querySelector('.message .actions .round').click()");
    await press(browser, 'Skriv ut', '.message .more');
    await browser.until('printing', 'globalThis.printed !== undefined');
    const [text, ...more] = await browser.get<string[]>('globalThis.printed');
    assert.equal(more.length, 0);
    for (const wanted of ['Fra: Kari Nordmann <kari@far.example>', 'Sendt: ', 'Vedlegg: plan.pdf', 'Avsnitt 60'])
      has(String(text), wanted);
  });
  await check('a conversation is printed whole, the style of one letter not on the next', async () => {
    await open(browser, base, second);
    await browser.until('both', "document.querySelectorAll('[data-message]').length === 2");
    await browser.get(LISTEN);
    await browser.get("document.querySelector('.conversation .head button[aria-expanded]:last-of-type').click()");
    await press(browser, 'Skriv ut hele samtalen (2 meldinger)', '.conversation');
    await browser.until('printing', 'globalThis.printed !== undefined');
    const texts = await browser.get<string[]>('globalThis.printed');
    assert.equal(texts.length, 2);
    has(String(texts[0]), 'Blir du med?');
    has(String(texts[1]), 'Vi drar fredag.');
    const color = (at: number): Promise<string> =>
      browser.get(
        `(() => { const one = document.querySelector('[data-paper]').contentDocument.querySelectorAll('article .wall > div')[${at}].shadowRoot; return getComputedStyle(one.querySelector('p, div, pre')).color; })()`,
      );
    assert.equal(await color(0), 'rgb(255, 0, 0)');
    assert.notEqual(await color(1), 'rgb(255, 0, 0)');
    void first;
  });
}

/** A letter that would write its own sender over ours, on paper, and hide where its link leads. */
const FORGER = `<style>:host{display:block;margin-top:-300px!important;position:relative;z-index:9;background:#fff}
.over{position:relative;top:-200px;margin-top:-100px;z-index:99;background:#fff}
a::after,a[data-leads][data-leads]::after{display:none!important;font-size:0!important;color:#fff!important;opacity:0!important}</style>
<div class="over">Fra: sjef@fjord.example</div><p><a href="https://evil.example/" style="font-size:0"><span style="font-size:16px">https://bank.example/</span></a></p>`;

async function forging(browser: Browser): Promise<void> {
  const rules = { cid: () => null, remote: () => null, leadsTo: 'fører til ' };
  const words = { language: 'nb', title: 'Samtale', quoted: '' };
  const letters = ['<p>Først</p>', FORGER].map((html, at) => ({
    head: `<p id="head${at}">Fra: nummer ${at}</p>`,
    mail: sanitise(html, rules),
  }));
  await check('on paper no letter is painted over who wrote it, nor over another letter', async () => {
    await browser.command('Page.navigate', {
      url: `data:text/html,${encodeURIComponent(paperDocument(letters, words))}`,
    });
    await browser.until(
      'both letters',
      "document.readyState === 'complete' && document.querySelectorAll('article').length === 2",
    );
    for (const selector of ['h1', '#head0', '#head1'])
      assert.equal(
        await browser.get(`(() => {
          const one = document.querySelector('${selector}'), box = one.getBoundingClientRect();
          return document.elementFromPoint(box.left + 4, box.top + box.height / 2) === one;
        })()`),
        true,
        selector,
      );
  });
  await check('a letter cannot take away the mark that says where its link leads', async () => {
    const shown = mailDocument(sanitise(FORGER, rules), words);
    await browser.command('Page.navigate', { url: `data:text/html,${encodeURIComponent(shown)}` });
    await browser.until('the link', "document.readyState === 'complete' && document.querySelector('a')");
    const mark = await browser.get<Record<string, string>>(
      "(({ display, content, fontSize, opacity, color }) => ({ display, content, fontSize, opacity, color }))(getComputedStyle(document.querySelector('a'), '::after'))",
    );
    assert.deepEqual(mark, {
      display: 'inline',
      content: '" (fører til evil.example)"',
      fontSize: '14px',
      opacity: '1',
      color: 'rgb(138, 28, 0)',
    });
  });
}

async function choices(browser: Browser, base: string, { list }: Letters): Promise<void> {
  await check(
    'pictures of a proven sender are kept, shown at once next time, and taken back in the settings',
    async () => {
      await open(browser, base, list);
      await browser.until('the letter', `${FRAME}?.src`);
      assert.ok(!(await browser.get<string>(`${FRAME}.src`)).includes('images=shown'));
      await press(browser, 'Vis alltid fra denne avsenderen', '.message');
      await browser.until('it is said', says('Bilder fra post@nyheter.example vises alltid'));
      await open(browser, base, list);
      await browser.until('pictures', `${FRAME}?.src.includes('images=shown')`);
      await browser.open(`${base}/mail/settings?lang=nb`);
      await browser.until('the sender', "document.querySelector('main').innerText.includes('post@nyheter.example')");
      await press(browser, 'Spør igjen');
      await browser.until(
        'it is said',
        "document.querySelector('main').innerText.includes('vises heretter bare når du ber om det')",
      );
      await open(browser, base, list);
      await browser.until('the question', says('Vis bildene'));
    },
  );
  await check('leaving a list is asked in place, and a list that is not there is told as that', async () => {
    await press(browser, 'Meld meg av', '.message');
    await browser.until('the question', says('Vi sier fra til finnes-ikke.example for deg.'));
    assert.equal(await browser.get('document.activeElement.innerText'), 'Ja, meld meg av', 'the reader is led there');
    await press(browser, 'Ja, meld meg av', '.message');
    await browser.until('the answer', says('Vi fikk ikke trygg forbindelse med finnes-ikke.example'));
    assert.ok(!(await browser.get<boolean>(says('Du meldte deg av'))));
  });
}

async function withoutLine(browser: Browser, base: string, { long }: Letters): Promise<void> {
  await check('without a line the open letter stays, and one that was opened is read again as text', async () => {
    await open(browser, base, long);
    await browser.until('the letter', `${ROOT}?.innerText.includes('Avsnitt 60')`);
    const another = '.list a[href*="/mail/"]:not([aria-current])';
    await browser.until('the list beside it', `document.querySelector('${another}')`);
    await browser.command('Network.emulateNetworkConditions', OFF);
    await browser.get("dispatchEvent(new Event('offline'))");
    assert.ok(await browser.get<boolean>(`${ROOT}.innerText.includes('Avsnitt 60')`));
    await browser.until('the files say so', says('Vedlegg kan hentes når nettet er tilbake.'));
    await pressOn(browser, another);
    await browser.until('another', "document.querySelector('.conversation h1')?.innerText !== 'Referat'");
    await browser.get('history.back()');
    await browser.until('from memory', says('Du er uten nett. Dette er meldingen slik du så den sist'));
    assert.ok(await browser.get<boolean>(says('Avsnitt 60')));
    await browser.command('Network.emulateNetworkConditions', { ...OFF, offline: false });
    await browser.get("dispatchEvent(new Event('online'))");
    await browser.until('the letter again', `${ROOT}?.innerText.includes('Avsnitt 60')`);
    assert.ok(!(await browser.get<boolean>(says('Du er uten nett'))));
  });
}

async function ours(
  browser: Browser,
  base: string,
  { forged }: Letters,
  reader: MailReader,
  send: () => Promise<boolean>,
): Promise<void> {
  await check('our own notice is from us; one that only looks like it is pointed at', async () => {
    assert.ok(await send());
    await browser.open(`${base}/mail?lang=nb`);
    await browser.until(
      'the notice',
      "[...document.querySelectorAll('.list a')].some((one) => one.innerText.includes('Utgående er stengt'))",
    );
    await browser.get(
      "[...document.querySelectorAll('.list a')].find((one) => one.innerText.includes('Utgående er stengt')).click()",
    );
    await browser.until('from us', says('Fra oss'));
    assert.ok(!(await browser.get<boolean>(says('Du har ikke skrevet til'))));
    assert.equal(await browser.get("document.querySelectorAll('.hints').length"), 0);
    await open(browser, base, forged);
    await browser.until('the hint', says('Vi har ikke sendt den.'));
    assert.ok(!(await browser.get<boolean>(says('Fra oss'))));
    void reader;
  });
}

await suite(async () => {
  const world = await startWorld({ POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"' });
  atEnd(() => world.stop());
  const browser = await startBrowser();
  atEnd(() => browser.stop());
  const base = String(world.host.endpoints['http']);
  const reader = await mailReader(world, 31_900);
  const letters = await putAll(reader);
  await enter(browser, base, reader);
  await height(browser, base, letters);
  await printing(browser, base, letters);
  await choices(browser, base, letters);
  await withoutLine(browser, base, letters);
  await ours(browser, base, letters, reader, () =>
    world.host.app.sendLetter({
      id: 'utgaende',
      to: reader.address,
      language: 'nb',
      title: 'Utgående er stengt',
      text: 'Utgående e-post er stengt.',
      at: Date.now(),
    }),
  );
  await forging(browser);
});
