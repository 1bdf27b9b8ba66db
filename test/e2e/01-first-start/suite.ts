/**
 * The first minutes of an operator: a fresh folder, the first domain and mailbox, a second start; and everything that
 * can be wrong at the start. A wrong thing is named, the exit code is 2, and nothing is changed. Run by test/e2e/run.
 */
import assert from 'node:assert/strict';
import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { join } from 'node:path';
import { swaks, arrived } from '../harness/clients.ts';
import { DOORS, HOST_ADDRESS, launch, postvakt, ROOT, startHost, temporaryFolder, type Host } from '../harness/host.ts';
import { letter } from '../harness/mail.ts';
import { must, run } from '../harness/program.ts';
import { atEnd, check, has, suite } from '../harness/report.ts';
import { accepts, waitFor } from '../harness/wait.ts';

const OLA = 'ola@fjord.example';
const PASSWORD = 'sommer-i-Bodø-31';

/** Starts and expects exit code 2 and every part of `names` in what is printed. */
const refusesToStart = async (data: string, env: Record<string, string>, names: readonly string[]): Promise<void> => {
  const log = join(temporaryFolder('log'), 'start.log');
  const started = launch(data, log, env);
  const timer = setTimeout(() => started.child.kill('SIGKILL'), 120_000);
  const code = await started.ended;
  clearTimeout(timer);
  const text = readFileSync(log, 'utf8');
  assert.equal(code, 2, `ended with ${code}:\n${text}`);
  for (const name of names) has(text, name);
  assert.doesNotMatch(text, /\n\s+at .*\.ts:\d+/, 'a message, not a stack trace');
};

