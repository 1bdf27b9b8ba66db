/**
 * "Why does it not work?" asked of a running host: each fault is planted for real, in real DNS or by a real mail program,
 * and the first finding must be it; each healthy twin must give no finding. Run by test/e2e/run.
 */
import assert from 'node:assert/strict';
import { swaks, withImap, messagesIn } from '../harness/clients.ts';
import { startDns, txt } from '../harness/dns.ts';
import { HOST_ADDRESS, HOST_NAME, IS_PRIVATE, startHost, type Host } from '../harness/host.ts';
import { letter } from '../harness/mail.ts';
import { run } from '../harness/program.ts';
import { startRegistry } from '../harness/registry.ts';
import { check, has, suite } from '../harness/report.ts';

const PASSWORD = 'riktig passord 12';

interface Finding {
  readonly cause: string;
  readonly certainty: string;
  readonly summary: string;
  readonly evidence: readonly { readonly probe: string; readonly vantage: string }[];
}
interface Diagnosis {
  readonly verdict: string;
  readonly findings: readonly Finding[];
}

const diagnose = async (host: Host, subject: string, ...more: string[]): Promise<Diagnosis> =>
  host.ask<Diagnosis>(['diagnose', subject, ...more]);

const finds = async (host: Host, subject: string, cause: string, ...more: string[]): Promise<Finding> => {
  const diagnosis = await diagnose(host, subject, ...more);
  const first = diagnosis.findings[0];
  assert.equal(first?.cause, cause, JSON.stringify(diagnosis, null, 1));
  assert.equal(diagnosis.verdict, 'cause-found');
  assert.ok((first?.evidence.length ?? 0) > 0, 'a finding shows its evidence');
  assert.ok((first?.summary.length ?? 0) > 10, 'a finding has words');
  return first as Finding;
};

const silent = async (host: Host, subject: string): Promise<void> => {
  const diagnosis = await diagnose(host, subject);
  assert.deepEqual(diagnosis.findings, [], JSON.stringify(diagnosis, null, 1));
  assert.notEqual(diagnosis.verdict, 'cause-found');
};

const curl = (host: Host, user: string, password: string) =>
  run('curl', [
    '-sS',
    '--cacert',
    host.caFile,
    `imaps://${HOST_NAME}:${host.port('imaps')}/`,
    '--user',
    `${user}:${password}`,
  ]);

const OUR_MX = '@ IN MX 10 post.fjord.example.\n@ IN TXT "v=spf1 mx -all"';

const domains = async (host: Host): Promise<void> => {
  await check('a healthy domain: no finding', () => silent(host, 'fjord.example'));
  await check('a healthy customer domain with our MX: no finding', () => silent(host, 'frisk.example'));
  for (const [domain, cause] of [
    ['borte.example', 'dom-not-registered'],
    ['utenmx.example', 'dom-no-mx'],
    ['feilmx.example', 'dom-mx-wrong-host'],
  ] as const) {
    await check(`${domain}: ${cause} first, for the domain and for a mailbox in it`, async () => {
      await finds(host, domain, cause);
      await finds(host, `kari@${domain}`, cause);
    });
  }
};

