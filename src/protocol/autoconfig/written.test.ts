/** What we write about set-up, our own readers read back the same, whatever the offer is. */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { bestServer, type MailOffer, offeredServers, publishedPorts } from '#src/model/mail-offer.ts';
import { child, childrenOf, parseXml, textAt } from '../camt/xml.ts';
import { autodiscoverRequest, readAutodiscover } from './autodiscover.ts';
import { autodiscoverJson, readAutodiscoverRequest, writeAutodiscover } from './autodiscover-write.ts';
import { mobileQr } from './mobile-qr.ts';
import { paccRecord, writePacc } from './pacc.ts';
import { readAutoconfig } from './thunderbird.ts';
import { writeAutoconfig } from './thunderbird-write.ts';

const label = fc.stringMatching(/^[a-z][a-z0-9]{0,10}$/);
const host = fc.tuple(label, label).map((parts) => `${parts.join('.')}.test`);
const offer: fc.Arbitrary<MailOffer> = fc.record({
  domain: host,
  provider: host,
  servers: fc.uniqueArray(
    fc.record({
      protocol: fc.constantFrom('imap' as const, 'pop3' as const, 'smtp' as const),
      host,
      port: fc.integer({ min: 1, max: 65_535 }),
      mode: fc.constantFrom('tls' as const, 'starttls' as const),
    }),
    { maxLength: 6, selector: ({ protocol, mode }) => `${protocol} ${mode}` },
  ),
});
/** Anything that somebody may call himself before the @. */
const local = fc.stringMatching(/^[A-Za-z0-9æøå&<>"'+._-]{1,20}$/u);

test('Thunderbird reads the servers that were offered, incoming first', () => {
  fc.assert(
    fc.property(offer, fc.option(fc.constant('https://h.test/help?a=1&b=2')), (one, help) => {
      const order = [
        ...one.servers.filter(({ protocol }) => protocol !== 'smtp'),
        ...one.servers.filter(({ protocol }) => protocol === 'smtp'),
      ];
      assert.deepEqual(
        readAutoconfig(writeAutoconfig(one, help), one.domain),
        order.map((server) => ({ ...server, userName: '%EMAILADDRESS%' })),
      );
    }),
  );
});

test('Outlook reads the best server of each kind, with the address as it was asked', () => {
  fc.assert(
    fc.property(offer, local, (one, who) => {
      const address = `${who}@${one.domain}`;
      assert.deepEqual(readAutodiscoverRequest(autodiscoverRequest(address)), { address, wants: 'outlook' });
      const best = (['imap', 'pop3', 'smtp'] as const).flatMap((protocol) => bestServer(one, protocol) ?? []);
      assert.deepEqual(
        readAutodiscover(writeAutodiscover(one, address), one.domain),
        best.length === 0
          ? { kind: 'error' }
          : { kind: 'servers', servers: best.map((server) => ({ ...server, userName: address })) },
      );
    }),
  );
});

test('no document is thrown off by what is asked', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ maxLength: 200 }), fc.string({ unit: 'binary', maxLength: 60 })), (text) => {
      readAutodiscoverRequest(text);
      const written = writeAutodiscover({ domain: 'a.test', provider: 'b.test', servers: [] }, text);
      const parsed = parseXml(Buffer.from(written));
      assert.ok(parsed.ok, written);
      const account = childrenOf(child(parsed.root, 'Response') ?? parsed.root, 'Account');
      assert.equal(textAt(account[0], 'Action'), 'settings');
      const { body } = autodiscoverJson(text, 'https://b.test/x');
      assert.ok(JSON.stringify(body).length < 400);
    }),
  );
});

const usual = offeredServers('mx.host.test', {
  imaps: '0.0.0.0:993',
  imap: '0.0.0.0:143',
  pop3s: '[::]:995',
  submissions: '0.0.0.0:465',
  submission: '0.0.0.0:587',
});

test('PACC names hosts at the usual ports alone, always in the same bytes; the record vouches for them', () => {
  const document = writePacc(
    { domain: 'a.test', provider: 'mx.host.test', servers: usual },
    'https://mx.host.test/help',
  );
  assert.equal(
    document,
    '{"protocols":{"imap":{"host":"mx.host.test"},"pop3":{"host":"mx.host.test"},"smtp":{"host":"mx.host.test"}},"authentication":{"password":true},"info":{"provider":{"name":"mx.host.test"},"help":{"documentation":"https://mx.host.test/help"}}}',
  );
  assert.equal(paccRecord('abc'), 'v=UAAC1; a=sha256; d=ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=');
  const odd = offeredServers('mx.host.test', { imaps: '0.0.0.0:2993', submission: '0.0.0.0:587' });
  assert.equal(writePacc({ domain: 'a.test', provider: 'mx.host.test', servers: odd }, null), null);
});

test('the QR code of Thunderbird for Android: the lists of its format, with a password only when there is one', () => {
  const one = { domain: 'a.test', provider: 'mx.host.test', servers: usual };
  const who = { address: 'kari@a.test', name: 'Kari', password: null };
  assert.equal(
    mobileQr(one, who),
    '[1,[1,1],[0,"mx.host.test",993,3,1,"kari@a.test"],[[[0,"mx.host.test",465,3,1,"kari@a.test"],["kari@a.test","Kari"]]]]',
  );
  assert.equal(
    mobileQr(one, { ...who, password: 'kz-mr' }),
    '[1,[1,1],[0,"mx.host.test",993,3,1,"kari@a.test","","kz-mr"],[[[0,"mx.host.test",465,3,1,"kari@a.test","kz-mr"],["kari@a.test","Kari"]]]]',
  );
  assert.equal(mobileQr({ ...one, servers: [] }, who), null);
  assert.equal(mobileQr(one, { ...who, address: 'kåre@a.test' }), null, 'the format holds ASCII only');
});

test('what is told in DNS: the configured port, the usual one for any, nothing for a door that is off', () => {
  const at = (port: number) => ({ address: '127.0.0.1', port });
  const listen = {
    http: 'off',
    https: 'off',
    inbound: at(25),
    submission: 'off',
    submissions: at(0),
    imap: 'off',
  } as const;
  assert.deepEqual(publishedPorts({ ...listen, imaps: at(2993), pop3: 'off', pop3s: at(0) }), {
    imaps: 2993,
    imap: null,
    pop3s: 995,
    pop3: null,
    submissions: 465,
    submission: null,
  });
});
