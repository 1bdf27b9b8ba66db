// Preloaded before src/main.ts by bin/postvakt.js and `npm start`.
// Keeps compiled code between starts (node_modules/.cache), so that a start and each command take less time; without a
// writable folder Node simply compiles again. Eight threads: argon2 may hold two while commits are synced to disk.
import module from 'node:module';
import { fileURLToPath } from 'node:url';

process.env.UV_THREADPOOL_SIZE ??= '8';
module.enableCompileCache?.(fileURLToPath(new URL('../node_modules/.cache/postvakt', import.meta.url)));
