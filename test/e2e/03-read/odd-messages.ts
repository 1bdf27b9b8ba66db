/** Messages that careless parsers trip over. CRLF lines; each is stored and must come back byte for byte. Pure. */
const message = (...lines: string[]): Buffer => Buffer.from(`${lines.join('\r\n')}\r\n`);

const nested = (depth: number): string[] =>
  depth === 0
    ? ['Content-Type: text/plain', '', 'the innermost']
    : [`Content-Type: multipart/mixed; boundary=b${depth}`, '', `--b${depth}`, ...nested(depth - 1), `--b${depth}--`];

export const oddMessages = (): readonly Buffer[] => [
  message('Subject: only a header', ''),
  message('', 'a body without any header'),
  message('Subject: no empty line after the header'),
  Buffer.from('Subject: no line end at the very end\r\n\r\nlast words'),
  message('Subject: unclosed multipart', 'Content-Type: multipart/mixed; boundary=x', '', '--x', '', 'never closed'),
  message('Subject: boundary that never comes', 'Content-Type: multipart/mixed; boundary="zz"', '', 'nothing here'),
  message('Subject: empty boundary', 'Content-Type: multipart/mixed; boundary=""', '', '--', 'a', '----'),
  message('Subject: deep', 'MIME-Version: 1.0', ...nested(30)),
  message('Subject: bad base64', 'Content-Transfer-Encoding: base64', '', '!!!not base64 at all==='),
  message('Subject: bad quoted-printable', 'Content-Transfer-Encoding: quoted-printable', '', 'x=G1=\t=', '=3'),
  message('Subject: =?utf-8?Q?broken_=E2?= =?x-unknown?B?/////?= =?utf-8?Q?open', '', 'encoded words'),
  message(`Subject: ${'very long '.repeat(400)}`, '', 'one header line of four thousand bytes'),
  message('Subject: folded', ...Array.from({ length: 300 }, (_, i) => ` continuation ${i}`), '', 'x'),
  message(...Array.from({ length: 400 }, (_, i) => `X-Header-${i}: ${i}`), '', 'many headers'),
  message('From: "a" <a@b>, , ;group:;, <@c,@d:e@f>, "unclosed <x@y>', 'To: undisclosed-recipients:;', '', 'addresses'),
  message('From: (comment (nested \\) ) x@y.example', 'Date: yesterday at noon', '', 'a date that is none'),
  message('Subject: rfc822', 'Content-Type: message/rfc822', '', 'Subject: inner', '', 'inner body'),
  message(
    'Subject: rfc822 in base64',
    'Content-Type: message/rfc822',
    'Content-Transfer-Encoding: base64',
    '',
    'U3ViamVjdDogeA==',
  ),
  Buffer.concat([
    message('Subject: latin-1', 'Content-Type: text/plain; charset=iso-8859-1', ''),
    Buffer.from([0xe5, 0xe4, 0xf6, 0x0d, 0x0a]),
  ]),
  Buffer.concat([Buffer.from('Subject: raw 8 bit \xe5\xff header\r\n\r\n', 'latin1'), message('x')]),
  message(
    'Content-Type: text/plain; charset="utf-8',
    "Content-Disposition: attachment; filename*0*=utf-8''bl%C3%A5; filename*1=b.txt",
    '',
    'x',
  ),
  message('Content-Type: ;;;=', 'Content-Type: text/html', '', 'two types'),
  message('Subject: )(*&{5}"\\ quote me "carefully"', 'Message-ID: <"odd\\"id"@x>', '', 'IMAP specials'),
  message('Subject: one long line', '', 'x'.repeat(60_000)),
];
