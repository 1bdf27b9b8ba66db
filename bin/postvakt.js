#!/usr/bin/env node
// Starts the command line on the Node that the project brings along (node_modules), whatever Node started this file.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LAUNCH_ARGUMENTS, LAUNCH_ENVIRONMENT } from './launch.js';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const own = join(root, 'node_modules', '.bin', 'node');
const node = existsSync(own) ? own : process.execPath;
const child = spawn(node, [...LAUNCH_ARGUMENTS, ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...LAUNCH_ENVIRONMENT, ...process.env },
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => {
  console.error(`postvakt: ${node}: ${error.message}`);
  process.exit(2);
});
child.on('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : (code ?? 2)));
