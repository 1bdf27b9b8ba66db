/** Set-up documents of Thunderbird and Outlook: read as written, and bounded against anything else. */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { autodiscoverRequest, readAutodiscover } from './autodiscover.ts';
import { MOST_DOCUMENT_BYTES, MOST_SERVERS } from './server.ts';
import { readAutoconfig } from './thunderbird.ts';

const config = (servers: string): string =>
  `<?xml version="1.0"?><clientConfig version="1.1"><emailProvider id="x"><domain>x</domain>${servers}</emailProvider></clientConfig>`;
const server = (kind: string, type: string, host: string, port: string, mode: string): string =>
  `<${kind} type="${type}"><hostname>${host}</hostname><port>${port}</port><socketType>${mode}</socketType>` +
  `<username>%EMAILADDRESS%</username><authentication>password-cleartext</authentication></${kind}>`;

test('the servers of a document in its order', () => {
  const text = config(
    server('incomingServer', 'imap', 'Mail.%EMAILDOMAIN%', '993', 'SSL') +
      server('outgoingServer', 'smtp', 'smtp.host.test.', '587', 'STARTTLS') +
      server('incomingServer', 'pop3', 'pop.host.test', '110', 'plain'),
  );
  assert.deepEqual(readAutoconfig(text, 'fjord.test'), [
    { protocol: 'imap', host: 'mail.fjord.test', port: 993, mode: 'tls', userName: '%EMAILADDRESS%' },
    { protocol: 'pop3', host: 'pop.host.test', port: 110, mode: 'plain', userName: '%EMAILADDRESS%' },
    { protocol: 'smtp', host: 'smtp.host.test', port: 587, mode: 'starttls', userName: '%EMAILADDRESS%' },
  ]);
});

test('what does not hold together is left out', () => {
  const bad = [
    server('incomingServer', 'imap', 'ho st', '993', 'SSL'),
    server('incomingServer', 'imap', 'a.test', '0', 'SSL'),
    server('incomingServer', 'imap', 'a.test', '99999', 'SSL'),
    server('incomingServer', 'exchange', 'a.test', '443', 'SSL'),
    server('incomingServer', 'imap', 'a.test', '993', 'toString'),
  ];
  assert.deepEqual(readAutoconfig(config(bad.join('')), 'x.test'), []);
  assert.equal(readAutoconfig('<html><body>404</body></html>', 'x.test'), null);
  assert.equal(readAutoconfig('<!DOCTYPE a [<!ENTITY b "c">]><clientConfig/>', 'x.test'), null);
  const many = config(server('incomingServer', 'imap', 'a.test', '993', 'SSL').repeat(40));
  assert.equal(readAutoconfig(many, 'x.test')?.length, MOST_SERVERS);
  assert.equal(readAutoconfig(config(' '.repeat(MOST_DOCUMENT_BYTES)), 'x.test'), null);
});

const answer = (account: string): string =>
  '<Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006">' +
  `<Response xmlns="http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a">${account}</Response></Autodiscover>`;

test('what Outlook is told', () => {
  const protocol = (type: string, more: string): string =>
    `<Protocol><Type>${type}</Type><Server>mail.host.test</Server>${more}</Protocol>`;
  const told = answer(
    `<Account>${protocol('IMAP', '<Port>993</Port><SSL>on</SSL><LoginName>kari@x.test</LoginName>')}` +
      `${protocol('SMTP', '<Port>587</Port><Encryption>TLS</Encryption>')}${protocol('POP3', '<SSL>off</SSL>')}</Account>`,
  );
  assert.deepEqual(readAutodiscover(told, 'x.test'), {
    kind: 'servers',
    servers: [
      { protocol: 'imap', host: 'mail.host.test', port: 993, mode: 'tls', userName: 'kari@x.test' },
      { protocol: 'smtp', host: 'mail.host.test', port: 587, mode: 'starttls', userName: null },
      { protocol: 'pop3', host: 'mail.host.test', port: 995, mode: 'plain', userName: null },
    ],
  });
  const away = answer('<Account><Action>redirectAddr</Action><RedirectAddr>k@y.test</RedirectAddr></Account>');
  assert.deepEqual(readAutodiscover(away, 'x.test'), { kind: 'redirect', to: 'k@y.test' });
  const exchange = answer('<Account><Protocol><Type>EXCH</Type></Protocol></Account>');
  assert.deepEqual(readAutodiscover(exchange, 'x.test'), { kind: 'exchange' });
  assert.deepEqual(readAutodiscover(answer('<Error><ErrorCode>600</ErrorCode></Error>'), 'x.test'), { kind: 'error' });
  assert.equal(readAutodiscover('<html/>', 'x.test'), null);
  assert.match(autodiscoverRequest('a&b<@x.test'), /<EMailAddress>a&amp;b&lt;@x\.test</);
});

test('neither reader throws or grows, whatever comes', () => {
  const pieces = fc.constantFrom(
    '<clientConfig>',
    '<emailProvider>',
    '<incomingServer type="imap">',
    '<hostname>a.test</hostname>',
    '<port>993</port>',
    '</incomingServer>',
    '</emailProvider>',
    '</clientConfig>',
    '<Autodiscover>',
    '<Response>',
    '<Account>',
    '<Protocol>',
    '</Protocol>',
    '&amp;',
    ']]>',
    '<![CDATA[',
  );
  const text = fc.oneof(
    fc.string({ maxLength: 300 }),
    fc.array(fc.oneof(pieces, fc.string({ maxLength: 8 })), { maxLength: 60 }).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(text, (one) => {
      assert.ok((readAutoconfig(one, 'x.test')?.length ?? 0) <= MOST_SERVERS);
      const told = readAutodiscover(one, 'x.test');
      assert.ok(told === null || told.kind !== 'servers' || told.servers.length <= MOST_SERVERS);
    }),
    { numRuns: 300 },
  );
});
