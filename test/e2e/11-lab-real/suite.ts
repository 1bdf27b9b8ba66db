/**
 * The fault lab on real programs: faults in zones served by nsd and knot, signed by ldns and validated by unbound, a foreign
 * Postfix, and mail programs that do it wrong; our server names each, and is silent on what is well. Run by test/e2e/run.
 */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DOMAINS, HOME, PLANTED, WELL } from '../../../lab/real/domains.ts';
import { startSignedDns } from '../../../lab/real/signed-dns.ts';
import { swaks } from '../harness/clients.ts';
import { HOST_ADDRESS, HOST_NAME, IS_PRIVATE, startHost, temporaryFolder, type Host } from '../harness/host.ts';
import { letter } from '../harness/mail.ts';
import { startPostfix } from '../harness/postfix.ts';
import { run } from '../harness/program.ts';
import { startRegistry } from '../harness/registry.ts';
import { check, suite } from '../harness/report.ts';

const PASSWORD = 'riktig passord 12';

interface Diagnosis {
  readonly verdict: string;
  readonly findings: readonly {
    readonly cause: string;
    readonly role: string;
    readonly evidence: readonly unknown[];
  }[];
}
const diagnose = (host: Host, subject: string, symptom: string): Promise<Diagnosis> =>
  host.ask<Diagnosis>(['diagnose', subject, '--symptom', symptom]);
const finds = async (host: Host, subject: string, cause: string, symptom = 'both'): Promise<void> => {
  const diagnosis = await diagnose(host, subject, symptom);
  assert.equal(diagnosis.findings[0]?.cause, cause, JSON.stringify(diagnosis, null, 1).slice(0, 3000));
  assert.equal(diagnosis.verdict, 'cause-found');
  assert.ok((diagnosis.findings[0]?.evidence.length ?? 0) > 0, 'a finding shows its evidence');
};
const silent = async (host: Host, subject: string): Promise<void> => {
  const diagnosis = await diagnose(host, subject, 'both');
  const alarms = diagnosis.findings.filter((one) => one.role === 'root');
  assert.deepEqual(alarms, [], JSON.stringify(diagnosis, null, 1).slice(0, 3000));
};

const zones = async (host: Host): Promise<void> => {
  for (const domain of WELL) await check(`${domain} is well: no alarm`, () => silent(host, `kari@${domain}`));
  for (const [domain, cause] of Object.entries(PLANTED))
    await check(`${domain}: ${cause}`, () => finds(host, `kari@${domain}`, cause, 'receive'));
};

/** A file that only its owner may read, as mail programs demand. */
const secretFile = (folder: string, name: string, text: string): string => {
  const file = join(folder, name);
  writeFileSync(file, text, { mode: 0o600 });
  return file;
};

/** fetchmail looks for mail once; gives its exit code (0 mail, 1 none, 3 sign-in refused). */
async function fetchmail(host: Host, protocol: 'IMAP' | 'POP3', user: string, password: string): Promise<number> {
  const folder = temporaryFolder('fetchmail');
  const port = host.port(protocol === 'IMAP' ? 'imaps' : 'pop3s');
  const file = secretFile(
    folder,
    'rc',
    `poll ${HOST_NAME} protocol ${protocol} port ${port} user "${user}" password "${password}" ssl sslcertfile "${host.caFile}"\n`,
  );
  const outcome = await run('fetchmail', ['--check', '-f', file, '--pidfile', join(folder, 'pid')], {
    env: { HOME: folder, FETCHMAILHOME: folder },
    limitMs: 20_000,
  });
  return outcome.code;
}