const clients = async (host: Host): Promise<void> => {
  const add = async (name: string): Promise<string> => {
    await host.addMailbox(`${name}@fjord.example`, PASSWORD);
    return `${name}@fjord.example`;
  };
  await check('a mailbox that signs in and gets mail: no finding', async () => {
    const subject = await add('frisk');
    assert.equal((await curl(host, subject, PASSWORD)).code, 0);
    const message = letter('healthy', 'nora@verden.example', subject);
    assert.equal((await swaks(host, { door: 'inbound', from: 'nora@verden.example', to: subject, message })).code, 0);
    await silent(host, subject);
  });
  await check('curl with a wrong password: acc-wrong-password', async () => {
    const subject = await add('feilpassord');
    assert.notEqual((await curl(host, subject, 'galt passord')).code, 0);
    await finds(host, subject, 'acc-wrong-password');
  });
  await check('its twin who then signs in right: no finding', async () => {
    const subject = await add('rettet');
    await curl(host, subject, 'galt passord');
    assert.equal((await curl(host, subject, PASSWORD)).code, 0);
    await silent(host, subject);
  });
  await check('curl with a user name without domain: acc-username-without-domain', async () => {
    const subject = await add('utendomene');
    await curl(host, 'utendomene', PASSWORD);
    await finds(host, subject, 'acc-username-without-domain');
  });
  await check('a mailbox that is full: acc-quota-full, after mail was refused with 5.2.2', async () => {
    const subject = await add('full');
    await host.ask(['plan', 'set', 'liten', 'quota.bytes=400000']);
    await host.addMailbox('full2@fjord.example', PASSWORD).catch(() => undefined);
    const added = await host.cli(
      ['mailbox', 'add', 'fullt@fjord.example', '--password-stdin', '--plan', 'liten'],
      `${PASSWORD}\n`,
    );
    assert.equal(added.code, 0, added.text);
    void subject;
    const full = 'fullt@fjord.example';
    let refusal = '';
    for (let index = 0; index < 12 && refusal === ''; index += 1) {
      const message = Buffer.concat([
        letter(`fill-${index}`, 'nora@verden.example', full),
        Buffer.alloc(60_000, 'fyll\r\n'),
      ]);
      const sent = await swaks(host, { door: 'inbound', from: 'nora@verden.example', to: full, message });
      if (sent.code !== 0) refusal = sent.text;
    }
    has(refusal, /[45]52[ -][45]\.2\.2/);
    await finds(host, full, 'acc-quota-full');
  });
  await check('its twin, emptied by its user: no finding', async () => {
    const full = 'fullt@fjord.example';
    await withImap(host, full, PASSWORD, async (client) => {
      await client.mailboxOpen('INBOX');
      await client.messageDelete('1:*');
    });
    assert.equal((await messagesIn(host, full, PASSWORD).catch(() => [])).length, 0);
    await silent(host, full);
  });
};

const modes = async (host: Host): Promise<void> => {
  const add = async (name: string): Promise<string> => {
    await host.addMailbox(`${name}@fjord.example`, PASSWORD);
    // The journal knows a person by address and network: each has signed in once from an address of its own.
    return `${name}@fjord.example`;
  };
  const from = (address: string, url: string, user: string) =>
    run('curl', [
      '-sS',
      '--interface',
      address,
      '--max-time',
      '6',
      '--cacert',
      host.caFile,
      url,
      '--user',
      `${user}:${PASSWORD}`,
    ]);
  await check('plain IMAP on the TLS port: cli-tls-mode-mismatch', async () => {
    const subject = await add('klartekst');
    assert.equal((await from('127.0.1.1', `imaps://${HOST_NAME}:${host.port('imaps')}/`, subject)).code, 0);
    assert.notEqual((await from('127.0.1.1', `imap://${HOST_NAME}:${host.port('imaps')}/`, subject)).code, 0);
    await finds(host, subject, 'cli-tls-mode-mismatch');
  });
  await check('TLS on the plain port: cli-tls-mode-mismatch', async () => {
    const subject = await add('tls');
    assert.equal((await from('127.0.1.2', `imaps://${HOST_NAME}:${host.port('imaps')}/`, subject)).code, 0);
    assert.notEqual((await from('127.0.1.2', `imaps://${HOST_NAME}:${host.port('imap')}/`, subject)).code, 0);
    await finds(host, subject, 'cli-tls-mode-mismatch');
  });
  await check('an IMAP program on the POP3 port: cli-wrong-incoming-port', async () => {
    const subject = await add('port');
    assert.equal((await from('127.0.1.3', `imaps://${HOST_NAME}:${host.port('imaps')}/`, subject)).code, 0);
    assert.notEqual((await from('127.0.1.3', `imaps://${HOST_NAME}:${host.port('pop3s')}/`, subject)).code, 0);
    // curl waits for an IMAP greeting and says nothing itself; a program that speaks first is what most are.
    await speakImap(host, '127.0.1.3');
    await finds(host, subject, 'cli-wrong-incoming-port');
  });
};