const fresh = async (data: string): Promise<Host> => {
  const host = await startHost({ data });
  await check('endpoints.json names every door and the control socket, and each accepts', async () => {
    for (const door of DOORS) {
      assert.ok(host.endpoints[door], `${door} is missing in ${JSON.stringify(host.endpoints)}`);
      assert.ok(await accepts(HOST_ADDRESS, host.port(door)), `${door} does not accept`);
    }
    assert.match(host.endpoints['http'] ?? '', /^https?:\/\//);
    assert.ok(statSync(host.endpoints['control'] ?? '').isSocket());
  });
  await check('health answers', async () => {
    const answer = await fetch(`${host.endpoints['http']?.replace(/\/$/, '')}/health`);
    assert.equal(answer.status, 200, await answer.text());
  });
  await check('metrics answer in Prometheus text', async () => {
    const answer = await fetch(`${host.endpoints['http']?.replace(/\/$/, '')}/metrics`);
    assert.equal(answer.status, 200);
    has(await answer.text(), /^# TYPE /m);
  });
  await check('the CLI creates domain and mailbox and shows the wanted records', async () => {
    await host.ask(['domain', 'add', 'fjord.example']);
    await host.addMailbox(OLA, PASSWORD);
    const shown = await host.ask<{ records: { name: string; type: string; purpose: string }[] }>([
      'domain',
      'show',
      'fjord.example',
    ]);
    const kinds = shown.records.map((record) => record.purpose);
    for (const purpose of ['mx', 'spf', 'dkim', 'dmarc'])
      assert.ok(kinds.includes(purpose), `${purpose} in ${kinds.join(' ')}`);
  });
  await check('secrets in the data folder are for the owner only', () => {
    const open = readdirSync(data, { recursive: true, encoding: 'utf8' })
      .filter((name) => /key|\.db$|secret/i.test(name))
      .filter((name) => statSync(join(data, name)).isFile() && (statSync(join(data, name)).mode & 0o077) !== 0)
      .filter((name) => (statSync(data).mode & 0o077) !== 0 || name === '');
    assert.deepEqual(open, []);
  });
  return host;
};

const badNames = async (host: Host): Promise<void> => {
  const domainsBefore = JSON.stringify(await host.ask(['domain', 'list']));
  const mailboxesBefore = JSON.stringify(await host.ask(['mailbox', 'list']));
  for (const [what, name] of [
    ['no dot', 'localhost'],
    ['a control character', 'fj\u0007ord.example'],
    ['a space', 'fjord 2.example'],
    ['an empty label', 'fjord..example'],
    ['a label over 63 characters', `${'a'.repeat(64)}.example`],
    ['a leading hyphen', '-fjord.example'],
    ['an option in its place', '--json-of-nothing'],
  ]) {
    await check(`domain add refuses ${what}: exit 2 and the thing is named`, async () => {
      const outcome = await host.cli(['domain', 'add', name]);
      assert.equal(outcome.code, 2, outcome.text);
      has(outcome.text, name.split('\u0007')[0]?.slice(0, 6) ?? '');
    });
  }
  for (const [what, address] of [
    ['no @', 'ola.fjord.example'],
    ['two @', 'ola@@fjord.example'],
    ['a control character', 'ol\u0001a@fjord.example'],
    ['no local part', '@fjord.example'],
    ['a line break', 'ola\r\n@fjord.example'],
    ['a dot at its start', '.ola@fjord.example'],
  ]) {
    await check(`mailbox add refuses an address with ${what}`, async () => {
      const outcome = await host.cli(['mailbox', 'add', address, '--password-stdin'], `${PASSWORD}\n`);
      assert.equal(outcome.code, 2, outcome.text);
      has(outcome.text, 'fjord');
      assert.ok(!outcome.text.includes(PASSWORD));
    });
  }
  await check('a mailbox in a domain that is not here is refused', async () => {
    const outcome = await host.cli(['mailbox', 'add', 'ola@other.example', '--password-stdin'], `${PASSWORD}\n`);
    assert.notEqual(outcome.code, 0);
    has(outcome.text, 'other.example');
  });
  await check('a mailbox that exists is refused', async () => {
    const outcome = await host.cli(['mailbox', 'add', OLA, '--password-stdin'], `${PASSWORD}\n`);
    assert.equal(outcome.code, 1, outcome.text);
    has(outcome.text, OLA);
  });
  await check('upper case is the same mailbox', async () => {
    assert.equal(
      (await host.cli(['mailbox', 'add', 'OLA@Fjord.Example', '--password-stdin'], `${PASSWORD}\n`)).code,
      1,
    );
  });
  await check('nothing was changed by what was refused', async () => {
    assert.equal(JSON.stringify(await host.ask(['domain', 'list'])), domainsBefore);
    assert.equal(JSON.stringify(await host.ask(['mailbox', 'list'])), mailboxesBefore);
  });
  await check('an IDN and a trailing dot are one domain, in either spelling', async () => {
    await host.ask(['domain', 'add', 'blåbær.example.']);
    await host.addMailbox('kari@blåbær.example', PASSWORD);
    assert.equal((await host.cli(['domain', 'add', 'xn--blbr-roah.example'])).code, 1);
    const message = letter('idn', 'nora@verden.example', 'kari@xn--blbr-roah.example');
    const sent = await swaks(host, {
      door: 'inbound',
      from: 'nora@verden.example',
      to: 'kari@xn--blbr-roah.example',
      message,
    });
    assert.equal(sent.code, 0, sent.text);
    await arrived(host, 'kari@blåbær.example', PASSWORD, 'idn');
  });
};

/** What a process has used of the processor, by the system's own count in hundredths: no other program's work is in it. */
const processorMs = (pid: number): number => {
  const [user, system] = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ')
    .slice(11, 13);
  return (Number(user) + Number(system)) * 10;
};

const secondStart = async (data: string, first: Host): Promise<void> => {
  await check('a second server on the same folder refuses and leaves the first alone', async () => {
    await refusesToStart(data, {}, [data]);
    assert.equal((await first.cli(['mailbox', 'list'])).code, 0);
  });
  await check('SIGTERM ends the first with 0', async () => assert.equal(await first.stop(), 0));
  await check('a second start on the same folder has everything', async () => {
    const host = await startHost({ data });
    try {
      const usedMs = processorMs(Number(host.process.child.pid));
      assert.ok(usedMs > 0 && usedMs < 5000, `${usedMs} ms of the processor until every door was open`);
      has((await host.cli(['mailbox', 'list'])).out, OLA);
      await arrived(host, 'kari@blåbær.example', PASSWORD, 'idn');
    } finally {
      assert.equal(await host.stop(), 0);
    }
  });
};

const badStarts = async (data: string): Promise<void> => {
  await check('an unknown key in the environment is named', () =>
    refusesToStart(data, { POSTVAKT_LISTEN__IMAPZ: '"127.0.0.1:0"' }, ['IMAPZ']),
  );
  await check('an unknown key in the file is named', async () => {
    const file = join(temporaryFolder('conf'), 'postvakt.toml');
    writeFileSync(file, '[dns]\nserver = ["127.0.0.1:53"]\n');
    await refusesToStart(data, { POSTVAKT_CONFIG: file }, ['dns.server']);
  });
  await check('TOML that is none is named with its line', async () => {
    const file = join(temporaryFolder('conf'), 'postvakt.toml');
    writeFileSync(file, 'hostname = "a.example"\nthis is not toml\n');
    await refusesToStart(data, { POSTVAKT_CONFIG: file }, ['postvakt.toml', '2']);
  });
  await check('a bad value is named', () =>
    refusesToStart(data, { POSTVAKT_LISTEN__IMAPS: '"127.0.0.1:99999"' }, ['listen.imaps']),
  );
  await check('a taken port is named with the door', async () => {
    const taken = net.createServer().listen(0, HOST_ADDRESS);
    atEnd(() => void taken.close());
    const port = await waitFor('the port', () => (taken.address() as net.AddressInfo | null)?.port);
    await refusesToStart(data, { POSTVAKT_LISTEN__IMAPS: `"${HOST_ADDRESS}:${port}"` }, ['imaps', String(port)]);
    taken.close();
  });
  await check('a data folder that is a file is named', async () => {
    const file = join(temporaryFolder('data'), 'a-file');
    writeFileSync(file, 'I am a file');
    await refusesToStart(file, {}, [file]);
    assert.equal(readFileSync(file, 'utf8'), 'I am a file');
  });
  await check('a data folder that cannot be written is named', async () => {
    const folder = temporaryFolder('data');
    // Root may write everywhere, except where the file system itself is read-only.
    if (process.getuid?.() === 0) await must('mount', ['-t', 'tmpfs', '-o', 'ro', 'tmpfs', folder]);
    else chmodSync(folder, 0o555);
    atEnd(async () => void (await run('umount', [folder])));
    await refusesToStart(folder, {}, [folder]);
    assert.deepEqual(readdirSync(folder), []);
  });
  await check('a half-written database is named and left as it is', async () => {
    const copy = temporaryFolder('data');
    await run('cp', ['-a', `${data}/.`, copy]);
    const database = readdirSync(copy).find((name) => name.endsWith('.db') && statSync(join(copy, name)).size > 0);
    assert.ok(database, `a database in ${readdirSync(copy).join(' ')}`);
    const file = join(copy, database);
    const half = Buffer.from(readFileSync(file).subarray(0, Math.floor(statSync(file).size / 2) - 100));
    half.fill(0x5a, 4096, 8192);
    writeFileSync(file, half);
    for (const suffix of ['-wal', '-shm']) if (existsSync(file + suffix)) writeFileSync(file + suffix, '');
    await refusesToStart(copy, {}, [database]);
    assert.ok(readFileSync(file).equals(half), 'not a byte was changed');
  });
  await check('after all this the folder still starts', async () => {
    const host = await startHost({ data });
    has((await host.cli(['mailbox', 'list'])).out, OLA);
    assert.equal(await host.stop(), 0);
  });
};

const misuse = async (data: string): Promise<void> => {
  await check('an unknown command is misuse: exit 2', async () => {
    const outcome = await run(process.execPath, [join(ROOT, 'src/main.ts'), 'flytt', 'ola'], {
      env: { POSTVAKT_DATA: data },
    });
    assert.equal(outcome.code, 2);
    has(outcome.text, /postvakt .*mailbox add|flytt/s);
  });
  await check('the CLI works on a folder without a server, and the server finds what it made', async () => {
    const folder = temporaryFolder('data');
    assert.equal((await postvakt(folder, ['domain', 'add', 'alene.example'])).code, 0);
    const host = await startHost({ data: folder });
    has((await host.cli(['domain', 'list'])).out, 'alene.example');
    assert.equal(await host.stop(), 0);
  });
};

await suite(async () => {
  const data = temporaryFolder('data');
  const host = await fresh(data);
  await badNames(host);
  await secondStart(data, host);
  await badStarts(data);
  await misuse(data);
});
