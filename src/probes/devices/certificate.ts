/** Probe of the certificate that our doors show: its names and dates, and whether a public authority signed it. Judges nothing. */
import { X509Certificate } from 'node:crypto';
import type { StateCertificate } from '#src/diagnosis/observed-devices.ts';
import type { GroupDeps } from '../group.ts';
import { type Untold, untold } from '../run-probe.ts';

/** `state.certificate`. */
export function lookAtCertificate({ certificate, authority }: GroupDeps): StateCertificate | Untold {
  const pem = certificate();
  if (pem === null) return untold('no-certificate');
  const leaf = new X509Certificate(pem);
  const names = (leaf.subjectAltName ?? '')
    .split(', ')
    .flatMap((entry) => (entry.startsWith('DNS:') ? [entry.slice(4).toLowerCase()] : []));
  return {
    names: names.slice(0, 100),
    validFrom: leaf.validFromDate.toISOString(),
    validUntil: leaf.validToDate.toISOString(),
    isOwnAuthority: authority() !== null,
  };
}
