/** Enforces the order of the folders: a folder imports only from folders above it. The table is that of docs/architecture.md. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import test from 'node:test';

const root = resolve(import.meta.dirname, '..');
const ORDER = [
  'model',
  'protocol',
  'diagnosis',
  'messages',
  'net',
  'store',
  'engine',
  'probes',
  'service',
  'http',
  'cli',
  'host-state.ts',
  'host-app.ts',
  'host-doors.ts',
  'host.ts',
  'main.ts',
];
/** No clock, no files, no sockets in these. */
const PURE = ['model', 'protocol', 'diagnosis', 'messages'];
const IMPURE =
  /^node:(fs|net|tls|dns|dgram|http|https|http2|child_process|worker_threads|cluster|timers|sqlite|os|process)/;

const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.ts'),
);
const importsOf = (file: string): string[] =>
  [...readFileSync(join(root, 'src', file), 'utf8').matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(
    (match) => match[1],
  );
const folderOf = (path: string): string => path.split('/')[0];

test('a folder imports only from folders above it', () => {
  const wrong: string[] = [];
  for (const file of files.filter((name) => !name.endsWith('.test.ts'))) {
    for (const name of importsOf(file)) {
      const target = name.startsWith('#src/')
        ? name.slice(5)
        : name.startsWith('.')
          ? relative(join(root, 'src'), resolve(root, 'src', dirname(file), name))
          : null;
      if (target === null) continue;
      const from = ORDER.indexOf(folderOf(file));
      const to = ORDER.indexOf(folderOf(target));
      if (from < 0 || to < 0 || to > from) wrong.push(`${file} -> ${target}`);
    }
  }
  assert.deepEqual(wrong, []);
});

test('the pure folders reach nothing outside', () => {
  const wrong = files
    .filter((file) => PURE.includes(folderOf(file)) && !file.endsWith('.test.ts'))
    .flatMap((file) =>
      importsOf(file)
        .filter((name) => IMPURE.test(name))
        .map((name) => `${file} -> ${name}`),
    );
  assert.deepEqual(wrong, []);
  const clock = files
    .filter((file) => PURE.includes(folderOf(file)) && !file.endsWith('.test.ts'))
    .filter((file) =>
      /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(/.test(readFileSync(join(root, 'src', file), 'utf8')),
    );
  assert.deepEqual(clock, [], 'time and chance are arguments in pure folders');
});

test('the engine does not know the service', () => {
  const wrong = files.filter(
    (file) =>
      folderOf(file) === 'engine' &&
      importsOf(file).some((name) => /\/store\/(?!.*mail-store)/.test(name) && name.startsWith('#src/store/tables')),
  );
  assert.deepEqual(wrong, []);
});
