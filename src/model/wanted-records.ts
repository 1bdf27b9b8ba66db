/** The DNS records a hosted domain should have. Shown by `domain show`, compared by the DNS probes. Pure. */
import type { Configuration } from './configuration.ts';
import { type ProgramDoor, publishedPorts } from './mail-offer.ts';

/**
 * `setup`: recommended, so that mail programs find their settings; `sts`: recommended, so that senders deliver to us alone and
 * only encrypted (RFC 8461). Mail flows without either.
 */
export type RecordPurpose = 'mx' | 'spf' | 'dkim' | 'dmarc' | 'setup' | 'sts';
export interface WantedRecord {
  /** Without the final dot, A-labels. */
  readonly name: string;
  readonly type: 'MX' | 'TXT' | 'CNAME' | 'SRV';
  /** As in a zone file, without quotes; a long TXT is split into strings of 255 by whoever publishes it. */
  readonly value: string;
  readonly purpose: RecordPurpose;
}

export type EssentialRecord = WantedRecord & { readonly purpose: Exclude<RecordPurpose, 'setup' | 'sts'> };

export const DEFAULT_SELECTOR = 'pv1';

/** What mail programs are told in DNS: where the doors are, and whether the web door has documents for them. */
export interface SetupDoors {
  readonly ports: Readonly<Record<ProgramDoor, number | null>>;
  readonly web: boolean;
  /** What only a certificate that the world believes makes possible; absent: nothing of it. */
  readonly proven?: ProvenNames;
}
/**
 * How far a name of the domain is: `off`: no certificate can come; `name`: it leads here first, then one is ordered; a text:
 * the certificate is there, so the record that sends others to it may be published. Before, senders and programs would fail.
 */
export interface ProvenNames {
  /** `mta-sts.<domain>`; the text is the policy's id. */
  readonly sts: 'off' | 'name' | { readonly record: string };
  /** `ua-auto-config.<domain>` (draft-ietf-mailmaint-pacc). */
  readonly pacc: 'off' | 'name' | { readonly record: string };
}
export const setupDoors = (listen: Configuration['listen']): SetupDoors => ({
  ports: publishedPorts(listen),
  web: listen.http !== 'off' || listen.https !== 'off',
});

/** Without these mail does not flow or is not believed. */
export const isEssential = <T extends Pick<WantedRecord, 'purpose'>>(
  record: T,
): record is T & { readonly purpose: EssentialRecord['purpose'] } =>
  record.purpose !== 'setup' && record.purpose !== 'sts';

/** RFC 6186 §3.4: lower goes first, and TLS from the first byte does (RFC 8314 §5.1). */
const SERVICES = [
  ['_imaps', 'imaps', 0],
  ['_imap', 'imap', 10],
  ['_pop3s', 'pop3s', 20],
  ['_pop3', 'pop3', 30],
  ['_submissions', 'submissions', 0],
  ['_submission', 'submission', 10],
] as const satisfies readonly (readonly [string, ProgramDoor, number])[];

/** The name first, the record that makes others look there only when it holds what they will find. */
function provenRecords(domain: string, hostname: string, { sts, pacc }: ProvenNames): readonly WantedRecord[] {
  const records = (
    step: ProvenNames['sts'],
    label: string,
    text: string,
    purpose: 'sts' | 'setup',
  ): readonly WantedRecord[] => [
    ...(step === 'off' ? [] : [{ name: `${label}.${domain}`, type: 'CNAME', value: hostname, purpose } as const]),
    ...(typeof step === 'string'
      ? []
      : [{ name: `${text}.${domain}`, type: 'TXT', value: step.record, purpose } as const]),
  ];
  return [
    ...records(sts, 'mta-sts', '_mta-sts', 'sts'),
    ...records(pacc, 'ua-auto-config', '_ua-auto-config', 'setup'),
  ];
}

function setupRecords(domain: string, hostname: string, { ports, web }: SetupDoors): readonly WantedRecord[] {
  const aliases = web ? ['autoconfig', 'autodiscover'] : [];
  return [
    ...aliases.map(
      (label) => ({ name: `${label}.${domain}`, type: 'CNAME', value: hostname, purpose: 'setup' }) as const,
    ),
    ...SERVICES.map(([service, door, priority]): WantedRecord => {
      const port = ports[door];
      // RFC 2782: the target "." says that there is decidedly no such service.
      const value = port === null ? '0 0 0 .' : `${priority} 1 ${port} ${hostname}`;
      return { name: `${service}._tcp.${domain}`, type: 'SRV', value, purpose: 'setup' };
    }),
  ];
}

/**
 * MX, SPF, DKIM and DMARC of a domain whose mail lives on `hostname`, and what mail programs look for.
 * - SPF: `a:` and `mx` both lead to us; `~all` so that a forwarder the owner forgot costs marks, not mail (RFC 7208 §8.5).
 * - DMARC: `p=none` asks nobody to refuse anything; it makes alignment visible, and large receivers want it to exist.
 */
export function wantedRecords(input: {
  readonly domain: string;
  readonly hostname: string;
  readonly dkim?: {
    readonly selector: string;
    readonly publicKey: string;
    readonly algorithm?: 'rsa-sha256' | 'ed25519-sha256';
  };
  /** Absent: without the records for mail programs. */
  readonly setup?: SetupDoors;
}): readonly WantedRecord[] {
  const { domain, hostname, dkim, setup } = input;
  const records: WantedRecord[] = [
    { name: domain, type: 'MX', value: `10 ${hostname}`, purpose: 'mx' },
    { name: domain, type: 'TXT', value: `v=spf1 mx a:${hostname} ~all`, purpose: 'spf' },
  ];
  if (dkim !== undefined) {
    const k = dkim.algorithm === 'ed25519-sha256' ? 'ed25519' : 'rsa';
    const value = `v=DKIM1; k=${k}; p=${dkim.publicKey}`;
    records.push({ name: `${dkim.selector}._domainkey.${domain}`, type: 'TXT', value, purpose: 'dkim' });
  }
  records.push({ name: `_dmarc.${domain}`, type: 'TXT', value: 'v=DMARC1; p=none', purpose: 'dmarc' });
  if (setup !== undefined) records.push(...setupRecords(domain, hostname, setup));
  if (setup?.proven !== undefined) records.push(...provenRecords(domain, hostname, setup.proven));
  return records;
}
