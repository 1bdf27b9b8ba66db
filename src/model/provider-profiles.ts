/**
 * What is publicly known of mail providers: by which MX they are recognised, which settings their customers need, which
 * limits they state. Data and pure look-up, for addresses that are not ours. Settings and limits of Websupport and the
 * words on Webhuset are those of their help articles; limits of others are as their public pages state them; the rest is
 * common knowledge of 2026 and shown as "usual settings", never as proof.
 */
export interface DoorProfile {
  readonly host: string;
  readonly port: number;
  /** `tls` = from the first byte, `starttls` = upgraded. */
  readonly mode: 'tls' | 'starttls';
}
export interface SendingLimit {
  readonly count: number;
  readonly per: 'minute' | 'hour' | 'day' | 'message';
  readonly of: 'address' | 'domain' | 'account';
}
export interface ProviderProfile {
  readonly id: string;
  readonly name: string;
  /** An MX host that equals one of these, or ends with `.` and one of these, is this provider's. */
  readonly mx: readonly string[];
  readonly incoming: DoorProfile | null;
  readonly outgoing: DoorProfile | null;
  /** What the user name is. */
  readonly login: 'address' | 'local-part';
  /** `app-password` and `oauth`: the ordinary password is refused in mail programs. */
  readonly password: 'own' | 'app-password' | 'oauth' | 'bridge';
  readonly webmail: string | null;
  readonly limits: readonly SendingLimit[];
  /** Minutes that a stop lasts after the limit was passed, where stated. */
  readonly stopMinutes: number | null;
}

type Rest = Partial<Omit<ProviderProfile, 'id' | 'name' | 'mx' | 'incoming' | 'outgoing'>>;
const provider = (
  id: string,
  name: string,
  mx: readonly string[],
  incoming: string | null,
  outgoing: string | null,
  rest: Rest = {},
): ProviderProfile => ({
  id,
  name,
  mx,
  incoming: door(incoming),
  outgoing: door(outgoing),
  login: 'address',
  password: 'own',
  webmail: null,
  limits: [],
  stopMinutes: null,
  ...rest,
});
/** `host:port`; 993, 995 and 465 are TLS from the first byte. */
function door(text: string | null): DoorProfile | null {
  if (text === null) return null;
  const [host, port] = text.split(':');
  return { host, port: Number(port), mode: ['993', '995', '465'].includes(port) ? 'tls' : 'starttls' };
}
const limit = (count: number, per: SendingLimit['per'], of: SendingLimit['of'] = 'address'): SendingLimit => ({
  count,
  per,
  of,
});

