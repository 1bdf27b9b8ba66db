/**
 * Other people's checkers beside our diagnosis, on the same planted faults. Not among the suites that run by themselves:
 * `bash test/e2e/run tools`. Writes docs/accuracy-tools.md. Fails only when something could not be run or ours is wrong.
 */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeLabCertificates } from '../../../lab/lab-certificates.ts';
import { startSignedDns } from '../../../lab/real/signed-dns.ts';
import { PLANTED, type Planted, ZONES } from '../../../lab/real/tool-domains.ts';
import { ROOT, IS_PRIVATE, startHost, temporaryFolder, type Host } from '../harness/host.ts';
import { startRegistry } from '../harness/registry.ts';
import { check, suite } from '../harness/report.ts';
import { outcomeOf, toolsPage, type Row } from './page.ts';
import { makeDnsviz, makeTestssl, makeZonemaster, type Said } from './programs.ts';

/** Ours: roots are errors, notes beside them are not. */
async function ours(host: Host, { domain, symptom }: Planted): Promise<Said> {
  const begin = performance.now();
  const diagnosis = await host.ask<{ readonly findings: readonly { readonly cause: string; readonly role: string }[] }>(
    ['diagnose', `kari@${domain}`, '--symptom', symptom],
  );
  return {
    messages: diagnosis.findings.map(({ cause, role }) => ({ tag: cause, isError: role === 'root' })),
    seconds: (performance.now() - begin) / 1000,
  };
}

/** A host whose certificate is as from a public authority, right or expired. */
async function hostWith(
  kind: Planted['certificate'],
  environment: Readonly<Record<string, string>>,
): Promise<[Host, string]> {
  const folder = temporaryFolder('certificates');
  const made = makeLabCertificates(Date.now());
  const { cert, key } = made.make(kind, ['post.fjord.example']);
  const at = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const trust = at('root.pem', made.trust);
  const host = await startHost({
    env: {
      ...environment,
      POSTVAKT_TLS__MODE: '"files"',
      POSTVAKT_TLS__CERTIFICATE: JSON.stringify(at('cert.pem', cert)),
      POSTVAKT_TLS__KEY: JSON.stringify(at('key.pem', key)),
      POSTVAKT_NET__TRUST: JSON.stringify([trust]),
    },
  });
  return [host, trust];
}

type Tool = (one: Planted) => Promise<Said>;
async function beside(
  all: readonly Planted[],
  first: ReadonlyMap<Planted, Said>,
  { zonemaster, dnsviz, testssl }: Readonly<Record<'zonemaster' | 'dnsviz' | 'testssl', Tool>>,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  const doors = new Map<string, Said>();
  for (const one of all)
    await check(`${one.domain}: ${one.what}`, async () => {
      const mine = first.get(one);
      assert.ok(mine !== undefined);
      // The same door shows the same to testssl, whosever domain it is.
      const door = `${one.door.host}:${one.door.port}`;
      const tls = doors.get(door) ?? (await testssl(one));
      doors.set(door, tls);
      const said = { ours: mine, zonemaster: await zonemaster(one), dnsviz: await dnsviz(one), testssl: tls };
      const row = { planted: one, said };
      rows.push(row);
      for (const [name, { messages }] of Object.entries(said)) {
        const heard = messages.filter(
          ({ isError, tag }) => isError || name !== 'zonemaster' || /^Z09|NOT_|NO_RESP/.test(tag),
        );
        process.stdout.write(
          `#   ${name}: ${heard.map(({ tag, isError }) => `${isError ? '!' : ''}${tag}`).join(', ')}\n`,
        );
      }
      for (const [name, { failed }] of Object.entries(said)) assert.equal(failed, undefined, name);
      assert.equal(outcomeOf('ours', row), one.cause === null ? 'silent' : 'named');
    });
  return rows;
}

await suite(async () => {
  assert.ok(IS_PRIVATE, 'this suite needs a private network namespace: run it by test/e2e/run as root');
  const dns = await startSignedDns(ZONES);
  const rdap = await startRegistry('example', new Set(Object.keys(ZONES)));
  const environment = { ...dns.environment, POSTVAKT_REGISTRY__RDAP: rdap };
  const zonemaster = makeZonemaster(dns);
  const dnsviz = await makeDnsviz(dns);
  const rows: Row[] = [];
  for (const kind of ['right', 'expired'] as const) {
    const [host, trust] = await hostWith(kind, environment);
    const planted = PLANTED.filter(({ certificate }) => certificate === kind);
    const first = new Map<Planted, Said>();
    // Ours before the others: what testssl does at the doors is an event in our journal.
    for (const one of planted) {
      await host.ask(['domain', 'add', one.domain]);
      await host.addMailbox(`kari@${one.domain}`, 'riktig passord 12');
      first.set(one, await ours(host, one));
    }
    rows.push(...(await beside(planted, first, { zonemaster, dnsviz, testssl: makeTestssl(trust) })));
    await host.stop();
  }
  await check('the page is written', () => writeFileSync(join(ROOT, 'docs/accuracy-tools.md'), toolsPage(rows)));
});
