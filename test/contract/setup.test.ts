/**
 * Set-up of mail programs on a real host: documents on both web doors with a certificate for each hosted name, nothing told
 * of who exists, and a one-time link that hands a phone its profile.
 */
import assert from 'node:assert/strict';
import { createHash, verify, X509Certificate } from 'node:crypto';
import { after, before, test } from 'node:test';
import { request } from 'node:https';
import type { TLSSocket } from 'node:tls';
import { AsnConvert } from '@peculiar/asn1-schema';
import { ContentInfo, SignedData } from '@peculiar/asn1-cms';
import { readAutoconfig } from '#src/protocol/autoconfig/thunderbird.ts';
import { autodiscoverRequest, readAutodiscover } from '#src/protocol/autoconfig/autodiscover.ts';
import { parseXml, textAt } from '#src/protocol/camt/xml.ts';
import * as der from '#src/protocol/tls/der.ts';
import { parseStsPolicy } from '#src/protocol/mta-sts/policy.ts';
import { addDomain } from '#src/service/domains.ts';
import type { SetupRecords } from '#src/diagnosis/observed-outside.ts';
import { HOST_ADDRESS, HOSTNAME, startWorld, type World } from '../../lab/world.ts';
import { type Owner, owner, settled, signedIn } from '../centre-client.ts';

let world: World;
let mine: Owner;
let [plain, port, ca, domain] = ['', 0, '', ''];

before(async () => {
  world = await startWorld({ POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"', POSTVAKT_LISTEN__HTTPS: '"127.0.0.1:0"' });
  mine = await owner(world, 611);
  domain = mine.customer.domain;
  plain = String(world.host.endpoints['http']);
  port = Number(new URL(String(world.host.endpoints['https'])).port);
  ca = await (await fetch(`${plain}/ca.pem`)).text();
});
after(() => world.stop());

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly names: string;
}
/** Asks the TLS door under a name; rejects when its certificate does not name it. */
const secure = (name: string, path: string, more: { method?: string; body?: string } = {}): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const asking = request(
      { host: '127.0.0.1', port, servername: name, ca, path, method: more.method ?? 'GET', headers: { host: name } },
      (answer) => {
        const names = (answer.socket as TLSSocket).getPeerX509Certificate()?.subjectAltName ?? '';
        let body = '';
        answer.setEncoding('utf8');
        answer.on('data', (part: string) => (body += part));
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body, headers: answer.headers, names }));
      },
    );
    asking.on('error', reject);
    asking.end(more.body);
  });
const door = (name: string): number => world.port(name);

test('Thunderbird: each hosted domain has its document under a certificate of its own', async () => {
  for (const [name, path] of [
    [`autoconfig.${domain}`, '/mail/config-v1.1.xml'],
    [`autoconfig.${domain}`, `/mail/config-v1.1.xml?emailaddress=nobody%40${domain}`],
    [
      HOSTNAME,
      `/.well-known/autoconfig/mail/config-v1.1.xml?emailaddress=${encodeURIComponent(mine.customer.address)}`,
    ],
  ]) {
    const { status, body, names } = await secure(name, path);
    assert.equal(status, 200, path);
    assert.ok(names.includes(`DNS:${name}`), names);
    assert.deepEqual(
      readAutoconfig(body, domain)?.map((one) => [one.protocol, one.host, one.port, one.mode, one.userName]),
      [
        ['imap', HOSTNAME, door('imaps'), 'tls', '%EMAILADDRESS%'],
        ['imap', HOSTNAME, door('imap'), 'starttls', '%EMAILADDRESS%'],
        ['pop3', HOSTNAME, door('pop3s'), 'tls', '%EMAILADDRESS%'],
        ['pop3', HOSTNAME, door('pop3'), 'starttls', '%EMAILADDRESS%'],
        ['smtp', HOSTNAME, door('submissions'), 'tls', '%EMAILADDRESS%'],
        ['smtp', HOSTNAME, door('submission'), 'starttls', '%EMAILADDRESS%'],
      ],
    );
  }
});

