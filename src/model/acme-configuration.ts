/** What the operator says about a certificate authority that is asked by ACME, and what must not be missing. Pure. */

export const LETS_ENCRYPT = 'https://acme-v02.api.letsencrypt.org/directory';

/** A certificate authority that is asked by ACME (RFC 8555). */
export interface AcmeConfiguration {
  readonly directory: string;
  /** Where the authority writes to; '' = nowhere. */
  readonly contact: string;
  /** The operator agrees to the authority's terms. */
  readonly agree: boolean;
  /** An account with the authority outside ACME; '' = none. */
  readonly eabKid: string;
  readonly eabKey: string;
  /** PEM file of the authority behind the directory's own TLS; '' = a public one. */
  readonly authority: string;
  readonly ordersPerHour: number;
}

/** What must be said before anything is ordered: the key that lacks it; null: all is said. */
export function lackingForAcme(
  { agree, eabKid, eabKey }: AcmeConfiguration,
  listen: { readonly http: unknown; readonly https: unknown },
): { readonly key: string; readonly expected: string; readonly value: unknown } | null {
  if (!agree) {
    const expected = "true: you have read the certificate authority's terms and agree to them";
    return { key: 'tls.acme.agree', expected, value: agree };
  }
  if ((eabKid === '') !== (eabKey === '')) {
    const key = eabKid === '' ? 'tls.acme.eabKid' : 'tls.acme.eabKey';
    return { key, expected: 'both tls.acme.eabKid and tls.acme.eabKey, or none', value: '' };
  }
  if (listen.http === 'off' && listen.https === 'off')
    return {
      key: 'listen.http',
      expected: 'an address: the authority looks at port 80 or 443 before it issues',
      value: 'off',
    };
  return null;
}
