/**
 * Letters that are built to be endless work (hostile-mail/work.ts): a quarter of a megabyte of each must be done in well under a
 * second, and be readable.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { foldQuotes } from '#src/protocol/safe-html/quotes.ts';
import { htmlToText, textToHtml } from '#src/protocol/safe-html/plain.ts';
import { sanitise } from '#src/protocol/safe-html/sanitise.ts';
import { cleanHtml } from '#src/protocol/safe-html/written.ts';
import { fill, LETTERS, PLAIN } from './hostile-mail/work.ts';

/** Far above what it takes even on a busy machine, far below what anything quadratic would take. */
const MOST_MS = 1_000;
const RULES = { cid: () => null, remote: (url: string) => url };
function timed(name: string, work: () => void): void {
  // Its own work, whatever else the machine does meanwhile.
  const start = process.cpuUsage();
  work();
  const tookMs = process.cpuUsage(start).user / 1_000;
  assert.ok(tookMs < MOST_MS, `${name} took ${Math.round(tookMs)} ms`);
}

for (const [name, html] of Object.entries(LETTERS))
  test(`much of ${name} is little work`, () => {
    timed('sanitising and folding', () => void foldQuotes(sanitise(html, RULES).html, 'x'));
    timed('as text', () => void htmlToText(html));
    timed('quoting', () => void cleanHtml(html));
  });
for (const [name, text] of Object.entries(PLAIN))
  test(`much of ${name} in plain text is little work`, () => timed(name, () => void textToHtml(text)));

test('what is deeper than browsers go, or more than any letter, is shown as text, harmlessly', () => {
  for (const [before, after] of [
    ['<b>'.repeat(600), ''],
    [fill('<i></i>', 500_000), '<style>p{color:red}</style>'],
  ]) {
    const { html, css } = sanitise(`${before}Hei &lt;Kari&gt; <script>x</script><p onclick=x>der${after}`, RULES);
    assert.equal(html, '<div style="white-space:pre-wrap">Hei &lt;Kari&gt;\n\nder</div>');
    assert.equal(css, '');
  }
});

test('an honest letter is not touched by the limits', () => {
  const rows = fill('<tr><td>1</td><td><b>Ærlig</b></td><td><img src="cid:a" alt="b"></td></tr>', 400_000);
  const { html } = sanitise(`<table>${rows}</table>`, RULES);
  assert.equal(html.split('<tr>').length, rows.split('<tr>').length);
  const deep = sanitise(`${'<div>'.repeat(190)}inne${'</div>'.repeat(190)}`, RULES);
  assert.equal(deep.html.split('<div>').length, 191);
});

test('a picture that goes takes nothing else with it', () => {
  const { html, trackers } = sanitise(
    '<p>a<img src="//t.example/1" width=1 height=1>b<img src="https://t.example/2" alt=" data-gone=&quot;1&quot; >c">d</p>',
    RULES,
  );
  assert.equal(trackers, 1);
  assert.match(html, /^<p>ab<img alt="[^"]*c" src="https:\/\/t\.example\/2" \/>d<\/p>$/);
});
