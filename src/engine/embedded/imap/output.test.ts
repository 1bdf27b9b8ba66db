import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import type { MailConnection } from '#src/net/connection.ts';
import { ConnectionOver, Output } from './output.ts';

/** Takes what is written; is full after `room` bytes until told otherwise. */
function sink(room = Infinity) {
  const chunks: Buffer[] = [];
  const connection = {
    closing: false,
    write: (chunk: Buffer): boolean => {
      chunks.push(chunk);
      return chunks.reduce((sum, { length }) => sum + length, 0) < room;
    },
  };
  return { chunks, connection, out: new Output(connection as unknown as MailConnection) };
}

test('texts and bytes leave in order and whole, whatever their sizes', () => {
  const length = fc.oneof(fc.nat(300), fc.nat(70_000), fc.constantFrom(32_767, 32_768, 65_535, 65_536));
  const piece = fc.record({ length, kind: fc.constantFrom('text', 'bytes', 'flush', 'breathe'), byte: fc.nat(255) });
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const { chunks, out } = sink();
      const expected: Buffer[] = [];
      for (const { length: size, kind, byte } of pieces) {
        const bytes = Buffer.alloc(size, byte);
        if (kind === 'text') out.text(bytes.toString('latin1'));
        else if (kind === 'bytes') out.bytes(bytes);
        else if (kind === 'flush') out.flush();
        else assert.equal(out.breathe(), null);
        if (kind === 'text' || kind === 'bytes') expected.push(bytes);
      }
      out.flush();
      const written = chunks.length;
      out.flush();
      assert.equal(chunks.length, written, 'nothing is written twice');
      assert.ok(Buffer.concat(chunks).equals(Buffer.concat(expected)));
      assert.ok(chunks.every((chunk) => chunk.length > 0 || expected.some(({ length: size }) => size === 0)));
    }),
    { numRuns: 100 },
  );
});

test('small answers are joined, and wait when the peer reads slowly', async () => {
  const { chunks, connection, out } = sink(60_000);
  const body = Buffer.alloc(2000, 120);
  let wait: Promise<void> | null = null;
  for (let n = 0; n < 100 && wait === null; n += 1) {
    out.text(`* ${n + 1} FETCH (BODY[] {2000}\r\n`);
    out.bytes(body);
    out.text(')\r\n');
    wait = out.breathe();
  }
  assert.equal(chunks.length, 1);
  assert.ok(chunks[0].length > 60_000 && chunks[0].length <= 65_536);
  assert.ok(out.isFull);
  out.drained();
  await wait;
  assert.ok(!out.isFull);
  connection.closing = true;
  assert.throws(() => out.breathe(), ConnectionOver);
});
