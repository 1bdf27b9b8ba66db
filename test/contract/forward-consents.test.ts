/**
 * Consent to forwarding in a running host: a new address outside is asked by a letter, mail stays until it says yes, goes on
 * after, and stays again when it says stop; limits keep anybody from being bombed; what was there before works on.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { MOST_LETTERS } from '#src/model/forward-consent.ts';
import { changeRules, showRules, sieveScript } from '#src/service/mail-rules.ts';
import { addMailbox } from '#src/service/mailboxes.ts';
import { auditOf } from '#src/store/audit.ts';
import { consentsOf, dropConsent } from '#src/store/forward-consents.ts';
import { type Customer, startWorld, type World } from '../../lab/world.ts';
import { settled, signedIn } from '../centre-client.ts';
import {
  arrived,
  atLink,
  forwardScene,
  forwardTo,
  placed as placedIn,
  receives as said,
  type Rules,
  rulesPath,
  stateOf,
  tokenIn,
} from '../forward-scene.ts';

let world: World;
before(async () => {
  world = await startWorld({ POSTVAKT_LISTEN__HTTP: '127.0.0.1:0' });
});
after(() => world.stop());

let seed = 31_000;
const scene = () => forwardScene(world, (seed += 1));
const receives = (to: string, subject: string) => said(world, to, subject);
const placed = (address: string) => placedIn(world, address);
const link = (answer: object) => atLink(world, answer);

void test('asked, waits, goes on after a yes, stays again after a stop by the same link', async () => {
  const { customer, user, far, target } = await scene();
  const first = await forwardTo(user, customer, target);
  assert.equal(stateOf(first, target), 'waiting');
  const letter = await arrived(far, (one) => one.rcpt.join().includes(target));
  const token = tokenIn(letter);

  await receives(customer.address, 'venter');
  const [waits] = await placed(customer.address);
  assert.deepEqual([waits.step, waits.folder], ['delivered', 'INBOX']);
  assert.match(JSON.stringify(waits.rules), /forward-waits/);
  assert.doesNotMatch(await settled(sieveScript(world.host.app, customer.address)), /redirect/);

  const asked = await link({ token });
  assert.deepEqual([asked.body.from, asked.body.to, asked.body.state], [customer.address, target, 'waiting']);
  assert.equal((await link({ token: token.slice(0, -2) + 'xx' })).status, 409, 'nobody makes a link of his own');
  assert.equal((await link({ token, answer: 'yes' })).body.state, 'confirmed');
  await receives(customer.address, 'videre');
  await arrived(far, (one) => one.data.includes('Subject: videre'));
  assert.equal(far.messages.filter((one) => one.data.includes('Subject: venter')).length, 0);
  assert.equal((await link({ token, answer: 'no' })).body.state, 'refused');
  await receives(customer.address, 'stoppet');
  const now = await user.get<Rules>(rulesPath(customer));
  assert.equal(stateOf(now.body, target), 'refused');
  const newest = (await placed(customer.address)).find(({ subject }) => subject === 'stoppet');
  assert.equal(newest?.folder, 'INBOX');
  // Taking the address out and in again is no way around a no.
  await forwardTo(user, customer);
  assert.equal(stateOf(await forwardTo(user, customer, target), target), 'refused');
  assert.equal((await user.post(rulesPath(customer, '/consents'), { target })).status, 409);
});

void test('a rule that passes on and throws away loses nothing while it waits', async () => {
  const { customer, user, target } = await scene();
  const rule = {
    name: 'Bort',
    enabled: true,
    match: 'all',
    conditions: [],
    actions: [{ kind: 'forward', to: target, keep: false }, { kind: 'discard' }],
    stop: true,
  };
  const made = await user.post<Rules>(rulesPath(customer), {
    version: null,
    change: { kind: 'save-rule', id: null, rule },
  });
  assert.equal(stateOf(made.body, target), 'waiting');
  await receives(customer.address, 'ikke-bort');
  const [kept] = await placed(customer.address);
  assert.deepEqual([kept.step, kept.folder], ['delivered', 'INBOX']);
});

void test('letters are few: again only after a while, to one address only some a day, and never where it says never', async () => {
  const { customer, user, far, target } = await scene();
  await forwardTo(user, customer, target);
  await arrived(far, (one) => one.rcpt.join().includes(target));
  const again = await user.post<{ key: string }>(rulesPath(customer, '/consents'), { target });
  assert.deepEqual([again.status, again.body.key], [409, 'forwardAskedLately']);
  const others: Customer[] = [];
  for (let index = 0; index < MOST_LETTERS.toTargetADay + 1; index += 1) {
    seed += 1;
    const other = await world.customer(seed);
    others.push(other);
    const asks = await signedIn(world, other.address, other.password);
    const told = await forwardTo(asks, other, target);
    const sent = told.consents[0].sentAt !== null;
    assert.equal(sent, index < MOST_LETTERS.toTargetADay - 1, `letter ${index + 2}`);
    assert.equal(told.consents[0].state, 'waiting');
  }
  const many = Array.from({ length: MOST_LETTERS.ofMailboxADay + 3 }, (_, index) => `person${index}@annet${seed}.test`);
  const told = await forwardTo(user, customer, target, ...many);
  assert.equal(told.consents.filter(({ sentAt }) => sentAt !== null).length, MOST_LETTERS.ofMailboxADay);
});

void test('what an operator sets is vouched for and audited; what is here needs nobody; what was there before works on', async () => {
  const { customer, far, target } = await scene();
  const { app } = world.host;
  const colleague = `kollega@${customer.domain}`;
  await settled(addMailbox(app, { address: colleague, password: 'gul lampe 4 og 5' }));
  const set = { kind: 'forwarding', targets: [target, colleague], keepCopy: true } as const;
  const made = await settled(changeRules(app, { address: customer.address, change: set }));
  assert.deepEqual(
    made.consents.map((one) => [one.target, one.state]),
    [[target, 'operator']],
  );
  const audit = await auditOf(app.db.sql, customer.address, 20);
  assert.ok(
    audit.some(
      ({ action, after: is }) => action.endsWith('forward-consent.operator') && JSON.stringify(is).includes(target),
    ),
  );
  await receives(customer.address, 'fra-driften');
  await arrived(far, (one) => one.data.includes('Subject: fra-driften'));
  // As it was before step 23: no row.
  const found = await settled(showRules(app, customer.address));
  const [row] = await consentsOf(app.db.sql, found.mailbox.id);
  await app.db.write((tx) => dropConsent(tx, row.id));
  assert.equal((await settled(showRules(app, customer.address))).consents[0].state, 'earlier');
  await receives(customer.address, 'som-foer');
  await arrived(far, (one) => one.data.includes('Subject: som-foer'));
});
