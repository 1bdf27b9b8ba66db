/** The use cases of customers, domains, mailboxes, aliases, plans and app passwords, on both engines. */
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import test from 'node:test';
import type { MailboxId } from '#src/model/ids.ts';
import { addAlias, listAliases, removeAlias } from '#src/service/aliases.ts';
import { addAppPassword, listAppPasswords, revokeAppPassword } from '#src/service/app-passwords.ts';
import { listAudit } from '#src/service/audit.ts';
import { addCustomer, listCustomers, showCustomer } from '#src/service/customers.ts';
import { addDomain, listDomains, removeDomain, showDomain } from '#src/service/domains.ts';
import { hostSecret } from '#src/service/host-secret.ts';
import { setCountries } from '#src/service/abroad/settings.ts';
import { setLanguage, setMailboxPlan, setProtocols, setQuota } from '#src/service/mailbox-settings.ts';
import {
  addMailbox,
  listMailboxes,
  removeMailbox,
  restoreMailbox,
  setPassword,
  showMailbox,
} from '#src/service/mailboxes.ts';
import type { Outcome } from '#src/service/outcome.ts';
import { createPasswordHasher } from '#src/service/password-hasher.ts';
import { listPlans, setPlan } from '#src/service/plans.ts';
import { openDatabase } from '#src/store/database.ts';
import { newestTombstone } from '#src/store/tombstones.ts';
import { onEachEngine } from './store-engines.ts';

const pair = generateKeyPairSync('ed25519');
const key = {
  algorithm: 'ed25519-sha256' as const,
  privateKey: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
  publicKey: 'cHVibGlj',
};
const SECRET = 'hemmelig-blåbær-7';
const NEXT_SECRET = 'enda-mer-hemmelig-8';

/** A host on a fresh database, with a clock that ticks a second a look and a mail store that only remembers. */
async function host(url: string) {
  const db = await openDatabase(url);
  let now = 1_790_000_000_000;
  const aside = new Set<string>();
  return {
    db,
    aside,
    actor: 'operator',
    hostname: 'mail.host.example',
    clock: { now: () => (now += 1000), monotonic: () => now },
    hasher: createPasswordHasher({ parameters: { memoryKib: 8, passes: 1, lanes: 1 } }),
    makeKey: () => Promise.resolve(key),
    removeMail: async (mailbox: MailboxId) => void aside.add(mailbox),
    restoreMail: async (mailbox: MailboxId) => aside.delete(mailbox),
  };
}
function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) assert.fail(`refused: ${outcome.problem.key} ${JSON.stringify(outcome.problem.args)}`);
  return outcome.value;
}
const problem = async (outcome: Promise<Outcome<unknown>>): Promise<string> => {
  const answer = await outcome;
  return answer.ok ? 'done' : `${answer.problem.key} ${answer.problem.exit}`;
};

