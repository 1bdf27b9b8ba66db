/**
 * Messages of the suites: how they are made, and how a stored one is compared with what was sent. Pure values; used by
 * every suite that sends or reads.
 */
import assert from 'node:assert/strict';

/** A message with CRLF lines; 8-bit, leading dots, long lines, empty lines at the end: what careless code damages. */
export const letter = (id: string, from: string, to: string, extra = ''): Buffer =>
  Buffer.from(
    [
      `From: Kåre Sjøberg <${from}>`,
      `To: <${to}>`,
      `Subject: =?utf-8?Q?Bl=C3=A5b=C3=A6r?= ${id}`,
      `Message-ID: <${id}@suite.example>`,
      'Date: Sat, 21 Nov 2026 12:00:00 +0100',
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: 8bit',
      ...(extra === '' ? [] : [extra]),
      '',
      '.a line that begins with a dot',
      '..and one with two',
      '.',
      `Rømmegrøt, smörgåsbord, ${'long '.repeat(180)}`,
      'From here on a line that mbox would mangle',
      '\ttab and trailing blanks   ',
      '',
      '',
      '',
    ].join('\r\n'),
  );

/** RFC 5321 §4.5.2: what goes over the wire after DATA, with the final dot. */
export const dotStuffed = (message: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(message.toString('latin1').replace(/^\./gm, '..'), 'latin1'),
    Buffer.from(message.subarray(-2).toString('latin1') === '\r\n' ? '.\r\n' : '\r\n.\r\n'),
  ]);

const TRACE =
  /^(?:return-path|delivered-to|received|received-spf|authentication-results|dkim-signature|arc-[a-z-]+|x-postvakt-[a-z-]+):/i;

/** Stored = trace headers + exactly what was sent. Gives the trace headers. */
export const assertOnlyTraceAdded = (stored: Buffer, sent: Buffer): string => {
  const added = stored.length - sent.length;
  assert.ok(added >= 0, `stored is ${-added} bytes shorter than sent:\n${stored.toString().slice(0, 1500)}`);
  const same = stored.subarray(added).equals(sent);
  assert.ok(same, `the stored message is not the sent one:\n${stored.toString().slice(0, 3000)}`);
  const trace = stored.subarray(0, added).toString('latin1');
  const fields = trace
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
    .filter((line) => line !== '');
  for (const field of fields) assert.match(field, TRACE);
  return trace;
};

/** Value of a header field, unfolded, of the first field with this name; '' when there is none. */
export const headerOf = (message: Buffer | string, name: string): string => {
  const head = message
    .toString('latin1')
    .split('\r\n\r\n', 1)[0]
    .replace(/\r\n[ \t]+/g, ' ');
  return new RegExp(`^${name}:[ \t]*(.*)$`, 'im').exec(head)?.[1] ?? '';
};
