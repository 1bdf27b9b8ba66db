/** Bounces in all their styles, as they are pasted: what is read, and that nothing hostile breaks or slows the reader. */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { readBounce } from './bounce.ts';
import { readable } from './readable.ts';
import { buildReport } from './report.ts';

const AT = Date.UTC(2026, 10, 20, 12);
const ORIGINAL = [
  'From: Kari <kari@fjord.example>',
  'To: ola@far.example',
  'Subject: =?utf-8?Q?M=C3=B8te?=',
  'Date: Fri, 20 Nov 2026 11:58:00 +0000',
  'Message-ID: <abc.123@fjord.example>',
  '',
  '550 5.7.1 this stands in the letter itself and means nothing',
  '',
].join('\r\n');
const ours = buildReport({
  hostname: 'mx.host.example',
  fromName: 'Postkontoret',
  to: 'kari@fjord.example',
  subject: 'Kunne ikke levere: Møte',
  language: 'nb',
  text: 'Meldingen kom ikke fram til\n\n  ola@far.example\n\nServeren mx.far.example svarte:\n  550 5.1.1 User unknown',
  messageId: '<01report@mx.host.example>',
  at: AT,
  arrivedAt: AT - 60_000,
  recipients: [
    {
      address: 'ola@far.example',
      action: 'failed',
      status: '5.1.1',
      diagnostic: 'smtp; 550 5.1.1 User unknown',
      remoteHost: 'mx.far.example',
      lastAttemptAt: AT,
    },
  ],
  original: Buffer.from(ORIGINAL),
  attach: 'message',
}).bytes.toString('utf8');

const RECIPIENT = {
  address: 'ola@far.example',
  action: 'failed',
  status: '5.1.1',
  code: 550,
  remoteMta: 'mx.far.example',
  diagnostic: '550 5.1.1 User unknown',
};

test('a report of ours reads back whole', () => {
  const bounce = readBounce(ours);
  assert.ok(bounce !== null);
  assert.equal(bounce.format, 'report');
  assert.equal(bounce.reportingMta, 'mx.host.example');
  assert.deepEqual(bounce.recipients, [RECIPIENT]);
  assert.deepEqual(bounce.original, {
    messageId: '<abc.123@fjord.example>',
    date: '2026-11-20T11:58:00.000Z',
    from: 'kari@fjord.example',
    viaList: false,
  });
  assert.ok(bounce.words.includes('Meldingen kom ikke fram'));
});

test('the same, quoted, with words before it, with LF, is the same', () => {
  for (const pasted of [
    ours.replace(/^/gm, '> '),
    ours.replace(/^/gm, '> > '),
    `Hei, dette fikk jeg:\n\n${ours}`,
    ours.replace(/\r\n/g, '\n'),
  ])
    assert.deepEqual(readBounce(pasted)?.recipients, [RECIPIENT], pasted.slice(0, 40));
});

test('only the fields, folded and without blank lines', () => {
  const bounce = readBounce(
    'Reporting-MTA: dns;mx1.far.example\nArrival-Date: Fri, 20 Nov 2026 12:00:00 +0000\n' +
      'Final-Recipient: rfc822;ola@far.example\nAction: failed\nStatus: 5.1.1\nRemote-MTA: dns; mx.far.example\n' +
      'Diagnostic-Code: smtp; 550 5.1.1\n User unknown\nFinal-Recipient: rfc822; per@far.example\nAction: delayed\nStatus: 4.4.1\n',
  );
  assert.equal(bounce?.format, 'fields');
  assert.deepEqual(bounce.recipients[0], RECIPIENT);
  assert.equal(bounce.recipients[1].action, 'delayed');
});

