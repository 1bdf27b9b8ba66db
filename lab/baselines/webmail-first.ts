/**
 * A re-creation of the tree in the two help articles the product grew from: webmail first — works there: look at the program's
 * settings; fails there: look at the account — then domain and DNS, unpaid invoices, limits, by what the customer says. Each
 * leaf names what the articles name there. Measured beside ours.
 */
import { Resolver } from 'node:dns/promises';
import type { Symptom } from '#src/diagnosis/finding.ts';
import { imapSignIn, talk } from '../mail-client.ts';
import type { Customer, World } from '../world.ts';
import type { BaselineAnswer } from './baseline.ts';

/** The leaves, with the causes that their text names. */
const LEAVES = {
  'the account: wrong password, deleted, or the domain':
    /^acc-(wrong-password|mailbox-deleted|mailbox-never-existed|password-)/,
  'the domain is not registered': /^dom-not-registered$/,
  'the domain’s DNS is set up wrong': /^dom-(no-mx|null-mx|mx-)/,
  'the domain is in quarantine: ask us': /^dom-quarantine$/,
  'an invoice is not paid': /^bil-(unpaid-suspended|invoice-to-obsolete-address)$/,
  'settings for incoming mail': /^(cli-wrong-incoming-(port|host)|cli-tls-mode-mismatch|acc-username-without-domain)$/,
  'settings for outgoing mail': /^(cli-wrong-outgoing-(port|host)|cli-smtp-auth-off|cli-tls-mode-mismatch)$/,
  'the day’s or the hour’s number is used up':
    /^snd-(account-hour-limit|domain-hour-limit|account-day-limit|outbound-closed-abuse|lost-during-block)$/,
} as const;
type Leaf = keyof typeof LEAVES;

/** Webmail always has the right settings: does the customer's password open the mailbox? */
async function webmailWorks(world: World, { address, password }: Customer): Promise<boolean> {
  const heard = await talk({
    port: world.port('imaps'),
    from: '127.0.0.1',
    tls: true,
    says: imapSignIn(address, password),
  });
  return /^a2 OK/m.test(heard);
}

async function dnsLeaf(world: World, domain: string): Promise<Leaf | null> {
  const resolver = new Resolver({ timeout: 1500, tries: 1 });
  resolver.setServers([...world.host.app.configuration.dns.servers]);
  try {
    const hosts = await resolver.resolveMx(domain);
    return hosts.some((one) => one.exchange.toLowerCase() === world.host.app.hostname)
      ? null
      : 'the domain’s DNS is set up wrong';
  } catch (error) {
    const { code } = error as { code?: string };
    return code === 'ENOTFOUND' ? 'the domain is not registered' : 'the domain’s DNS is set up wrong';
  }
}

/** What the customer centre shows of this customer as closed. */
async function closures(world: World, { domain, local }: Customer): Promise<readonly string[]> {
  const rows = await world.host.app.db.sql
    .selectFrom('blocks')
    .select(['cause', 'subject_name'])
    .where('lifted_at', 'is', null)
    .execute();
  return rows.filter((one) => [domain, local].some((name) => one.subject_name.includes(name))).map((one) => one.cause);
}

/** Walks the tree for a customer who says this. */
export async function webmailFirst(world: World, customer: Customer, symptom: Symptom): Promise<BaselineAnswer> {
  const leaves: Leaf[] = [];
  const dns = await dnsLeaf(world, customer.domain);
  if (dns !== null) leaves.push(dns);
  const closed = await closures(world, customer);
  if (closed.includes('dom-quarantine')) leaves.push('the domain is in quarantine: ask us');
  if (closed.includes('bil-unpaid-suspended')) leaves.push('an invoice is not paid');
  if (!(await webmailWorks(world, customer))) leaves.push('the account: wrong password, deleted, or the domain');
  else {
    if (symptom === 'receive' || symptom === 'both') leaves.push('settings for incoming mail');
    if (symptom === 'send' || symptom === 'both')
      leaves.push('settings for outgoing mail', 'the day’s or the hour’s number is used up');
  }
  return { complaints: leaves, names: (cause) => leaves.some((leaf) => LEAVES[leaf].test(cause)) };
}
