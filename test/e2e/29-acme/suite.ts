/**
 * Certificates from an authority nobody here wrote: ordered for every name that leads here, shown on every TLS door by the name
 * asked for, renewed under an open connection; what cannot be ordered is said in the authority's words; a kill loses nothing.
 * Run by test/e2e/run.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ImapFlow } from 'imapflow';
import { type Dns, startDns } from '../harness/dns.ts';
import { HOST_ADDRESS, HOST_NAME, type Host, IS_PRIVATE, launch, startHost, temporaryFolder } from '../harness/host.ts';
import { run } from '../harness/program.ts';
import { check, has, suite } from '../harness/report.ts';
import { waitFor } from '../harness/wait.ts';
import { type Names, OUTSIDE_ACCOUNT, type Pebble, startNames, startPebble } from './authority.ts';

const KARI = 'kari@fjord.example';
const PASSWORD = 'fisk og poteter 4';
const NOBODY = '127.0.0.99';
const VISITOR = '198.51.100.7';
/** They lead here: the host's own, and of two domains the names under which programs look. */
const OURS = [HOST_NAME, 'autoconfig.fjord.example', 'mta-sts.fjord.example', 'autodiscover.skog.example'];
const BLOCKED = 'autoconfig.skog.example';
const ELSEWHERE = 'mta-sts.skog.example';
/** The owner lets nobody make certificates. Pebble says no name of its own and asks no CAA: it would have made one. */
const FORBIDDEN = 'autoconfig.myr.example';

interface Seen {
  readonly name: string;
  readonly state: string;
  readonly until: string | null;
  readonly nextAt: string | null;
  readonly words: string | null;
}
const list = async (host: Host): Promise<readonly Seen[]> =>
  (await host.ask<{ readonly certificates: readonly Seen[] }>(['certificate', 'list'])).certificates;
const stateOf = async (host: Host, name: string): Promise<Seen | undefined> =>
  (await list(host)).find((one) => one.name === name);
const valid = (host: Host, names: readonly string[]): Promise<readonly Seen[]> =>
  waitFor(`certificates of ${names.join(' ')}`, async () => {
    const seen = await list(host);
    const isThere = names.every((name) => seen.find((one) => one.name === name)?.state === 'valid');
    if (!isThere) throw new Error(JSON.stringify(seen));
    return seen;
  });

/** What openssl is shown at a door under a name: issuer, serial number, and whether it believes it. */
async function shown(
  port: number,
  name: string,
  root: string,
  more: readonly string[] = [],
): Promise<{ readonly issuer: string; readonly serial: string; readonly believes: boolean }> {
  const where = ['-connect', `${HOST_ADDRESS}:${port}`, '-servername', name, '-verify_hostname', name];
  const { text } = await run('openssl', ['s_client', ...where, '-CAfile', root, '-showcerts', ...more], { input: '' });
  const pem = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/.exec(text)?.[0] ?? '';
  const read = await run('openssl', ['x509', '-noout', '-issuer', '-serial'], { input: pem });
  return {
    issuer: /issuer=(.*)/.exec(read.out)?.[1] ?? text.slice(-600),
    serial: /serial=(.*)/.exec(read.out)?.[1] ?? '',
    believes: /Verify(?: return code|ication): (?:0 \(ok\)|OK)/.test(text),
  };
}

const environment = (dns: Dns, pebble: Pebble, more: Readonly<Record<string, string>> = {}) => ({
  POSTVAKT_LISTEN__HTTP: JSON.stringify(`${HOST_ADDRESS}:80`),
  POSTVAKT_LISTEN__HTTPS: JSON.stringify(`${HOST_ADDRESS}:443`),
  ...dns.environment,
  POSTVAKT_TLS__MODE: '"acme"',
  POSTVAKT_TLS__ACME__DIRECTORY: JSON.stringify(pebble.directory),
  POSTVAKT_TLS__ACME__AUTHORITY: JSON.stringify(pebble.ownAuthority),
  POSTVAKT_TLS__ACME__CONTACT: '"drift@fjord.example"',
  POSTVAKT_TLS__ACME__AGREE: 'true',
  ...OUTSIDE_ACCOUNT,
  ...more,
});

