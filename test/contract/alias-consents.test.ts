/**
 * Consent of those elsewhere to whom an alias leads, in a running host: asked by the same letter as of a forwarding; who lives
 * here gets his mail meanwhile; an alias with nobody else answers 450 while a yes may come and 550 after a no; a fix and a
 * restore ask as well; what an operator sets is vouched for; what was there before works on.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { BETWEEN_LETTERS_MS, CONSENT_DAYS, DAY_MS } from '#src/model/forward-consent.ts';
import { systemClock } from '#src/net/clock.ts';
import { addAlias, changeAlias, removeAlias, showAlias } from '#src/service/aliases.ts';
import { tellAnswers } from '#src/service/forward-answers.ts';
import { askNew, askOnceMore, tokenOf } from '#src/service/forward-consents.ts';
import { addDomain, removeDomain } from '#src/service/domains.ts';
import type { RunningNotices } from '#src/service/notices.ts';
import { listNotices } from '#src/service/notice-list.ts';
import { consentsOf } from '#src/store/forward-consents.ts';
import { domainByName } from '#src/store/domains.ts';
import { forgetGoneMailboxes } from '#src/store/gone-mailboxes.ts';
import { foreignDomain, foreignHost } from '../../lab/foreign-host.ts';
import { type Customer, startWorld, type World } from '../../lab/world.ts';
import { settled } from '../centre-client.ts';
import { arrived, atLink, once, placed, receives, tokenIn } from '../forward-scene.ts';

let world: World;
let ahead = 0;
before(async () => {
  const clock = { now: () => Date.now() + ahead, monotonic: () => systemClock.monotonic() };
  world = await startWorld({ POSTVAKT_LISTEN__HTTP: '127.0.0.1:0' }, { clock });
});
after(() => world.stop());

let seed = 31_600;
async function scene() {
  const customer = await world.customer((seed += 1));
  const domain = foreignDomain(customer, 'nabo');
  const far = await foreignHost(world, domain);
  return { customer, far, alias: `post@${customer.domain}`, target: `ola@${domain}` };
}
/** As somebody of the customer does it, by a fix. */
const byCustomer = (customer: Customer) => ({ ...world.host.app, actor: `customer ${customer.domain}` });
async function ledBy(customer: Customer, alias: string, ...targets: readonly string[]) {
  const made = await settled(addAlias(byCustomer(customer), alias, targets));
  await askNew(world.host.app, 'customer', alias);
  return made;
}
const states = async (alias: string) =>
  (await settled(showAlias(world.host.app, alias))).consents.map(({ target, state }) => [target, state]);
const token = async (alias: string, target: string): Promise<string> => {
  const found = (await consentsOf(world.host.app.db.sql, alias)).find((one) => one.target === target);
  return await tokenOf(world.host.app, found?.id ?? '');
};
async function customerViewer({ domain }: Customer) {
  const found = await domainByName(world.host.app.db.sql, domain);
  assert.ok(found !== null);
  return { kind: 'customer', id: found.customer } as const;
}
const lastOf = (heard: string, code: RegExp) => heard.split('\r\n').find((line) => code.test(line)) ?? heard;

