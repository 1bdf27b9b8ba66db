/** Many subjects: each once, resumed after a cut, changes told only when something changed, bad input refused. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import fc from 'fast-check';
import { changesBetween, readSubjects, toCsv } from '#src/model/batch-run.ts';
import { systemClock } from '#src/net/clock.ts';
import { runBatch, type BatchDeps } from './batch.ts';
import type { DiagnoseResult } from './diagnose-result.ts';
import { done, misuse } from './outcome.ts';

const answer = (subject: string, cause: string | null): DiagnoseResult => ({
  subject,
  symptom: 'unknown',
  verdict: cause === null ? 'healthy' : cause === '?' ? 'inconclusive' : 'cause-found',
  findings:
    cause === null || cause === '?'
      ? []
      : [
          {
            id: '1',
            cause: cause as 'dom-no-mx',
            certainty: 'proven',
            role: 'root',
            about: {},
            title: '',
            summary: '',
            why: '',
            evidence: [],
            fix: [],
          },
        ],
  verified: [],
  unchecked: [],
  tookMs: 1,
});

const folder = (t: test.TestContext): string => {
  const path = mkdtempSync(join(tmpdir(), 'batch-'));
  t.after(() => rmSync(path, { recursive: true }));
  return path;
};
const depsOf = (dataFolder: string, world: Record<string, string | null>, asked: string[] = []): BatchDeps => ({
  clock: systemClock,
  dataFolder,
  diagnose: ({ subject }) => {
    asked.push(subject);
    return Promise.resolve(
      subject in world ? done(answer(subject, world[subject])) : misuse('subjectNeither', { subject }),
    );
  },
});
const request = (subjects: readonly string[], more = {}) => ({
  name: 'all',
  subjects,
  fresh: false,
  out: null,
  ...more,
});

test('counts, files, and what changed since the run before', async (t) => {
  const data = folder(t);
  const out = join(data, 'out', 'list.csv');
  const world: Record<string, string | null> = { 'a.test': null, 'b.test': 'dom-no-mx', 'c.test': null, 'd.test': '?' };
  const first = await runBatch(depsOf(data, world), request([...Object.keys(world), 'nothing'], { out }), () => {});
  assert.ok(first.ok);
  const { healthy, broken, inconclusive, refused, compared } = first.value;
  assert.deepEqual([healthy, broken, inconclusive, refused, compared], [2, 1, 1, 1, false]);
  assert.match(readFileSync(out, 'utf8'), /^subject,verdict,.*\r\n[^]*b\.test,cause-found,dom-no-mx,proven/);
  Object.assign(world, { 'a.test': '?', 'b.test': null, 'c.test': 'dom-null-mx', 'd.test': null });
  const second = await runBatch(depsOf(data, world), request(Object.keys(world)), () => {});
  assert.ok(second.ok);
  assert.deepEqual(second.value.changes, [
    { subject: 'b.test', kind: 'mended', before: 'dom-no-mx', after: null },
    { subject: 'c.test', kind: 'broke', before: null, after: 'dom-null-mx' },
    { subject: 'nothing', kind: 'gone', before: null, after: null },
  ]);
  world['a.test'] = 'dom-no-mx';
  const third = await runBatch(depsOf(data, world), request(Object.keys(world)), () => {});
  assert.ok(third.ok);
  const broke = { subject: 'a.test', kind: 'broke', before: null, after: 'dom-no-mx' };
  assert.deepEqual(third.value.changes, [broke], 'an unknown in between forgets nothing');
});

test('a run that was cut off goes on; the half line of a crash is done again', async (t) => {
  const data = folder(t);
  const world = { 'a.test': null, 'b.test': null, 'c.test': null };
  let left = 2;
  const dying = {
    ...depsOf(data, world),
    diagnose: ({ subject }: { subject: string }) => {
      if (left-- > 0) return Promise.resolve(done(answer(subject, null)));
      return Promise.reject(new Error('cut off'));
    },
  };
  await assert.rejects(runBatch(dying, request(Object.keys(world), { atOnce: 1 }), () => {}));
  const file = join(data, 'diagnosis', 'all', 'running.jsonl');
  writeFileSync(file, `${readFileSync(file, 'utf8')}{"subject":"c.te`);
  const asked: string[] = [];
  const resumed = await runBatch(depsOf(data, world, asked), request(Object.keys(world)), () => {});
  assert.ok(resumed.ok);
  assert.deepEqual([asked, resumed.value.resumed, resumed.value.healthy], [['c.test'], 2, 3]);
  const fresh: string[] = [];
  await runBatch(depsOf(data, world, fresh), request(Object.keys(world), { fresh: true }), () => {});
  assert.equal(fresh.length, 3);
});

test('names that are paths are refused, and an empty list', async (t) => {
  const data = folder(t);
  for (const name of ['../x', '', 'a/b', '.hidden', 'x'.repeat(99)]) {
    const outcome = await runBatch(depsOf(data, {}), request(['a.test'], { name }), () => {});
    assert.ok(!outcome.ok && outcome.problem.key === 'batchNameBad', name);
  }
  const empty = await runBatch(depsOf(data, {}), request([]), () => {});
  assert.ok(!empty.ok && empty.problem.key === 'batchEmpty');
});

test('law: a run compared with itself changes nothing, and no list breaks the reader or the CSV', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (subjects) => {
      const lines = readSubjects(subjects.join('\n')).map((subject) => ({
        subject,
        verdict: 'healthy' as const,
        cause: null,
        certainty: null,
        causes: [],
        unchecked: 0,
        tookMs: 1,
        at: '2026-01-01T00:00:00.000Z',
      }));
      assert.deepEqual(changesBetween(lines, lines), []);
      assert.ok(toCsv(lines).endsWith('\r\n'));
    }),
    { numRuns: 100 },
  );
  assert.match(
    toCsv([
      {
        subject: '=cmd()',
        verdict: 'refused',
        cause: null,
        certainty: null,
        causes: [],
        unchecked: 0,
        tookMs: 0,
        at: '',
      },
    ]),
    /'=cmd/,
  );
});
