/**
 * Fixes in zones of real name servers: bind9 and Knot by dynamic update, PowerDNS by its API. Each fault is in the zone; the
 * fix is previewed, needs consent that names what goes, changes exactly that, is seen by the diagnosis, and is undone to the
 * byte. Wrong keys and quicker hands are told in words. Run by test/e2e/run.
 */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { swaks } from '../harness/clients.ts';
import { HOST_ADDRESS, IS_PRIVATE, startHost, temporaryFolder, type Host } from '../harness/host.ts';
import { letter } from '../harness/mail.ts';
import { type NameServer, startBind, startKnot, startPowerDns } from '../harness/name-servers.ts';
import { check, has, suite } from '../harness/report.ts';

const MX = '10 post.fjord.example.';
/** Much that a fix must leave alone: long texts in odd strings, other types, other names. */
const REST = `www IN A 192.0.2.80
@ IN TXT "google-site-verification=abc" "second string; with \\"quotes\\""
@ 900 IN CAA 0 issue "letsencrypt.org"
_sip._tcp IN SRV 1 2 5060 sip
gamle IN A 127.0.0.200
`;
const wrong = (name: string): string => `@ IN MX 10 gamle.${name}.\n@ IN MX 20 gamle.${name}.\n${REST}`;

interface Diagnosis {
  readonly case: string;
  readonly findings: readonly {
    readonly id: string;
    readonly cause: string;
    readonly fix: readonly { readonly id: string }[];
  }[];
}
interface Preview {
  readonly kind: string;
  readonly question: string | null;
  readonly changes: readonly {
    readonly object: string;
    readonly before: string | null;
    readonly after: string | null;
  }[];
}
interface Result {
  readonly kind: string;
  readonly fixed: boolean | string;
  readonly proofs: readonly { readonly kind: string; readonly good: boolean }[];
}

const finding = async (
  host: Host,
  subject: string,
  cause: string,
  ...more: string[]
): Promise<readonly [string, string]> => {
  const outcome = await host.cli(['diagnose', subject, '--json', ...more]);
  const found = JSON.parse(outcome.out) as Diagnosis;
  const one = found.findings.find((entry) => entry.cause === cause);
  assert.ok(one !== undefined, `${cause} is not found: ${outcome.out.slice(0, 3000)}`);
  return [found.case, one.id];
};
/** JSON whatever the exit code. */
const fix = async <T>(host: Host, words: readonly string[]): Promise<{ code: number; value: T }> => {
  const outcome = await host.cli(['fix', ...words, '--json']);
  return { code: outcome.code, value: JSON.parse(outcome.out || outcome.text) as T };
};

async function replaceMx(host: Host, server: NameServer, name: string): Promise<void> {
  const before = await server.zone(name);
  let story: readonly string[] = [];
  await check(`${name}: the foreign MX is asked about, nothing is done without its name`, async () => {
    story = [...(await finding(host, name, 'dom-mx-wrong-host')), '--fix', 'replace-mx'];
    const asked = await fix<Preview>(host, story);
    assert.deepEqual([asked.code, asked.value.kind], [0, 'ask']);
    has(asked.value.question ?? '', `gamle.${name}`);
    assert.equal((await fix(host, [...story, '--yes'])).code, 1);
    assert.equal((await fix(host, [...story, '--yes', '--remove', 'mail.other.example'])).code, 1);
    assert.equal(await server.zone(name), before);
  });
  await check(`${name}: the preview is what is done, and nothing else`, async () => {
    const consent = [...story, '--remove', `gamle.${name}`];
    const preview = await fix<Preview>(host, consent);
    assert.equal(preview.value.kind, 'change', JSON.stringify(preview));
    assert.equal(await server.zone(name), before, 'a preview changes nothing');
    const applied = await fix<Result>(host, [...consent, '--yes']);
    assert.deepEqual([applied.code, applied.value.fixed], [0, true], JSON.stringify(applied));
    assert.ok(
      applied.value.proofs.some((proof) => proof.kind === 'dns'),
      JSON.stringify(applied.value.proofs),
    );
    assert.ok(
      applied.value.proofs.some((proof) => proof.kind === 'rcpt' && proof.good),
      JSON.stringify(applied.value.proofs),
    );
    const now = await server.zone(name);
    const [gone, come] = [before, now].map((zone, index) =>
      zone.split('\n').filter((line) => ![now, before][index].split('\n').includes(line)),
    );
    assert.deepEqual(
      [gone, come].map((list) => list.map((line) => line.replace(/ /g, ' '))),
      [[`${name}. 300 IN MX 10 gamle.${name}.`, `${name}. 300 IN MX 20 gamle.${name}.`], [`${name}. 300 IN MX ${MX}`]],
    );
  });
  await check(`${name}: mail arrives, and the second time there is nothing to do`, async () => {
    const to = `kari@${name}`;
    const message = letter('after the fix', 'nora@verden.example', to);
    assert.equal((await swaks(host, { door: 'inbound', from: 'nora@verden.example', to, message })).code, 0);
    const again = await fix<Result>(host, [...story, '--yes']);
    assert.deepEqual([again.code, again.value.kind], [0, 'already'], JSON.stringify(again));
  });
  await check(`${name}: undo puts the zone back to the byte`, async () => {
    const undone = await fix<Result>(host, [...story, '--undo']);
    assert.deepEqual([undone.code, undone.value.kind], [0, 'undone'], JSON.stringify(undone));
    assert.equal(await server.zone(name), before);
    assert.equal((await fix(host, [...story, '--undo'])).code, 1);
  });
  await check(`${name}: a quicker hand is seen; nothing is written over it`, async () => {
    const consent = [...story, '--remove', `gamle.${name}`];
    assert.equal((await fix<Preview>(host, consent)).value.kind, 'change');
    await server.otherHand(name, [`add ${name}. 300 MX 30 gamle.${name}.`]);
    const moved = await server.zone(name);
    const stale = await fix<Result>(host, [...consent, '--yes']);
    assert.deepEqual([stale.code, stale.value.kind], [1, 'stale'], JSON.stringify(stale));
    assert.equal(await server.zone(name), moved);
  });
}