async function agreement(dns: Dns, pebble: Pebble): Promise<void> {
  await check('without the agreement to the terms the host does not start, and names the key', async () => {
    const data = temporaryFolder('unagreed');
    const env = environment(dns, pebble, { POSTVAKT_TLS__ACME__AGREE: 'false' });
    const refused = launch(data, join(data, 'log'), env);
    assert.equal(await refused.ended, 2);
    has(readFileSync(refused.logFile, 'utf8'), 'tls.acme.agree');
  });
}

async function issued(host: Host, root: string): Promise<void> {
  await check('every name that leads here gets a certificate', async () => {
    await valid(host, OURS);
  });
  const doors = [
    ['https', 443, []],
    ['imaps', 993, []],
    ['submission', 587, ['-starttls', 'smtp']],
    ['pop3s', 995, []],
    ['submissions', 465, []],
    ['imap', 143, ['-starttls', 'imap']],
    ['inbound', 25, ['-starttls', 'smtp']],
  ] as const;
  await check('openssl believes every door under each name, and each name has a certificate of its own', async () => {
    for (const [at, [door, port, more]] of doors.entries()) {
      // The doors of mail share one listener: all names at three doors, the host's at each.
      const names = at < 3 ? OURS : [HOST_NAME];
      const seen = await Promise.all(names.map((name) => shown(port, name, root, more)));
      for (const [one, { issuer, believes }] of seen.entries()) {
        has(issuer, 'Pebble');
        assert.ok(believes, `${door} ${names[one]}: ${issuer}`);
      }
      assert.equal(new Set(seen.map(({ serial }) => serial)).size, names.length);
    }
  });
  await check('keys are for their owner only', () => {
    const folder = join(host.data, 'tls/acme');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((one) => one.endsWith('.json'));
    assert.ok(files.length > OURS.length);
    for (const file of files) assert.equal(statSync(join(folder, file)).mode & 0o777, 0o600, file);
  });
}

interface Wanted {
  readonly name: string;
  readonly type: string;
  readonly purpose: string;
}
async function records(host: Host, root: string): Promise<void> {
  const wanted = async (domain: string): Promise<readonly string[]> => {
    const { records: all } = await host.ask<{ readonly records: readonly Wanted[] }>(['domain', 'show', domain]);
    return all.filter(({ purpose }) => purpose === 'sts').map(({ name, type }) => `${name} ${type}`);
  };
  await check(
    'the record that binds senders is wanted only where the policy stands under its own certificate',
    async () => {
      assert.deepEqual(await wanted('fjord.example'), ['mta-sts.fjord.example CNAME', '_mta-sts.fjord.example TXT']);
      assert.deepEqual(await wanted('skog.example'), ['mta-sts.skog.example CNAME']);
      const where = ['--cacert', root, '--resolve', `mta-sts.fjord.example:443:${HOST_ADDRESS}`];
      const policy = await run('curl', ['-sS', ...where, 'https://mta-sts.fjord.example/.well-known/mta-sts.txt']);
      has(policy.text, 'mode: enforce');
      has(policy.text, `mx: ${HOST_NAME}`);
    },
  );
}

