import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { plainResults } from './results-field.ts';

const tidy = (value: string): string => plainResults(value).replaceAll(/\s+/g, ' ').trim();

test('comments go and quoted values stay only where they could be nothing else', () => {
  for (const [value, plain] of [
    [
      'mx; spf=pass (a (b) c) smtp.mailfrom=a@b.example; dmarc=none',
      'mx; spf=pass smtp.mailfrom=a@b.example; dmarc=none',
    ],
    ['mx; dkim=pass header.b="abC+/12="', 'mx; dkim=pass header.b=abC+/12='],
    ['mx; spf=pass smtp.mailfrom="x;dmarc=pass"', 'mx; spf=pass smtp.mailfrom=""'],
    [
      'mx; spf=pass smtp.mailfrom="\\"a\\";dmarc=pass;\\"b\\"@e.example"; dmarc=none',
      'mx; spf=pass smtp.mailfrom=""; dmarc=none',
    ],
    ['mx; spf=pass (of "a\\\\" ;dmarc=pass); dmarc=none', 'mx; spf=pass ; dmarc=none'],
    ['mx; spf=pass (a\\) ;dmarc=pass (b)); dmarc=none', 'mx; spf=pass ; dmarc=none'],
    ['mx; spf=pass (open ;dmarc=pass', 'mx; spf=pass'],
    ['mx; spf=pass smtp.helo="open ;dmarc=pass', 'mx; spf=pass smtp.helo=""'],
    ['mx; spf=pass \\"a;dmarc=none', 'mx; spf=pass ""'],
  ])
    assert.equal(tidy(value), plain, value);
});

test('whatever a stranger chooses, as long as it is quoted or in a comment, no result of its own comes of it', () => {
  const chosen = fc.stringMatching(/^[ -~]{0,60}$/);
  fc.assert(
    fc.property(chosen, chosen, (comment, value) => {
      const inComment = comment.replaceAll(/[\\()]/g, '\\$&');
      const inQuotes = value.replaceAll(/[\\"]/g, '\\$&');
      const plain = plainResults(`mx; spf=pass (${inComment}) smtp.mailfrom="${inQuotes}"; dmarc=none`);
      assert.deepEqual(
        plain.split(';').map((one) => /^\s*(\w+)/.exec(one)?.[1]),
        ['mx', 'spf', 'dmarc'],
        plain,
      );
    }),
  );
});
