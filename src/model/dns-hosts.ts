/**
 * Who serves a domain's DNS, recognised by the names of its name servers, and where its owner edits records there: the panel,
 * the way through its menus in the panel's own words, and how it wants a record's name written. As their public pages had it
 * in 2026; shown as "usually". Data and pure look-up.
 */
export interface DnsHost {
  readonly id: string;
  readonly name: string;
  readonly panel: string;
  /** Menus from sign-in to the list of records, as they stand there. */
  readonly menus: readonly string[];
  /** How the domain itself is written as a record's name; null = left empty. */
  readonly apex: '@' | null;
}

const host = (
  id: string,
  name: string,
  servers: readonly string[],
  panel: string,
  menus: readonly string[],
  apex: DnsHost['apex'] = '@',
): DnsHost & { readonly servers: readonly string[] } => ({ id, name, servers, panel, menus, apex });

const HOSTS = [
  host('domeneshop', 'Domeneshop', ['hyp.net'], 'https://domene.shop/admin', ['Mine domener', 'DNS-pekere']),
  host('webhuset', 'Webhuset', ['webhuset.no'], 'https://www.webhuset.no', ['Domener', 'DNS'], null),
  host('uniweb', 'Uniweb', ['uniweb.no'], 'https://www.uniweb.no', ['Domener', 'DNS'], null),
  host('proisp', 'PRO ISP', ['proisp.no', 'proisp.eu'], 'https://www.proisp.no', ['Domener', 'DNS']),
  host('fastname', 'FastName', ['fastname.no'], 'https://fastname.no', ['Domener', 'DNS']),
  host('websupport', 'Websupport', ['websupport.se', 'websupport.sk'], 'https://admin.websupport.se', [
    'Domäner',
    'DNS',
  ]),
  host('loopia', 'Loopia', ['loopia.se', 'loopia.com'], 'https://customerzone.loopia.se', ['Domännamn', 'DNS-editor']),
  host(
    'one.com',
    'one.com',
    ['one.com', 'one-dns.com'],
    'https://www.one.com/admin',
    ['Advanced settings', 'DNS settings', 'DNS records'],
    null,
  ),
  host('simply', 'Simply.com', ['simply.com', 'unoeuro.com'], 'https://www.simply.com/controlpanel', ['DNS']),
  host('binero', 'Binero', ['binero.se', 'binero.net'], 'https://binero.com', ['Domäner', 'DNS']),
  host('cloudflare', 'Cloudflare', ['ns.cloudflare.com'], 'https://dash.cloudflare.com', [
    'DNS',
    'Records',
    'Add record',
  ]),
  host('godaddy', 'GoDaddy', ['domaincontrol.com'], 'https://dcc.godaddy.com', [
    'Domain Portfolio',
    'DNS',
    'Add New Record',
  ]),
  host('namecheap', 'Namecheap', ['registrar-servers.com'], 'https://ap.www.namecheap.com', [
    'Domain List',
    'Manage',
    'Advanced DNS',
  ]),
  host('ionos', 'IONOS', ['ui-dns.com', 'ui-dns.org', 'ui-dns.de', 'ui-dns.biz'], 'https://my.ionos.com', [
    'Domains & SSL',
    'DNS',
    'Add record',
  ]),
  host('gandi', 'Gandi', ['gandi.net'], 'https://admin.gandi.net', ['Domain', 'DNS Records', 'Add record']),
  host(
    'squarespace',
    'Squarespace',
    ['squarespacedns.com', 'googledomains.com'],
    'https://account.squarespace.com/domains',
    ['DNS', 'DNS Settings', 'Custom records'],
  ),
  host(
    'route53',
    'Amazon Route 53',
    ['awsdns'],
    'https://console.aws.amazon.com/route53',
    ['Hosted zones', 'Create record'],
    null,
  ),
  host(
    'azure',
    'Azure DNS',
    ['azure-dns.com', 'azure-dns.net', 'azure-dns.org', 'azure-dns.info'],
    'https://portal.azure.com',
    ['DNS zones', 'Recordsets', 'Add'],
  ),
  host(
    'hetzner',
    'Hetzner',
    ['ns.hetzner.com', 'ns.hetzner.de', 'first-ns.de', 'second-ns.de', 'second-ns.com'],
    'https://dns.hetzner.com',
    ['Zones', 'Records'],
  ),
  host('wix', 'Wix', ['wixdns.net'], 'https://manage.wix.com/account/domains', ['Manage DNS Records']),
];

const isBelow = (server: string, name: string): boolean =>
  name === 'awsdns' ? /\.awsdns-\d+\./.test(server) : server === name || server.endsWith(`.${name}`);

/** Null when its name servers are of nobody we know, or of more than one. */
export function dnsHostOf(nameServers: readonly string[]): DnsHost | null {
  const plain = nameServers.map((server) => server.toLowerCase().replace(/\.$/, ''));
  if (plain.length === 0) return null;
  const found = HOSTS.find(({ servers }) => plain.every((server) => servers.some((name) => isBelow(server, name))));
  if (found === undefined) return null;
  const { servers: _recognisedBy, ...known } = found;
  return known;
}

/** A record's name as this host's panel wants it: without the domain at its end. */
export function nameAt({ apex }: Pick<DnsHost, 'apex'>, name: string, domain: string): string {
  if (name === domain) return apex ?? '';
  return name.endsWith(`.${domain}`) ? name.slice(0, -domain.length - 1) : name;
}
