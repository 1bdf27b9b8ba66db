/**
 * "Write the records" for what is only recommended: the record of MTA-STS is written when it alone is missing, with preview,
 * proof and undo; one that senders cannot read is replaced; one that they can is somebody's own. On a host whose certificate
 * the world believes, with a zone that it may write.
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { addCustomer } from '#src/service/customers.ts';
import type { NameView } from '#src/service/certificates/keeper.ts';
import { setCentrePassword } from '#src/service/centre-passwords.ts';
import type { ZoneName } from '../../lab/dns-server.ts';
import { makeLabCertificates } from '../../lab/lab-certificates.ts';
import { type LabPowerDns, startPowerDns } from '../../lab/power-dns.ts';
import { HOST_ADDRESS, HOSTNAME, startWorld, type World } from '../../lab/world.ts';
import { type Browser, settled, signedIn } from '../centre-client.ts';

interface Sheet {
  readonly records: readonly { readonly name: string; readonly type: string; readonly state: string }[];
}
interface Made {
  readonly case: string;
  readonly finding: string;
  readonly fix: string;
}
interface Change {
  readonly object: string;
  readonly before: string | null;
  readonly after: string | null;
}
interface Answer {
  readonly preview: { readonly kind: string; readonly token: string; readonly changes: readonly Change[] } | null;
  readonly result: { readonly fixed: boolean | string; readonly proofs: readonly { readonly good: boolean }[] } | null;
}

const DOMAIN = 'fjordpost.example';
const STS = `_mta-sts.${DOMAIN}`;
let world: World;
let power: LabPowerDns;
let folder: string;
let kari: Browser;
let zone: Readonly<Record<string, ZoneName>>;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'records-'));
  power = await startPowerDns();
  const lab = makeLabCertificates(Date.now());
  const file = async (name: string, text: string): Promise<string> => {
    await writeFile(join(folder, name), text);
    return JSON.stringify(join(folder, name));
  };
  const { cert, key } = lab.make('right', [HOSTNAME, `mta-sts.${DOMAIN}`]);
  world = await startWorld({
    POSTVAKT_TLS__MODE: '"files"',
    POSTVAKT_TLS__CERTIFICATE: await file('cert.pem', cert),
    POSTVAKT_TLS__KEY: await file('key.pem', key),
    POSTVAKT_NET__TRUST: `[${await file('trust.pem', lab.trust)}]`,
    POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"',
    POSTVAKT_LISTEN__HTTPS: '"127.0.0.1:0"',
    POSTVAKT_DNS__WRITE: `{ "*" = { kind = "powerdns", url = "${power.url}", keyFile = ${await file('api-key', power.key)} } }`,
  });
  world.place(`${HOST_ADDRESS}:443`, `127.0.0.1:${world.port('https')}`);
  const { app } = world.host;
  const who = { contact: 'eier@far.example', password: 'kontaktens passord 61' };
  const { id } = await settled(addCustomer(app, { name: 'Kunde', contact: who.contact }));
  await settled(setCentrePassword(app, { customer: id, ...who }));
  const mailbox = {
    domain: DOMAIN,
    address: `kari@${DOMAIN}`,
    local: 'kari',
    password: 'gul lampe 6161',
    from: '127.9.9.61',
  };
  const settledThere = await world.settle(mailbox, id);
  kari = await signedIn(world, who.contact, who.password);
  const wanted = await settled(app.recordStates(DOMAIN));
  const zones: Record<string, ZoneName> = {
    ...settledThere.zones,
    [DOMAIN]: { ...settledThere.zones[DOMAIN], ttl: 0, SOA: { minimum: 0 } },
  };
  const put = (name: string, more: ZoneName): void => void (zones[name] = { ...zones[name], ...more });
  for (const { name, type, value, purpose } of wanted)
    if (type === 'CNAME') put(name, { CNAME: value });
    else if (type === 'SRV') put(name, { SRV: [...(zones[name]?.SRV ?? []), value] });
    else if (purpose === 'sts') put(name, {});
  zone = zones;
});
after(async () => {
  await world.stop();
  await power.stop();
  await rm(folder, { recursive: true, force: true });
});

/** The zone anew, with these texts at `_mta-sts`. */
function serve(texts: readonly string[]): void {
  const zones = { ...zone, [STS]: { TXT: texts, ttl: 0 } };
  power.serve(DOMAIN, zones, world.dns);
  world.dns.add(zones);
}
async function left(): Promise<readonly string[]> {
  const { records } = (await kari.get<Sheet & Record<string, unknown>>(`/domains/${DOMAIN}`)).body;
  return records.filter(({ state }) => state !== 'ok').map(({ name, type, state }) => `${name} ${type} ${state}`);
}
const press = () => kari.post<Made & { readonly detail?: string }>(`/domains/${DOMAIN}/records`, {});