async function refusals(host: Host, root: string, seenByPebble: Names): Promise<void> {
  await check('a name that leads elsewhere is not ordered, and it is said where it leads', async () => {
    const seen = await waitFor('the look at where it leads', async () => {
      const one = await stateOf(host, ELSEWHERE);
      return one?.state === 'elsewhere' && one;
    });
    has(seen.words ?? '', NOBODY);
    has(seen.words ?? '', HOST_ADDRESS);
    const kept = JSON.parse(readFileSync(join(host.data, `tls/acme/names/${ELSEWHERE}.json`), 'utf8')) as object;
    assert.equal((kept as { order: unknown }).order, null);
  });
  await check('what CAA forbids to everybody is not ordered, and the record is named', async () => {
    const seen = await waitFor('the look at CAA', async () => {
      const one = await stateOf(host, FORBIDDEN);
      return one?.state === 'forbidden' && one;
    });
    has(seen.words ?? '', 'CAA at myr.example');
    has(seen.words ?? '', '0 issue ";"');
    const kept = JSON.parse(readFileSync(join(host.data, `tls/acme/names/${FORBIDDEN}.json`), 'utf8')) as object;
    assert.equal((kept as { order: unknown }).order, null);
  });
  await check('a name that nobody set up is not spoken of', async () => {
    assert.equal(await stateOf(host, 'autodiscover.fjord.example'), undefined);
  });
  await check(
    'the own authority stands in where the authority could not reach us, and doctor says so in its words',
    async () => {
      const seen = await waitFor('the refusal', async () => {
        const one = await stateOf(host, BLOCKED);
        return one?.state === 'failing' && one;
      });
      has(seen.words ?? '', /connection: .*(refused|Fetching)/i);
      assert.ok(seen.nextAt !== null && Date.parse(seen.nextAt) > Date.now());
      has((await shown(443, BLOCKED, root)).issuer, 'Postvakt own authority');
      const report = await host.ask<{ checks: { check: string; state: string; detail: string }[] }>(['doctor']);
      const found = report.checks.find((one) => one.check === 'acme');
      assert.equal(found?.state, 'warning');
      has(found?.detail ?? '', BLOCKED);
      has(found?.detail ?? '', 'own authority stands in');
      has(found?.detail ?? '', /refused/i);
      has(found?.detail ?? '', ELSEWHERE);
    },
  );
  await check('once it can be reached, the next try brings the certificate, proved on port 443 this time', async () => {
    await seenByPebble.set(BLOCKED, HOST_ADDRESS);
    const { code, text } = await host.cli(['certificate', 'renew', BLOCKED]);
    assert.equal(code, 0, text);
    has((await shown(443, BLOCKED, root)).issuer, 'Pebble');
  });
}

async function renewal(host: Host, root: string): Promise<void> {
  await check('a renewal shows at the next handshake; an open IMAP connection goes on', async () => {
    const before = await shown(993, HOST_NAME, root);
    const client = new ImapFlow({
      host: HOST_ADDRESS,
      port: 993,
      secure: true,
      servername: HOST_NAME,
      tls: { ca: readFileSync(root) },
      auth: { user: KARI, pass: PASSWORD },
      logger: false,
    });
    await client.connect();
    let closed = false;
    client.on('close', () => (closed = true));
    const { code, text } = await host.cli(['certificate', 'renew', HOST_NAME]);
    assert.equal(code, 0, text);
    const after = await shown(993, HOST_NAME, root);
    assert.notEqual(after.serial, before.serial);
    assert.ok(after.believes);
    assert.ok(await client.status('INBOX', { messages: true }));
    assert.equal(closed, false);
    await client.logout();
  });
  await check('each issue and renewal stands in the audit log', async () => {
    const db = new DatabaseSync(join(host.data, 'control.db'), { readOnly: true });
    const rows = db.prepare("SELECT action, subject FROM audit WHERE action LIKE 'certificate.%'").all();
    db.close();
    const said = rows.map(({ action, subject }) => `${String(action)} ${String(subject)}`);
    for (const name of OURS) assert.ok(said.includes(`certificate.issue ${name}`), said.join('\n'));
    assert.ok(said.includes(`certificate.renew ${HOST_NAME}`));
    assert.ok(said.includes(`certificate.fail ${BLOCKED}`));
  });
}

/** As a visitor from elsewhere: over the wire of this machine, by an address that is not its own loopback. */
const visit = async (url: string, more: readonly string[] = []): Promise<string> => {
  const name = new URL(url).hostname;
  const where = [
    '--interface',
    VISITOR,
    '--resolve',
    `${name}:80:${HOST_ADDRESS}`,
    '--resolve',
    `${name}:443:${HOST_ADDRESS}`,
  ];
  return (await run('curl', ['-sS', '-i', ...where, ...more, url])).text;
};