void test('an alias with only an address elsewhere: asked, 450 until the answer, mail after a yes, 550 after a stop', async () => {
  const { customer, far, alias, target } = await scene();
  const made = await ledBy(customer, alias, target);
  assert.deepEqual(
    made.consents.map((one) => [one.target, one.state]),
    [[target, 'waiting']],
  );
  const letter = await arrived(far, (one) => one.rcpt.join().includes(target));
  assert.match(letter.data, new RegExp(alias.replaceAll('.', '\\.')));
  const link = tokenIn(letter);

  const waits = await receives(world, alias, 'venter');
  assert.match(lastOf(waits, /^450/), /^450 4\.7\.1 .*ikke har sagt ja|has not said yes/);
  assert.ok(!waits.includes(target), 'a sender does not learn where it leads');
  assert.deepEqual([(await atLink(world, { token: link })).body.from], [alias]);
  assert.equal((await atLink(world, { token: link, answer: 'yes' })).body.state, 'confirmed');
  assert.match(await receives(world, alias, 'videre'), /250 2\.0\.0/);
  await arrived(far, (one) => one.data.includes('Subject: videre'));
  assert.equal(far.messages.filter((one) => one.data.includes('Subject: venter')).length, 0);

  assert.equal((await atLink(world, { token: link, answer: 'no' })).body.state, 'refused');
  assert.match(lastOf(await receives(world, alias, 'stoppet'), /^55/), /^550 5\.7\.1/);
  // Taking it away and making it again, or an operator, is no way around a no.
  await settled(removeAlias(world.host.app, alias));
  assert.equal(await forgetGoneMailboxes(world.host.app.db.sql), 0);
  await settled(addAlias(world.host.app, alias, [target]));
  assert.deepEqual(await states(alias), [[target, 'refused']]);
  assert.match(await receives(world, alias, 'igjen'), /550 5\.7\.1/);
});

void test('who lives here gets his mail while another is asked; an alias behind an alias waits as well', async () => {
  const { customer, far, alias, target } = await scene();
  await ledBy(customer, alias, customer.address, target);
  const all = `alle@${customer.domain}`;
  const far2 = `bare@${customer.domain}`;
  await ledBy(customer, far2, target);
  await ledBy(customer, all, far2);
  assert.match(await receives(world, alias, 'til-oss'), /250 2\.0\.0/);
  await once(async () => (await placed(world, customer.address)).find((one) => one.subject === 'til-oss'), 'the copy');
  assert.match(await receives(world, all, 'bak-to'), /450 4\.7\.1/);
  await atLink(world, { token: await token(alias, target), answer: 'yes' });
  await receives(world, alias, 'til-begge');
  await arrived(far, (one) => one.data.includes('Subject: til-begge'));
  assert.match(await receives(world, all, 'bak-to-igjen'), /450 4\.7\.1/, 'a yes is to one alias, not to all');
  assert.equal(far.messages.filter((one) => one.data.includes('Subject: til-oss')).length, 0);
});

void test('mail of our own user waits in the queue and goes on after a yes; after a no it is refused at once', async () => {
  const { customer, far, alias, target } = await scene();
  await ledBy(customer, alias, target);
  const sends = (subject: string) =>
    world.say({
      port: world.port('submissions'),
      tls: true,
      signIns: 1,
      from: '127.251.9.9',
      says: [
        'EHLO laptop',
        `AUTH PLAIN ${Buffer.from(`\0${customer.address}\0${customer.password}`).toString('base64')}`,
        `MAIL FROM:<${customer.address}>`,
        `RCPT TO:<${alias}>`,
        'DATA',
        `From: <${customer.address}>\r\nTo: <${alias}>\r\nSubject: ${subject}\r\n\r\nHei.\r\n.`,
        'QUIT',
      ],
    });
  assert.match(await sends('egen'), /250 2\.0\.0/);
  const { queue } = world.host.app;
  const select = { sender: customer.address };
  const waiting = await once(() => queue.list({ select }).find(({ tries }) => tries > 0), 'the first try');
  assert.equal(waiting.state, 'waiting');
  await atLink(world, { token: await token(alias, target), answer: 'yes' });
  await queue.retry(select);
  await arrived(far, (one) => one.data.includes('Subject: egen'));
  await atLink(world, { token: await token(alias, target), answer: 'no' });
  assert.match(await sends('etter'), /550 5\.7\.1/);
});

