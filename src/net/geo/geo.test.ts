/** Where an address is: longest prefix, both file forms, reload, and files that want to hurt. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { holds, type Network, parseNetwork } from '#src/model/network.ts';
import { plainPrefix, readCsv } from './csv.ts';
import { createLocate } from './locate.ts';
import { mmdbValue } from './mmdb-data.ts';
import { readMmdb } from './mmdb.ts';
import { encode, writeMmdb } from './mmdb-writer.ts';
import { rangeTable, signInNetwork } from './range-table.ts';
import { openGeoFile } from './table.ts';

const net = (text: string): Network => {
  const network = parseNetwork(text);
  assert.ok(network !== null, text);
  return network;
};
const country = (code: string) => ({ country: { iso_code: code, geoname_id: 7 }, location: { accuracy: 5 } });

test('the longest prefix wins, in both families, at the edges of the address space too', () => {
  const names = [
    '0.0.0.0/0',
    '10.0.0.0/8',
    '10.1.0.0/16',
    '10.1.2.3/32',
    '255.255.255.255/32',
    '::/0',
    '2001:db8::/32',
  ];
  const table = rangeTable(
    [...names, '2001:db8:1::/48', 'ffff:ffff::/32'].map((n, value) => ({ network: net(n), value })),
  );
  const at = (address: string): number => table.lookup(net(address));
  assert.deepEqual(
    ['9.255.255.255', '10.0.0.0', '10.1.2.2', '10.1.2.3', '10.1.2.4', '10.2.0.0', '11.0.0.0', '255.255.255.255'].map(
      at,
    ),
    [0, 1, 2, 3, 2, 1, 0, 4],
  );
  assert.deepEqual(['::1', '2001:db8:2::', '2001:db8:1::5', 'ffff:ffff::1'].map(at), [5, 6, 7, 8]);
  assert.equal(rangeTable([]).lookup(net('192.0.2.1')), -1);
});

test('property: the table says what looking at every network says', () => {
  const v4 = fc.tuple(fc.nat(255), fc.nat(3), fc.integer({ min: 0, max: 32 }));
  const v6 = fc.tuple(fc.nat(3), fc.nat(0xffff), fc.integer({ min: 0, max: 128 }));
  const networks = fc.array(
    fc.oneof(
      v4.map(([a, b, bits]) => net(`10.${b}.0.${a}/${bits}`)),
      v6.map(([a, b, bits]) => net(`2001:db8:${a}::${b.toString(16)}/${bits}`)),
    ),
    { maxLength: 30 },
  );
  const address = fc.oneof(
    v4.map(([a, b]) => net(`10.${b}.0.${a}`)),
    v6.map(([a, b]) => net(`2001:db8:${a}::${b.toString(16)}`)),
  );
  fc.assert(
    fc.property(networks, fc.array(address, { maxLength: 20 }), (list, addresses) => {
      const table = rangeTable(list.map((network, value) => ({ network, value })));
      for (const one of addresses) {
        let best = -1;
        list.forEach((network, value) => {
          if (holds(network, one) && (best < 0 || network.bits >= list[best].bits)) best = value;
        });
        assert.equal(table.lookup(one), best, one.text);
      }
    }),
    { numRuns: 150 },
  );
});

test('CSV: head line, remarks, quotes; a broken line is named', () => {
  const table = readCsv('network,country\n# remark\n198.51.100.0/24,no\r\n"2001:db8::/32","SE"\n');
  assert.deepEqual(table.find(net('198.51.100.77')), { country: 'NO' });
  assert.deepEqual(table.find(net('2001:db8::1')), { country: 'SE' });
  assert.deepEqual(table.find(net('192.0.2.1')), {});
  assert.throws(() => readCsv('198.51.100.0/24,NO\n300.1.1.1,SE\n'), /line 2: "300\.1\.1\.1" is no network/);
  assert.throws(() => readCsv('198.51.100.0/24,Norway'), /line 1: "Norway" is no country code/);
  assert.throws(() => readCsv('\n# nothing\n'), /no network/);
});

test('property: the short way to read a network says what the long way says, or nothing', () => {
  const v4 = fc
    .tuple(fc.nat(300), fc.nat(255), fc.nat(3), fc.nat(8), fc.nat(40))
    .map(([a, b, c, d, bits]) => `${a}.${b}.${c * 64}.${d * 32}/${bits}`);
  const v6 = fc
    .tuple(fc.array(fc.nat(0xffff), { minLength: 1, maxLength: 8 }), fc.nat(140))
    .map(([groups, bits]) => `${groups.map((group) => (group & 0xfff0).toString(16)).join(':')}::/${bits}`);
  fc.assert(
    fc.property(fc.oneof(v4, v6, fc.string({ maxLength: 30 })), (text) => {
      const short = plainPrefix(text);
      if (short === null) return;
      const long = parseNetwork(text);
      assert.deepEqual(
        short,
        long === null ? null : { family: long.family, bits: long.bits, groups: [...long.groups] },
      );
    }),
    { numRuns: 500 },
  );
});

test('MMDB: every record size, IPv4 in an IPv6 tree, an IPv4 tree, VPN flags', () => {
  const networks = [
    ['198.51.100.0/24', country('NO')],
    ['198.51.100.128/25', country('SE')],
    ['203.0.113.7/32', { ...country('NL'), traits: { is_anonymous_vpn: true } }],
    ['192.0.2.0/24', { country_code: 'DK', autonomous_system_organization: 'Fjord Net' }],
  ] as const;
  for (const recordBits of [24, 28, 32] as const) {
    for (const version of [4, 6] as const) {
      const six = version === 6 ? ([['2001:db8::/32', country('FI')]] as const) : [];
      const table = readMmdb(writeMmdb([...networks, ...six], { recordBits, version }));
      const at = (address: string) => table.find(net(address));
      assert.deepEqual(at('198.51.100.9'), { country: 'NO' });
      assert.deepEqual(at('198.51.100.200'), { country: 'SE' });
      assert.deepEqual(at('203.0.113.7'), { country: 'NL', networkKind: 'vpn' });
      assert.deepEqual(at('192.0.2.1'), { country: 'DK', network: 'Fjord Net' });
      assert.deepEqual(at('8.8.8.8'), {});
      assert.deepEqual(at('2001:db8::1'), version === 6 ? { country: 'FI' } : {});
    }
  }
});

test('MMDB data: pointers of each size, a pointer to itself ends, cut values are unknown', () => {
  const text = encode('NO');
  assert.equal(mmdbValue(Buffer.concat([text, Buffer.from([0x20, 0])]), text.length), 'NO');
  const far = Buffer.concat([Buffer.alloc(2048), text, Buffer.from([0x28, 0, 0])]);
  assert.equal(mmdbValue(far, 2048 + text.length), 'NO');
  assert.equal(mmdbValue(Buffer.concat([text, Buffer.from([0x38, 0, 0, 0, 0])]), text.length), 'NO');
  assert.equal(mmdbValue(Buffer.from([0x20, 0]), 0), undefined);
  assert.equal(mmdbValue(text.subarray(0, 2), 0), undefined);
  const bomb = Buffer.concat([Buffer.from([0xe5]), ...Array.from({ length: 10 }, () => Buffer.from([0x20, 0]))]);
  assert.equal(mmdbValue(bomb, 0), undefined);
  const long = 'x'.repeat(400);
  assert.deepEqual(mmdbValue(encode({ a: long, b: true, c: 70_000 }), 0), { a: long, b: true, c: 70_000 });
});

test('property: no bytes make the reader throw anything but its own words, nor run away', () => {
  const good = writeMmdb([
    ['198.51.100.0/24', country('NO')],
    ['2001:db8::/32', country('SE')],
  ]);
  const damaged = fc
    .tuple(fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 12 }), fc.nat(good.length))
    .map(([changes, cut]) => {
      const bytes = Buffer.from(good.subarray(cut % 3 === 0 ? cut : 0));
      for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
      return bytes;
    });
  const tail = good.subarray(good.length - 150);
  const any = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.concat([bytes, tail]));
  fc.assert(
    fc.property(fc.oneof(damaged, any), (bytes) => {
      try {
        const table = readMmdb(bytes);
        for (const address of ['198.51.100.1', '0.0.0.0', '2001:db8::1', 'ffff::'])
          assert.match(table.find(net(address)).country ?? 'NO', /^[A-Z]{2}$/);
      } catch (error) {
        assert.equal((error as Error).constructor.name, 'GeoTableBroken', String(error));
      }
    }),
    { numRuns: 500 },
  );
});

test('a file that changes is read again; a broken new one leaves the old table and is told', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'geo-'));
  try {
    const path = join(folder, 'geo.csv');
    const time = { now: 0 };
    const clock = { now: () => time.now, monotonic: () => time.now };
    const troubles: string[] = [];
    await writeFile(path, '192.0.2.0/24,NO\n');
    const opened = openGeoFile({ path, clock, onTrouble: (why) => troubles.push(why) });
    assert.ok(opened.ok);
    const locate = createLocate(opened.file);
    assert.deepEqual(locate('192.0.2.9'), { country: 'NO' });
    await writeFile(path, writeMmdb([['192.0.2.0/24', country('SE')]]));
    await utimes(path, 1, 1);
    await opened.file.refresh();
    assert.deepEqual(locate('::ffff:192.0.2.9'), { country: 'SE' });
    await writeFile(path, 'nonsense\n');
    await utimes(path, 2, 2);
    await opened.file.refresh();
    assert.deepEqual(locate('192.0.2.9'), { country: 'SE' });
    assert.equal(troubles.length, 1);
    assert.deepEqual(openGeoFile({ path, clock }), { ok: false, why: 'it holds no network' });
    const gone = openGeoFile({ path: join(folder, 'none.mmdb'), clock });
    assert.deepEqual(gone, { ok: false, why: 'ENOENT' });
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('networks known by name: built in, configured, replaced; an odd address is unknown', () => {
  const locate = createLocate(null, { 'Some VPN': { kind: 'vpn', networks: ['203.0.113.0/24'] } });
  assert.deepEqual(locate('52.97.1.1'), { network: 'Microsoft Outlook', networkKind: 'vendor' });
  assert.deepEqual(locate('203.0.113.5'), { network: 'Some VPN', networkKind: 'vpn' });
  assert.deepEqual([locate('192.0.2.1'), locate('not an address'), locate('')], [{}, {}, {}]);
  const replaced = createLocate(null, { 'Microsoft Outlook': { kind: 'vendor', networks: ['192.0.2.0/24'] } });
  assert.deepEqual([replaced('52.97.1.1'), replaced('192.0.2.1').network], [{}, 'Microsoft Outlook']);
});

test('sign-ins are counted by one IPv4 address or one IPv6 /64', () => {
  assert.equal(signInNetwork('192.0.2.7'), '192.0.2.7/32');
  assert.equal(signInNetwork('::ffff:192.0.2.7'), '192.0.2.7/32');
  assert.equal(signInNetwork('2001:db8:1:2:3::9'), '2001:db8:1:2::/64');
  assert.equal(signInNetwork('fe80::1%eth0'), 'fe80::/64');
  assert.equal(signInNetwork('x'), null);
});