test('certificates are made for names of hosted domains alone', async () => {
  await assert.rejects(secure('autoconfig.stranger.example', '/'), /altnames|Hostname/i);
  await assert.rejects(secure(`www.${domain}`, '/'), /altnames|Hostname/i);
  const { names } = await secure(`mta-sts.${domain}`, '/.well-known/mta-sts.txt');
  assert.equal(names, `DNS:mta-sts.${domain}`);
});

test('nobody learns which addresses exist: an existing one and one that does not are answered alike', async () => {
  const { address, local } = mine.customer;
  const other = address.replace(local, 'finnes-ikke');
  const asked = async (who: string): Promise<readonly string[]> => {
    const texts = [
      await secure(`autoconfig.${domain}`, `/mail/config-v1.1.xml?emailaddress=${encodeURIComponent(who)}`),
      await secure(`autodiscover.${domain}`, '/Autodiscover/Autodiscover.xml', {
        method: 'POST',
        body: autodiscoverRequest(who),
      }),
      await secure(HOSTNAME, `/autodiscover/autodiscover.json/v1.0/${encodeURIComponent(who)}?Protocol=AutodiscoverV1`),
    ];
    return texts.map(({ status, body }) => `${status} ${body.replaceAll(who, 'WHO')}`);
  };
  assert.deepEqual(await asked(address), await asked(other));
});

test('Outlook: XML in any letter case, JSON that leads to it, ActiveSync declined, plain http sent on', async () => {
  const { address } = mine.customer;
  const told = await secure(`autodiscover.${domain}`, '/AUTODISCOVER/autodiscover.XML', {
    method: 'POST',
    body: autodiscoverRequest(address),
  });
  const read = readAutodiscover(told.body, domain);
  assert.ok(read?.kind === 'servers', told.body);
  assert.deepEqual(
    read.servers.map((one) => [one.protocol, one.host, one.port, one.mode, one.userName]),
    [
      ['imap', HOSTNAME, door('imaps'), 'tls', address],
      ['pop3', HOSTNAME, door('pop3s'), 'tls', address],
      ['smtp', HOSTNAME, door('submissions'), 'tls', address],
    ],
  );
  const json = async (path: string) => {
    const { status, body } = await secure(HOSTNAME, path);
    return [status, JSON.parse(body) as Record<string, string>] as const;
  };
  const url = `https://${HOSTNAME}:${port}/autodiscover/autodiscover.xml`;
  const found = { Protocol: 'AutodiscoverV1', Url: url };
  assert.deepEqual(await json(`/autodiscover/autodiscover.json/v1.0/${address}?Protocol=Autodiscoverv1`), [200, found]);
  assert.deepEqual(
    await json(`/Autodiscover/Autodiscover.json?Email=${address}&Protocol=AutodiscoverV1&RedirectCount=1`),
    [200, found],
  );
  for (const protocol of ['ActiveSync', 'Ews', 'REST']) {
    const [status, body] = await json(`/autodiscover/autodiscover.json/v1.0/${address}?Protocol=${protocol}`);
    assert.deepEqual([status, body['ErrorCode']], [404, 'ProtocolNotSupported']);
  }
  assert.equal((await json(`/autodiscover/autodiscover.json/v1.0/${address}`))[0], 400);
  const mobile = autodiscoverRequest(address).replaceAll('/outlook/', '/mobilesync/');
  const phone = await secure(HOSTNAME, '/autodiscover/autodiscover.xml', { method: 'POST', body: mobile });
  assert.match(phone.body, /<ErrorCode>601</);
  const sent = await fetch(`${plain}/autodiscover/autodiscover.xml`, { redirect: 'manual' });
  assert.deepEqual([sent.status, sent.headers.get('location')], [302, url]);
  const nonsense = await secure(HOSTNAME, '/autodiscover/autodiscover.xml', { method: 'POST', body: '<x>' });
  assert.match(nonsense.body, /<ErrorCode>600</);
});

