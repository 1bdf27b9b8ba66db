/** The corpus of hostile mail through a real thread: what comes out is what comes out here, and pictures find their addresses. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { sanitise } from '#src/protocol/safe-html/sanitise.ts';
import { addressed, type LetterPicture, unaddressed } from '#src/protocol/safe-html/unaddressed.ts';
import { doJob, type HtmlJob } from '#src/service/webmail/html-job.ts';
import { createHtmlThreads } from '#src/service/webmail/html-threads.ts';
import { LINKS, MARKUP, STYLES, TRACKERS } from './hostile-mail/markup-all.ts';
import { LETTERS } from './hostile-mail/work.ts';

const CORPUS = [...MARKUP, ...STYLES, ...LINKS, ...TRACKERS].map(
  ([name, html]) => [name, html.replaceAll('TRAP', 'http://trap.example')] as const,
);
const PICTURES = [
  '<img src="cid:One@Here"><img src="cid:gone"><img src=//a.example/1?x=1&amp;y=2>',
  '<td background="http://a.example/b.png"><p style="background:red url(http://a.example/c.png)">x</p>',
  '<img src="http://a.example/1?x=1&y=2" alt="pv000-0-"><p>pv000-1-</p>',
];
const OPTIONS = { leadsTo: 'leads to: ', cids: ['one@here'], images: true };
const threads = createHtmlThreads();
after(() => threads.close());

const jobsOf = (html: string): readonly HtmlJob[] => [
  { kind: 'letter', pieces: [{ html, plain: null }], options: OPTIONS, mark: 'pvmark' },
  {
    kind: 'letter',
    pieces: [
      { html: null, plain: html },
      { html, plain: null },
    ],
    options: { ...OPTIONS, images: false },
    mark: 'pvmark',
  },
  { kind: 'text', html, most: 100_000 },
];

test('every hostile letter comes out of the thread as it comes out here', async () => {
  for (const [name, html] of [...CORPUS, ...PICTURES.map((one) => [one, one] as const)])
    for (const job of jobsOf(html)) assert.deepEqual(await threads.run('kari', job), doJob(job), name);
});

test('and so does every one that is endless work', async () => {
  for (const [name, html] of Object.entries(LETTERS))
    for (const job of jobsOf(html.slice(0, 1 << 16)))
      assert.deepEqual(await threads.run('kari', job), doJob(job), name);
});

test('addresses put in afterwards are the same letter as addresses put in at once', () => {
  const address = (picture: LetterPicture): string =>
    `https://post.example/image?g=${Buffer.from(JSON.stringify(picture)).toString('base64url')}&s=x`;
  const pieces = fc.array(fc.constantFrom(...CORPUS.map(([, html]) => html), ...PICTURES), { maxLength: 6 });
  fc.assert(
    fc.property(pieces, fc.boolean(), (chosen, images) => {
      const html = chosen.join('');
      const options = { ...OPTIONS, images };
      const later = addressed(unaddressed([{ html, plain: null }], options, 'pvmark'), address);
      const atOnce = sanitise(html, {
        leadsTo: options.leadsTo,
        cid: (id) => (options.cids.includes(id.toLowerCase()) ? address({ kind: 'cid', cid: id.toLowerCase() }) : null),
        remote: (url) => (images ? address({ kind: 'remote', url }) : null),
      });
      assert.deepEqual(later, atOnce);
    }),
    { numRuns: 300 },
  );
});

test('a letter with more pictures than any letter has shows the first of them', () => {
  const html = Array.from({ length: 2_100 }, (_, index) => `<img src="//a.example/${index}">`).join('');
  const made = unaddressed([{ html, plain: null }], OPTIONS, 'pvmark');
  assert.equal(made.pictures.length, 2_000);
  assert.equal(made.letter.remoteImages, 2_100);
  assert.doesNotMatch(addressed(made, () => '/x').html, /pvmark/);
});
