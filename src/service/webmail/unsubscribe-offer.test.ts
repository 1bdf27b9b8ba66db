/** One click is offered only where a signature that we found good covers both fields (RFC 8058 §4); else a letter, else a page. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scanHeader } from '#src/protocol/mime/header-fields.ts';
import { unsubscribeOf, type Vouched } from './unsubscribe-offer.ts';

const BOTH = [
  'List-Unsubscribe: <mailto:bort@x.example?subject=bort>, <https://x.example/bort?t=1>',
  'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
];
const signed = (h: string, b = 'AbCd+/12xyz=', d = 'x.example'): string =>
  `DKIM-Signature: v=1; a=rsa-sha256; d=${d};\r\n s=s1; h=${h};\r\n bh=eA==; b=${b.slice(0, 4)}\r\n ${b.slice(4)}`;
const COVERED = 'from:list-unsubscribe:\r\n List-Unsubscribe-Post';
const PASS =
  'mx.us.example; dkim=pass header.i=@x.example header.s=s1 header.a=rsa-sha256 header.b="AbCd+/12"; spf=none';
const offer = (fields: readonly string[], vouched: Partial<Vouched> = {}) => {
  const bytes = Buffer.from(`${fields.join('\r\n')}\r\n\r\n`);
  const { fields: read } = scanHeader(bytes, 0, bytes.length);
  return unsubscribeOf(bytes, read, { results: PASS, isSubmitted: false, ...vouched });
};

test('one click, where a signature that was found good covers both fields', () => {
  assert.deepEqual(offer([signed(COVERED), ...BOTH]), { kind: 'one-click', target: 'https://x.example/bort?t=1' });
  assert.equal(
    offer([signed(COVERED), ...BOTH], { results: null, isSubmitted: true })?.kind,
    'one-click',
    'our own signature',
  );
});

test('no click where nothing good covers them', () => {
  const cases: readonly (readonly [string, readonly string[], Partial<Vouched>?])[] = [
    ['not signed', BOTH],
    ['nothing was checked', [signed(COVERED), ...BOTH], { results: null }],
    ['the signature failed', [signed(COVERED), ...BOTH], { results: PASS.replace('pass', 'fail') }],
    ['one field is not covered', [signed('from:list-unsubscribe'), ...BOTH]],
    ['another signature was good', [signed(COVERED, 'ZZZZ+/12xyz='), ...BOTH]],
    ['of another domain', [signed(COVERED, 'AbCd+/12xyz=', 'evil.example'), ...BOTH]],
    ['a look-alike beside the good one', [signed(COVERED, 'AbCd+/12fake'), signed('from'), ...BOTH]],
    ['a second list on top', [BOTH[0].replace('x.example', 'evil.example'), signed(COVERED), ...BOTH]],
    ['no click was asked for', [signed(COVERED), BOTH[0]]],
    ['something else was asked for', [signed(COVERED), BOTH[0], 'List-Unsubscribe-Post: List-Unsubscribe=Two-Clicks']],
    [
      'results inside a quoted value',
      [signed(COVERED), ...BOTH],
      { results: `mx.us.example; dkim=fail header.i="a; ${PASS}"@y` },
    ],
    [
      'results inside a comment',
      [signed(COVERED), ...BOTH],
      { results: `mx.us.example; dkim=fail (; ${PASS.slice(15)})` },
    ],
  ];
  for (const [what, fields, vouched] of cases) assert.equal(offer(fields, vouched)?.kind, 'mail', what);
});

test('a letter to one address with what the list wants written, and nothing else', () => {
  const letter = (target: string) => {
    const found = offer([`List-Unsubscribe: <${target}>`]);
    return found?.kind === 'mail' ? found.letter : null;
  };
  assert.deepEqual(
    letter('mailto:Bort%2B1@x.example?SUBJECT=av%20melding%0D%0ABcc:%20a@b&body=hei%0Aja&cc=z@z.example'),
    {
      to: 'bort+1@x.example',
      subject: 'av melding Bcc: a@b',
      text: 'hei\nja',
    },
  );
  for (const target of [
    'mailto:',
    'mailto:a@x.example,b@x.example',
    'mailto:a@x.example%2Cb@x.example',
    'mailto:a@x.example%0D%0ABcc:b@x',
    'javascript:x',
    'http://x.example/',
  ])
    assert.equal(offer([`List-Unsubscribe: <${target}>`]), null, target);
  assert.equal(offer(['List-Unsubscribe: <https://x.example/>'])?.kind, 'web');
});