test('a domain that is not hosted here, or not yet shown to be its owner’s, is not found', async () => {
  const waiting = await addDomain(world.host.app, { domain: 'venter-611.example', state: 'waiting' });
  assert.ok(waiting.ok);
  for (const other of ['stranger.example', 'venter-611.example', '', '..', 'æøå', `x.${domain}`]) {
    const path = `/mail/config-v1.1.xml?emailaddress=a%40${encodeURIComponent(other)}`;
    assert.equal((await fetch(plain + path)).status, 404, other);
    const xml = await secure(HOSTNAME, '/autodiscover/autodiscover.xml', {
      method: 'POST',
      body: autodiscoverRequest(`a@${other}`),
    });
    assert.equal(xml.status, other === '' || other === '..' ? xml.status : 404);
    assert.ok(readAutodiscover(xml.body, 'x.test')?.kind === 'error');
    const json = await fetch(
      `${plain}/autodiscover/autodiscover.json?Email=a@${encodeURIComponent(other)}&Protocol=AutodiscoverV1`,
    );
    assert.equal(json.status, 404);
  }
  assert.equal((await fetch(`${plain}/mail/config-v1.1.xml`)).status, 404);
});

test('names for programs show no sign-in page; the MTA-STS policy names our host', async () => {
  assert.equal((await secure(`autoconfig.${domain}`, '/sign-in')).status, 404);
  assert.equal((await secure(`autoconfig.${domain}`, '/api/v1/session')).status, 404);
  const { status, body, headers } = await secure(`mta-sts.${domain}`, '/.well-known/mta-sts.txt');
  assert.equal(status, 200);
  assert.match(String(headers['content-type']), /^text\/plain/);
  const policy = parseStsPolicy(body);
  // An own authority: nobody outside can check us, so nobody is asked to refuse anything.
  assert.deepEqual(policy, { mode: 'testing', mx: [HOSTNAME], maxAgeSeconds: 604_800 });
  assert.equal((await secure(HOSTNAME, '/.well-known/mta-sts.txt')).status, 404);
});

/** Reads the signed profile: its signature by the host's certificate is good. */
function signedBy(bytes: Uint8Array): { readonly document: string; readonly certificate: X509Certificate } {
  const { content } = AsnConvert.parse(bytes, ContentInfo);
  const data = AsnConvert.parse(content, SignedData);
  const [signer] = data.signerInfos;
  const document = Buffer.from(data.encapContentInfo.eContent?.single?.buffer ?? new ArrayBuffer(0));
  const certificates = (data.certificates ?? []).flatMap(({ certificate }) =>
    certificate === undefined ? [] : [new X509Certificate(Buffer.from(AsnConvert.serialize(certificate)))],
  );
  const leaf = certificates.find(({ ca: isAuthority }) => !isAuthority) ?? certificates[0];
  const digest = signer.signedAttrs?.find(({ attrType }) => attrType === '1.2.840.113549.1.9.4')?.attrValues[0];
  assert.deepEqual(
    Buffer.from(digest ?? new ArrayBuffer(0)).subarray(2),
    createHash('sha256').update(document).digest(),
    'the digest is the document’s',
  );
  const attributes = der.set(...(signer.signedAttrs ?? []).map((one) => Buffer.from(AsnConvert.serialize(one))));
  assert.ok(verify('sha256', attributes, leaf.publicKey, Buffer.from(signer.signature.buffer)), 'signed by the host');
  return { document: document.toString('utf8'), certificate: leaf };
}

