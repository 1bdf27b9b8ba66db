import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { aliasLoop, expandAlias, MAX_EXPANDED } from './alias.ts';

const graph =
  (edges: Readonly<Record<string, readonly string[]>>) =>
  (address: string): readonly string[] | null =>
    Object.hasOwn(edges, address) ? edges[address] : null;

test('aliases of aliases end at their ends, each once, in order', async () => {
  const lookup = graph({ all: ['sales', 'kari', 'x@out'], sales: ['ola', 'kari'] });
  assert.deepEqual(await expandAlias('all', lookup), ['kari', 'x@out', 'ola']);
});

test('a circle ends by itself and loses nobody', async () => {
  const lookup = graph({ a: ['b', 'kari'], b: ['a', 'ola'] });
  assert.deepEqual(await expandAlias('a', lookup), ['kari', 'ola']);
  assert.deepEqual(await expandAlias('self', graph({ self: ['self'] })), []);
});

test('a circle is found before it is made, with its way', async () => {
  const lookup = graph({ b: ['c'], c: ['kari', 'a'] });
  assert.deepEqual(await aliasLoop('a', ['b'], lookup), ['a', 'b', 'c', 'a']);
  assert.deepEqual(await aliasLoop('a', ['a'], lookup), ['a', 'a']);
  assert.equal(await aliasLoop('d', ['b'], lookup), null);
});

test('any graph: bounded, no repeats, and no loop is found exactly when there is none', async () => {
  const node = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g');
  const edges = fc.dictionary(node, fc.array(node, { minLength: 1, maxLength: 4 }), { noNullPrototype: true });
  await fc.assert(
    fc.asyncProperty(edges, async (made) => {
      const ends = await expandAlias('a', graph(made));
      assert.equal(new Set(ends).size, ends.length);
      assert.ok(ends.every((end) => !Object.hasOwn(made, end)));
      const { a: targets, ...rest } = made;
      if (targets === undefined) return;
      const reached = new Set(targets);
      for (const name of reached) for (const next of rest[name] ?? []) reached.add(next);
      assert.equal((await aliasLoop('a', targets, graph(rest))) !== null, reached.has('a'));
    }),
  );
});

test('a flood of targets is cut', async () => {
  const wide = (address: string): readonly string[] | null =>
    address.length < 8
      ? Array.from({ length: 50 }, (_, n) => `${address}${String.fromCharCode(97 + (n % 26))}${n}`)
      : null;
  assert.ok((await expandAlias('a', wide)).length <= MAX_EXPANDED);
});
