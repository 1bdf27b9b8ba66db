/**
 * The week before the demo: the firms move in, their people read and write each day, bills come and are paid — through the
 * real doors, with the host's clock standing in the past. Then the faults, each at its time. Called once by lab/demo.ts.
 */
import { addContact, confirmContact } from '#src/service/billing/contacts.ts';
import { setCentrePassword } from '#src/service/centre-passwords.ts';
import { addOperator } from '#src/service/centre/operators.ts';
import { addCustomer } from '#src/service/customers.ts';
import { addMailbox } from '#src/service/mailboxes.ts';
import { setPlan } from '#src/service/plans.ts';
import { chance } from '../world.ts';
import { addressOf, CAST, contactOf, numberOf, OPERATOR, PASSWORD, type Role } from './cast.ts';
import { keeps, reads, receives, sends } from './devices.ts';
import { fillInbox } from './inbox.ts';
import { letterTexts } from './letters.ts';
import { type Guest, laptopOf, must, phoneOf, PLANTS } from './plants.ts';
import { addressIn, ELSEWHERE, type Stage } from './stage.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const WEEK_DAYS = 6.6;
/** Moments of the week at which people use their mail, in days before now. */
const MOMENTS = [6.2, 4.1, 1.95, 0.3] as const;

/** One firm moves in: customer, contact, domain, mailboxes. Several roles may be of one firm. */
async function moveIn(stage: Stage, role: Role): Promise<Guest> {
  const { app } = stage.world.host;
  const { language } = stage;
  const owner = await must(addCustomer(app, { name: role.firm, contact: contactOf(role), language }));
  await must(setCentrePassword(app, { customer: owner.id, contact: contactOf(role), password: PASSWORD }));
  await must(confirmContact(app.billing, { customer: owner.id, address: contactOf(role) }));
  await must(addContact(app.billing, { customer: owner.id, address: `regnskap.${role.key}@privat.example` }));
  if (role.plan !== undefined) await must(setPlan(app, role.key, role.plan));
  const who = {
    domain: role.domain,
    address: addressOf(role),
    local: role.local,
    password: PASSWORD,
    from: addressIn('NO', numberOf(role)),
  };
  const plan = role.plan === undefined ? {} : { plan: role.key };
  const settled = await stage.world.settle(who, owner.id, { language, ...plan });
  for (const local of role.colleagues ?? [])
    await must(addMailbox(app, { address: `${local}@${role.domain}`, password: PASSWORD, language, ...plan }));
  if (role.isDnsElsewhere !== true) stage.power.serve(role.domain, settled.zones, stage.world.dns);
  const year = new Date(stage.clock.now() + (120 + 9 * numberOf(role)) * DAY_MS).toISOString();
  stage.world.registry.set(role.domain, { status: ['active'], expiresAt: year, nameServers: ['ns1.dns.test'] });
  return { ...settled, role, owner: owner.id };
}

/** The other roles of a firm that has moved in. */
const alsoThere = (role: Role, guests: readonly Guest[]): Guest | null => {
  const firm = guests.find((one) => one.domain === role.domain);
  return firm === undefined ? null : { ...firm, role, address: addressOf(role), local: role.local };
};

/** An ordinary moment: mail arrives, the phone looks, and somebody answers. */
async function moment(stage: Stage, guest: Guest, at: number): Promise<void> {
  const next = chance(numberOf(guest.role) * 100 + at);
  const texts = letterTexts(stage.language).slice(2);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)];
  const [one, two] = [pick(texts), pick(texts)];
  const from = `${pick(['post', 'kontakt', 'berit', 'olav'])}@${pick(ELSEWHERE)}`;
  const isFull = guest.role.key === 'kari';
  const isLast = at === MOMENTS.length - 1;
  if (!isFull) await receives(stage, [{ from, to: [guest.address], ...one }]);
  else if (!isLast) await fillInbox(stage, guest, at);
  // Ola's phone has had the same password all week.
  if (guest.role.key === 'ola') return;
  await reads(stage, guest, at % 2 === 0 ? phoneOf(guest) : laptopOf(guest));
  // What came last is not read yet.
  if (isFull && isLast) await fillInbox(stage, guest, at);
  // Bjørn cannot send since his bill is late, and knows it.
  if (at !== (guest.role.key === 'bjorn' ? 0 : 2)) return;
  const answer = { from: guest.address, to: [from], ...two };
  await sends(stage, guest, laptopOf(guest), [answer]);
  await keeps(stage, guest.address, 'Sent', answer);
}

/** Everything up to now; gives who lives here. Afterwards the clock is right. */
export async function playWeek(stage: Stage, faults = true): Promise<readonly Guest[]> {
  const { app } = stage.world.host;
  const guests: Guest[] = [];
  const early = CAST.filter((role) => role.days !== undefined);
  for (const role of early) {
    stage.ago((role.days ?? 0) * DAY_MS);
    guests.push(await moveIn(stage, role));
  }
  const plants = faults ? [...PLANTS] : [];
  const plantUntil = async (days: number): Promise<void> => {
    for (; plants.length > 0 && plants[0].minutes * MINUTE_MS >= days * DAY_MS; plants.shift()) {
      const guest = guests.find((one) => one.role.key === plants[0].key);
      if (guest === undefined) throw new Error(`${plants[0].key} has not moved in`);
      stage.ago(plants[0].minutes * MINUTE_MS);
      await plants[0].act(stage, guest);
    }
  };
  await plantUntil(WEEK_DAYS);
  stage.ago(WEEK_DAYS * DAY_MS);
  await must(addOperator(app, { name: OPERATOR, role: 'owner', password: PASSWORD, language: stage.language }));
  const firms = CAST.filter(
    (role, i) => role.days === undefined && CAST.findIndex((one) => one.domain === role.domain) === i,
  );
  guests.push(...(await Promise.all(firms.map((role) => moveIn(stage, role)))));
  for (const role of CAST.filter((one) => guests.every(({ role: { key } }) => key !== one.key))) {
    const also = alsoThere(role, guests);
    if (also !== null) guests.push(also);
  }
  for (const [at, days] of MOMENTS.entries()) {
    await plantUntil(days);
    stage.ago(days * DAY_MS);
    await Promise.all(guests.map((guest) => moment(stage, guest, at)));
  }
  await plantUntil(0);
  stage.ago(0);
  return guests;
}