test('a phone takes its set-up once by a link, without a sign-in; a look takes nothing', async () => {
  const { setup } = world.host.app;
  const { address } = mine.customer;
  const { token } = setup.phoneLinks.make({ address, domain, name: address, password: 'kzmr-hgqa' });
  const url = `${plain}/setup/${token}`;
  for (let look = 0; look < 3; look += 1) {
    const page = await fetch(url, { headers: { 'accept-language': 'sv', 'user-agent': 'iPhone' } });
    assert.equal(page.status, 200);
    const text = await page.text();
    assert.match(text, /<html lang="sv">/);
    assert.ok(text.includes(address) && !text.includes('kzmr'), 'the page tells whose, not the password');
  }
  const take = (): Promise<Response> =>
    fetch(url, { method: 'POST', body: new URLSearchParams({ as: 'apple' }), headers: { 'accept-language': 'nb' } });
  const taken = await take();
  assert.deepEqual([taken.status, taken.headers.get('content-type')], [200, 'application/x-apple-aspen-config']);
  const { document, certificate } = signedBy(new Uint8Array(await taken.arrayBuffer()));
  assert.equal(certificate.checkHost(HOSTNAME), HOSTNAME);
  const plist = parseXml(Buffer.from(document.replace(/<!DOCTYPE[^>]*>/, '')));
  assert.ok(plist.ok && plist.root.name === 'plist');
  assert.ok(document.includes('<key>IncomingPassword</key>\n<string>kzmr-hgqa</string>'));
  assert.equal(textAt(plist.root.children[0], 'key'), 'PayloadContent');
  for (const again of [await take(), await fetch(url)]) {
    assert.equal(again.status, 404);
    assert.ok(!(await again.text()).includes(address));
  }
  const other = setup.phoneLinks.make({ address, domain, name: address, password: 'kzmr-hgqa' });
  const written = await fetch(`${plain}/setup/${other.token}`, {
    method: 'POST',
    body: new URLSearchParams({ as: 'text' }),
  });
  const text = await written.text();
  for (const part of [HOSTNAME, String(door('imaps')), String(door('submissions')), address, 'kzmr-hgqa'])
    assert.ok(text.includes(part), part);
  assert.equal((await fetch(`${plain}/setup/${'x'.repeat(43)}`)).status, 404);
});

test('the records for programs are wanted, checked like the others, and no fault while they are missing', async () => {
  const { app } = world.host;
  const states = async (): Promise<Readonly<Record<string, string>>> => {
    const all = await settled(app.recordStates(domain));
    const setup = all.filter(({ purpose }) => purpose === 'setup');
    assert.ok(all.filter(({ purpose }) => purpose !== 'setup').every(({ state }) => state === 'ok'));
    return Object.fromEntries(
      setup.map(({ name, type, state }) => [`${name.replace(`.${domain}`, '')} ${type}`, state]),
    );
  };
  const before = await states();
  assert.deepEqual(new Set(Object.values(before)), new Set(['missing']));
  assert.equal(Object.keys(before).length, 8);
  const healthy = await world.diagnose(domain);
  assert.equal(healthy.verdict, 'healthy', JSON.stringify(healthy.findings));
  world.dns.add({
    [`autoconfig.${domain}`]: { CNAME: HOSTNAME },
    [`autodiscover.${domain}`]: { A: ['198.51.100.9'] },
    [`_imaps._tcp.${domain}`]: { SRV: [`5 9 993 ${HOSTNAME}`] },
    [`_submissions._tcp.${domain}`]: { SRV: ['0 1 465 smtp.old-host.example'] },
    [`_submission._tcp.${domain}`]: { SRV: [`0 1 25 ${HOSTNAME}`] },
  });
  assert.deepEqual(await states(), {
    ...before,
    'autoconfig CNAME': 'ok',
    'autodiscover CNAME': 'wrong',
    '_imaps._tcp SRV': 'ok',
    '_submissions._tcp SRV': 'wrong',
    '_submission._tcp SRV': 'wrong',
  });
});

