/** Who visits: only our own proxies are believed; and whose form it is. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isOwnForm, visitorReader } from './visitor.ts';

const read = visitorReader(['192.0.2.0/24', '2001:db8::1']);

test('the last address in front of our own proxies; a stranger’s word is not believed', () => {
  for (const [peer, header, visitor] of [
    ['198.51.100.7', undefined, '198.51.100.7'],
    ['198.51.100.7', '203.0.113.9', '198.51.100.7'],
    ['::ffff:198.51.100.7', '203.0.113.9', '198.51.100.7'],
    ['192.0.2.1', '203.0.113.9', '203.0.113.9'],
    ['192.0.2.1', 'made.up, 10.0.0.1, 203.0.113.9', '203.0.113.9'],
    ['127.0.0.1', '203.0.113.9, 192.0.2.7', '203.0.113.9'],
    ['2001:db8::1', '2001:DB8:5::9', '2001:db8:5::9'],
    ['192.0.2.1', 'unknown', '192.0.2.1'],
    ['192.0.2.1', '', '192.0.2.1'],
    ['192.0.2.1', '203.0.113.9, 1.2:3', '192.0.2.1'],
    ['192.0.2.1', `fe80::1%${'x'.repeat(99)}`, '192.0.2.1'],
  ] as const)
    assert.equal(read(peer, header), visitor, `${peer} ${header}`);
});

test('whatever the header says: never throws, a stranger stays who it is', () => {
  fc.assert(
    fc.property(fc.string(), (header) => {
      assert.equal(read('198.51.100.7', header), '198.51.100.7');
      assert.ok(read('192.0.2.1', header).length <= 45);
    }),
  );
});

test('a form is ours by Sec-Fetch-Site, else by Origin, else not', () => {
  const linkBase = 'https://post.fjord.example';
  const own = (site?: string, origin?: string, host = 'mx.host.example'): boolean =>
    isOwnForm({ site, origin, host, linkBase });
  assert.deepEqual(
    [
      own('same-origin'),
      own(undefined, 'https://mx.host.example'),
      own(undefined, linkBase),
      own(undefined, 'http://127.0.0.1:2080', '127.0.0.1:2080'),
    ],
    [true, true, true, true],
  );
  assert.deepEqual(
    [
      own(),
      own('none', linkBase),
      own('cross-site', linkBase),
      own(undefined, 'null'),
      own(undefined, 'https://mx.host.example.evil.example'),
      own(undefined, 'http://post.fjord.example'),
    ],
    [false, false, false, false, false, false],
  );
});
