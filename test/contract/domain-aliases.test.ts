/**
 * Aliases as their owner sees them, on the domain's page and on the command line: who of those elsewhere said what, whether
 * mail is taken at all, and asking again within the limits. Who may see them is in centre-isolation.test.ts.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Command } from '#src/cli/command.ts';
import { ALIAS_COMMANDS } from '#src/cli/commands/aliases.ts';
import { BETWEEN_LETTERS_MS } from '#src/model/forward-consent.ts';
import { systemClock } from '#src/net/clock.ts';
import type { ShownAlias } from '#src/service/aliases.ts';
import { foreignDomain, foreignHost } from '../../lab/foreign-host.ts';
import { startWorld, type World } from '../../lab/world.ts';
import { owner, settled, signedIn } from '../centre-client.ts';
import { arrived, atLink, tokenIn } from '../forward-scene.ts';

interface Shown {
  readonly aliases: readonly {
    readonly address: string;
    readonly takesMail: boolean;
    readonly targets: readonly { readonly address: string; readonly consent: { readonly state: string } | null }[];
  }[];
  readonly key?: string;
}
let world: World;
let ahead = 0;
before(async () => {
  const clock = { now: () => Date.now() + ahead, monotonic: () => systemClock.monotonic() };
  world = await startWorld({ POSTVAKT_LISTEN__HTTP: '127.0.0.1:0' }, { clock });
});
after(() => world.stop());

/** As the command line has it, with what `--json` prints. */
async function says<T>(name: string, words: readonly string[], options: Readonly<Record<string, true>> = {}) {
  const found = ALIAS_COMMANDS.find((one) => one.name === name) as unknown as Command<unknown, T>;
  const context = { language: 'en', readStdin: () => Promise.resolve(''), emit: () => {} } as const;
  const parsed = await found.parse({ words, options } as never, context);
  assert.ok(parsed?.ok === true && found.run !== undefined, name);
  return await settled(found.run(world.host.app, parsed.value, context));
}
const lines = ({ aliases }: Shown) =>
  aliases.map(({ address, takesMail, targets }) => [
    address,
    takesMail,
    ...targets.map((one) => `${one.address} ${one.consent?.state ?? 'here'}`),
  ]);

void test('the command line vouches, or asks; the owner sees each answer and asks again within the limits', async () => {
  const { customer, contact, contactPassword } = await owner(world, 31_800);
  const user = await signedIn(world, contact, contactPassword);
  const domain = foreignDomain(customer, 'nabo');
  const far = await foreignHost(world, domain);
  const [post, salg] = [`post@${customer.domain}`, `salg@${customer.domain}`];
  const [ola, per] = [`ola@${domain}`, `per@${domain}`];
  const vouched = await says<ShownAlias>('alias add', [salg, customer.address, per]);
  assert.deepEqual(
    vouched.consents.map(({ target, state }) => [target, state]),
    [[per, 'operator']],
  );
  const asked = await says<ShownAlias>('alias add', [post, ola], { ask: true });
  assert.deepEqual(
    asked.consents.map(({ state, sentAt }) => [state, sentAt !== null]),
    [['waiting', true]],
  );
  const token = tokenIn(await arrived(far, (one) => one.rcpt.join().includes(ola)));

  const path = `/domains/${customer.domain}`;
  const sheet = await user.get<Shown>(path);
  const expected = [
    [post, false, `${ola} waiting`],
    [salg, true, `${customer.address} here`, `${per} operator`],
  ];
  assert.deepEqual(lines(sheet.body), expected);
  assert.deepEqual(lines((await user.get<Shown>(`${path}/aliases`)).body), expected);

  const again = (alias: string, target: string) => user.post<Shown>(`${path}/aliases/consents`, { alias, target });
  const soon = await again(post, ola);
  assert.deepEqual([soon.status, soon.body.key], [409, 'forwardAskedLately']);
  assert.deepEqual((await again(salg, per)).body.key, 'forwardDecided');
  for (const [alias, target] of [
    [`info@${customer.domain}`, ola],
    [post, per],
    ['post@annet.example', ola],
  ])
    assert.equal((await again(alias, target)).status, 404, alias);
  ahead += BETWEEN_LETTERS_MS;
  const later = await signedIn(world, contact, contactPassword);
  const sent = await later.post<Shown>(`${path}/aliases/consents`, { alias: post, target: ola });
  assert.deepEqual([sent.status, ...lines(sent.body)], [200, ...expected]);

  await atLink(world, { token, answer: 'yes' });
  assert.deepEqual(lines((await later.get<Shown>(`${path}/aliases`)).body)[0], [post, true, `${ola} confirmed`]);
  const [first] = (await says<readonly ShownAlias[]>('alias list', [])).filter(({ address }) => address === post);
  assert.equal(first.consents[0].state, 'confirmed');
  await atLink(world, { token, answer: 'no' });
  assert.deepEqual(lines((await later.get<Shown>(`${path}/aliases`)).body)[0], [post, false, `${ola} refused`]);
});
