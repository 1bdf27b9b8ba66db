/**
 * Letters that are built to be endless work: what is shown of them is made in the host's one thread, so a quarter of a megabyte
 * of each must be done in well under a second, and be readable. Each of these once took seconds or minutes, or is a neighbour of
 * one that did.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { foldQuotes } from '#src/protocol/safe-html/quotes.ts';
import { htmlToText, textToHtml } from '#src/protocol/safe-html/plain.ts';
import { sanitise } from '#src/protocol/safe-html/sanitise.ts';
import { cleanHtml } from '#src/protocol/safe-html/written.ts';

const SIZE = 1 << 18;
/** Far above what it takes even on a busy machine, far below what anything quadratic would take. */
const MOST_MS = 1_000;
const RULES = { cid: () => null, remote: (url: string) => url };
const fill = (unit: string, size = SIZE): string => unit.repeat(Math.ceil(size / unit.length));
const much = fill('x', 2 * SIZE);

const LETTERS: Readonly<Record<string, string>> = {
  'a value that is one long name': fill(`<b style="color:${'a'.repeat(1_990)}">x</b>`, 2 * SIZE),
  'a value of dashes': fill(`<b style="color:${'-'.repeat(1_990)}">x</b>`),
  'addresses in addresses': fill(`<b style="color:${'url('.repeat(495)}">x</b>`),
  'open quotes in a value': fill(`<b style='background:${'"'.repeat(1_989)}'>x</b>`),
  'a background of long names': fill(`<b style="background:url(x) ${'a'.repeat(1_900)}">x</b>`),
  'numbers without end': fill(`<b style="width:${'1.'.repeat(990)}">x</b>`),
  'a sheet of long names': `<style>${fill(`p{color:${'a'.repeat(1_990)}}`)}</style>`,
  'a sheet of open brackets': `<style>${fill(`${'['.repeat(990)}{color:red}`)}</style>`,
  'elements in elements': fill('<div>'),
  'bold in bold': fill('<b>'),
  'elements in elements and back': fill(`${'<b>'.repeat(400)}${'</b>'.repeat(400)}`),
  'quotes in quotes': fill('<blockquote>'),
  'many of nothing where many are open': `${'<b>'.repeat(500)}${fill('<i></i>')}`,
  'ends without a beginning where many are open': `${'<b>'.repeat(500)}${fill('</i>')}`,
  'a text that many links share': `${'<a href="http://x.example/">'.repeat(190)}${fill('a.no ')}`,
  'pictures that go, behind much text': much + fill('x<img src="//a.example/" width=1 height=1>'),
  'sheets behind much text': much + fill('x<style>a{color:red}</style>'),
  'silent elements': fill('<title></title>'),
  scripts: fill('<script>x</script>'),
  cells: fill('<td>'),
  brackets: fill('<'),
  'half entities': fill('&#'),
  'lines of nothing': fill('\n'),
};
const PLAIN: Readonly<Record<string, string>> = {
  'addresses that end in dots': fill(`http://${'.'.repeat(1_980)}a `),
  'addresses in addresses': fill('http://'),
  'quotes in quotes': fill('> > \n'),
  brackets: fill('>'),
};

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
