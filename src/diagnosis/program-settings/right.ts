/**
 * The settings that are right for a mailbox, as far as they are known: ours, those of a known provider, or none. Made by
 * service/settings-check.ts; what a program has is judged against them. Data and pure look-ups.
 */
import type { ServerKind } from '#src/model/program-settings.ts';
import { USUAL_DOORS } from '#src/model/program-settings.ts';
import { type DoorProfile, PROVIDER_PROFILES, type ProviderProfile } from '#src/model/provider-profiles.ts';

export interface Door {
  readonly kind: ServerKind;
  readonly port: number;
  readonly security: 'tls' | 'starttls';
}
export interface RightSettings {
  readonly source: 'ours' | 'provider' | 'unknown';
  readonly provider: string | null;
  /** The name to fill in; null where it is not known. */
  readonly hosts: Readonly<Record<ServerKind, string | null>>;
  /** Other names that lead to the same server and stand in its certificate. */
  readonly alsoHosts: readonly string[];
  /** What is answered; of each kind the one to prefer first. */
  readonly doors: readonly Door[];
  readonly login: 'address' | 'local-part' | null;
  readonly password: ProviderProfile['password'];
  /** Addresses this mailbox may send as; null: not known here. */
  readonly senders: readonly string[] | null;
  /** Ways in that are switched on for the mailbox; null: not known here. */
  readonly open: readonly ServerKind[] | null;
  readonly mostConnections: number | null;
  /** Where everybody else who reads the mailbox looks for what was sent; null: not known here. */
  readonly sentFolder: string | null;
  /** The server puts a copy of what is sent there by itself. */
  readonly keepsSent: boolean;
}

/** Where nothing is known of the provider: what is wrong in itself can still be told. */
export const NOTHING_KNOWN: RightSettings = {
  source: 'unknown',
  provider: null,
  hosts: { imap: null, pop3: null, smtp: null },
  alsoHosts: [],
  doors: USUAL_DOORS,
  login: null,
  password: 'own',
  senders: null,
  open: null,
  mostConnections: null,
  sentFolder: null,
  keepsSent: false,
};

/** Gmail's stated limit; others are not stated. */
const MOST_CONNECTIONS: Readonly<Record<string, number>> = { google: 15 };

/** They keep what goes through them by themselves. */
const KEEPS_SENT: ReadonlySet<string> = new Set(['google', 'microsoft', 'outlook.com']);
/** They answer IMAP on 993 and nowhere else. */
const TLS_ALONE: ReadonlySet<string> = new Set(['google', 'microsoft', 'outlook.com', 'icloud', 'yahoo', 'fastmail']);
const OF_MICROSOFT = ['outlook.office365.com', 'imap-mail.outlook.com', 'smtp-mail.outlook.com', 'smtp.office365.com'];
/** Names that providers answer to beside the stated one. */
const ALSO_HOSTS: Readonly<Record<string, readonly string[]>> = {
  microsoft: OF_MICROSOFT,
  'outlook.com': OF_MICROSOFT,
  google: ['imap.googlemail.com', 'smtp.googlemail.com'],
  'one.com': ['imap.one.com', 'mailout.one.com'],
};

/** What a known provider wants. */
export function rightOfProvider(profile: ProviderProfile): RightSettings {
  const { incoming, outgoing } = profile;
  return {
    ...NOTHING_KNOWN,
    source: 'provider',
    provider: profile.name,
    hosts: { imap: incoming?.host ?? null, pop3: null, smtp: outgoing?.host ?? null },
    alsoHosts: ALSO_HOSTS[profile.id] ?? [],
    doors: [
      ...(TLS_ALONE.has(profile.id) ? preferred('imap', incoming).slice(0, 1) : preferred('imap', incoming)),
      ...preferred('smtp', outgoing),
      ...USUAL_DOORS.filter(({ kind }) => kind === 'pop3'),
    ],
    login: profile.login,
    password: profile.password,
    mostConnections: MOST_CONNECTIONS[profile.id] ?? null,
    keepsSent: KEEPS_SENT.has(profile.id),
  };
}
/** The stated door first. A host that states STARTTLS on 587 alone is not known to answer on 465. */
function preferred(kind: ServerKind, door: DoorProfile | null): readonly Door[] {
  const usual = USUAL_DOORS.filter((one) => one.kind === kind);
  if (door === null) return usual;
  const stated: Door = { kind, port: door.port, security: door.mode };
  return [stated, ...(door.mode === 'starttls' ? [] : usual.filter(({ port }) => port !== door.port))];
}

