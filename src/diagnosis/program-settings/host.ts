/** Judges the server's name: missing, no name at all, a slip, the other direction's, another provider's, an old one. Pure. */
import { editDistance } from '#src/model/login-name.ts';
import { parseDomain } from '#src/model/address.ts';
import type { Fault, SettingFinding } from './faults.ts';
import { type Asked, finding } from './finding.ts';
import { isAccessSmtp, providerOfHost } from './right.ts';

/** At most one finding. */
export function hostFindings(asked: Asked): readonly SettingFinding[] {
  const { server, right } = asked;
  const { host } = server;
  const wanted = right.hosts[server.kind];
  const said = host.value.trim().toLowerCase().replace(/\.$/, '');
  const tell = (fault: Fault, args: SettingFinding['args'] = {}): readonly SettingFinding[] => [
    finding(asked, fault, 'host', {
      says: host.value,
      should: wanted,
      line: host.line,
      args,
      edits: wanted === null ? [] : (host.put?.(wanted) ?? []),
    }),
  ];
  if (said === '') return tell('host-missing');
  if (host.value !== host.value.trim() || /[\s@/:]/.test(said)) return tell('host-not-a-name');
  if (wanted !== null && said === wanted) return [];
  if (right.alsoHosts.includes(said)) return [];
  const isName = parseDomain(said).ok || /^\d{1,3}(?:\.\d{1,3}){3}$/.test(said);
  if (!isName && said !== 'localhost') return tell('host-not-a-name');
  const fault = otherHost(asked, said, wanted);
  return fault === null ? [] : tell(fault[0], fault[1]);
}

function otherHost(asked: Asked, said: string, wanted: string | null): [Fault, SettingFinding['args']] | null {
  const { server, right, way, address } = asked;
  const otherWay = way === 'incoming' ? right.hosts.smtp : right.hosts.imap;
  const profile = providerOfHost(said);
  if (wanted === null) {
    // POP3 servers of providers are not stated; another provider's is told all the same.
    if (right.source === 'provider' && profile !== null && profile.name !== right.provider)
      return elsewhere(way, profile.name);
    return right.source === 'unknown' ? slipOfProvider(said) : null;
  }
  if (profile !== null && profile.name !== right.provider) return elsewhere(way, profile.name);
  if (otherWay !== null && said === otherWay) return ['host-swapped', {}];
  const distance = editDistance(said, wanted, 2);
  if (distance !== null && said.length > 6) return ['host-typo', {}];
  if (way === 'outgoing' && isAccessSmtp(said)) return elsewhere(way, said);
  const domain = address?.slice(address.lastIndexOf('@') + 1) ?? '';
  if (domain !== '' && (said === domain || said.endsWith(`.${domain}`))) return ['host-own-domain', { domain }];
  if (profile !== null && server.kind === 'pop3') return null;
  return ['host-wrong', {}];
}
const elsewhere = (way: Asked['way'], name: string): [Fault, SettingFinding['args']] => [
  way === 'outgoing' ? 'smtp-other-provider' : 'host-other-provider',
  { provider: name },
];

const KNOWN_SLIPS = [
  'imap.gmail.com',
  'smtp.gmail.com',
  'outlook.office365.com',
  'smtp.office365.com',
  'imap.mail.me.com',
];
/** Where the right name is not known, a slip in a well-known one still shows. */
function slipOfProvider(said: string): [Fault, SettingFinding['args']] | null {
  const near = KNOWN_SLIPS.find((one) => one !== said && editDistance(said, one, 2) !== null);
  return near === undefined || providerOfHost(said) !== null ? null : ['host-typo', { meant: near }];
}