/** As many programs do: TLS, then IMAP words at once. */
const speakImap = async (host: Host, source: string): Promise<void> => {
  const script = `
import socket, ssl, sys
s = socket.create_connection((sys.argv[1], int(sys.argv[2])), 5, (sys.argv[3], 0))
t = ssl.create_default_context(cafile=sys.argv[4]).wrap_socket(s, server_hostname=sys.argv[5])
t.sendall(b'a1 CAPABILITY\\r\\n')
t.settimeout(5)
try:
    print(t.recv(1000), t.recv(1000))
except Exception as e:
    print(e)
`;
  await run('python3', ['-c', script, HOST_ADDRESS, String(host.port('pop3s')), source, host.caFile, HOST_NAME]);
};

const gone = async (host: Host): Promise<void> => {
  await check('a mailbox that was removed: acc-mailbox-deleted', async () => {
    await host.addMailbox('slettet@fjord.example', PASSWORD);
    assert.equal((await host.cli(['mailbox', 'remove', 'slettet@fjord.example', '--json'])).code, 0);
    await curl(host, 'slettet@fjord.example', PASSWORD);
    await finds(host, 'slettet@fjord.example', 'acc-mailbox-deleted');
  });
  await check('its twin, restored: no finding', async () => {
    assert.equal((await host.cli(['mailbox', 'restore', 'slettet@fjord.example', '--json'])).code, 0);
    assert.equal((await curl(host, 'slettet@fjord.example', PASSWORD)).code, 0);
    await silent(host, 'slettet@fjord.example');
  });
  await check('an address that never was: acc-mailbox-never-existed', async () => {
    await finds(host, 'aldri@fjord.example', 'acc-mailbox-never-existed');
  });
};

const words = async (host: Host): Promise<void> => {
  await check('the same finding in nb, sv and en, in different words', async () => {
    const texts = new Set<string>();
    for (const language of ['nb', 'sv', 'en']) {
      texts.add((await finds(host, 'utenmx.example', 'dom-no-mx', '--lang', language)).summary);
    }
    assert.equal(texts.size, 3, [...texts].join('\n'));
  });
  await check('as text for a person: names the domain and ends with 1', async () => {
    const outcome = await host.cli(['diagnose', 'utenmx.example', '--lang', 'nb']);
    assert.equal(outcome.code, 1, outcome.text);
    has(outcome.out, 'utenmx.example');
  });
};

await suite(async () => {
  assert.ok(IS_PRIVATE, 'this suite needs a private network namespace: run it by test/e2e/run as root');
  const zones = {
    'fjord.example': `@ IN MX 10 post\npost IN A ${HOST_ADDRESS}\n@ IN TXT "v=spf1 mx -all"`,
    'frisk.example': OUR_MX,
    'utenmx.example': 'www IN A 127.0.0.99',
    'feilmx.example': '@ IN MX 10 mx\nmx IN A 127.0.0.77',
    'verden.example': '@ IN MX 10 mx\nmx IN A 127.0.0.20',
  };
  const dns = await startDns(zones);
  const rdap = await startRegistry('example', new Set(Object.keys(zones)));
  const host = await startHost({ env: { ...dns.environment, POSTVAKT_REGISTRY__RDAP: rdap } });
  for (const domain of ['fjord.example', 'frisk.example', 'utenmx.example', 'feilmx.example', 'borte.example']) {
    await host.ask(['domain', 'add', domain]);
    await host.addMailbox(`kari@${domain}`, PASSWORD);
  }
  // A healthy domain has all its records: those that the product itself asks for.
  for (const domain of ['fjord.example', 'frisk.example'] as const) {
    const { records } = await host.ask<{ records: { name: string; type: string; value: string }[] }>([
      'domain',
      'show',
      domain,
    ]);
    const lines = records
      .filter((record) => record.type === 'TXT')
      .map(({ name, value }) => txt(`${name.replace(/\.$/, '')}.`, value));
    await dns.set(domain, [zones[domain].replace(/^@ IN TXT.*$/m, ''), ...lines].join('\n'));
  }
  await domains(host);
  await clients(host);
  await modes(host);
  await gone(host);
  await words(host);
});