test('the set-up page’s data: servers, the kind of password, a QR text; a link with an app password that gets in', async () => {
  const { address, password } = mine.customer;
  const user = await signedIn(world, address, password);
  type Setup = {
    userName: string;
    servers: { protocol: string; host: string; port: number; security: string }[];
    password: string;
    mobileQr: string;
    isTrusted: boolean;
    may: { change: boolean };
  };
  const path = `/mailboxes/${encodeURIComponent(address)}`;
  const { body } = await user.get<Setup>(`${path}/setup`);
  assert.deepEqual([body.userName, body.password, body.isTrusted, body.may.change], [address, 'either', false, true]);
  assert.deepEqual(body.servers[0], { protocol: 'imap', host: HOSTNAME, port: door('imaps'), security: 'tls' });
  assert.deepEqual(JSON.parse(body.mobileQr)[2], [0, HOSTNAME, door('imaps'), 3, 1, address]);
  const profile = await user.ask('GET', `${path}/setup/profile`);
  assert.equal(profile.headers.get('content-type'), 'application/x-apple-aspen-config');
  assert.doesNotMatch(signedBy(new Uint8Array(await profile.arrayBuffer())).document, /<key>IncomingPassword/);

  type Link = { url: string; until: string; password: { name: string; secret: string } | null; mobileQr: string };
  const bare = await user.post<Link>(`${path}/setup/links`, {});
  assert.deepEqual([bare.status, bare.body.password], [201, null]);
  const first = await user.post<Link>(`${path}/setup/links`, { device: 'iPhone' });
  const again = await user.post<Link>(`${path}/setup/links`, { device: 'iPhone' });
  assert.deepEqual([first.body.password?.name, again.body.password?.name], ['iPhone', 'iPhone 2']);
  const left = Date.parse(first.body.until) - Date.now();
  assert.ok(left > 14 * 60_000 && left <= 15 * 60_000, String(left));
  const { secret } = first.body.password ?? { secret: '' };
  assert.equal(JSON.parse(first.body.mobileQr)[2][7], secret);
  const { pathname } = new URL(first.body.url);
  const taken = await fetch(plain + pathname, { method: 'POST', body: new URLSearchParams({ as: 'apple' }) });
  const { document } = signedBy(new Uint8Array(await taken.arrayBuffer()));
  assert.ok(document.includes(`<key>IncomingPassword</key>\n<string>${secret}</string>`));
  const said = await world.say({
    port: door('imaps'),
    from: mine.customer.from,
    tls: true,
    signIns: 1,
    says: [`a1 LOGIN "${address}" "${secret}"`, 'a2 LOGOUT'],
  });
  assert.match(said, /^a1 OK/m);

  const contact = await signedIn(world, mine.contact, mine.contactPassword);
  assert.equal((await contact.get(`${path}/setup`)).status, 200, 'for whose customer it is');
  await user.ask('PATCH', path, { body: { appPasswordsOnly: true } });
  assert.equal((await user.get<Setup>(`${path}/setup`)).body.password, 'app-only');
  const activity = await contact.get<{ entries: { kind: string }[] }>('/activity');
  assert.ok(JSON.stringify(activity.body).includes('mailbox.setup-link'));
});

test('whether programs find it by themselves follows what DNS says', async () => {
  const user = await signedIn(world, mine.contact, mine.contactPassword);
  const found = async () => (await user.get(`/mailboxes/${mine.customer.address}/setup/found`)).body;
  assert.deepEqual(await found(), { thunderbird: true, outlook: false, others: false });
  world.dns.add({
    [`autodiscover.${domain}`]: { CNAME: HOSTNAME },
    [`_imaps._tcp.${domain}`]: { SRV: [`0 1 993 ${HOSTNAME}`] },
    [`_submissions._tcp.${domain}`]: { SRV: [`0 1 465 ${HOSTNAME}`] },
  });
  assert.deepEqual(await found(), { thunderbird: true, outlook: true, others: true });
});

test('our own probe, which fetches what programs fetch, finds every server that we tell, and each leads here', async () => {
  const { app } = world.host;
  world.place(`${HOST_ADDRESS}:443`, `127.0.0.1:${port}`);
  const wanted = (await settled(app.recordStates(domain))).filter(({ purpose }) => purpose === 'setup');
  for (const { name, type, value } of wanted)
    world.dns.add({ [name]: type === 'CNAME' ? { CNAME: value } : { SRV: [value] } });
  assert.ok((await settled(app.recordStates(domain))).every(({ state }) => state === 'ok'));
  const { recording, verdict } = await app.inspect({ domain }, { fresh: true });
  const seen = recording.evidence.find(({ probe }) => probe === 'setup.records');
  assert.ok(seen?.kind === 'known', JSON.stringify(seen));
  const { servers, autodiscover } = seen.observed as SetupRecords;
  assert.deepEqual(
    new Set(servers.map(({ source }) => source)),
    new Set(['autoconfig', 'srv']),
    JSON.stringify(servers),
  );
  for (const one of servers) assert.deepEqual([one.leadsHere, one.isOpenHere], [true, true], JSON.stringify(one));
  assert.equal(autodiscover?.leadsHere, true);
  assert.equal(verdict.verdict, 'healthy', JSON.stringify(verdict.findings));
});
