/** The parser and the reader together: whatever bytes come, in whatever chunks, the same commands come out. */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { CommandReader, type RawCommand, type ReaderEvent } from './command-reader.ts';
import { parseCommand, type ParsedCommand } from './parse-command.ts';

const LIMITS = {
  lineBytes: 65_536,
  literalBytes: () => 1024,
  totalLiteralBytes: () => 8192,
  skippedLiteralBytes: 65_536,
};

function readAll(chunks: readonly Buffer[], limits = LIMITS): ReaderEvent[] {
  const reader = new CommandReader(limits);
  const events: ReaderEvent[] = [];
  for (const chunk of chunks) {
    reader.push(chunk);
    for (let event = reader.next('command'); event !== null; event = reader.next('command')) {
      events.push(event);
      if (event.kind === 'lost') return events;
    }
    assert.ok(reader.bufferedBytes <= limits.lineBytes, 'the reader keeps no more than a line');
  }
  return events;
}

const split = (bytes: Buffer, cuts: readonly number[]): Buffer[] => {
  const points = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  return [0, ...points].map((from, i) => bytes.subarray(from, points[i] ?? bytes.length));
};

const raw = (line: string, ...literals: string[]): RawCommand => ({
  texts: line.split('§'),
  literals: literals.map((text) => ({ bytes: Buffer.from(text), binary: false })),
});
const parse = (line: string, ...literals: string[]): ParsedCommand => parseCommand(raw(line, ...literals), false);
const command = (line: string, ...literals: string[]): unknown => {
  const parsed = parse(line, ...literals);
  assert.ok(parsed.ok, `${line}: ${parsed.ok ? '' : parsed.text}`);
  return parsed.command;
};
const problem = (line: string): string => {
  const parsed = parse(line);
  assert.ok(!parsed.ok, line);
  return parsed.answer;
};

const piece = fc.oneof(
  fc.constantFrom(
    'a1 ',
    'UID ',
    'FETCH ',
    'SEARCH ',
    'STORE ',
    'LIST ',
    'APPEND ',
    'OR ',
    'NOT ',
    '(',
    ')',
    '"',
    '\\',
    '{3+}\r\nabc',
    '{2}\r\n',
    '\r\n',
    ' ',
    'BODY[1.2.HEADER.FIELDS (To)]<0.5>',
    '1:*,5',
    '~{4+}\r\n\0\0\0\0',
    'NIL',
    'CHARSET UTF-8 ',
    '&AOU-',
    '[',
  ),
  fc.string({ maxLength: 12 }),
);
const wild = fc.array(piece, { maxLength: 40 }).map((parts) => Buffer.from(parts.join(''), 'utf8'));

test('whatever comes, nothing throws, and the chunks do not matter', () => {
  fc.assert(
    fc.property(wild, fc.array(fc.nat(500), { maxLength: 12 }), (bytes, cuts) => {
      const whole = readAll([bytes]);
      assert.deepEqual(readAll(split(bytes, cuts)), whole);
      for (const event of whole) {
        if (event.kind === 'command') {
          const parsed = parseCommand(event.raw, false);
          assert.ok(parsed.ok || parsed.text.length < 200);
        }
      }
    }),
    { numRuns: 400 },
  );
});

test('random bytes do not throw either', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      readAll([Buffer.from(bytes)]);
      parseCommand(raw(Buffer.from(bytes).toString('latin1').replaceAll('§', '')), true);
    }),
    { numRuns: 300 },
  );
});

test('literals: waiting and not waiting, refused and skipped', () => {
  assert.deepEqual(
    readAll([Buffer.from('a LOGIN {4}\r\nkari {3+}\r\nabc\r\nb NOOP\r\n')]).map((event) => event.kind),
    ['continue', 'command', 'command'],
  );
  const refused = readAll([Buffer.from('a LOGIN {2000}\r\nb NOOP\r\n')]);
  assert.deepEqual(refused[0], { kind: 'refused', tag: 'a', why: 'literal-too-big' });
  assert.equal(refused[1].kind, 'command');
  const skipped = readAll([Buffer.from(`a LOGIN {2000+}\r\n${'x'.repeat(2000)} {1+}\r\ny\r\nb NOOP\r\n`)]);
  assert.deepEqual(
    skipped.map((event) => event.kind),
    ['refused', 'command'],
  );
  assert.deepEqual(readAll([Buffer.from('a X {9999999999+}\r\n')]), [{ kind: 'lost' }]);
});

test('ID over the limit is refused with its tag and the next command is served (imap-core hangs here)', () => {
  const events = readAll([Buffer.from(`id1 ID ("name" "${'x'.repeat(70_000)}")\r\nb NOOP\r\n`)]);
  assert.deepEqual(events[0], { kind: 'refused', tag: 'id1', why: 'line-too-long' });
  assert.equal(events[1].kind, 'command');
});

