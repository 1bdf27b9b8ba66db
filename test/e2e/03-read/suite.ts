/**
 * Mail programs read: mbsync both ways to a fixpoint, mutt, fetchmail over IMAP and POP3, curl, Python's imaplib,
 * imapflow; over a mailbox of several folders with 240 messages, some of odd MIME. Run by test/e2e/run.
 */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { messagesIn, withImap } from '../harness/clients.ts';
import { HOST_NAME, startHost, temporaryFolder, type Host } from '../harness/host.ts';
import { letter } from '../harness/mail.ts';
import { must, run } from '../harness/program.ts';
import { check, has, suite } from '../harness/report.ts';
import { checkMbsync } from './mbsync.ts';
import { oddMessages } from './odd-messages.ts';

const KARI = 'kari@fjord.example';
const PASSWORD = 'fisk\\og poteter 4';
const FOLDERS = ['Arkiv', 'Prosjekt/Ålesund', 'Blåbær & rømme', 'Övrigt'];

const fill = (host: Host): Promise<void> =>
  withImap(host, KARI, PASSWORD, async (client) => {
    for (const folder of FOLDERS) await client.mailboxCreate(folder);
    const odd = oddMessages();
    for (let index = 0; index < 220; index += 1) {
      const folder = ['INBOX', ...FOLDERS][index % 5] ?? 'INBOX';
      const bytes = odd[index] ?? letter(`read-${index}`, 'nora@verden.example', KARI);
      const flags = [[], ['\\Seen'], ['\\Seen', '\\Answered'], ['\\Flagged'], ['\\Draft']][index % 5] ?? [];
      const day = new Date(Date.UTC(2026, index % 12, 1 + (index % 28), 12));
      assert.ok(await client.append(folder, bytes, flags, day), `message ${index} to ${folder}`);
    }
  });

const checkMutt = async (host: Host): Promise<void> => {
  await check('mutt reads the whole inbox and copies it to a local mbox', async () => {
    const folder = temporaryFolder('mutt');
    const rc = join(folder, 'muttrc');
    const copy = join(folder, 'copy.mbox');
    const settings = [
      `set ssl_force_tls = yes`,
      `set certificate_file = ${host.caFile}`,
      `set imap_user = "${KARI}"`,
      `set imap_pass = '${PASSWORD}'`,
      'set mbox_type = mbox',
      `set folder = ${folder}`,
      'set confirmappend = no',
      'set confirmcreate = no',
      'set quit = yes',
      'set wait_key = no',
      'set header_cache = ""',
      `push "<tag-pattern>~A<enter><tag-prefix><copy-message><kill-line>${copy}<enter><quit>"`,
    ];
    writeFileSync(rc, `${settings.join('\n')}\n`);
    const url = `imaps://${HOST_NAME}:${host.port('imaps')}/INBOX`;
    const command = `mutt -n -F ${rc} -f ${url}`;
    const outcome = await run('script', ['-qec', command, join(folder, 'typescript')], {
      env: { TERM: 'vt100', HOME: folder },
      limitMs: 40_000,
    });
    assert.equal(outcome.code, 0, outcome.text);
    const stored = await messagesIn(host, KARI, PASSWORD);
    const found = await run('sh', ['-c', `grep -c '^From ' '${copy}'`]);
    // The letters hold one line that begins with "From ": mutt quotes it or not, so only Message-IDs are exact.
    const ids = await run('sh', ['-c', `grep -ci '^Message-ID:' '${copy}'`]);
    const expected = stored.filter((m) => /^Message-ID:/im.test(m.source.toString('latin1'))).length;
    assert.ok(Number(found.out) >= stored.length, `${found.out} of ${stored.length}\n${outcome.text.slice(-1500)}`);
    assert.ok(Number(ids.out) >= expected, `${ids.out} of ${expected}`);
  });
};

const checkFetchmail = async (host: Host): Promise<void> => {
  for (const [protocol, door] of [
    ['IMAP', 'imaps'],
    ['POP3', 'pop3s'],
  ] as const) {
    await check(`fetchmail takes every message over ${protocol} with TLS`, async () => {
      const folder = temporaryFolder('fetchmail');
      const rc = join(folder, 'rc');
      const password = PASSWORD.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
      const poll = `poll "${HOST_NAME}" protocol ${protocol} service ${host.port(door)}`;
      const user = `user "${KARI}" password "${password}" ssl sslcertck sslcertfile "${host.caFile}"`;
      writeFileSync(
        rc,
        `${poll} ${user} keep fetchall mda "cat >>${folder}/out; echo MESSAGE-ENDS >>${folder}/out"\n`,
        {
          mode: 0o600,
        },
      );
      const outcome = await run(
        'fetchmail',
        ['-f', rc, '--nosyslog', '-v', '--nodetach', '--pidfile', join(folder, 'pid')],
        {
          env: { FETCHMAILHOME: folder, HOME: folder },
        },
      );
      assert.equal(outcome.code, 0, outcome.text.slice(-2500));
      const stored = await messagesIn(host, KARI, PASSWORD);
      const got = Number((await must('grep', ['-c', 'MESSAGE-ENDS', join(folder, 'out')])).out);
      assert.equal(got, stored.length);
    });
  }
};

