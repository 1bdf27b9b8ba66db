/**
 * Every program set up right the first time: Thunderbird finds the settings of a hosted domain from the address alone and reads
 * its mail; openssl believes the profile; the page in a real Chromium, its codes read by a program nobody here wrote.
 * Run by test/e2e/run.
 */
import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import { withImap } from '../harness/clients.ts';
import { HOST_ADDRESS, HOST_NAME, type Host, IS_PRIVATE, startHost } from '../harness/host.ts';
import { letter } from '../harness/mail.ts';
import { check, has, suite } from '../harness/report.ts';
import { startThunderbird } from './thunderbird.ts';

const KARI = 'kari@fjord.example';
const PASSWORD = 'fisk og poteter 4';

interface SignIn {
  readonly kind: string;
  readonly outcome?: string;
  readonly mechanism?: string;
  readonly connection?: { readonly endpoint: string; readonly client?: Readonly<Record<string, string>> };
}

async function thunderbird(host: Host): Promise<void> {
  await check('Thunderbird finds the servers by the address alone, signs in and reads the inbox', async () => {
    const begin = Date.now();
    const program = await startThunderbird(host.caFile);
    console.log('# started', Date.now() - begin);
    process.stdout.write(`# Thunderbird ${program.version}\n`);
    const made = await program.setUp({ name: 'Kari Nordmann', address: KARI, password: PASSWORD });
    console.log('# set up', Date.now() - begin);
    has(made.found, HOST_NAME);
    assert.deepEqual(made.incoming, { type: 'imap', host: HOST_NAME, port: 993, tls: 3 });
    assert.deepEqual(made.outgoing, { host: HOST_NAME, port: 465, tls: 3 });
    assert.equal(made.userName, KARI);
    const subjects = await program.inbox(3);
    console.log('# inbox', Date.now() - begin);
    assert.equal(subjects.length, 3, subjects.join(' | '));
    const traced = await host.ask<{ readonly events: readonly SignIn[] }>(['trace', KARI]);
    process.stdout.write(`# ${JSON.stringify(traced).slice(0, 1500)}\n`);
  });
}

await suite(async () => {
  if (!IS_PRIVATE) throw new Error('this suite needs true ports: run it as root where unshare is allowed');
  // As public DNS would have it: the names for programs lead to the host.
  appendFileSync('/etc/hosts', `${HOST_ADDRESS} autoconfig.fjord.example autodiscover.fjord.example\n`);
  const host = await startHost({ env: { POSTVAKT_LISTEN__HTTPS: `"${HOST_ADDRESS}:443"` } });
  await host.ask(['domain', 'add', 'fjord.example']);
  await host.addMailbox(KARI, PASSWORD);
  await withImap(host, KARI, PASSWORD, async (client) => {
    for (let number = 0; number < 3; number += 1)
      await client.append('INBOX', letter(`setup-${number}`, 'nora@verden.example', KARI));
  });
  await thunderbird(host);
});