test('a line without end is given up', () => {
  const events = readAll(Array.from({ length: 40 }, () => Buffer.alloc(65_536, 'x')));
  assert.deepEqual(events, [{ kind: 'lost' }]);
});

test('what imap-core refused: LIST "" box/%, FETCH 1,*, SEARCH *:3, NIL as a search string', () => {
  assert.deepEqual((command('a LIST "" box/%') as { patterns: string[] }).patterns, ['box/%']);
  assert.equal((command('a LSUB "" box/%') as { pattern: string }).pattern, 'box/%');
  assert.deepEqual((command('a FETCH 1,* FLAGS') as { set: unknown }).set, [
    [1, 1],
    [Infinity, Infinity],
  ]);
  assert.deepEqual((command('a SEARCH *:3') as { key: unknown }).key, {
    kind: 'set',
    set: [[Infinity, 3]],
    by: 'sequence',
  });
  assert.deepEqual((command('a SEARCH SUBJECT NIL') as { key: unknown }).key, {
    kind: 'text',
    where: { header: 'subject' },
    needle: 'NIL',
  });
});

test('FETCH: macros, sections, partials, modifiers', () => {
  assert.equal((command('a FETCH 1 full') as { items: unknown[] }).items.length, 5);
  const fetch = command('a UID FETCH 1:* (UID BODY.PEEK[1.2.HEADER.FIELDS (Date "X y")]<0.100>) (CHANGEDSINCE 12)') as {
    items: { label?: string; peek?: boolean; partial?: unknown }[];
    changedSince: number;
  };
  assert.equal(fetch.changedSince, 12);
  assert.equal(fetch.items[1].label, 'BODY[1.2.HEADER.FIELDS (Date "X y")]');
  assert.deepEqual(fetch.items[1].partial, { from: 0, length: 100 });
  for (const bad of ['FETCH 1 ()', 'FETCH 0 FLAGS', 'FETCH 1 BODY[1.]', 'FETCH 1 BODY[MIME]', 'FETCH 1 BODY[]<0.0>']) {
    assert.equal(problem(`a ${bad}`), 'BAD');
  }
});

test('SEARCH: nesting is capped, charsets are known or named', () => {
  assert.equal(problem(`a SEARCH ${'('.repeat(60)}ALL${')'.repeat(60)}`), 'BAD');
  assert.equal(problem(`a SEARCH ${'NOT '.repeat(60)}ALL`), 'BAD');
  command(`a SEARCH ${'('.repeat(40)}ALL${')'.repeat(40)}`);
  const unknown = parse('a SEARCH CHARSET KOI8-R TEXT x');
  assert.ok(!unknown.ok && unknown.answer === 'NO' && unknown.code?.startsWith('BADCHARSET'));
  const latin = parseCommand(raw('a SEARCH CHARSET ISO-8859-1 TEXT "bl\xe5b\xe6r"'), false);
  assert.ok(latin.ok && latin.command.kind === 'SEARCH' && latin.command.key.kind === 'text');
  assert.equal(latin.command.key.needle, 'blåbær');
});

test('names: modified UTF-7, raw UTF-8, and what is neither', () => {
  assert.equal((command('a SELECT Utkast&AOU-') as { mailbox: string }).mailbox, 'Utkastå');
  assert.equal((command('a SELECT inbox') as { mailbox: string }).mailbox, 'INBOX');
  const bad = parse('a SELECT "&AOU"');
  assert.ok(!bad.ok && bad.answer === 'NO' && bad.code === 'CANNOT');
});

test('STORE, APPEND, COPY and the rest', () => {
  assert.deepEqual(command('a UID STORE $ (UNCHANGEDSINCE 7) -FLAGS.SILENT \\Seen junk'), {
    kind: 'STORE',
    uid: true,
    set: 'saved',
    op: 'remove',
    silent: true,
    flags: ['\\Seen', 'junk'],
    unchangedSince: 7,
  });
  const append = command('a APPEND box (\\Seen) "17-Jul-1996 02:44:25 -0700" §', 'Subject: x\r\n\r\n');
  assert.equal((append as { internalDate: number }).internalDate, Date.UTC(1996, 6, 17, 9, 44, 25));
  for (const bad of [
    '',
    'FOO',
    'FOO bar',
    'NOOP now',
    'EXPUNGE 1',
    'UID UID FETCH 1 FLAGS',
    'STORE 1 FLAGS',
    'SELECT',
  ]) {
    assert.equal(problem(`a ${bad}`), 'BAD', bad);
  }
});