test('missing alone it is offered, shown, written, proved and taken back to the byte', async () => {
  serve([]);
  assert.deepEqual(await left(), [`${STS} TXT missing`]);
  const before = power.zone(DOMAIN);
  const { status, body } = await press();
  assert.equal(status, 201, JSON.stringify(body));
  const about = await kari.get<{ result: { findings: readonly { id: string; summary: string }[] } }>(
    `/cases/${body.case}`,
  );
  const told = about.body.result.findings.find(({ id }) => id === body.finding);
  assert.match(told?.summary ?? '', new RegExp(`^${STS} mangler`));
  const path = `/cases/${body.case}/findings/${body.finding}`;
  const preview = (await kari.post<Answer>(`${path}/fix`, { fix: body.fix })).body.preview;
  assert.equal(preview?.kind, 'change');
  assert.deepEqual(
    preview.changes.map(({ object, before: was }) => [object, was]),
    [[`${STS} TXT`, null]],
  );
  assert.match(preview.changes[0].after ?? '', /"v=STSv1; id=[0-9a-f]{12}"/);
  assert.equal(power.zone(DOMAIN), before, 'looked at only');
  const done = await kari.post<Answer>(`${path}/fix`, { fix: body.fix, consent: true, token: preview.token });
  assert.equal(done.status, 200, JSON.stringify(done.body));
  assert.equal(done.body.result?.fixed, true);
  assert.ok(done.body.result.proofs.length > 0 && done.body.result.proofs.every(({ good }) => good));
  assert.deepEqual(await left(), []);
  assert.equal((await press()).status, 409, 'nothing is left to write');
  const undone = await kari.post<Answer>(`${path}/undo`, { fix: body.fix });
  assert.equal(undone.status, 200, JSON.stringify(undone.body));
  assert.equal(power.zone(DOMAIN), before);
});

test('one that senders cannot read, and two of them, are replaced by one; a readable one of the owner stays', async () => {
  for (const texts of [['v=STSv1; id=a-b'], ['v=STSv1; id=1', 'v=STSv1; id=2']]) {
    serve(texts);
    assert.deepEqual(await left(), [`${STS} TXT wrong`]);
    const { body } = await press();
    const path = `/cases/${body.case}/findings/${body.finding}/fix`;
    const { preview } = (await kari.post<Answer>(path, { fix: body.fix })).body;
    assert.equal(preview?.changes.length, texts.length + 1, JSON.stringify(preview));
    await kari.post<Answer>(path, { fix: body.fix, consent: true, token: preview.token });
    assert.deepEqual(await left(), []);
  }
  serve(['v=STSv1; id=2026']);
  assert.deepEqual(await left(), []);
  assert.equal((await press()).status, 409);
});

test('what CAA forbids is beside the wanted records with the one that would allow it, and is never written by us', async () => {
  serve(['v=STSv1; id=2026']);
  const caa = { at: DOMAIN, why: 'others', records: ['0 issue "b.test"'], wanted: '0 issue "a.test"' } as const;
  const view: NameView = {
    name: `mta-sts.${DOMAIN}`,
    state: 'forbidden',
    until: null,
    renewAt: null,
    nextAt: null,
    trouble: { kind: 'forbidden', words: '', at: 0, caa },
  };
  // As the keeper of ordered certificates would tell it; this host's come from files.
  Object.defineProperty(world.host.app, 'certificates', { value: { last: () => [view] }, configurable: true });
  try {
    assert.deepEqual(await left(), [`${DOMAIN} CAA wrong`]);
    const { records } = (await kari.get<Sheet & Record<string, unknown>>(`/domains/${DOMAIN}`)).body;
    const shown = records.find(({ type }) => type === 'CAA');
    assert.deepEqual(shown, {
      name: DOMAIN,
      shortName: null,
      type: 'CAA',
      value: caa.wanted,
      purpose: 'sts',
      state: 'wrong',
      seen: [...caa.records],
    });
    const before = power.zone(DOMAIN);
    assert.equal((await press()).status, 409);
    assert.equal(power.zone(DOMAIN), before);
  } finally {
    Object.defineProperty(world.host.app, 'certificates', { value: null, configurable: true });
  }
});
