/**
 * How each fault of the demo comes about: the real thing is broken — a zone, an account, a bill, a program — at an honest
 * time. Nothing here writes evidence. Called once by lab/demo.ts; `minutes` before now, the oldest first.
 */
import { addAlias } from '#src/service/aliases.ts';
import { setCountries } from '#src/service/abroad/settings.ts';
import { addInvoice } from '#src/service/billing/invoices.ts';
import { payInvoice } from '#src/service/billing/payments.ts';
import { runDunning } from '#src/service/billing/dunning.ts';
import { addQuarantine } from '#src/service/quarantine.ts';
import { removeMailbox, setPassword } from '#src/service/mailboxes.ts';
import type { Outcome } from '#src/service/outcome.ts';
import { dayOf } from '#src/model/invoice.ts';
import { DOMAIN_LISTS, setLists } from '../block-list.ts';
import type { Customer } from '../world.ts';
import { contactOf, numberOf, type Role, type RoleKey } from './cast.ts';
import { type Device, keeps, type Letter, reads, receives, sends } from './devices.ts';
import { letterTexts } from './letters.ts';
import { addressIn, BUSY, type Place, type Stage } from './stage.ts';

export interface Guest extends Customer {
  readonly role: Role;
  readonly owner: string;
}
export interface Plant {
  /** Before now. */
  readonly minutes: number;
  readonly key: RoleKey;
  readonly act: (stage: Stage, guest: Guest) => Promise<unknown> | void;
}
export async function must<T>(outcome: Promise<Outcome<T>>): Promise<T> {
  const result = await outcome;
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}

const HOUR = 60;
const DAY = 24 * HOUR;
const DAY_MS = 86_400_000;
/** What Ola's phone remembers. */
export const OLD_PASSWORD = 'sommer på brygga 2025';

export const phoneOf = ({ role }: Pick<Guest, 'role'>, place: Place = 'NO'): Device => ({
  at: addressIn(place, numberOf(role), 1),
  client: 'iPhone Mail',
});
/** At home, behind the phone's address; Ola's is at work. */
export const laptopOf = ({ role }: Pick<Guest, 'role'>): Device => ({
  at: addressIn('NO', numberOf(role), role.key === 'ola' ? 2 : 1),
  client: 'Thunderbird',
});
const letter = (guest: Guest, to: readonly string[], subject: string, text = subject): Letter => ({
  from: guest.address,
  to,
  subject,
  text,
});
const people = (count: number, from = 1): readonly string[] =>
  Array.from({ length: count }, (_, i) => `deltaker${from + i}@privat.example`);
const owes = ({ world, clock }: Stage, { owner }: Guest, dueDays: number, price: string) =>
  must(
    addInvoice(world.host.app.billing, {
      customer: owner,
      currency: 'NOK',
      due: dayOf(clock.now() + dueDays * DAY_MS),
      lines: [{ text: 'Standard', price, vat: '25' }],
    }),
  );
const zone = ({ world }: Stage, { domain, zones }: Guest, more: object): void =>
  world.dns.add({ [domain]: { ...zones[domain], ...more } });

const dunning =
  (minutes: number): Plant['act'] =>
  ({ world }) =>
    runDunning(world.host.app.billing, undefined).then(() => minutes);

const BILLS: readonly Plant[] = [
  {
    key: 'bjorn',
    minutes: 58 * DAY,
    act: async (stage, guest) => {
      const { id } = await owes(stage, guest, 7, '99.00');
      await must(payInvoice(stage.world.host.app.billing, { invoice: id }));
    },
  },
  { key: 'bjorn', minutes: 38 * DAY, act: (stage, guest) => owes(stage, guest, 14, '99.00') },
  ...[17, 10, 3].map((days): Plant => ({ key: 'bjorn', minutes: days * DAY - 30, act: dunning(days) })),
];