const programs = async (host: Host): Promise<void> => {
  const add = async (name: string): Promise<string> => {
    await host.addMailbox(`${name}@${HOME}`, PASSWORD);
    return `${name}@${HOME}`;
  };
  await check('fetchmail signs in by IMAP and by POP3: no alarm', async () => {
    const subject = await add('frisk');
    assert.equal(await fetchmail(host, 'IMAP', subject, PASSWORD), 1);
    assert.equal(await fetchmail(host, 'POP3', subject, PASSWORD), 1);
    await silent(host, subject);
  });
  await check('fetchmail with a wrong password: acc-wrong-password', async () => {
    const subject = await add('feil');
    assert.equal(await fetchmail(host, 'IMAP', subject, 'galt passord'), 3);
    await finds(host, subject, 'acc-wrong-password', 'receive');
  });
  await check('fetchmail still has the old password: cli-stale-password', async () => {
    const subject = await add('gammelt');
    assert.equal(await fetchmail(host, 'POP3', subject, PASSWORD), 1);
    const changed = await host.cli(['mailbox', 'passwd', subject, '--password-stdin', '--json'], 'nytt passord 34\n');
    assert.equal(changed.code, 0, changed.text);
    assert.equal(await fetchmail(host, 'POP3', subject, PASSWORD), 3);
    await finds(host, subject, 'cli-stale-password', 'receive');
  });
  await check('fetchmail with half of the user name: acc-username-without-domain', async () => {
    const subject = await add('halvtnavn');
    assert.equal(await fetchmail(host, 'IMAP', 'halvtnavn', PASSWORD), 3);
    await finds(host, subject, 'acc-username-without-domain', 'receive');
  });
  await check('openssl with TLS 1.1 and nothing newer: cli-tls-too-old', async () => {
    const subject = await add('gammeltls');
    const [source, where] = ['127.0.2.1', `${HOST_ADDRESS}:${host.port('imaps')}`];
    const curl = ['-sS', '--interface', source, '--cacert', host.caFile, '--user', `${subject}:${PASSWORD}`];
    assert.equal((await run('curl', [...curl, `imaps://${HOST_NAME}:${host.port('imaps')}/`])).code, 0);
    const old = ['-tls1_1', '-cipher', 'DEFAULT@SECLEVEL=0', '-bind', `${source}:0`, '-servername', HOST_NAME];
    assert.notEqual((await run('openssl', ['s_client', '-connect', where, ...old], { limitMs: 10_000 })).code, 0);
    await finds(host, subject, 'cli-tls-too-old', 'receive');
  });
};

const sending = async (host: Host): Promise<void> => {
  const add = async (name: string): Promise<string> => {
    await host.addMailbox(`${name}@${HOME}`, PASSWORD);
    return `${name}@${HOME}`;
  };
  const send = (from: string, to: string, user: string | null, id: string) =>
    swaks(host, {
      door: 'submissions',
      from,
      to,
      message: letter(id, from, to),
      ...(user === null ? {} : { login: { user, password: PASSWORD } }),
    });
  await check('swaks sends without signing in: cli-smtp-auth-off', async () => {
    const subject = await add('utenauth');
    assert.equal((await send(subject, 'nora@verden.example', subject, 'first')).code, 0);
    assert.notEqual((await send(subject, 'nora@verden.example', null, 'second')).code, 0);
    await finds(host, subject, 'cli-smtp-auth-off', 'send');
  });
  await check('swaks sends with somebody else’s sender: cli-from-not-owned', async () => {
    const subject = await add('fremmed');
    assert.notEqual((await send(`sjefen@${HOME}`, 'nora@verden.example', subject, 'third')).code, 0);
    await finds(host, subject, 'cli-from-not-owned', 'send');
  });
  await check('swaks signs in and a real Postfix takes the message: no alarm', async () => {
    const subject = await add('sender');
    assert.equal((await send(subject, 'nora@verden.example', subject, 'fourth')).code, 0);
    await silent(host, subject);
  });
};

await suite(async () => {
  assert.ok(IS_PRIVATE, 'this suite needs a private network namespace: run it by test/e2e/run as root');
  const dns = await startSignedDns(DOMAINS);
  const rdap = await startRegistry('example', new Set(Object.keys(DOMAINS)));
  await startPostfix('127.0.0.20', 25, {
    myhostname: 'mx.verden.example',
    mydestination: '',
    virtual_mailbox_domains: 'verden.example',
    virtual_mailbox_maps: 'inline:{ nora@verden.example=nora }',
    virtual_transport: 'discard',
  });
  const host = await startHost({ env: { ...dns.environment, POSTVAKT_REGISTRY__RDAP: rdap } });
  for (const domain of [...Object.keys(DOMAINS), 'borte.example']) {
    if (domain === 'verden.example') continue;
    await host.ask(['domain', 'add', domain]);
    await host.addMailbox(`kari@${domain}`, PASSWORD);
  }
  await zones(host);
  await programs(host);
  await sending(host);
});
