import assert from 'node:assert/strict';
import test from 'node:test';
import { loadConfiguration } from '#src/net/configuration-file.ts';
import { CONFIGURATION_KEYS, keyOfEnvironment, readConfiguration } from './configuration.ts';

const configurationOf = (tree: Record<string, unknown>) => {
  const read = readConfiguration(tree);
  assert.ok(read.ok, JSON.stringify(read));
  return read.value;
};
const problemOf = (tree: Record<string, unknown>) => {
  const read = readConfiguration(tree);
  assert.ok(!read.ok);
  return read.problem;
};

test('defaults are unprivileged and on this machine only', () => {
  const { listen, hostname } = configurationOf({});
  assert.equal(hostname, 'localhost');
  const { https, ...others } = listen;
  assert.equal(https, 'off', 'for port 443 alone: the operator says so');
  for (const where of Object.values(others))
    assert.ok(where !== 'off' && where.address === '127.0.0.1' && where.port > 1024);
});

test('an unknown key is named, with the one that was probably meant', () => {
  assert.deepEqual(problemOf({ net: { allowprivate: true } }), {
    kind: 'unknown-key',
    key: 'net.allowprivate',
    near: 'net.allowPrivate',
  });
  assert.deepEqual(problemOf({ lisen: { imaps: 'off' } }), { kind: 'unknown-key', key: 'lisen' });
});

test('a bad value is named with what was expected', () => {
  const cases: [Record<string, unknown>, string][] = [
    [{ listen: { imaps: '993' } }, 'listen.imaps'],
    [{ listen: { imaps: '127.0.0.1:99999' } }, 'listen.imaps'],
    [{ journal: { keepDays: 0 } }, 'journal.keepDays'],
    [{ dns: { servers: ['resolver'] } }, 'dns.servers'],
    [{ database: { url: 'mysql://x' } }, 'database.url'],
    [{ hostname: 'no spaces' }, 'hostname'],
    [{ net: { allowPrivate: 'yes' } }, 'net.allowPrivate'],
  ];
  for (const [tree, key] of cases) {
    const problem = problemOf(tree);
    assert.equal(problem.kind, 'bad-value');
    assert.equal(problem.key, key);
  }
});

test('every key has one name in the environment', () => {
  const names = CONFIGURATION_KEYS.map(
    (key) =>
      `POSTVAKT_${key
        .split('.')
        .map((part) => part.toUpperCase())
        .join('__')}`,
  );
  assert.deepEqual(names.map(keyOfEnvironment), CONFIGURATION_KEYS);
  assert.equal(keyOfEnvironment('POSTVAKT_NET__ALLOWPRIVATE'), 'net.allowPrivate');
  assert.equal(keyOfEnvironment('POSTVAKT_NET__ALLOWPRIVAT'), null);
});

test('the environment is TOML and lies above the file', () => {
  const loaded = loadConfiguration({
    POSTVAKT_DATA: 'somewhere',
    POSTVAKT_HOSTNAME: 'MX1.Fjord.example',
    POSTVAKT_DNS__SERVERS: '["127.0.0.1:5300"]',
    POSTVAKT_OUTBOUND__HOSTS: '{ "nord.example" = "127.0.0.1:2526" }',
    POSTVAKT_NET__ALLOWPRIVATE: 'true',
    POSTVAKT_LISTEN__POP3: 'off',
    POSTVAKT_PLANS__STANDARD: '{ mailbox.hour.max = 5, "quota.bytes" = 1000 }',
  });
  assert.ok(loaded.ok, JSON.stringify(loaded));
  const { configuration } = loaded.value;
  assert.equal(configuration.hostname, 'mx1.fjord.example');
  assert.deepEqual(configuration.dns.servers, ['127.0.0.1:5300']);
  assert.deepEqual(configuration.outbound.hosts, { 'nord.example': '127.0.0.1:2526' });
  assert.equal(configuration.net.allowPrivate, true);
  assert.equal(configuration.listen.pop3, 'off');
  assert.deepEqual(configuration.plans, { standard: { 'mailbox.hour.max': '5', 'quota.bytes': '1000' } });
  assert.match(configuration.database.url, /^sqlite:\/.*somewhere\/control\.db$/);
});

test('an unknown name in the environment is an error that names it', () => {
  const loaded = loadConfiguration({ POSTVAKT_HOSTNMAE: 'x' });
  assert.deepEqual(loaded, { ok: false, problem: { kind: 'unknown-key', key: 'POSTVAKT_HOSTNMAE' } });
});
