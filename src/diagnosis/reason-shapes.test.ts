/** Recordings of another version, or of nobody's: whatever shape the evidence has, there is a verdict and no crash. */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import type { Evidence } from './evidence.ts';
import type { Recording } from './finding.ts';
import { BROKEN, HEALTHY } from './planted-recordings.ts';
import { reason } from './reason.ts';
import { ago, recording } from './recordings.ts';

const VERDICTS = ['cause-found', 'healthy', 'inconclusive'];

/** The paths of all values below one, the value itself left out. */
function pathsOf(value: unknown, before: readonly string[] = []): (readonly string[])[] {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, below]) => [[...before, key], ...pathsOf(below, [...before, key])]);
}

function replaced(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by;
  const changed = Object.entries(value as object).map(([name, below]) => [
    name,
    name === key ? replaced(below, rest, by) : below,
  ]);
  return Array.isArray(value) ? changed.map(([, below]) => below) : Object.fromEntries(changed);
}

test('a state that no judge knows is no statement', () => {
  const at = ago(0);
  const of = (probe: string): Evidence => ({ kind: 'known', probe, vantage: 'dns', at, observed: {} }) as Evidence;
  const evidence = ['outside.mta-sts', 'dns.domain', 'dns.mx'].map(of);
  assert.equal(reason({ ...recording(), evidence }).verdict, 'inconclusive');
});

test('law: any evidence whatsoever gives a verdict', () => {
  const planted = [...Object.values(BROKEN), ...Object.values(HEALTHY)].flatMap((one) => one.evidence);
  const keys = planted.flatMap((one) => (one.kind === 'known' ? Object.keys(one.observed) : []));
  const evidence = fc.record({
    kind: fc.constantFrom('known', 'unknown'),
    probe: fc.constantFrom(...new Set(planted.map((one) => one.probe))),
    vantage: fc.constant('dns'),
    at: fc.constant(ago(0)),
    why: fc.string({ maxLength: 8 }),
    observed: fc.dictionary(fc.constantFrom(...new Set(keys)), fc.jsonValue({ maxDepth: 2 })),
  });
  fc.assert(
    fc.property(fc.array(evidence, { maxLength: 20 }), (list) => {
      const verdict = reason({ ...recording(), evidence: list as unknown as Recording['evidence'] });
      assert.ok(VERDICTS.includes(verdict.verdict));
    }),
    { numRuns: 100 },
  );
});

test('law: a recording in which one thing is of another shape gives a verdict', () => {
  const recordings = [...Object.values(BROKEN), ...Object.values(HEALTHY)];
  const strange = fc.oneof(fc.constant(null), fc.constant('unheard-of'), fc.jsonValue({ maxDepth: 1 }));
  fc.assert(
    fc.property(fc.constantFrom(...recordings), fc.nat(), fc.nat(), strange, (base, which, where, by) => {
      const known = base.evidence.filter((one) => one.kind === 'known');
      const chosen = known[which % known.length];
      const paths = pathsOf(chosen.observed);
      const path = paths[where % Math.max(1, paths.length)] ?? [];
      const observed = path.length === 0 ? {} : replaced(chosen.observed, path, by);
      const evidence = base.evidence.map((one) =>
        one === chosen ? { ...one, observed } : one,
      ) as typeof base.evidence;
      assert.ok(VERDICTS.includes(reason({ ...base, evidence }).verdict));
    }),
    { numRuns: 200 },
  );
});
