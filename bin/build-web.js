#!/usr/bin/env node
// Builds the web app into web/build when it is missing or older than its sources; run before `npm start`. A build that
// fails does not stop the mail: the host starts without the app and says so.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const web = join(root, 'web');
const stampFile = join(web, 'build', '.sources');

/** A hash over everything that the build is made of. */
function sources() {
  const hash = createHash('sha256');
  const files = ['package.json', 'vite.config.ts', 'tsconfig.json'].map((name) => join(web, name));
  for (const folder of ['src', 'static'])
    if (existsSync(join(web, folder)))
      for (const entry of readdirSync(join(web, folder), { recursive: true, withFileTypes: true }))
        if (entry.isFile()) files.push(join(entry.parentPath, entry.name));
  for (const file of files.filter((name) => existsSync(name)).sort())
    hash.update(file.slice(web.length)).update(readFileSync(file));
  return hash.digest('hex');
}

const wanted = sources();
if (!existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== wanted) {
  const vite = [join(web, 'node_modules', 'vite'), join(root, 'node_modules', 'vite')].find((path) => existsSync(path));
  const own = join(root, 'node_modules', '.bin', 'node');
  if (vite === undefined) console.error('postvakt: the web app is not built: run `npm ci` first.');
  else {
    const args = [join(vite, 'bin', 'vite.js'), 'build', '--logLevel', 'error'];
    const done = spawnSync(existsSync(own) ? own : process.execPath, args, {
      cwd: web,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    if (done.status === 0) writeFileSync(stampFile, wanted);
    else console.error('postvakt: the web app could not be built; the mail host starts without it.');
  }
}
