/** The part tree: offsets in range, parts nested and in order, slices that make the message again; caps. */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { fieldNamed, fieldValue, scanHeader } from './header-fields.ts';
import { MAX_DEPTH, MAX_PARTS, type MimePart, parseMessage } from './parse.ts';

const LINES = `Content-Type: multipart/mixed; boundary=a
Content-Type: multipart/mixed; boundary="a "
Content-Type: multipart/digest; boundary="b c"
Content-Type: multipart/mixed; boundary="a--"
Content-Type: message/rfc822
Content-Type: text/html
Subject: x
 folded
--a
--a--
--a----
--b c
--b c--
--b c  \t
-
--
`.split('\n');
const line = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...LINES) }, fc.string({ maxLength: 12 }));
const hostile = fc
  .array(fc.tuple(line, fc.constantFrom('\r\n', '\n', '\r\n', '')), { maxLength: 80 })
  .map((lines) => Buffer.from(lines.flat().join('')));
const any = fc.oneof(
  hostile,
  fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
);

function checkPart(part: MimePart, start: number, end: number): void {
  assert.ok(start <= part.headerStart && part.headerStart <= part.headerEnd, 'header in range');
  assert.equal(part.headerEnd, part.bodyStart);
  assert.ok(part.bodyStart <= part.bodyEnd && part.bodyEnd <= end, 'body in range');
  assert.equal(part.octets, part.bodyEnd - part.bodyStart);
  let at = part.headerStart;
  for (const field of part.fields) {
    assert.ok(at <= field.start && field.start < field.valueStart && field.valueStart <= field.valueEnd);
    assert.ok(field.valueEnd <= field.end);
    at = field.end;
  }
  let previous = part.bodyStart;
  for (const child of part.children) {
    checkPart(child, previous, part.bodyEnd);
    previous = child.bodyEnd;
  }
  if (part.message !== null) {
    assert.equal(part.message.headerStart, part.bodyStart);
    assert.equal(part.message.bodyEnd, part.bodyEnd);
    checkPart(part.message, part.bodyStart, part.bodyEnd);
  }
}

test('any bytes: offsets in range, parts in order inside their parent', () => {
  fc.assert(
    fc.property(any, (bytes) => {
      const message = parseMessage(bytes);
      assert.equal(message.headerStart, 0);
      assert.equal(message.bodyEnd, bytes.length);
      checkPart(message, 0, bytes.length);
    }),
    { numRuns: 1_000 },
  );
});

/** Builds a message of nested multiparts and gives the leaf bodies that must come out. */
interface Tree {
  readonly body?: string;
  readonly children?: readonly Tree[];
}
const tree = fc.letrec<{ node: Tree }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ body: fc.stringMatching(/^[a-z .\r\n-]{0,40}$/).filter((text) => !/(^|\n)--/.test(text)) }),
    fc.record({ children: fc.array(tie('node'), { minLength: 1, maxLength: 4 }) }),
  ),
})).node;

function write(node: Tree, level: number): string {
  if (node.children === undefined) return `Content-Type: text/plain\r\n\r\n${node.body}`;
  // Boundaries that are each other's beginning: only the whole line counts.
  const boundary = `b${'-'.repeat(level)}x`.slice(0, level + 1);
  const parts = node.children.map((child) => `--${boundary}\r\n${write(child, level + 1)}\r\n`).join('');
  return `Content-Type: multipart/mixed; boundary="${boundary}"\r\n\r\n${parts}--${boundary}--`;
}
const leaves = (node: Tree): readonly string[] => node.children?.flatMap(leaves) ?? [node.body ?? ''];
const leafBodies = (bytes: Buffer, part: MimePart): readonly string[] =>
  part.kind === 'multipart'
    ? part.children.flatMap((child) => leafBodies(bytes, child))
    : [bytes.toString('latin1', part.bodyStart, part.bodyEnd)];

test('what was put into parts comes out of them, byte for byte', () => {
  fc.assert(
    fc.property(tree, (node) => {
      const bytes = Buffer.from(write(node, 0), 'latin1');
      assert.deepEqual(leafBodies(bytes, parseMessage(bytes)), leaves(node));
    }),
    { numRuns: 300 },
  );
});

test('header, boundaries and bodies together are the whole message', () => {
  fc.assert(
    fc.property(hostile, (bytes) => {
      const message = parseMessage(bytes);
      const pieces: Buffer[] = [];
      let at = 0;
      const walk = (part: MimePart): void => {
        pieces.push(bytes.subarray(at, part.headerStart), bytes.subarray(part.headerStart, part.headerEnd));
        at = part.headerEnd;
        for (const child of part.children) walk(child);
        if (part.message !== null) walk(part.message);
        pieces.push(bytes.subarray(at, part.bodyEnd));
        at = Math.max(at, part.bodyEnd);
      };
      walk(message);
      assert.ok(Buffer.concat(pieces).equals(bytes));
    }),
  );
});

test('fields: folding, old spaces, lines that are none', () => {
  const bytes = Buffer.from(
    'From : a\r\nnonsense\r\nSubject:  one\r\n\ttwo \r\n three\r\nEmpty:\r\n\r\nSubject: body\r\n',
  );
  const { fields, end, hasEmptyLine } = scanHeader(bytes, 0, bytes.length);
  assert.deepEqual(
    fields.map((field) => [field.key, fieldValue(bytes, field)]),
    [
      ['from', 'a'],
      ['subject', 'one\ttwo  three'],
      ['empty', ''],
    ],
  );
  assert.equal(bytes.toString('latin1', end), 'Subject: body\r\n');
  assert.ok(hasEmptyLine);
  assert.equal(fieldNamed(fields, 'to'), undefined);
});

test('nesting deeper than the cap is opaque', () => {
  const deep = Array.from(
    { length: 80 },
    (_, level) => `Content-Type: multipart/mixed; boundary=b${level}\r\n\r\n--b${level}\r\n`,
  );
  let part: MimePart | undefined = parseMessage(Buffer.from(`${deep.join('')}Content-Type: text/plain\r\n\r\nx`));
  let depth = 0;
  for (; part?.kind === 'multipart'; part = part.children[0]) depth++;
  assert.deepEqual([depth, part?.kind], [MAX_DEPTH, 'opaque']);
});

test('after the last part that is counted, the rest belongs to it', () => {
  const bytes = Buffer.from(
    `Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n\r\nx\r\n'.repeat(5_000)}--b--\r\n`,
  );
  const message = parseMessage(bytes);
  assert.equal(message.children.length, MAX_PARTS - 1);
  assert.equal(message.children.at(-1)?.bodyEnd, bytes.length);
});

test('a boundary right after the header of a digest’s part leaves an empty message, where the part ends', () => {
  const bytes = Buffer.from('Content-Type: multipart/digest; boundary="b c"\r\n\r\n--b c  \t\r\n\r\n--b c\r\n');
  const message = parseMessage(bytes);
  checkPart(message, 0, bytes.length);
  assert.equal(message.children[0].message?.octets, 0);
});
