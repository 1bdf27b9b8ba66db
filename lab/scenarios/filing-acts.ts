/** What owners, correspondents and intruders do in the scenarios of rules, forwarding, answers and junk. No judgement. */
import type { MailRule, RuleAction, Vacation } from '#src/model/mail-rules.ts';
import type { RuleDraft } from '#src/model/mail-rules-check.ts';
import { changeRules, type RulesChange } from '#src/service/mail-rules.ts';
import { tried } from '../foreign-host.ts';
import { numberFrom } from '../generate.ts';
import { chance, type Customer, type World } from '../world.ts';
import { must, named, other, read } from './devices-acts.ts';
import { submit } from './limits.ts';

const DAY_MS = 86_400_000;
const FRIENDS = ['eva', 'ola.nordmann', 'ingrid', 'sven-erik', 'aslaug', 'per', 'lisa.berg', 'noor'];
const SHOPS = ['nyheter', 'tilbud', 'kundeklubb', 'newsletter', 'kampanje'];
const FOLDERS = ['Kunder', 'Prosjekt Nord', 'Økonomi', 'Skole', 'Foreningen', 'Reise', 'Ärenden'];
const NAMES = ['Regninger', 'Fra sjefen', 'Rydd opp', 'Till styrelsen', 'Invoices', 'Ferie', 'Bilder'];

/** Names of this customer's world, always the same for him. */
const drawn = (customer: Customer, what: string, list: readonly string[], n = 0): string => {
  const next = chance(numberFrom(`${what} ${customer.domain}`));
  for (let i = 0; i < n; i += 1) next();
  return list[(Math.floor(next() * list.length) + n) % list.length];
};
/** Somebody the customer knows, at a host that takes mail. */
export const friend = (customer: Customer, n = 0): string =>
  `${drawn(customer, 'friend', FRIENDS, n)}.${customer.local.replace(/\D/g, '')}@far.example`;
/** Somebody who writes to everybody. */
export const shop = (customer: Customer, n = 0): string => `${drawn(customer, 'shop', SHOPS, n)}@far-away.test`;
export const folderOf = (customer: Customer, n = 0): string => drawn(customer, 'folder', FOLDERS, n);
export const nameOfRule = (customer: Customer, n = 0): string => drawn(customer, 'rule', NAMES, n);
export const colleagueOf = (customer: Customer): string => named(customer, 'kollega');

export interface Letter {
  readonly from?: string;
  /** To, as it reads; default the customer. */
  readonly to?: string;
  readonly subject?: string;
  readonly head?: string;
  /** Envelope recipient; default the customer. */
  readonly rcpt?: string;
}
/** A letter from the world. */
export async function writes(world: World, customer: Customer, letter: Letter = {}): Promise<void> {
  const { from = friend(customer), rcpt = customer.address, to = rcpt, subject = 'Møte', head = '' } = letter;
  const heard = await world.say({
    port: world.port('inbound'),
    tls: false,
    from: other(customer, 60),
    says: [
      'EHLO mail.far.example',
      `MAIL FROM:<${from}>`,
      `RCPT TO:<${rcpt}>`,
      'DATA',
      `From: <${from}>\r\nTo: <${to}>\r\nSubject: ${subject}\r\n${head}\r\nHei.\r\n.`,
      'QUIT',
    ],
  });
  if (!/250 2\.0\.0/.test(heard)) throw new Error(`not taken: ${heard}`);
}
/** The customer reads his mail and has written to somebody: from now on that is no stranger. */
export async function knows(world: World, customer: Customer, who = friend(customer)): Promise<void> {
  await read(world, customer);
  await submit(world, customer, [who], customer.address);
  await tried(world, customer.address);
}
/** One change of what the owner wants; `from`: where he is. */
export const wants = async (world: World, customer: Customer, change: RulesChange, from?: string): Promise<void> => {
  const { address } = customer;
  must(await changeRules(world.host.app, { address, change, ...(from === undefined ? {} : { from }) }));
};

export const rule = (draft: Partial<RuleDraft>, ...actions: readonly RuleAction[]): RulesChange => ({
  kind: 'save-rule',
  id: null,
  rule: { name: 'Regel', enabled: true, match: 'all', conditions: [], stop: false, ...draft, actions },
});
export const fromIs = (value: string): MailRule['conditions'] => [{ field: 'from', match: 'is', value }];
export const about = (value: string): MailRule['conditions'] => [{ field: 'subject', match: 'contains', value }];
export const into = (folder: string): RuleAction => ({ kind: 'folder', folder });
export const DISCARD: RuleAction = { kind: 'discard' };
export const SEEN: RuleAction = { kind: 'mark', mark: 'seen' };
export const passOn = (to: string, keep = false): RuleAction => ({ kind: 'forward', to, keep });
export const forwarding = (targets: readonly string[], keepCopy: boolean): RulesChange => ({
  kind: 'forwarding',
  targets,
  keepCopy,
});
/** Away from `from` to `until`, in days from now. */
export const away = (from: number | null, until: number | null, enabled = true): RulesChange => ({
  kind: 'vacation',
  vacation: {
    enabled,
    fromAt: from === null ? null : Date.now() + from * DAY_MS,
    untilAt: until === null ? null : Date.now() + until * DAY_MS,
    subject: null,
    text: 'Jeg er tilbake på mandag.',
    everyDays: 7,
  } satisfies Vacation,
});
export const several = async (count: number, work: (n: number) => Promise<unknown>): Promise<void> => {
  for (let n = 0; n < count; n += 1) await work(n);
};
