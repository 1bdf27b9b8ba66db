/**
 * The entry: runs one command line. Loads the host only when this process must be one, so that a command to a running
 * server starts fast. Wires nothing itself (host.ts does).
 */
import { runCommandLine } from './cli/run.ts';
import { serve } from './cli/serve.ts';
import { loadConfiguration } from './net/configuration-file.ts';

async function readAll(stream: NodeJS.ReadStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

// Mail, journal and keys are nobody else's, also in a data folder that was made with wider rights.
process.umask(0o077);

process.exitCode = await runCommandLine({
  argv: process.argv.slice(2),
  environment: process.env,
  load: () => loadConfiguration(process.env),
  openAlone: async (loaded) => await (await import('./host.ts')).openAlone(loaded),
  serve: async (loaded, language) =>
    serve({
      loaded,
      language,
      start: (await import('./host.ts')).startHost,
      out: (text) => process.stdout.write(`${text}\n`),
    }),
  readStdin: () => readAll(process.stdin),
  out: (text) => process.stdout.write(`${text}\n`),
  err: (text) => process.stderr.write(`${text}\n`),
});
