/**
 * Setting up programs for one mailbox: what a program needs and what kind of password gets in, whether programs find it by
 * themselves, and a one-time link for a phone. Called by the API after ownership was asked.
 */
import type { Domain } from '#src/model/domain.ts';
import type { StoredMailbox } from '#src/model/mailbox.ts';
import { bestServer, type MailOffer, offeredServers } from '#src/model/mail-offer.ts';
import { mobileQr } from '#src/protocol/autoconfig/mobile-qr.ts';
import { appPasswordsOf } from '#src/store/app-passwords.ts';
import { addAppPassword } from '../app-passwords.ts';
import type { App } from '../app.ts';
import { change } from '../change.ts';
import { done, type Outcome } from '../outcome.ts';

type Deps = Pick<App, 'db' | 'clock' | 'hostname' | 'setup' | 'recordStates' | 'configuration' | 'linkBase'>;
interface Asked {
  readonly mailbox: StoredMailbox;
  readonly domain: Domain;
}

/** Which password gets a program in: `must-change` and `none` say that no program gets in yet with that of the mailbox. */
export type PasswordKind = 'either' | 'app-only' | 'must-change' | 'none';
export const passwordKind = ({ appPasswordsOnly, mustChange, passwordHash }: StoredMailbox): PasswordKind => {
  if (appPasswordsOnly === true) return 'app-only';
  if (passwordHash === null) return 'none';
  return mustChange ? 'must-change' : 'either';
};

/** The offer also for a domain that still waits: its owner may look, the world is told nothing yet. */
export const offerOf = (
  { hostname }: Pick<Deps, 'hostname'>,
  endpoints: Readonly<Record<string, string>>,
  { domain }: Asked,
): MailOffer => ({ domain: domain.name, provider: hostname, servers: offeredServers(hostname, endpoints) });

/** Does a program find the settings from the address alone? Null: DNS could not be read. */
export interface FoundByPrograms {
  readonly thunderbird: boolean | null;
  readonly outlook: boolean | null;
  /** By SRV records. */
  readonly others: boolean | null;
}
export async function foundByPrograms(deps: Deps, domain: string): Promise<Outcome<FoundByPrograms>> {
  const states = await deps.recordStates(domain);
  if (!states.ok) return states;
  const stateOf = (name: string): boolean | null => {
    const record = states.value.find((one) => one.name === `${name}.${domain}`);
    return record?.state === 'unchecked' ? null : record?.state === 'ok';
  };
  const services = [stateOf('_imaps._tcp'), stateOf('_submissions._tcp')];
  return done({
    thunderbird: deps.setup.reaches(`autoconfig.${domain}`) && stateOf('autoconfig'),
    outlook: deps.setup.reaches(`autodiscover.${domain}`) && stateOf('autodiscover'),
    others: services.includes(false) ? false : services.includes(null) ? null : true,
  });
}

export interface PhoneLink {
  readonly url: string;
  /** Epoch ms. */
  readonly until: number;
  /** Told once; null when the phone is to ask for the password. */
  readonly password: { readonly name: string; readonly secret: string } | null;
  /** For Thunderbird for Android and K-9 Mail; null when the format cannot hold the account. */
  readonly mobileQr: string | null;
}

const MOST_NAME = 60;
/** The name, or the next one that is free: two phones may be called alike. */
async function freeName(deps: Pick<Deps, 'db'>, mailbox: StoredMailbox, wished: string): Promise<string> {
  const taken = new Set((await appPasswordsOf(deps.db.sql, mailbox.id)).map(({ name }) => name));
  const base = wished
    .normalize('NFC')
    .trim()
    .slice(0, MOST_NAME - 4);
  for (let number = 2, name = base; ; number += 1) {
    if (!taken.has(name)) return name;
    name = `${base} ${number}`;
  }
}

/**
 * A one-time link that sets up a phone. `device`: make an app password for exactly this one; it goes into what the phone is
 * given and is told here once.
 */
export async function makePhoneLink(
  deps: Deps,
  actor: string,
  asked: Asked & { readonly offer: MailOffer; readonly device: string | null },
): Promise<Outcome<PhoneLink>> {
  const { mailbox, domain, offer, device } = asked;
  const { address } = mailbox;
  let password: PhoneLink['password'] = null;
  if (device !== null) {
    const reading = bestServer(offer, 'imap')?.protocol ?? 'pop3';
    const name = await freeName(deps, mailbox, device);
    const made = await addAppPassword({ ...deps, actor }, { address, name, scopes: [reading as 'imap', 'smtp'] });
    if (!made.ok) return made;
    password = made.value;
  }
  const secret = password?.secret ?? null;
  const { token, until } = deps.setup.phoneLinks.make({
    address,
    domain: domain.name,
    name: address,
    password: secret,
  });
  await change({ ...deps, actor }, async (_tx, audit) => {
    await audit('mailbox.setup-link', address, null, { appPassword: password?.name ?? null });
    return done(null);
  });
  return done({
    url: `${deps.linkBase()}/setup/${token}`,
    until,
    password,
    mobileQr: mobileQr(offer, { address, name: address, password: secret }),
  });
}
