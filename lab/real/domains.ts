/**
 * The domains of the lab on real programs: what their zones hold, which of them are well, and what is planted in the others.
 * Read by test/e2e/11-lab-real and by the run of other people's tools beside ours.
 */
import { HOST_ADDRESS } from '../../test/e2e/harness/host.ts';
import type { RealDomain } from './signed-dns.ts';

/** Our own domain: the host's name is in it. */
export const HOME = 'fjord.example';
const OLD_HOST = '127.0.0.77';

const toUs = `@ IN MX 10 post.${HOME}.\n@ IN TXT "v=spf1 ip4:${HOST_ADDRESS} -all"\n_dmarc IN TXT "v=DMARC1; p=none"`;
export const DOMAINS: Readonly<Record<string, RealDomain>> = {
  [HOME]: { records: `@ IN MX 10 post\npost IN A ${HOST_ADDRESS}\n@ IN TXT "v=spf1 mx -all"` },
  'signert.example': { records: toUs, signed: 'right' },
  'edwards.example': { records: toUs, signed: 'right', algorithm: 'ED25519', servers: ['knot'] },
  'toservere.example': { records: toUs, servers: ['nsd', 'knot'] },
  'usignert.example': { records: toUs, servers: ['knot'] },
  'endret.example': { records: toUs, signed: 'altered' },
  'utlopt.example': { records: toUs, signed: 'expired', servers: ['knot'] },
  'feilds.example': { records: toUs, signed: 'wrong-ds' },
  'lam.example': { records: toUs, servers: ['lame'] },
  'utenmx.example': { records: 'www IN A 127.0.0.99', signed: 'right' },
  'gammelvert.example': { records: `@ IN MX 10 mx\nmx IN A ${OLD_HOST}`, servers: ['knot'] },
  'nullmx.example': { records: '@ IN MX 0 .', signed: 'right' },
  'verden.example': { records: '@ IN MX 10 mx\nmx IN A 127.0.0.20' },
};

export const WELL: readonly string[] = ['signert.example', 'edwards.example', 'toservere.example', 'usignert.example'];
export const PLANTED: Readonly<Record<string, string>> = {
  'endret.example': 'dom-dnssec-bogus',
  'utlopt.example': 'dom-dnssec-bogus',
  'feilds.example': 'dom-dnssec-bogus',
  'lam.example': 'dom-lame-delegation',
  'utenmx.example': 'dom-no-mx',
  'gammelvert.example': 'dom-mx-wrong-host',
  'nullmx.example': 'dom-null-mx',
  'borte.example': 'dom-not-registered',
};