const checkCurl = async (host: Host): Promise<void> => {
  const curl = (url: string, ...more: string[]) =>
    must('curl', ['-sS', '--cacert', host.caFile, '--user', `${KARI}:${PASSWORD}`, url, ...more]);
  const imap = `imaps://${HOST_NAME}:${host.port('imaps')}`;
  const pop = `pop3s://${HOST_NAME}:${host.port('pop3s')}`;
  await check('curl lists folders, names in modified UTF-7', async () => {
    const list = (await curl(`${imap}/`)).out;
    has(list, 'INBOX');
    has(list, 'Bl&AOU-b&AOY-r &- r&APg-mme');
  });
  await check('curl searches and fetches, byte for byte', async () => {
    const found = (await curl(`${imap}/INBOX`, '-X', 'UID SEARCH HEADER Message-ID read-100')).out;
    const uid = /\* SEARCH (\d+)/.exec(found)?.[1];
    assert.ok(uid, found);
    const message = (await curl(`${imap}/INBOX;UID=${uid}`)).out;
    assert.equal(message, letter('read-100', 'nora@verden.example', KARI).toString());
  });
  await check('curl lists and retrieves over POP3, byte for byte', async () => {
    const stored = await messagesIn(host, KARI, PASSWORD);
    const list = (await curl(`${pop}/`)).out.trim().split(/\r?\n/);
    assert.equal(list.length, stored.length);
    const [number, size] = (list[list.length - 1] ?? '').split(' ').map(Number);
    const last = stored[stored.length - 1]?.source ?? Buffer.alloc(0);
    assert.equal(size, last.length);
    assert.equal((await curl(`${pop}/${number}`)).out, last.toString());
  });
};

const PYTHON = `
import imaplib, ssl, sys
host, port, ca, user, password = sys.argv[1:6]
m = imaplib.IMAP4_SSL(host, int(port), ssl_context=ssl.create_default_context(cafile=ca))
m.login(user, password)
assert b'IDLE' in m.capability()[1][0], m.capabilities
ok, data = m.select('Arkiv'); assert ok == 'OK', data
n = int(data[0])
ok, data = m.search(None, 'ALL'); assert len(data[0].split()) == n, (n, data)
ok, data = m.fetch('1:*', '(UID FLAGS RFC822.SIZE BODY.PEEK[])')
bodies = [x for x in data if isinstance(x, tuple)]
assert len(bodies) == n, (len(bodies), n)
for head, body in bodies:
    assert b'RFC822.SIZE %d' % len(body) in head, head
ok, data = m.store('1', '+FLAGS', '(\\\\Flagged $Viktig)'); assert ok == 'OK', data
ok, data = m.search(None, 'KEYWORD', '$Viktig'); assert data[0] == b'1', data
ok, data = m.append('Arkiv', '(\\\\Seen)', None, b'Subject: fra python\\r\\n\\r\\nhei\\r\\n'); assert ok == 'OK', data
ok, data = m.search(None, 'SUBJECT', '"fra python"'); assert len(data[0].split()) == 1, data
uidrow = m.uid('SEARCH', 'SUBJECT', '"fra python"')[1][0].decode()
assert m.uid('STORE', uidrow, '+FLAGS', '(\\\\Deleted)')[0] == 'OK'
assert m.uid('EXPUNGE', uidrow)[0] == 'OK'
m.literal = 'Rømmegrøt'.encode()
ok, data = m.search('UTF-8', 'TEXT'); assert ok == 'OK' and len(data[0].split()) > 10, data
m.close(); m.logout()
print('python is content', n)
`;

await suite(async () => {
  const host = await startHost();
  await host.ask(['domain', 'add', 'fjord.example']);
  await host.addMailbox(KARI, PASSWORD);
  if (!(await check('220 messages go in by IMAP APPEND', () => fill(host)))) return;
  await check('what was appended is what is read, byte for byte', async () => {
    const odd = oddMessages();
    const all = new Set<string>();
    for (const folder of ['INBOX', ...FOLDERS]) {
      for (const message of await messagesIn(host, KARI, PASSWORD, folder)) all.add(message.source.toString('latin1'));
    }
    for (const message of odd) assert.ok(all.has(message.toString('latin1')), message.toString('latin1').slice(0, 300));
  });
  await checkCurl(host);
  await checkFetchmail(host);
  await checkMutt(host);
  await check("Python's imaplib reads, searches, flags, appends and expunges", async () => {
    const args = ['-c', PYTHON, HOST_NAME, String(host.port('imaps')), host.caFile, KARI, PASSWORD];
    has((await must('python3', args)).out, 'python is content');
  });
  await check('imapflow is told of new mail while it idles', () =>
    withImap(host, KARI, PASSWORD, async (client) => {
      await client.mailboxOpen('INBOX');
      const told = new Promise((resolve) => client.once('exists', resolve));
      void client.idle();
      await withImap(host, KARI, PASSWORD, (other) => other.append('INBOX', letter('idle', KARI, KARI)));
      const timer = setTimeout(() => client.close(), 10_000);
      await told;
      clearTimeout(timer);
    }),
  );
  await checkMbsync(host, KARI, PASSWORD);
});