void test('an alias that is led elsewhere asks for what is new only; what was there before it was asked works on', async () => {
  const { customer, far, alias, target } = await scene();
  const old = `gammel@${foreignDomain(customer, 'nabo')}`;
  await settled(addAlias(world.host.app, alias, [old]));
  assert.deepEqual(await states(alias), [[old, 'operator']]);
  // As it was before anybody was asked: no row.
  await world.host.app.db.sql.deleteFrom('forward_consents').where('mailbox_id', '=', alias).execute();
  assert.deepEqual(await states(alias), [[old, 'earlier']]);
  await settled(changeAlias(byCustomer(customer), alias, [old, target]));
  assert.deepEqual(await states(alias), [
    [old, 'earlier'],
    [target, 'waiting'],
  ]);
  await receives(world, alias, 'til-gammel');
  const got = await arrived(far, (one) => one.data.includes('Subject: til-gammel'));
  assert.deepEqual(got.rcpt.join().includes(target), false);
  // Removed and brought back by the customer: what worked works.
  await settled(removeAlias(world.host.app, alias));
  await settled(addAlias(byCustomer(customer), alias, [old, target], { before: [old, target] }));
  assert.deepEqual(await states(alias), [
    [old, 'earlier'],
    [target, 'waiting'],
  ]);
});

void test('few letters; nobody answers: 550, the contact is told, and can ask again', async () => {
  const { customer, far, alias, target } = await scene();
  const { app } = world.host;
  await ledBy(customer, alias, target);
  await arrived(far, (one) => one.rcpt.join().includes(target));
  const soon = await askOnceMore(app, 'customer', alias, target);
  assert.equal(soon.ok ? '' : soon.problem.key, 'forwardAskedLately');
  ahead += CONSENT_DAYS * DAY_MS + BETWEEN_LETTERS_MS;
  await tellAnswers(app);
  await (app.notices as RunningNotices).settled();
  const told = (await settled(listNotices(app, alias))).filter(({ kind }) => kind === 'forward-answer');
  assert.equal(told.length, 1);
  for (const { text } of told[0].mails) assert.doesNotMatch(text, /postkassen|brevlådan|the mailbox/);
  assert.match(await receives(world, alias, 'for-sent'), /550 5\.7\.1/);
  await settled(askOnceMore(app, 'customer', alias, target));
  assert.match(await receives(world, alias, 'spurt-igjen'), /450 4\.7\.1/);
});

void test('a yes does not go over to the next owner of the domain, a no does', async () => {
  const { customer, alias, target } = await scene();
  const second = `nei@${foreignDomain(customer, 'nabo')}`;
  await ledBy(customer, alias, target, second);
  await atLink(world, { token: await token(alias, target), answer: 'yes' });
  await atLink(world, { token: await token(alias, second), answer: 'never' });
  await settled(removeDomain(world.host.app, customer.domain, { force: true }));
  await settled(addDomain(world.host.app, { domain: customer.domain }));
  await ledBy(customer, alias, target, second);
  assert.deepEqual(await states(alias), [
    [target, 'waiting'],
    [second, 'refused'],
  ]);
});

void test('a fix that leads an alias to another address elsewhere asks that one too, and is undone', async () => {
  const { customer, far, alias, target } = await scene();
  const { fixes } = world.host.app;
  await ledBy(customer, alias, target);
  await receives(world, alias, 'borte');
  const looked = await world.diagnose(alias, 'receive');
  const [finding] = looked.findings;
  assert.equal(finding.cause, 'acc-forward-no-consent', JSON.stringify(looked.findings));
  const other = `ny@${foreignDomain(customer, 'nabo')}`;
  const request = {
    case: looked.case ?? '',
    finding: finding.id,
    fix: 'change-forward-target',
    viewer: await customerViewer(customer),
    reader: { language: 'nb', now: 0, timeZone: 'UTC' },
    answers: { value: other },
  } as const;
  const { token: shown } = await settled(fixes.preview(request));
  assert.equal((await settled(fixes.apply({ ...request, token: shown ?? '' }))).kind, 'applied');
  assert.deepEqual(await states(alias), [[other, 'waiting']]);
  const letter = await arrived(far, (one) => one.rcpt.join().includes(other));
  assert.match(await receives(world, alias, 'ny-venter'), /450 4\.7\.1/);
  await atLink(world, { token: tokenIn(letter), answer: 'yes' });
  await receives(world, alias, 'ny-faar');
  await arrived(far, (one) => one.data.includes('Subject: ny-faar'));
  await settled(fixes.undo(request));
  assert.deepEqual(await states(alias), [[target, 'waiting']]);
});