async function publishSpf(host: Host, server: NameServer, name: string): Promise<void> {
  await check(`${name}: SPF of a sender elsewhere, put in meanwhile, is kept`, async () => {
    const before = await server.zone(name);
    const story = await finding(host, name, 'dom-spf-missing', '--symptom', 'send');
    await server.otherHand(name, [`add ${name}. 300 TXT "v=spf1 include:_spf.mailing.example -all"`]);
    const applied = await fix<Result>(host, [...story, '--yes']);
    assert.equal(applied.code, 0, JSON.stringify(applied));
    const now = await server.zone(name);
    const spf = now.split('\n').filter((line) => line.includes('v=spf1'));
    assert.equal(spf.length, 1, now);
    has(spf[0], 'include:_spf.mailing.example');
    has(spf[0], 'post.fjord.example');
    has(spf[0], '-all');
    for (const line of before.split('\n')) has(now, line);
    assert.equal((await fix<Result>(host, [...story, '--undo'])).value.kind, 'undone');
    has(await server.zone(name), '"v=spf1 include:_spf.mailing.example -all"');
  });
}

async function refusals(host: Host, bind: NameServer): Promise<void> {
  for (const [name, words] of [
    ['laast.example', /may not change/],
    ['feilnokkel.example', /does not know our key/],
    ['stengt.example', /could not be reached|not answer/],
  ] as const)
    await check(`${name}: the refusal in words, and nothing changed`, async () => {
      const story = [
        ...(await finding(host, name, 'dom-mx-wrong-host')),
        '--fix',
        'replace-mx',
        '--remove',
        `gamle.${name}`,
      ];
      const before = await bind.zone(name);
      const outcome = await host.cli(['fix', ...story, '--yes', '--lang', 'en']);
      assert.equal(outcome.code, 1, outcome.text);
      has(outcome.text, words);
      assert.equal(await bind.zone(name), before);
    });
}

async function letters(host: Host): Promise<void> {
  await check('a zone elsewhere: the records and a finished letter in three languages', async () => {
    const name = 'borte.example';
    const story = [
      ...(await finding(host, name, 'dom-mx-wrong-host')),
      '--fix',
      'replace-mx',
      '--remove',
      `gamle.${name}`,
    ];
    assert.equal((await fix<Preview>(host, story)).value.kind, 'elsewhere');
    assert.equal((await host.cli(['fix', ...story, '--yes'])).code, 1);
    for (const [language, greeting] of [
      ['nb', 'Hei,'],
      ['sv', 'Hej!'],
      ['en', 'Hello,'],
    ]) {
      const { code, out } = await host.cli(['fix', ...story, '--letter', '--lang', language]);
      assert.equal(code, 0, out);
      for (const part of [greeting, `${name}. 300 IN MX ${MX}`, `gamle.${name}`, `dig +short ${name} MX`])
        has(out, part);
      assert.ok(!/undefined|\[object/.test(out), out);
    }
  });
}

await suite(async () => {
  if (!IS_PRIVATE) throw new Error('this suite needs the private network of test/e2e/run');
  const home = `@ IN MX ${MX}\npost IN A ${HOST_ADDRESS}\n`;
  const others = ['laast.example', 'feilnokkel.example', 'stengt.example', 'borte.example'];
  const bind = await startBind(
    {
      'fjord.example': home,
      'bindet.example': wrong('bindet.example'),
      ...Object.fromEntries(others.map((name) => [name, wrong(name)])),
    },
    ['laast.example'],
  );
  const knot = await startKnot({ 'knute.example': wrong('knute.example') });
  const power = await startPowerDns({ 'kraft.example': wrong('kraft.example') });
  const folder = temporaryFolder('keys');
  const wrongKey = join(folder, 'wrong');
  writeFileSync(wrongKey, Buffer.alloc(32, 7).toString('base64'));
  const targets = {
    'bindet.example': bind.target,
    'laast.example': bind.target,
    'feilnokkel.example': `{ kind = "rfc2136", server = "${bind.address}:53", key = "fiksnokkel:${wrongKey}" }`,
    'stengt.example': `{ kind = "rfc2136", server = "127.0.0.99:53", key = "fiksnokkel:${wrongKey}" }`,
    'knute.example': knot.target,
    'kraft.example': power.target,
  };
  const servers = [bind, knot, power].map(({ address }) => `${address}:53`);
  const host = await startHost({
    env: {
      POSTVAKT_DNS__SERVERS: JSON.stringify(servers),
      POSTVAKT_DNS__ROOTS: JSON.stringify([servers[0]]),
      POSTVAKT_DNS__WRITE: `{ ${Object.entries(targets)
        .map(([name, target]) => `"${name}" = ${target}`)
        .join(', ')} }`,
      POSTVAKT_REGISTRY__RDAP: '"off"',
    },
  });
  for (const name of [...Object.keys(targets), 'borte.example']) {
    await host.ask(['domain', 'add', name]);
    await host.addMailbox(`kari@${name}`, 'riktig passord 12');
  }
  for (const [server, name] of [
    [bind, 'bindet.example'],
    [knot, 'knute.example'],
    [power, 'kraft.example'],
  ] as const) {
    await replaceMx(host, server, name);
    await publishSpf(host, server, name);
  }
  await refusals(host, bind);
  await letters(host);
  await host.stop();
});
