/**
 * What came of a question about forwarding is told to the owner: once an answer, as a letter of ours, kept in the mailbox
 * whatever his rules say; and a question that nobody answered is over, calmly, and can be put again.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CONSENT_DAYS, DAY_MS } from '#src/model/forward-consent.ts';
import { systemClock } from '#src/net/clock.ts';
import { tellAnswers } from '#src/service/forward-answers.ts';
import { tokenOf } from '#src/service/forward-consents.ts';
import { changeRules } from '#src/service/mail-rules.ts';
import type { RunningNotices } from '#src/service/notices.ts';
import { listNotices } from '#src/service/notice-list.ts';
import type { Message, Row } from '../../web/src/lib/mail/shapes.ts';
import { HOSTNAME, startWorld, type World } from '../../lab/world.ts';
import { type Browser, owner, settled, signedIn } from '../centre-client.ts';
import { arrived, atLink, forwardScene, forwardTo, once, placed, receives, type Rules } from '../forward-scene.ts';
import { rulesPath, stateOf, tokenIn } from '../forward-scene.ts';

let world: World;
let ahead = 0;
before(async () => {
  const clock = { now: () => Date.now() + ahead, monotonic: () => systemClock.monotonic() };
  world = await startWorld({ POSTVAKT_LISTEN__HTTP: '127.0.0.1:0' }, { clock });
});
after(() => world.stop());

let seed = 31_300;
const scene = () => forwardScene(world, (seed += 1));
const INBOX = Buffer.from('INBOX').toString('base64url');
/** The letters about answers that lie in the INBOX, the newest first. */
async function letters(user: Browser, target: string): Promise<readonly Row[]> {
  const { body } = await user.get<{ rows?: readonly Row[] }>(`/mail/folders/${INBOX}/messages?view=messages`);
  return (body.rows ?? []).filter(({ subject }) => subject.includes(target));
}
const letter = (user: Browser, target: string, wanted: RegExp): Promise<Row> =>
  once(async () => (await letters(user, target)).find(({ subject }) => wanted.test(subject)), String(wanted));
/** Everything that is to be told is told and in the queue. */
async function told(about: string): Promise<readonly string[]> {
  await tellAnswers(world.host.app);
  await (world.host.app.notices as RunningNotices).settled();
  const all = await settled(listNotices(world.host.app, about));
  return all.filter(({ kind }) => kind === 'forward-answer').flatMap(({ mails }) => mails.map(({ title }) => title));
}

void test('yes, stop and yes again: each is told once, is known as ours, and stays whatever the rules say', async () => {
  const { customer, user, far, target } = await scene();
  await forwardTo(user, customer, target);
  const token = tokenIn(await arrived(far, (one) => one.rcpt.join().includes(target)));
  // Nothing may take the letter away: neither the forwarding that it is about nor a rule that throws away.
  const rule = { name: 'Bort', enabled: true, match: 'any', stop: false, actions: [{ kind: 'discard' }] };
  const conditions = [{ field: 'from', match: 'contains', value: `notices@${HOSTNAME}` }];
  const change = { kind: 'save-rule', id: null, rule: { ...rule, conditions } };
  assert.equal((await user.post(rulesPath(customer), { version: null, change })).status, 200);

  assert.equal((await atLink(world, { token, answer: 'yes' })).body.state, 'confirmed');
  assert.equal((await atLink(world, { token, answer: 'yes' })).body.state, 'confirmed');
  const yes = await letter(user, target, / sa ja /);
  const { body } = await user.get<Message>(`/mail/messages/${yes.id}`);
  assert.deepEqual([body.authentication.verdict, body.authentication.ours], ['proven', true]);
  assert.match(JSON.stringify(body), /ingen kopi i postkassen/);
  await receives(world, customer.address, 'videre');
  await arrived(far, (one) => one.data.includes('Subject: videre'));
  await atLink(world, { token, answer: 'no' });
  await letter(user, target, /har stoppet videresendingen/);
  await atLink(world, { token, answer: 'never' });
  await atLink(world, { token, answer: 'yes' });
  assert.equal((await told(customer.address)).length, 3, 'yes, stop, yes: the same again is not told again');
  await once(async () => ((await letters(user, target)).length === 3 ? true : undefined), 'the third letter');
  assert.equal(far.messages.filter(({ data }) => data.includes('notices@')).length, 1, 'only the question went out');
});