const ACCOUNTS: readonly Plant[] = [
  {
    key: 'ola',
    minutes: 6 * DAY,
    act: async (stage, guest) => {
      await must(setPassword(stage.world.host.app, guest.address, OLD_PASSWORD));
      await reads(stage, { ...guest, password: OLD_PASSWORD }, phoneOf(guest));
    },
  },
  {
    key: 'ola',
    minutes: 1 * DAY + 95,
    act: async (stage, guest) => {
      await must(setPassword(stage.world.host.app, guest.address, guest.password));
      await reads(stage, guest, laptopOf(guest));
    },
  },
  {
    key: 'turid',
    minutes: 5 * DAY,
    act: async (stage, { address }) => {
      const [old] = letterTexts(stage.language);
      const large = { from: 'kamera@strandhotell.example', to: [address], subject: old.subject, text: old.text };
      for (let n = 0; n < 6; n += 1) await keeps(stage, address, 'Trash', large, 480_000);
      for (let n = 0; n < 3; n += 1) await keeps(stage, address, 'INBOX', large, 350_000);
    },
  },
  {
    key: 'turid',
    minutes: 40,
    act: (stage, { address }) =>
      receives(stage, [
        { from: 'booking@havnebanken.example', to: [address], subject: 'Booking 4471', text: 'x'.repeat(90_000) },
      ]),
  },
  {
    key: 'simen',
    minutes: 5 * HOUR,
    act: (stage, guest) =>
      sends(stage, guest, laptopOf(guest), [letter(guest, [`innkjop@${BUSY}`], 'Bilder fra bryllupet')]),
  },
  {
    key: 'jonas',
    minutes: 3 * HOUR,
    act: async (stage, guest) => {
      const salg = { address: `salg@${guest.domain}`, password: guest.password };
      await reads(stage, salg, laptopOf(guest));
      await must(removeMailbox({ ...stage.world.host.app, actor: contactOf(guest.role) }, salg.address));
      await reads(stage, salg, laptopOf(guest));
    },
  },
  {
    key: 'rektor',
    minutes: 6 * HOUR,
    act: async (stage, guest) => {
      const post = `post@${guest.domain}`;
      await must(addAlias(stage.world.host.app, post, ['marinaskole@sentrum-skole.example']));
      const back = { from: 'foresatt@privat.example', to: [post], subject: 'Foreldremøte', text: 'Når er det?' };
      await receives(stage, [back], `Delivered-To: ${post}\r\n`);
    },
  },
  {
    key: 'ingrid',
    minutes: 6 * DAY,
    act: (stage, { address }) => must(setCountries(stage.world.host.app, address, ['NO', 'SE'])),
  },
  { key: 'ingrid', minutes: 22, act: (stage, guest) => reads(stage, guest, phoneOf(guest, 'ES')) },
];

const SENDING: readonly Plant[] = [
  {
    key: 'anne',
    minutes: 19,
    act: async (stage, guest) => {
      const groups = Array.from({ length: 12 }, (_, n) =>
        letter(guest, people(25, n * 25), `Befaring ${n + 1}`, `Hei! Gruppe ${n + 1} møter klokken ${8 + n}.`),
      );
      await sends(stage, guest, laptopOf(guest), groups);
      for (const [to, subject] of [
        ['byggesak@sentrum-skole.example', 'Nabovarsel'],
        ['lager@nordkraft.example', 'Bestilling 1182'],
        ['kunde@havnebanken.example', 'Tilbud på garasje'],
      ])
        await sends(stage, guest, laptopOf(guest), [letter(guest, [to], subject)]);
    },
  },
  {
    key: 'magnus',
    minutes: 3 * HOUR,
    act: async (stage, guest) => {
      for (const [place, to] of [
        ['NO', 'drift@nordkraft.example'],
        ['BR', 'maria@privat.example'],
        ['SE', 'sven@privat.example'],
      ] as const)
        await sends(stage, guest, phoneOf(guest, place), [letter(guest, [to], 'Invoice 88231')]);
    },
  },
  {
    key: 'nina',
    minutes: 2 * HOUR,
    act: (stage, guest) =>
      sends(stage, guest, laptopOf(guest), [letter(guest, people(60), 'Nyheter', letterTexts(stage.language)[1].text)]),
  },
  {
    key: 'trygve',
    minutes: 26 * HOUR,
    act: ({ world }, { domain }) => setLists(world, [{ zone: DOMAIN_LISTS[0], kind: 'domain', listed: [domain] }]),
  },
];