export const PROVIDER_PROFILES: readonly ProviderProfile[] = [
  provider(
    'websupport',
    'Websupport',
    ['websupport.se', 'websupport.sk', 'm1.websupport.se'],
    'imap.websupport.se:993',
    'smtp.websupport.se:465',
    {
      webmail: 'https://webmail.websupport.se',
      limits: [limit(300, 'hour'), limit(2000, 'hour', 'domain'), limit(50, 'message')],
      stopMinutes: 60,
    },
  ),
  // The article names the webmail and a daily limit without its figure; no server names.
  provider('webhuset', 'Webhuset', ['webhuset.no'], null, null, { webmail: 'https://ox.webhuset.no' }),
  provider('loopia', 'Loopia', ['loopia.se', 'loopia.com'], 'mailcluster.loopia.se:993', 'mailcluster.loopia.se:465', {
    limits: [limit(200, 'hour')],
  }),
  provider(
    'domeneshop',
    'Domeneshop',
    ['domeneshop.no', 'domainname.shop'],
    'imap.domeneshop.no:993',
    'smtp.domeneshop.no:465',
    {
      limits: [limit(100, 'message'), limit(50, 'minute')],
    },
  ),
  provider('one.com', 'one.com', ['one.com'], 'imap.one.com:993', 'send.one.com:465'),
  provider('simply', 'Simply.com', ['simply.com', 'unoeuro.com'], 'mail.simply.com:993', 'smtp.simply.com:587', {
    limits: [limit(300, 'minute'), limit(1000, 'hour', 'account')],
  }),
  provider('proisp', 'PRO ISP', ['proisp.no', 'proisp.eu'], null, null, {
    limits: [limit(1000, 'day'), limit(1500, 'hour', 'account')],
  }),
  provider('fastname', 'FastName', ['fastname.no'], null, null, { limits: [limit(500, 'day')] }),
  provider('active24', 'Active24', ['active24.com', 'active24.cz'], null, null, {
    limits: [limit(300, 'hour'), limit(2000, 'hour', 'domain')],
    stopMinutes: 60,
  }),
  provider(
    'google',
    'Google',
    ['google.com', 'googlemail.com', 'smtp.google.com'],
    'imap.gmail.com:993',
    'smtp.gmail.com:465',
    {
      password: 'app-password',
      webmail: 'https://mail.google.com',
    },
  ),
  provider(
    'microsoft',
    'Microsoft 365',
    ['mail.protection.outlook.com', 'mx.microsoft'],
    'outlook.office365.com:993',
    'smtp.office365.com:587',
    {
      password: 'oauth',
      webmail: 'https://outlook.office.com',
    },
  ),
  provider(
    'outlook.com',
    'Outlook.com',
    ['olc.protection.outlook.com'],
    'outlook.office365.com:993',
    'smtp-mail.outlook.com:587',
    {
      password: 'oauth',
      webmail: 'https://outlook.live.com',
    },
  ),
  provider('icloud', 'iCloud', ['mail.icloud.com'], 'imap.mail.me.com:993', 'smtp.mail.me.com:587', {
    password: 'app-password',
    webmail: 'https://www.icloud.com/mail',
  }),
  provider('yahoo', 'Yahoo', ['yahoodns.net'], 'imap.mail.yahoo.com:993', 'smtp.mail.yahoo.com:465', {
    password: 'app-password',
    webmail: 'https://mail.yahoo.com',
  }),
  provider('fastmail', 'Fastmail', ['messagingengine.com'], 'imap.fastmail.com:993', 'smtp.fastmail.com:465', {
    password: 'app-password',
  }),
  provider('proton', 'Proton Mail', ['protonmail.ch'], null, null, {
    password: 'bridge',
    webmail: 'https://mail.proton.me',
  }),
  provider('zoho', 'Zoho Mail', ['zoho.eu', 'zoho.com'], 'imap.zoho.eu:993', 'smtp.zoho.eu:465'),
  provider('strato', 'STRATO', ['rzone.de'], 'imap.strato.de:993', 'smtp.strato.de:465'),
  provider(
    'ionos',
    'IONOS',
    ['ionos.de', 'ionos.com', 'ionos.co.uk', 'kundenserver.de'],
    'imap.ionos.de:993',
    'smtp.ionos.de:465',
    {
      limits: [limit(5000, 'hour')],
    },
  ),
  provider('gmx', 'GMX', ['gmx.net'], 'imap.gmx.net:993', 'mail.gmx.net:465'),
  provider('t-online', 'Telekom', ['t-online.de'], 'secureimap.t-online.de:993', 'securesmtp.t-online.de:465'),
  provider('ovh', 'OVHcloud', ['mail.ovh.net', 'ovh.net'], 'ssl0.ovh.net:993', 'ssl0.ovh.net:465'),
  provider('infomaniak', 'Infomaniak', ['infomaniak.ch'], 'mail.infomaniak.com:993', 'mail.infomaniak.com:465'),
  provider('hostinger', 'Hostinger', ['hostinger.com'], 'imap.hostinger.com:993', 'smtp.hostinger.com:465'),
  provider(
    'privateemail',
    'Namecheap Private Email',
    ['privateemail.com'],
    'mail.privateemail.com:993',
    'mail.privateemail.com:465',
  ),
  provider('online.no', 'Telenor (online.no)', ['online.no'], 'imap.online.no:993', 'smtp.online.no:465'),
];

/** Services that stand before a mail host, filter and pass on: an MX of theirs says nothing of where the mailbox is. */
export const FILTER_SERVICES: readonly { readonly name: string; readonly mx: readonly string[] }[] = [
  { name: 'Proofpoint', mx: ['pphosted.com', 'ppe-hosted.com'] },
  { name: 'Mimecast', mx: ['mimecast.com'] },
  { name: 'Barracuda', mx: ['barracudanetworks.com', 'ess.barracudanetworks.com'] },
  { name: 'Hornetsecurity', mx: ['hornetsecurity.com', 'antispameurope.com'] },
  { name: 'SpamExperts', mx: ['antispamcloud.com', 'spamexperts.com'] },
  { name: 'Cloudflare Email Routing', mx: ['mx.cloudflare.net'] },
  { name: 'ForwardEmail', mx: ['forwardemail.net'] },
  { name: 'ImprovMX', mx: ['improvmx.com'] },
];

const isUnder = (host: string, name: string): boolean => host === name || host.endsWith(`.${name}`);
const longest = (host: string, names: readonly string[]): number =>
  names.reduce((best, name) => (isUnder(host, name) ? Math.max(best, name.length) : best), 0);

/** The provider whose MX names fit the first of these hosts best; null when none is known. */
export function profileFor(mxHosts: readonly string[]): ProviderProfile | null {
  for (const host of mxHosts) {
    const [best] = PROVIDER_PROFILES.map((one) => [longest(host.toLowerCase(), one.mx), one] as const)
      .filter(([length]) => length > 0)
      .sort(([a], [b]) => b - a);
    if (best !== undefined) return best[1];
  }
  return null;
}

/** The filter service in front, when an MX host is one's. */
export const filterServiceFor = (mxHosts: readonly string[]): string | null =>
  FILTER_SERVICES.find((one) => mxHosts.some((host) => longest(host.toLowerCase(), one.mx) > 0))?.name ?? null;
