/**
 * The settings check through the real doors: whose values it compares with, what a stranger learns, how large a file may be, and
 * that no password in a file comes back, is logged or kept. The command line does the same and writes the corrected file.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { addAlias } from '#src/service/aliases.ts';
import { applyEdits, type ByteEdit } from '#src/protocol/program-settings/document.ts';
import { HOSTNAME, startWorld, type World } from '../../lab/world.ts';
import { browser, type Browser, type Owner, owner, settled, signedIn } from '../centre-client.ts';

interface Checked {
  readonly verdict: { readonly kind: string; readonly text: string };
  readonly format: string | null;
  readonly accounts: readonly { readonly source: string; readonly right: readonly { readonly port: number }[] }[];
  readonly findings: readonly { readonly fault: string; readonly article: string; readonly should: string | null }[];
  readonly edits: readonly ByteEdit[];
}
const SECRET = 'hemmelig-kanarifugl-77';
let world: World;
let mine: Owner;
let user: Browser;
const port = (endpoint: string): number => world.port(endpoint);
const msmtp = (more: Readonly<Record<string, string>> = {}): string =>
  Object.entries({
    host: HOSTNAME,
    port: String(port('submissions')),
    tls: 'on',
    tls_starttls: 'off',
    auth: 'on',
    user: mine.customer.address,
    from: mine.customer.address,
    password: SECRET,
    ...more,
  }).reduce((text, [key, value]) => `${text}${key} ${value}\n`, 'account post\n');
const faults = ({ findings }: Checked): string[] => findings.map(({ fault }) => fault);
const base64 = (text: string): string => Buffer.from(text).toString('base64');
async function ask(who: Browser, body: object, path = '/settings-check'): Promise<Checked> {
  const { status, body: told } = await who.post<Checked>(path, body);
  assert.equal(status, 200, JSON.stringify(told));
  assert.ok(!JSON.stringify(told).includes(SECRET), 'no password comes back');
  return told;
}

before(async () => {
  world = await startWorld({ POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"' });
  mine = await owner(world, 611);
  await settled(addAlias(world.host.app, `salg@${mine.customer.domain}`, [mine.customer.address]));
  user = await signedIn(world, mine.customer.address, mine.customer.password);
});
after(() => world.stop());

test('right settings of an own mailbox are right: our name, our ports', async () => {
  const told = await ask(user, { file: base64(msmtp()) });
  assert.deepEqual([told.verdict.kind, told.format, faults(told)], ['fine', 'msmtp', []]);
  assert.equal(told.accounts[0].source, 'ours');
});

test('what is wrong is told with its article, and the edits make the file right', async () => {
  const file = msmtp({ host: `smtp.${mine.customer.domain}`, tls_starttls: 'on', user: mine.customer.local });
  const told = await ask(user, { file: base64(file) });
  assert.deepEqual(faults(told), ['host-own-domain', 'security-mismatch', 'user-without-domain']);
  assert.equal(told.findings[2].article, 'password-refused');
  const right = Buffer.from(applyEdits(Buffer.from(file), told.edits)).toString();
  assert.equal(right, msmtp());
});

test('an alias may be the sender; the owner is told so, a stranger is told nothing of it', async () => {
  const file = base64(msmtp({ from: `salg@${mine.customer.domain}` }));
  assert.deepEqual(faults(await ask(user, { file, address: mine.customer.address })), []);
  const other = base64(msmtp({ from: `ingen@${mine.customer.domain}` }));
  assert.deepEqual(faults(await ask(user, { file: other, address: mine.customer.address })), ['from-other']);
  const visitor = browser(world);
  for (const one of [file, other])
    assert.deepEqual(
      faults(await ask(visitor, { file: one, address: mine.customer.address }, '/public/settings-check')),
      [],
    );
});

test('a stranger learns our servers for a hosted domain, and not whether the address exists', async () => {
  const visitor = browser(world);
  const asked = async (local: string): Promise<string> => {
    const address = `${local}@${mine.customer.domain}`;
    const told = await ask(visitor, { text: `imap.gammel.example 993, ${address}`, address }, '/public/settings-check');
    return JSON.stringify(told).replaceAll(address, 'NN');
  };
  assert.equal(await asked(mine.customer.local), await asked('finnes-ikke'));
});

test('of another provider its own values', async () => {
  const told = await ask(
    browser(world),
    { text: 'imap.gmial.com 993 ssl, user: ola@gmail.com' },
    '/public/settings-check',
  );
  assert.deepEqual(faults(told), ['host-typo']);
  assert.equal(told.findings[0].should, 'imap.gmail.com');
});

test('files of two megabytes are taken, larger ones refused, other routes keep their limit', async () => {
  const padded = msmtp() + `# ${'x'.repeat(2_000_000)}\n`;
  assert.equal((await ask(user, { file: base64(padded) })).verdict.kind, 'fine');
  const large = await user.post<{ key: string }>('/settings-check', { file: base64('x'.repeat(2_500_000)) });
  assert.ok([413, 422].includes(large.status), String(large.status));
  const elsewhere = await user.post('/explain', { text: 'x'.repeat(1_500_000) });
  assert.equal(elsewhere.status, 413);
});

test('what cannot be read is said plainly; a wrong address is a wrong field', async () => {
  assert.equal((await ask(user, { text: 'Hei, ingenting virker' })).verdict.kind, 'unreadable');
  const wrong = await user.post<{ field: string }>('/settings-check', { text: 'imap.x.example', address: 'kari' });
  assert.deepEqual([wrong.status, wrong.body.field], [422, 'address']);
  assert.equal((await user.post('/settings-check', {})).status, 422);
});

test('nothing of a file is kept: no password in the data folder or the journal', async () => {
  await ask(user, { file: base64(msmtp({ host: `smtp://kari:${SECRET}@${HOSTNAME}` })) });
  const folder = world.host.app.dataFolder;
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name);
    if (statSync(path).isFile()) assert.ok(!readFileSync(path).includes(SECRET), name);
  }
});

test('the command line finds the same, writes the corrected file and never over another', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'postvakt-settings-'));
  const [file, out] = [join(folder, 'msmtprc'), join(folder, 'ny')];
  writeFileSync(file, msmtp({ tls_starttls: 'on' }));
  const run = promisify(execFile);
  const main = join(import.meta.dirname, '../../src/main.ts');
  const env = { ...process.env, POSTVAKT_DATA: world.host.app.dataFolder };
  const called = (...more: string[]) =>
    run(process.execPath, [main, 'check-settings', file, '--lang', 'en', ...more], { env }).catch(
      (error: { code: number; stdout: string; stderr: string }) => error,
    );
  const told = (await called('--json', '--out', out)) as { code: number; stdout: string };
  assert.equal(told.code, 1);
  assert.deepEqual(faults(JSON.parse(told.stdout) as Checked), ['security-mismatch']);
  assert.ok(!told.stdout.includes(SECRET));
  assert.equal(readFileSync(out, 'utf8'), msmtp());
  assert.equal(statSync(out).mode & 0o777, 0o600);
  const again = (await called('--out', out)) as { code: number; stderr: string };
  assert.equal(again.code, 1);
  assert.match(again.stderr, /could not be written/);
  const missing = (await run(process.execPath, [main, 'check-settings', join(folder, 'nei')], { env }).catch(
    (error: { code: number }) => error,
  )) as { code: number };
  assert.equal(missing.code, 2);
  assert.ok(existsSync(file));
});

test('a domain that somebody else serves: its MX says who, and the file is held against that one', async () => {
  world.dns.add({
    'elsewhere.example': { NS: ['ns.elsewhere.example'], SOA: {}, MX: ['10 aspmx.l.google.com.'] },
    'nobody-known.example': { NS: ['ns.nobody-known.example'], SOA: {}, MX: ['10 mx.small-host.example.'] },
  });
  interface Compared {
    readonly accounts: readonly { readonly source: string; readonly compared: string }[];
  }
  const file = (domain: string): object => ({
    file: base64(msmtp({ host: `smtp.${domain}`, user: `ola@${domain}`, from: `ola@${domain}` })),
  });
  const known = (await ask(user, file('elsewhere.example'))) as Checked & Compared;
  assert.equal(known.accounts[0].source, 'provider');
  assert.match(known.accounts[0].compared, /aspmx\.l\.google\.com/);
  const small = (await ask(user, file('nobody-known.example'))) as Checked & Compared;
  assert.deepEqual([small.accounts[0].source, faults(small)], ['unknown', []]);
  assert.match(small.accounts[0].compared, /mx\.small-host\.example/);
});

interface Diagnosed {
  readonly findings: readonly { readonly cause: string; readonly certainty: string; readonly summary: string }[];
  readonly program?: { readonly isFor: string; readonly text: string; readonly settings: Checked | null };
}
const resultOf = (body: string): Diagnosed =>
  body
    .split('\n')
    .flatMap((line) => (line === '' ? [] : [JSON.parse(line) as { result?: Diagnosed }]))
    .flatMap(({ result }) => result ?? [])[0];

test('Diagnose takes the file along: the cause with both values, the edits, and for somebody else nothing but the file', async () => {
  const settings = { file: base64(msmtp({ tls_starttls: 'on' })) };
  const diagnosed = async (body: object): Promise<string> =>
    await (await user.ask('POST', '/diagnose', { body })).text();
  const asked = await diagnosed({ subject: mine.customer.address, symptom: 'send', settings });
  const own = resultOf(asked);
  assert.equal(own.findings[0].cause, 'cli-tls-mode-mismatch');
  assert.equal(own.program?.isFor, 'subject');
  const right = applyEdits(Buffer.from(settings.file, 'base64'), own.program.settings?.edits ?? []);
  assert.equal(Buffer.from(right).toString(), msmtp());
  assert.ok(!asked.includes(SECRET));
  const other = resultOf(await diagnosed({ subject: 'ola@far.example', settings }));
  assert.ok(other.findings.every(({ cause }) => !cause.startsWith('cli-')));
  assert.equal(other.program?.isFor, 'unknown');
  assert.equal((await user.post('/diagnose', { subject: mine.customer.address, settings: {} })).status, 422);
});

test('the command line: diagnose --settings, and the corrected file beside it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'settings-'));
  const path = join(folder, 'msmtprc');
  const out = join(folder, 'right');
  writeFileSync(path, msmtp({ tls_starttls: 'on' }));
  const main = join(import.meta.dirname, '..', '..', 'src', 'main.ts');
  const told = await promisify(execFile)(
    process.execPath,
    [main, 'diagnose', mine.customer.address, '--symptom', 'send', '--settings', path, '--out', out, '--json'],
    { env: { ...process.env, POSTVAKT_DATA: world.host.app.dataFolder } },
  ).catch((error: unknown) => error as { code: number; stdout: string });
  assert.equal((told as { code?: number }).code, 1);
  const result = JSON.parse(told.stdout) as Diagnosed;
  assert.equal(result.findings[0].cause, 'cli-tls-mode-mismatch');
  assert.equal(readFileSync(out, 'utf8'), msmtp());
  assert.equal(statSync(out).mode & 0o777, 0o600);
  assert.ok(!told.stdout.includes(SECRET));
});
