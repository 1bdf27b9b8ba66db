/** The corpus of hostile mail against the sanitiser: of each letter nothing that acts or asks is left. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mailDocument } from '#src/protocol/safe-html/document.ts';
import { sanitise, type Sanitised } from '#src/protocol/safe-html/sanitise.ts';
import { cleanHtml } from '#src/protocol/safe-html/written.ts';
import { LINKS, MARKUP, STYLES, TRACKERS } from './hostile-mail/markup-all.ts';

const TRAP = 'http://trap.example';
const clean = (html: string): Sanitised =>
  sanitise(html.replaceAll('TRAP', TRAP), { cid: () => null, remote: () => null, leadsTo: '' });

/** Tags as they stand in the output, with their attributes. */
const tagsOf = (html: string): readonly { name: string; attributes: ReadonlyMap<string, string> }[] =>
  [...html.matchAll(/<([a-z][a-z0-9-]*)((?:\s+[^\s=>"]+(?:="[^"]*")?)*)\s*\/?>/gi)].map(([, name, rest]) => ({
    name: name.toLowerCase(),
    attributes: new Map(
      [...rest.matchAll(/([^\s=>"]+)(?:="([^"]*)")?/g)].map(([, key, value]) => [key.toLowerCase(), value ?? '']),
    ),
  }));
const FORBIDDEN =
  /^(?:script|style|iframe|frame|frameset|object|embed|applet|form|input|button|select|textarea|svg|math|meta|link|base|template|video|audio|source|track|picture|portal|fencedframe|dialog|noscript|title|area)$/;
const MAY_HOLD_ADDRESSES = /^(?:href|alt|title|data-leads)$/;

function check(name: string, html: string): void {
  const { html: out, css } = clean(html);
  judge(name, out, css);
  judge(`${name}, quoted`, cleanHtml(html.replaceAll('TRAP', TRAP)), '');
}
function judge(name: string, out: string, css: string): void {
  assert.doesNotMatch(out, /<!--|<!\[|<\?/, `${name}: comments`);
  for (const tag of tagsOf(out)) {
    assert.doesNotMatch(tag.name, FORBIDDEN, name);
    for (const [key, value] of tag.attributes) {
      assert.doesNotMatch(
        key,
        /^on|^(?:srcdoc|formaction|action|ping|srcset|background|autofocus|contenteditable|popover)/,
        `${name}: ${key}`,
      );
      if (key === 'href') assert.match(value, /^(?:https?:|mailto:|tel:|#)/, name);
      else if (!MAY_HOLD_ADDRESSES.test(key) && key !== 'cite')
        assert.doesNotMatch(value, /trap\.example/, `${name}: ${key}`);
      if (key === 'src') assert.match(value, /^(?:data:image\/(?:png|jpeg|gif|webp)|cid:)/, name);
      if (key === 'style')
        assert.doesNotMatch(value, /url\(|expression|fixed|sticky|absolute|\\|@|\d{5,}px/i, `${name}: ${value}`);
      if (key === 'target') assert.equal(value, '_blank', name);
      if (key === 'rel') assert.equal(value, 'noopener noreferrer nofollow', name);
    }
  }
  // What is no tag is text: every bracket that could begin one is written as text.
  assert.doesNotMatch(out.replaceAll(/<\/?[a-z][a-z0-9-]*(?:\s+[^\s=>"]+(?:="[^"]*")?)*\s*\/?>/gi, ''), /</, name);
  assert.doesNotMatch(
    css,
    /url\(|@(?!media)|expression|fixed|sticky|absolute|<|\\|trap\.example/i,
    `${name}: ${css.slice(0, 200)}`,
  );
}

test(`of ${MARKUP.length} pieces of hostile markup nothing acts`, () => {
  for (const [name, html] of MARKUP) check(name, html);
});
test(`of ${STYLES.length} hostile styles nothing fetches or covers`, () => {
  for (const [name, html] of STYLES) check(name, html);
});
test(`of ${LINKS.length} hostile links none leads anywhere but out, in a tab of its own`, () => {
  for (const [name, html] of LINKS) check(name, html);
});
test(`${TRACKERS.length} trackers are counted and gone`, () => {
  for (const [name, html] of TRACKERS) {
    check(name, html);
    const { html: out, trackers, remoteImages } = clean(html);
    assert.equal(trackers, 1, name);
    assert.equal(remoteImages, 0, name);
    assert.doesNotMatch(out, /<img/, name);
  }
});

test('the judge is no rubber stamp: unsanitised, it finds fault with nearly all of them', () => {
  const all = [...MARKUP, ...STYLES, ...LINKS, ...TRACKERS];
  const passed = all.filter(([name, html]) => {
    const raw = html.replaceAll('TRAP', TRAP);
    try {
      judge(name, raw, raw);
      return true;
    } catch {
      return false;
    }
  });
  assert.ok(passed.length <= all.length / 20, passed.map(([name]) => name).join(', '));
});

test('no letter takes long, whatever it is made of', () => {
  // Processor time: what else the machine does is not the letter's fault.
  const begin = process.cpuUsage();
  for (const [, html] of [...MARKUP, ...STYLES, ...LINKS])
    mailDocument(clean(html), { language: 'nb', quoted: 'sitert', title: html.slice(0, 200) });
  const { user, system } = process.cpuUsage(begin);
  assert.ok((user + system) / 1000 < 15_000, `${(user + system) / 1000} ms`);
});

test('what is sanitised twice stays as it is', () => {
  for (const [name, html] of [...MARKUP, ...STYLES, ...LINKS]) {
    if (html.length > 50_000) continue;
    // A picture whose address is gone is kept once, for its words; our own marks are not kept.
    const bare = (out: string): string => out.replaceAll(/<img(?: [^>]*)? \/>| (?:data-leads|class)="[^"]*"/g, '');
    const once = clean(html).html;
    assert.equal(bare(clean(once).html), bare(once), name);
  }
});

test('what is quoted or written holds nothing from elsewhere, no picture but its own, and stays as it is', () => {
  for (const [name, html] of [...MARKUP, ...STYLES, ...LINKS, ...TRACKERS]) {
    if (html.length > 50_000) continue;
    const once = cleanHtml(html.replaceAll('TRAP', TRAP));
    assert.equal(cleanHtml(once), once, name);
    for (const { attributes } of tagsOf(once)) {
      assert.deepEqual(
        ['id', 'name', 'target', 'data-leads'].filter((key) => attributes.has(key)),
        [],
        name,
      );
      assert.match(attributes.get('class') ?? 'intro', /^(?:signature|intro)$/, name);
      assert.match(attributes.get('src') ?? 'cid:', /^cid:/, name);
    }
  }
  const own =
    '<div class="signature"><div>-- </div>Ola</div><blockquote type="cite"><img alt="" src="cid:a@b" /></blockquote>';
  assert.equal(cleanHtml(own), own);
});

test('a letter is not as tall as a window that it does not have', () => {
  const { html, css } = clean(
    '<style>.a{min-height:50VH;width:50%;color:#100vh}</style><div style="height:100vh;min-height:calc(100dvh - 10px);margin:2vmin">x</div>',
  );
  assert.match(html, /height:800px;min-height:calc\(800px - 10px\);margin:16px/);
  assert.match(css, /min-height:400px;width:50%/);
});