void test('the customer’s contact is told as well, each in his language; a no says that mail stays', async () => {
  const made = await owner(world, (seed += 1));
  const { customer } = made;
  const user = await signedIn(world, customer.address, customer.password);
  assert.equal((await user.ask('PUT', '/mail/settings', { body: { language: 'sv' } })).status, 200);
  const target = `ola@far-away.test`;
  await forwardTo(user, customer, target);
  const { db } = world.host.app;
  const asked = await db.sql.selectFrom('forward_consents').select('id').where('target', '=', target).execute();
  await atLink(world, { token: await tokenOf(world.host.app, asked[0].id), answer: 'no' });
  await told(customer.address);
  const [notice] = (await settled(listNotices(world.host.app, customer.address))).filter(
    ({ kind }) => kind === 'forward-answer',
  );
  const readers = notice.mails.map(({ address, language }) => [address, language]);
  assert.ok(readers.some(([address, language]) => address === customer.address && language === 'sv'));
  assert.ok(readers.some(([address]) => address === made.contact));
  for (const { language, text } of notice.mails)
    assert.match(
      text,
      { nb: /E-posten blir i postkassen/, sv: /E-posten stannar i brevlådan/, en: /mail stays/ }[language] ?? /^$/,
    );
});

void test('nobody answers: the link says so, the mail stays, the owner is told once and can ask again', async () => {
  const { customer, user, far, target } = await scene();
  await forwardTo(user, customer, target);
  const token = tokenIn(await arrived(far, (one) => one.rcpt.join().includes(target)));
  assert.deepEqual(await told(customer.address), []);
  assert.equal((await atLink(world, { token })).body.isOver, false);

  ahead += CONSENT_DAYS * DAY_MS + 1;
  assert.match((await told(customer.address)).join(), /svarte ikke/);
  assert.equal((await told(customer.address)).length, 1);
  const late = await atLink(world, { token });
  assert.deepEqual([late.status, late.body.state, late.body.isOver], [200, 'waiting', true]);
  assert.equal((await atLink(world, { token, answer: 'yes' })).status, 409, 'a yes comes too late');
  await receives(world, customer.address, 'etter-fristen');
  assert.equal((await placed(world, customer.address)).find((one) => one.subject === 'etter-fristen')?.folder, 'INBOX');

  const later = await signedIn(world, customer.address, customer.password);
  const shown = (await later.get<Rules>(rulesPath(customer))).body;
  assert.deepEqual(
    shown.consents.map((one) => [one.state, one.isOver]),
    [['waiting', true]],
  );
  assert.match((await letter(later, target, /svarte ikke/)).subject, new RegExp(customer.address));
  const again = await later.post<Rules>(rulesPath(customer, '/consents'), { target });
  assert.deepEqual([again.status, again.body.consents[0].isOver], [200, false]);
  assert.equal((await later.post(rulesPath(customer, '/consents'), { target })).status, 409, 'not twice in a row');
  assert.equal((await atLink(world, { token, answer: 'yes' })).body.state, 'confirmed', 'the same link lives again');
  assert.equal((await told(customer.address)).length, 2);
  assert.equal(stateOf((await later.get<Rules>(rulesPath(customer))).body, target), 'confirmed');
});

void test('what is not in the record any more is not told; what the host did not come to tell is told later', async () => {
  const { customer, user, far, target } = await scene();
  await forwardTo(user, customer, target);
  const token = tokenIn(await arrived(far, (one) => one.rcpt.join().includes(target)));
  await settled(
    changeRules(world.host.app, {
      address: customer.address,
      change: { kind: 'forwarding', targets: [], keepCopy: true },
    }),
  );
  await atLink(world, { token, answer: 'no' });
  assert.deepEqual(await told(customer.address), []);
  const other = await scene();
  await forwardTo(other.user, other.customer, other.target);
  const { db } = world.host.app;
  // As if the host had stopped between the answer and the letter.
  await db.sql
    .updateTable('forward_consents')
    .set({ state: 'refused', answer: 'no', told_at: null, decided_at: world.host.app.clock.now() })
    .where('target', '=', other.target)
    .execute();
  // Nor is anything taken for told that could not be written down.
  const full = { keep: () => Promise.reject(new Error('the disk is full')) };
  await assert.rejects(tellAnswers({ db, clock: world.host.app.clock, notices: full }), /disk is full/);
  assert.match((await told(other.customer.address)).join(), / sa nei /);
  assert.equal((await told(other.customer.address)).length, 1, 'once');
});
