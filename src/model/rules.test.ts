/** Small rules: wanted records, country codes, customer names, what the audit log may hold, who may sign in from where. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { withoutSecrets } from './audit.ts';
import { countryCode } from './country.ts';
import { customerName } from './customer.ts';
import { parseProtocols, SIGN_IN_PROTOCOLS, signInProtocolOf } from './mailbox.ts';
import { signInObjection } from './sign-in-rule.ts';
import { isEssential, type ProvenNames, wantedRecords } from './wanted-records.ts';

test('the records a domain should have', () => {
  const records = wantedRecords({
    domain: 'fjord.example',
    hostname: 'mail.postvakt.example',
    dkim: { selector: 'pv1', publicKey: 'MIIB' },
  });
  assert.deepEqual(
    records.map(({ name, type, value, purpose }) => [purpose, name, type, value]),
    [
      ['mx', 'fjord.example', 'MX', '10 mail.postvakt.example'],
      ['spf', 'fjord.example', 'TXT', 'v=spf1 mx a:mail.postvakt.example ~all'],
      ['dkim', 'pv1._domainkey.fjord.example', 'TXT', 'v=DKIM1; k=rsa; p=MIIB'],
      ['dmarc', '_dmarc.fjord.example', 'TXT', 'v=DMARC1; p=none'],
    ],
  );
  const ed = { selector: 's', publicKey: 'x', algorithm: 'ed25519-sha256' } as const;
  const [dkim] = wantedRecords({ domain: 'a.example', hostname: 'h.example', dkim: ed }).filter(
    (r) => r.purpose === 'dkim',
  );
  assert.equal(dkim.value, 'v=DKIM1; k=ed25519; p=x');
  assert.equal(wantedRecords({ domain: 'a.example', hostname: 'h.example' }).length, 3);
});

test('what mail programs look for is wanted beside: names for the web door, each service by SRV, "." for what is off', () => {
  const off = { imaps: 993, imap: null, pop3s: 995, pop3: null, submissions: 465, submission: 587 };
  const setup = { ports: off, web: true };
  const records = wantedRecords({ domain: 'a.example', hostname: 'h.example', setup }).filter(
    (one) => !isEssential(one),
  );
  assert.deepEqual(
    records.map(({ name, type, value }) => `${name} ${type} ${value}`),
    [
      'autoconfig.a.example CNAME h.example',
      'autodiscover.a.example CNAME h.example',
      '_imaps._tcp.a.example SRV 0 1 993 h.example',
      '_imap._tcp.a.example SRV 0 0 0 .',
      '_pop3s._tcp.a.example SRV 20 1 995 h.example',
      '_pop3._tcp.a.example SRV 0 0 0 .',
      '_submissions._tcp.a.example SRV 0 1 465 h.example',
      '_submission._tcp.a.example SRV 10 1 587 h.example',
    ],
  );
  const bare = wantedRecords({ domain: 'a.example', hostname: 'h.example', setup: { ...setup, web: false } });
  assert.ok(!bare.some(({ type }) => type === 'CNAME'), 'no name for a door that is not there');
});

test('a record that sends others to a name is wanted only when what they need stands there; the name comes first', () => {
  const ports = { imaps: 993, imap: null, pop3s: null, pop3: null, submissions: 465, submission: null };
  const added = (sts: ProvenNames['sts'], pacc: ProvenNames['pacc']): readonly string[] =>
    wantedRecords({
      domain: 'a.example',
      hostname: 'h.example',
      setup: { ports, web: false, proven: { sts, pacc } },
    })
      .filter(({ name }) => /mta-sts|ua-auto-config/.test(name))
      .map(({ name, type, value, purpose }) => `${purpose} ${name} ${type} ${value}`);
  assert.deepEqual(added('off', 'off'), []);
  assert.deepEqual(added('name', 'off'), ['sts mta-sts.a.example CNAME h.example']);
  assert.deepEqual(added({ record: 'v=STSv1; id=1' }, { record: 'v=UAAC1; d=x' }), [
    'sts mta-sts.a.example CNAME h.example',
    'sts _mta-sts.a.example TXT v=STSv1; id=1',
    'setup ua-auto-config.a.example CNAME h.example',
    'setup _ua-auto-config.a.example TXT v=UAAC1; d=x',
  ]);
});

test('country codes', () => {
  assert.equal(countryCode(' no '), 'NO');
  for (const none of ['', 'N', 'NOR', 'XX', 'EU', 'N0', 'any']) assert.equal(countryCode(none), null, none);
});

test('customer names', () => {
  assert.equal(customerName('  Fjord Båt AS '), 'Fjord Båt AS');
  for (const none of ['', '  ', 'a\u0000b', 'x'.repeat(201)]) assert.equal(customerName(none), null);
});

test('the audit log holds no secret, however deep', () => {
  const data = {
    address: 'a@b.example',
    passwordHash: '$argon2id$…',
    previousPasswordHash: 'x',
    passwordChangedAt: 5,
    nested: [{ secret: 's', name: 'n', privateKey: 'p' }],
  };
  const kept = { address: 'a@b.example', passwordChangedAt: 5, nested: [{ name: 'n' }] };
  assert.deepEqual(withoutSecrets(data), kept);
});

test('ways in and countries', () => {
  const open = { protocols: SIGN_IN_PROTOCOLS, signInCountries: null };
  assert.equal(signInObjection(open, 'imap', 'KP'), null);
  assert.equal(signInObjection({ ...open, protocols: ['imap'] }, 'pop3', 'NO'), 'acc-protocol-off');
  const nordic = { ...open, signInCountries: ['NO', 'SE'] };
  assert.equal(signInObjection(nordic, 'imap', 'SE'), null);
  assert.equal(signInObjection(nordic, 'imap', 'TH'), 'net-geo-block-by-us');
  assert.equal(signInObjection(nordic, 'imap', undefined), null, 'no evidence, no rule');
  assert.deepEqual(parseProtocols('smtp imap gopher'), ['imap', 'smtp']);
  assert.equal(signInProtocolOf('submissions'), 'smtp');
  assert.equal(signInProtocolOf('http'), null);
});