onEachEngine('use cases', (engine) => {
  test('customers and domains', async () => {
    const at = await host(await engine.fresh());
    const first = value(await addDomain(at, { domain: 'BLÅBÆR.example.' }));
    assert.equal(first.domain, 'xn--blbr-roah.example');
    const customer = value(
      await addCustomer(at, { name: 'Fjord AS', contact: 'Kari@Elsewhere.example', language: 'sv' }),
    );
    const second = value(await addDomain(at, { domain: 'fjord.example', customer: customer.id }));
    assert.equal(second.customer, customer.id);
    assert.equal(
      value(await addDomain(at, { domain: 'third.example' })).customer,
      first.customer,
      'the first customer',
    );
    assert.deepEqual(
      (await listCustomers(at)).map(({ name }) => name),
      ['xn--blbr-roah.example', 'Fjord AS'],
    );
    const shown = value(await showCustomer(at, 'Fjord AS'));
    assert.deepEqual(shown.domains, ['fjord.example']);
    assert.deepEqual(
      shown.contacts.map(({ address, role, confirmedAt }) => [address, role, confirmedAt]),
      [['kari@elsewhere.example', 'owner', null]],
    );
    assert.equal(await problem(addDomain(at, { domain: 'Fjord.EXAMPLE' })), 'domainExists 1');
    assert.equal(await problem(addDomain(at, { domain: 'x.example', customer: 'nobody' })), 'customerMissing 1');
    for (const none of ['', 'a', 'a b.example', 'x\u0000.example', '10.0.0.1', `${'a'.repeat(64)}.example`]) {
      assert.equal(await problem(addDomain(at, { domain: none })), 'domainBad 2', none);
    }
    const view = value(await showDomain(at, 'fjord.example'));
    assert.equal(view.records.find(({ purpose }) => purpose === 'dkim')?.value, 'v=DKIM1; k=ed25519; p=cHVibGlj');
    assert.equal((await listDomains(at)).length, 3);
    await at.db.close();
  });

  test('a mailbox from its first day to its return', async () => {
    const at = await host(await engine.fresh());
    assert.equal(await problem(addMailbox(at, { address: 'kari@fjord.example', password: SECRET })), 'domainMissing 1');
    value(await addDomain(at, { domain: 'fjord.example' }));
    const made = value(await addMailbox(at, { address: ' Kari@Fjord.example. ', password: SECRET }));
    assert.equal(made.address, 'kari@fjord.example');
    assert.equal(await problem(addMailbox(at, { address: 'KARI@fjord.example', password: SECRET })), 'mailboxExists 1');
    const bad = { short: 'passwordTooShort 2', 'med\u0000nul-tegn': 'passwordControlCharacter 2' };
    for (const [password, expected] of Object.entries(bad)) {
      assert.equal(await problem(addMailbox(at, { address: 'ola@fjord.example', password })), expected);
    }
    for (const none of ['kari', '@fjord.example', 'ka ri@fjord.example', 'a\u0007b@fjord.example', 'k@fjord']) {
      assert.equal(await problem(addMailbox(at, { address: none, password: SECRET })), 'addressBad 2', none);
    }
    const plan = { address: 'ola@fjord.example', password: SECRET, plan: 'gold' };
    assert.equal(await problem(addMailbox(at, plan)), 'planMissing 1');
    assert.equal(await problem(removeDomain(at, 'fjord.example')), 'domainHasMailboxes 1');

    value(await setPassword(at, 'kari@fjord.example', NEXT_SECRET));
    const app = value(await addAppPassword(at, { address: 'kari@fjord.example', name: 'Telefon' }));
    assert.match(app.secret, /^([a-z]{4}-){4}[a-z]{4}$/);
    value(await removeMailbox(at, 'kari@fjord.example'));
    assert.deepEqual([...at.aside], [made.id]);
    const stone = await newestTombstone(at.db.sql, 'mailbox', 'kari@fjord.example');
    assert.equal(stone?.actor, 'operator');
    assert.equal(await problem(showMailbox(at, 'kari@fjord.example')), 'mailboxMissing 1');

    const back = value(await restoreMailbox(at, 'kari@fjord.example'));
    assert.deepEqual(back, { id: made.id, address: 'kari@fjord.example', mail: true });
    const view = value(await showMailbox(at, 'kari@fjord.example'));
    assert.deepEqual(
      view.appPasswords.map(({ name }) => name),
      ['Telefon'],
    );
    assert.equal(view.quotaBytes, 5_368_709_120);
    assert.equal(view.hasPassword, true);
    assert.equal(await newestTombstone(at.db.sql, 'mailbox', 'kari@fjord.example'), null);
    assert.equal(await problem(restoreMailbox(at, 'kari@fjord.example')), 'mailboxExists 1');
    assert.equal(await problem(restoreMailbox(at, 'ola@fjord.example')), 'nothingToRestore 1');
    value(await removeDomain(at, 'fjord.example', { force: true }));
    assert.equal(await problem(restoreMailbox(at, 'kari@fjord.example')), 'domainMissing 1');
    value(await addDomain(at, { domain: 'fjord.example' }));
    value(await restoreMailbox(at, 'kari@fjord.example'));
    assert.equal(value(await listMailboxes(at, 'fjord.example')).length, 1);
    await at.db.close();
  });

  test('settings of a mailbox, plans and app passwords', async () => {
    const at = await host(await engine.fresh());
    value(await addDomain(at, { domain: 'fjord.example' }));
    const address = value(await addMailbox(at, { address: 'kari@fjord.example', password: SECRET })).address;
    assert.deepEqual(value(await setCountries(at, address, ['se', 'NO', 'no'])).signInCountries, ['NO', 'SE']);
    assert.equal(await problem(setCountries(at, address, ['NO', 'XX'])), 'countryUnknown 2');
    assert.equal(await problem(setCountries(at, address, [])), 'countriesMissing 2');
    assert.deepEqual(value(await showMailbox(at, address)).signInCountries, ['NO', 'SE']);
    assert.equal(value(await setCountries(at, address, ['any'])).signInCountries, null);
    value(await setLanguage(at, address, 'sv'));
    assert.equal(await problem(setLanguage(at, address, 'da')), 'languageUnknown 2');
    value(await setQuota(at, address, 0));
    for (const none of [-1, 1.5, Number.NaN]) assert.equal(await problem(setQuota(at, address, none)), 'quotaBad 2');
    value(await setProtocols(at, address, ['IMAP', 'smtp']));
    assert.equal(await problem(setProtocols(at, address, ['gopher'])), 'protocolUnknown 2');

    value(await setPlan(at, 'liten', ['quota.bytes=1000', 'mailbox.hour.max=3']));
    assert.equal(value(await setPlan(at, 'liten', ['mailbox.day.max=9'])).values['mailbox.hour.max'], 3, 'kept');
    assert.equal(await problem(setPlan(at, 'liten', ['quota.bytes=5', 'nope=1'])), 'planKeyUnknown 2');
    assert.deepEqual(
      (await listPlans(at)).map(({ name, values }) => [name, values['quota.bytes']]),
      [
        ['liten', 1000],
        ['standard', 5_368_709_120],
      ],
    );
    value(await setMailboxPlan(at, address, 'liten'));
    value(await setQuota(at, address, 'plan'));
    const view = value(await showMailbox(at, address));
    const { quotaBytes, language, protocols, plan } = view;
    assert.deepEqual(
      { quotaBytes, language, protocols, plan },
      {
        quotaBytes: 1000,
        language: 'sv',
        protocols: ['imap', 'smtp'],
        plan: 'liten',
      },
    );
    value(await addAppPassword(at, { address, name: 'Mac' }));
    assert.equal(await problem(addAppPassword(at, { address, name: ' Mac ' })), 'appPasswordExists 1');
    assert.deepEqual(
      value(await listAppPasswords(at, address)).map(({ name }) => name),
      ['Mac'],
    );
    value(await revokeAppPassword(at, address, 'Mac'));
    assert.equal(await problem(revokeAppPassword(at, address, 'Mac')), 'appPasswordMissing 1');
    await at.db.close();
  });

  test('aliases', async () => {
    const at = await host(await engine.fresh());
    value(await addDomain(at, { domain: 'fjord.example' }));
    value(await addMailbox(at, { address: 'kari@fjord.example', password: SECRET }));
    const targets = ['KARI@fjord.example', 'x@else.example', 'kari@fjord.example'];
    const made = value(await addAlias(at, 'Post@fjord.example', targets));
    assert.deepEqual(made.targets, ['kari@fjord.example', 'x@else.example']);
    value(await addAlias(at, 'info@fjord.example', ['post@fjord.example', 'salg@fjord.example']));
    assert.equal(await problem(addAlias(at, 'salg@fjord.example', ['info@fjord.example'])), 'aliasLoop 1');
    assert.equal(await problem(addAlias(at, 'kari@fjord.example', ['x@else.example'])), 'aliasOverMailbox 1');
    assert.equal(await problem(addAlias(at, 'post@fjord.example', ['x@else.example'])), 'aliasExists 1');
    assert.equal(await problem(addAlias(at, 'a@fjord.example', [])), 'aliasWithoutTarget 2');
    assert.equal(await problem(addAlias(at, 'a@fjord.example', ['nowhere'])), 'addressBad 2');
    assert.equal(await problem(addAlias(at, 'a@other.example', ['x@else.example'])), 'domainMissing 1');
    assert.equal(await problem(addMailbox(at, { address: 'post@fjord.example', password: SECRET })), 'aliasInTheWay 1');
    value(await removeAlias(at, 'POST@fjord.example'));
    assert.equal((await newestTombstone(at.db.sql, 'alias', 'post@fjord.example'))?.subject, made.id);
    assert.deepEqual(
      (await listAliases(at)).map(({ address }) => address),
      ['info@fjord.example'],
    );
    await at.db.close();
  });

  test('every change is audited with its actor, refusals leave nothing, and no secret is in the log', async () => {
    const at = await host(await engine.fresh());
    value(await addDomain(at, { domain: 'fjord.example' }));
    value(await addMailbox(at, { address: 'kari@fjord.example', password: SECRET }));
    value(await setPassword(at, 'kari@fjord.example', NEXT_SECRET));
    const app = value(await addAppPassword(at, { address: 'kari@fjord.example', name: 'Telefon' }));
    value(await removeMailbox({ ...at, actor: 'kari@fjord.example' }, 'kari@fjord.example'));
    const before = await at.db.revision();
    assert.equal(await problem(removeMailbox(at, 'kari@fjord.example')), 'mailboxMissing 1');
    assert.equal(await problem(addDomain(at, { domain: 'fjord.example' })), 'domainExists 1');
    assert.equal(await at.db.revision(), before);
    const log = await listAudit(at);
    assert.deepEqual(log.map(({ action, actor }) => [action, actor]).reverse(), [
      ['domain.add', 'operator'],
      ['mailbox.add', 'operator'],
      ['mailbox.password', 'operator'],
      ['app-password.add', 'operator'],
      ['mailbox.remove', 'kari@fjord.example'],
    ]);
    const text = JSON.stringify(log);
    for (const secret of [
      SECRET,
      NEXT_SECRET,
      app.secret,
      app.secret.replaceAll('-', ''),
      '$argon2id',
      'PRIVATE KEY',
    ]) {
      assert.ok(!text.includes(secret), secret.slice(0, 8));
    }
    await at.db.close();
  });

  test('ten at once want the same address: one gets it', async () => {
    const at = await host(await engine.fresh());
    value(await addDomain(at, { domain: 'fjord.example' }));
    const tries = Array.from({ length: 10 }, () =>
      problem(addMailbox(at, { address: 'kari@fjord.example', password: SECRET })),
    );
    const answers = (await Promise.all(tries)).sort();
    assert.deepEqual(answers, ['done', ...Array.from({ length: 9 }, () => 'mailboxExists 1')]);
    const secrets = await Promise.all([hostSecret(at.db), hostSecret(at.db)]);
    assert.deepEqual(secrets[0], secrets[1]);
    assert.equal(secrets[0].length, 32);
    await at.db.close();
  });
});
