/** Directory and gate: who lives here, in every spelling; memory that is never old; the first rules of the gate. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Mailbox, PolicyRequest } from '#src/engine/ports.ts';
import type { ConnectionId } from '#src/model/ids.ts';
import { openDatabase } from '#src/store/database.ts';
import { addAlias } from './aliases.ts';
import { createDirectory } from './directory.ts';
import { addDomain } from './domains.ts';
import { setProtocols, setQuota } from './mailbox-settings.ts';
import { addMailbox, removeMailbox } from './mailboxes.ts';
import { createPasswordHasher } from './password-hasher.ts';
import { setPlan } from './plans.ts';
import { createBlocks } from './blocks.ts';
import { createPolicy } from './policy.ts';

const key = { algorithm: 'ed25519-sha256' as const, privateKey: 'pem', publicKey: 'y' };

async function host(url = 'sqlite::memory:') {
  const db = await openDatabase(url);
  const time = { now: 1_790_000_000_000 };
  const clock = { now: () => time.now, monotonic: () => time.now };
  const hasher = createPasswordHasher({ parameters: { memoryKib: 8, passes: 1, lanes: 1 } });
  const removeMail = async (): Promise<void> => undefined;
  const at = { db, clock, time, hasher, actor: 'test', makeKey: () => Promise.resolve(key), removeMail };
  const directory = createDirectory({ db, clock });
  const add = async (address: string): Promise<void> => {
    const made = await addMailbox(at, { address, password: 'hemmelig-7-tegn' });
    assert.ok(made.ok);
  };
  const find = async (address: string): Promise<string> => {
    const found = await directory.recipient(address);
    if (found.kind === 'mailbox') return found.mailbox.address;
    if (found.kind === 'alias') return found.targets.join(' ');
    return found.kind === 'unknown' ? found.cause : found.kind;
  };
  return { ...at, directory, add, find };
}

test('recipients in every spelling', async () => {
  const at = await host();
  await addDomain(at, { domain: 'fjord.example' });
  await addDomain(at, { domain: 'blåbær.example' });
  await at.add('kari@fjord.example');
  await at.add('ola@blåbær.example');
  await addAlias(at, 'post@fjord.example', ['kari@fjord.example', 'x@else.example'], { consent: 'operator' });
  await addAlias(at, 'alle@fjord.example', ['post@fjord.example', 'ola@blåbær.example']);
  const expected = {
    'KARI@Fjord.Example': 'kari@fjord.example',
    '"kari"@fjord.example': 'kari@fjord.example',
    'kari+shop@fjord.example': 'kari@fjord.example',
    'ola@blåbær.example': 'ola@xn--blbr-roah.example',
    'ola@XN--BLBR-ROAH.example.': 'ola@xn--blbr-roah.example',
    'post+a@fjord.example': 'kari@fjord.example x@else.example',
    'alle@fjord.example': 'ola@xn--blbr-roah.example kari@fjord.example x@else.example',
    'ukjent@fjord.example': 'acc-mailbox-never-existed',
    'kari@else.example': 'not-local',
    'no address': 'not-local',
    '': 'not-local',
  };
  for (const [address, found] of Object.entries(expected)) assert.equal(await at.find(address), found, address);
  assert.equal(await at.directory.isLocalDomain('FJORD.example'), true);
  assert.equal(await at.directory.isLocalDomain('else.example'), false);
  assert.deepEqual(await at.directory.signingKeys('Fjord.example'), [
    { domain: 'fjord.example', selector: 'pv1', privateKey: 'pem', algorithm: 'ed25519-sha256' },
  ]);
  assert.deepEqual(await at.directory.signingKeys('else.example'), []);
  await at.db.close();
});

test('who may send as whom', async () => {
  const at = await host();
  await addDomain(at, { domain: 'fjord.example' });
  await at.add('kari@fjord.example');
  await at.add('ola@fjord.example');
  await addAlias(at, 'post@fjord.example', ['kari@fjord.example']);
  const found = await at.directory.recipient('kari@fjord.example');
  assert.ok(found.kind === 'mailbox');
  const may = (address: string): Promise<boolean> => at.directory.maySendAs(found.mailbox.id, address);
  for (const own of ['Kari@fjord.example', 'kari+x@fjord.example', 'post@fjord.example'])
    assert.ok(await may(own), own);
  for (const other of ['ola@fjord.example', 'kari@else.example', 'x@fjord.example', '']) {
    assert.equal(await may(other), false, other);
  }
  await at.db.close();
});

test('memory is never old: own writes at once, another process within a second', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'postvakt-directory-'));
  const at = await host(`sqlite:${join(folder, 'control.db')}`);
  const other = await host(`sqlite:${join(folder, 'control.db')}`);
  await addDomain(at, { domain: 'fjord.example' });
  assert.equal(await at.find('kari@fjord.example'), 'acc-mailbox-never-existed');
  await at.add('kari@fjord.example');
  assert.equal(await at.find('kari@fjord.example'), 'kari@fjord.example');
  assert.equal(await other.find('kari@fjord.example'), 'kari@fjord.example');
  await removeMailbox(at, 'kari@fjord.example');
  assert.equal(await at.find('kari@fjord.example'), 'acc-mailbox-deleted');
  assert.equal(await other.find('kari@fjord.example'), 'kari@fjord.example', 'from memory');
  other.time.now += 1001;
  assert.equal(await other.find('kari@fjord.example'), 'acc-mailbox-deleted');
  await Promise.all([at.db.close(), other.db.close()]);
  rmSync(folder, { recursive: true, force: true });
});

test('the gate: recipients in one message, full mailbox, ways in', async () => {
  const at = await host();
  await addDomain(at, { domain: 'fjord.example' });
  await at.add('kari@fjord.example');
  await setPlan(at, 'standard', ['message.recipients.max=2']);
  await setQuota(at, 'kari@fjord.example', 1000);
  let used = 0;
  const policy = createPolicy({ ...at, blocks: createBlocks(at), usage: () => Promise.resolve(used) });
  const found = await at.directory.recipient('kari@fjord.example');
  assert.ok(found.kind === 'mailbox');
  const mailbox: Mailbox = found.mailbox;
  const facts = { id: 'c' as ConnectionId, localPort: 465, remoteAddress: '192.0.2.1', remotePort: 1 };
  const asked = async (request: Partial<PolicyRequest>): Promise<string> => {
    const connection = { ...facts, endpoint: 'submissions' as const };
    const answer = await policy.decide({ stage: 'rcpt-to', direction: 'outgoing', connection, ...request });
    return answer.kind === 'refuse'
      ? `${answer.refusal.code} ${answer.refusal.enhanced} ${answer.refusal.cause}`
      : answer.kind;
  };
  assert.equal(await asked({ mailbox, recipientCount: 2 }), 'accept');
  assert.equal(await asked({ mailbox, recipientCount: 3 }), '452 4.5.3 snd-recipients-per-message');
  const incoming = { direction: 'incoming', rcptTo: 'KARI+x@fjord.example' } as const;
  assert.equal(await asked(incoming), 'accept');
  used = 900;
  assert.equal(await asked({ ...incoming, sizeBytes: 100 }), 'accept');
  assert.equal(await asked({ ...incoming, sizeBytes: 101 }), '552 5.2.2 acc-quota-full');
  used = 1000;
  assert.equal(await asked(incoming), '552 5.2.2 acc-quota-full');
  await setQuota(at, 'kari@fjord.example', 0);
  assert.equal(await asked(incoming), 'accept');
  assert.equal(await asked({ mailbox, stage: 'mail-from' }), 'accept');
  await setProtocols(at, 'kari@fjord.example', ['imap']);
  assert.equal(await asked({ mailbox, stage: 'mail-from' }), '550 5.7.1 acc-protocol-off');
  policy.close();
  at.directory.close();
  await at.db.close();
});