const PLAIN: readonly (readonly [string, string, Partial<typeof RECIPIENT>])[] = [
  [
    'postfix',
    `This is the mail system at host out.isp.example.

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients. It's attached below.

                   The mail system

<ola@far.example>: host mx.far.example[198.51.100.7] said: 550 5.1.1 User
    unknown (in reply to RCPT TO command)
`,
    { remoteMta: 'mx.far.example', code: 550, status: '5.1.1' },
  ],
  [
    'exim',
    `This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  ola@far.example
    host mx.far.example [198.51.100.7]
    SMTP error from remote mail server after RCPT TO:<ola@far.example>:
    550 5.1.1 User unknown

------ This is a copy of the message, including all the headers. ------

Return-path: <kari@fjord.example>
From: kari@fjord.example
Message-ID: <exim@fjord.example>
Date: Fri, 20 Nov 2026 12:00:00 +0100
`,
    { remoteMta: 'mx.far.example', code: 550, status: '5.1.1' },
  ],
  [
    'qmail',
    `Hi. This is the qmail-send program at out.isp.example.
I'm afraid I wasn't able to deliver your message to the following addresses.

<ola@far.example>:
198.51.100.7 does not like recipient.
Remote host said: 550 5.1.1 User unknown
Giving up on 198.51.100.7.

--- Below this line is a copy of the message.

From: kari@fjord.example
Message-ID: <q@fjord.example>
`,
    { remoteMta: '198.51.100.7', code: 550, status: '5.1.1' },
  ],
  [
    'sendmail',
    `The original message was received at Fri, 20 Nov 2026 12:00:00 GMT
from pc.fjord.example [192.0.2.1]

   ----- The following addresses had permanent fatal errors -----
<ola@far.example>
    (reason: 550 5.1.1 User unknown)

   ----- Transcript of session follows -----
... while talking to mx.far.example.:
>>> RCPT To:<ola@far.example>
<<< 550 5.1.1 User unknown
`,
    { code: 550, status: '5.1.1', remoteMta: 'mx.far.example' },
  ],
  [
    'exchange',
    `Delivery has failed to these recipients or groups:

ola@far.example
The email address you entered couldn't be found.

Diagnostic information for administrators:

Generating server: AM0PR01.eurprd01.prod.outlook.com

ola@far.example
Remote Server returned '550 5.1.1 User unknown'

Original message headers:

From: Kari <kari@fjord.example>
Message-ID: <ex@fjord.example>
`,
    { code: 550, status: '5.1.1' },
  ],
  [
    'gmail',
    `Address not found

Your message wasn't delivered to ola@far.example because the address couldn't be found, or is unable to receive mail.

The response from the remote server was:
550 5.1.1 User unknown
`,
    { code: 550, status: '5.1.1' },
  ],
];
for (const [format, text, wanted] of PLAIN)
  test(`plain words of ${format}`, () => {
    const bounce = readBounce(text);
    assert.equal(bounce?.format, format);
    assert.equal(bounce.recipients.length, 1, JSON.stringify(bounce.recipients));
    const [one] = bounce.recipients;
    assert.equal(one.address, 'ola@far.example');
    assert.equal(one.action, 'failed');
    for (const [key, value] of Object.entries(wanted)) assert.equal(one[key as keyof typeof one], value, key);
    if (text.includes('Message-ID')) assert.match(bounce.original?.messageId ?? '', /^<\w+@fjord\.example>$/);
  });

test('what is no bounce is none', () => {
  for (const text of ['', 'Hei', '550 5.1.1 user unknown', 'Status: ok\nAction: none', ORIGINAL])
    assert.equal(readBounce(text), null, text.slice(0, 30));
});

test('base64, quoted-printable and HTML read as text', () => {
  const words = 'Serveren sa nei: adressen finnes ikke hos mottakeren, sier de. '.repeat(3);
  const encoded = Buffer.from(words)
    .toString('base64')
    .replace(/(.{76})/g, '$1\n');
  assert.ok(readable(`Før\n${encoded}\n`).includes('adressen finnes ikke'));
  assert.ok(readable('adressen finnes=20ikke=\n hos =C3=B8rsta').includes('finnes ikke hos ørsta'));
  assert.ok(readable('<div>550 5.1.1 &lt;ola@far.example&gt;<br>finnes ikke</div>').includes('<ola@far.example>'));
});

test('any text whatsoever: never throws, bounded', () => {
  const piece = fc.oneof(
    fc.string({ maxLength: 200 }),
    fc.constantFrom(
      'Content-Type: multipart/report; boundary="x"\n',
      '--x\n',
      'Content-Type: message/delivery-status\n\n',
      'Final-Recipient: rfc822; a@b.example\n',
      'Action: failed\nStatus: 5.1.1\n',
      'This is the mail system at host a.example\n',
      '<a@b.example>: host b[1.2.3.4] said: 550-5.1.1 no\n550 5.1.1 no\n',
      '> '.repeat(50),
      '=3D=\n',
      '<br>',
      `${'A'.repeat(76)}\n`.repeat(5),
    ),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const bounce = readBounce(pieces.join(''));
      if (bounce === null) return;
      assert.ok(bounce.recipients.length > 0 && bounce.recipients.length <= 50);
      assert.ok(bounce.words.length <= 4000);
      for (const { diagnostic } of bounce.recipients) assert.ok((diagnostic ?? '').length <= 1000);
    }),
    { numRuns: 200 },
  );
});

test('a quarter of a megabyte of the worst takes no time', () => {
  for (const piece of [
    '<a@b.example>: 550-5.1.1 no\n',
    ' ',
    'a',
    'Final-Recipient: x\n ',
    '>',
    '-- original message\n',
    '550-1\n',
    '=3D=\n',
  ]) {
    const started = performance.now();
    readBounce(`This is the mail system at host x\n${piece.repeat(Math.ceil(300_000 / piece.length))}`);
    assert.ok(performance.now() - started < 3000, `${JSON.stringify(piece)}: ${performance.now() - started} ms`);
  }
});
