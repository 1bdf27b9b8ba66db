// How the program is started, for bin/postvakt.js, the end-to-end suites and the benches; `npm start` in package.json
// says the same. Memory as an operator expects it: without these, glibc keeps what password hashing and handshakes
// freed (an attack left 300 MiB behind), and V8 lets short-lived objects pile up on a machine with much memory.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
/** Environment of the process; what the operator has set himself comes first. */
export const LAUNCH_ENVIRONMENT = Object.freeze({ MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '1048576' });
/** Arguments of `node` up to the command of ours. */
export const LAUNCH_ARGUMENTS = Object.freeze(
  /** @type {readonly string[]} */ ([
    '--max-semi-space-size=8',
    '--import',
    join(root, 'bin', 'prepare.js'),
    join(root, 'src', 'main.ts'),
  ]),
);