const DOMAINS: readonly Plant[] = [
  { key: 'lise', minutes: 5 * HOUR, act: (stage, guest) => zone(stage, guest, { MX: [], A: ['198.51.100.80'] }) },
  {
    key: 'sofia',
    minutes: 28 * HOUR,
    act: (stage, guest) => {
      stage.world.dns.add({ 'spf.nordkraft.example': { TXT: ['v=spf1 ip4:198.51.100.0/24 -all'] } });
      zone(stage, guest, { TXT: ['v=spf1 include:spf.nordkraft.example -all'] });
    },
  },
  {
    key: 'per',
    minutes: 30 * HOUR,
    act: (stage, guest) => {
      zone(stage, guest, { TXT: ['v=spf1 ip4:192.0.2.0/24 -all'] });
      stage.world.dns.remove(`pv1._domainkey.${guest.domain}`);
      stage.world.dns.add({ [`_dmarc.${guest.domain}`]: { TXT: ['v=DMARC1; p=reject'] } });
    },
  },
  {
    key: 'hilde',
    minutes: 9 * HOUR,
    act: (stage, guest) => {
      const expiresAt = new Date(stage.clock.now() - 5 * DAY_MS).toISOString();
      stage.world.registry.set(guest.domain, { status: ['active'], expiresAt });
      stage.world.dns.add({ 'mx.parking.test': { A: ['198.51.100.99'] } });
      zone(stage, guest, { NS: ['ns1.parking.test'], MX: ['10 mx.parking.test'] });
    },
  },
  {
    key: 'erik',
    minutes: 8 * HOUR,
    act: ({ world }, { domain }) => world.dns.delegate(domain, { signing: { ds: 'wrong' } }),
  },
  {
    key: 'alva',
    minutes: 7 * HOUR,
    act: (stage, guest) => {
      stage.world.dns.add({ 'mail.gammel-host.test': { A: ['198.51.100.25'] } });
      zone(stage, guest, { MX: ['10 mail.gammel-host.test'] });
    },
  },
  {
    key: 'simen',
    minutes: 4 * HOUR,
    act: ({ world, language }, { domain }) => {
      const reason = {
        nb: 'Nettsiden sender ut falske innlogginger.',
        sv: 'Webbplatsen visar falska inloggningar.',
        en: 'The web site shows false sign-in pages.',
      }[language];
      return must(addQuarantine({ ...world.host.app, actor: 'vakt@fjord.example' }, { domain, reason }));
    },
  },
];

/** Writes to support as the customer centre does, signed in. */
async function asks({ world }: Stage, { role, password }: Guest, about: string, text: string): Promise<void> {
  const ask = (path: string, body: object, cookie = ''): Promise<Response> =>
    fetch(`${world.host.endpoints['http']}/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', cookie },
      body: JSON.stringify(body),
    });
  const signed = await ask('/session', { name: contactOf(role), password });
  const answer = await ask('/support', { text, about }, (signed.headers.get('set-cookie') ?? '').split(';')[0]);
  if (answer.status !== 201) throw new Error(`${role.key} asks support: ${answer.status} ${await answer.text()}`);
}
const REQUESTS: readonly Plant[] = [
  {
    key: 'simen',
    minutes: 3 * HOUR,
    act: (stage, guest) =>
      asks(
        stage,
        guest,
        guest.domain,
        {
          nb: 'Nettsiden er ryddet av byrået nå. Kan dere slippe domenet ut av karantene?',
          sv: 'Byrån har rensat webbplatsen nu. Kan ni släppa domänen ur karantänen?',
          en: 'The agency has cleaned the web site. Could you let the domain out of quarantine?',
        }[stage.language],
      ),
  },
  {
    key: 'bjorn',
    minutes: 2 * HOUR,
    act: (stage, guest) =>
      asks(
        stage,
        guest,
        guest.domain,
        {
          nb: 'Jeg fant fakturaen først i dag. Hvor fort åpner det når den er betalt?',
          sv: 'Jag hittade fakturan först i dag. Hur fort öppnas det när den är betald?',
          en: 'I found the invoice only today. How soon does it open once it is paid?',
        }[stage.language],
      ),
  },
];

/** All of them, the oldest first. */
export const PLANTS: readonly Plant[] = [...BILLS, ...ACCOUNTS, ...SENDING, ...DOMAINS, ...REQUESTS].sort(
  (one, other) => other.minutes - one.minutes,
);
