/** `npm start` says the same as bin/launch.js: memory flags must not get lost in one of the two. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { LAUNCH_ARGUMENTS, LAUNCH_ENVIRONMENT } from '../bin/launch.js';

const ROOT = join(import.meta.dirname, '..');

test('npm start and the command start the same program', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: { start: string } };
  const environment = Object.entries(LAUNCH_ENVIRONMENT).map(([key, value]) => `${key}=${value}`);
  const relative = LAUNCH_ARGUMENTS.map((one) => one.replace(`${ROOT}/`, one.endsWith('prepare.js') ? './' : ''));
  assert.equal(scripts.start, [...environment, 'node', ...relative, 'start'].join(' '));
});
