/**
 * `npm run check`: format, lint, types and unit tests, side by side on the cores there are. Prints what failed, in full, and
 * the time of each. Contract and end-to-end suites are not part of it.
 */
import { spawn } from 'node:child_process';

const STEPS = ['lint', 'unit', 'types', 'format:check'];
/** More than two at once only slow each other down on the machines we have. */
const AT_ONCE = 2;

interface Ended {
  readonly step: string;
  readonly code: number;
  readonly text: string;
  readonly seconds: number;
}
const run = (step: string): Promise<Ended> =>
  new Promise((resolve) => {
    const begin = performance.now();
    const child = spawn('npm', ['run', '--silent', step], { stdio: ['ignore', 'pipe', 'pipe'] });
    const parts: Buffer[] = [];
    child.stdout.on('data', (part: Buffer) => parts.push(part));
    child.stderr.on('data', (part: Buffer) => parts.push(part));
    child.once('close', (code) =>
      resolve({
        step,
        code: code ?? 1,
        text: Buffer.concat(parts).toString(),
        seconds: (performance.now() - begin) / 1000,
      }),
    );
  });

const waiting = [...STEPS];
let isWell = true;
async function work(): Promise<void> {
  for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
    const { code, text, seconds } = await run(step);
    if (code !== 0) {
      isWell = false;
      process.stdout.write(text);
    }
    process.stdout.write(`${code === 0 ? 'ok' : 'FAILED'} ${step} (${seconds.toFixed(1)} s)\n`);
  }
}
await Promise.all(Array.from({ length: AT_ONCE }, work));
process.exitCode = isWell ? 0 : 1;