async function toHttps(root: string): Promise<void> {
  await check('a page asked over http goes to https, and the browser is told to stay there', async () => {
    await run('ip', ['addr', 'add', `${VISITOR}/32`, 'dev', 'lo']);
    const plain = await visit(`http://${HOST_NAME}/sign-in?next=%2Fmail`);
    has(plain, /^HTTP\/1.1 308/);
    has(plain, new RegExp(`location: https://${HOST_NAME}/sign-in\\?next=%2Fmail`, 'i'));
    const secure = await visit(`https://${HOST_NAME}/sign-in`, ['--cacert', root]);
    has(secure, /^HTTP\/1.1 200/);
    has(secure, /strict-transport-security: max-age=/i);
    has(secure, /cross-origin-opener-policy: same-origin/i);
  });
  await check('what programs and watchers ask over http is answered there', async () => {
    has(await visit(`http://${HOST_NAME}/health`), /^HTTP\/1.1 200/);
    const document = '/mail/config-v1.1.xml?emailaddress=kari@fjord.example';
    has(await visit(`http://autoconfig.fjord.example${document}`), '<emailProvider');
    has(await visit(`http://${HOST_NAME}/.well-known/acme-challenge/nothing`), /^HTTP\/1.1 404/);
  });
  await check('over https the session is in a cookie with the __Host- prefix, and counts', async () => {
    const folder = temporaryFolder('cookies');
    const jar = ['-b', join(folder, 'jar'), '-c', join(folder, 'jar'), '--cacert', root];
    const own = ['-H', 'sec-fetch-site: same-origin', '-H', 'content-type: application/json'];
    const entered = await visit(`https://${HOST_NAME}/api/v1/session`, [
      ...jar,
      ...own,
      '--data',
      JSON.stringify({ name: KARI, password: PASSWORD }),
    ]);
    has(entered, /set-cookie: __Host-postvakt=[^;]+;.*Secure/i);
    has(await visit(`https://${HOST_NAME}/api/v1/session`, jar), KARI);
  });
}

async function killed(host: Host, dns: Dns, pebble: Pebble, env: Readonly<Record<string, string>>): Promise<void> {
  const name = 'autoconfig.vik.example';
  await check(
    'kill -9 in the middle of an order: after the next start the certificate comes, by the same order',
    async () => {
      await dns.set('vik.example', `autoconfig IN A ${HOST_ADDRESS}`);
      const held = pebble.line.hold(6);
      await host.ask(['domain', 'add', 'vik.example']);
      await held;
      await host.kill();
      pebble.line.release();
      const kept = (): { order: { url: string } | null; certificate: object | null } =>
        JSON.parse(readFileSync(join(host.data, `tls/acme/names/${name}.json`), 'utf8')) as never;
      const before = kept();
      assert.ok(before.order !== null && before.certificate === null, JSON.stringify(before).slice(0, 300));
      const again = await startHost({ data: host.data, env });
      const root = await pebble.root();
      has((await shown(443, HOST_NAME, root)).issuer, 'Pebble');
      await valid(again, [name, ...OURS]);
      assert.equal(kept().order, null);
      await again.stop();
    },
  );
}

await suite(async () => {
  assert.ok(IS_PRIVATE, 'this suite needs a private network namespace: run it by test/e2e/run as root');
  const at = (label: string, address: string): string => `${label} IN A ${address}`;
  const dns = await startDns({
    'fjord.example': ['post', 'autoconfig', 'mta-sts'].map((label) => at(label, HOST_ADDRESS)).join('\n'),
    'skog.example': [at('autodiscover', HOST_ADDRESS), at('autoconfig', HOST_ADDRESS), at('mta-sts', NOBODY)].join(
      '\n',
    ),
    'myr.example': `${at('autoconfig', HOST_ADDRESS)}\n@ IN CAA 0 issue ";"`,
  });
  const seenByPebble = await startNames('127.0.0.61');
  const pebble = await startPebble({ names: seenByPebble });
  for (const name of [...OURS, FORBIDDEN, 'autoconfig.vik.example']) await seenByPebble.set(name, HOST_ADDRESS);
  await seenByPebble.set(BLOCKED, NOBODY);
  await agreement(dns, pebble);
  const env = environment(dns, pebble);
  const host = await startHost({ env });
  await host.ask(['domain', 'add', 'fjord.example']);
  await host.ask(['domain', 'add', 'skog.example']);
  await host.ask(['domain', 'add', 'myr.example']);
  await host.addMailbox(KARI, PASSWORD);
  const root = await pebble.root();
  await issued(host, root);
  await records(host, root);
  await refusals(host, root, seenByPebble);
  await renewal(host, root);
  await toHttps(root);
  await killed(host, dns, pebble, env);
});