/** Domains that everybody has addresses in, and whose they are. */
const PUBLIC_DOMAINS: readonly (readonly [string, RegExp])[] = [
  ['google', /^(?:gmail|googlemail)\.com$/],
  ['outlook.com', /^(?:outlook|hotmail|live)\.(?:com|no|se|dk|co\.uk|fr|de)$|^msn\.com$/],
  ['icloud', /^(?:icloud|me|mac)\.com$/],
  ['yahoo', /^(?:yahoo|ymail)\.(?:com|no|se|dk|co\.uk|de|fr)$/],
  ['fastmail', /^fastmail\.(?:com|fm)$/],
  ['proton', /^(?:proton\.me|protonmail\.com|pm\.me)$/],
  ['gmx', /^gmx\.(?:net|de|at|ch)$/],
  ['t-online', /^t-online\.de$/],
  ['online.no', /^online\.no$/],
  ['zoho', /^zoho(?:mail)?\.(?:com|eu)$/],
];
export const providerOfDomain = (domain: string): ProviderProfile | null => {
  const id = PUBLIC_DOMAINS.find(([, pattern]) => pattern.test(domain))?.[0];
  return PROVIDER_PROFILES.find((one) => one.id === id) ?? null;
};

/** Names that belong to a provider beyond the two that its profile states. */
const PROVIDER_HOSTS: readonly (readonly [string, RegExp])[] = [
  ['google', /(?:^|\.)(?:gmail|googlemail|google)\.com$/],
  ['outlook.com', /^(?:imap|pop|smtp)-mail\.outlook\.com$|(?:^|\.)(?:live|hotmail)\.com$/],
  ['microsoft', /(?:^|\.)(?:office365|outlook|office)\.com$/],
  ['icloud', /(?:^|\.)(?:mail\.me|icloud|mac)\.com$/],
  ['yahoo', /(?:^|\.)mail\.yahoo\.(?:com|co\.uk|se|no)$/],
  ['one.com', /(?:^|\.)(?:one\.com|b-one\.net)$/],
  ['domeneshop', /(?:^|\.)(?:domeneshop\.no|domainname\.shop|domene\.no)$/],
  ['loopia', /(?:^|\.)loopia\.(?:se|com|no)$/],
  ['simply', /(?:^|\.)(?:simply\.com|unoeuro\.com)$/],
  ['webhuset', /(?:^|\.)webhuset\.no$/],
  ['proisp', /(?:^|\.)proisp\.(?:no|eu)$/],
  ['online.no', /(?:^|\.)(?:online\.no|telenor\.no|start\.no)$/],
  ['websupport', /(?:^|\.)websupport\.(?:se|sk|hu|cz)$/],
  ['fastname', /(?:^|\.)fastname\.no$/],
  ['active24', /(?:^|\.)active24\.(?:com|cz|no|se)$/],
  ['strato', /(?:^|\.)strato\.(?:de|com)$/],
  ['ionos', /(?:^|\.)(?:ionos\.(?:de|com|co\.uk)|1und1\.de|kundenserver\.de)$/],
  ['gmx', /(?:^|\.)gmx\.(?:net|com)$/],
  ['ovh', /(?:^|\.)(?:ovh\.net|ovh\.com)$/],
  ['infomaniak', /(?:^|\.)infomaniak\.(?:com|ch)$/],
  ['fastmail', /(?:^|\.)(?:fastmail\.com|messagingengine\.com)$/],
  ['zoho', /(?:^|\.)zoho\.(?:com|eu)$/],
  ['proton', /(?:^|\.)(?:proton\.me|protonmail\.ch)$/],
];
/** Whose server it is, by its name; null when it is nobody's that we know. */
export const providerOfHost = (host: string): ProviderProfile | null => {
  const name = host.trim().toLowerCase().replace(/\.$/, '');
  const id = PROVIDER_HOSTS.find(([, pattern]) => pattern.test(name))?.[0];
  return PROVIDER_PROFILES.find((one) => one.id === id) ?? null;
};
/** Mail servers of access networks and mailers, which take mail of their own customers alone. */
export const isAccessSmtp = (host: string): boolean =>
  /(?:^|\.)(?:telia\.(?:com|no)|telenor\.(?:no|se)|bredband\.net|comhem\.se|tele2\.se|bahnhof\.se|altibox\.no|broadpark\.no|getmail\.no|lyse\.net|chello\.no|ebnett\.no|canal?digital\.no|sendgrid\.net|mailgun\.org|mailjet\.com|amazonaws\.com|sendinblue\.com|brevo\.com)$/i.test(
    host,
  );
