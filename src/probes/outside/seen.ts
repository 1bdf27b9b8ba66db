/** What the dialer found, as evidence: fewer fields, nothing that is not shown. Used by the probes beside. Judges nothing. */
import type { SeenAddress, SeenCertificate } from '#src/diagnosis/observed-outside.ts';
import type { DialledAddress } from '#src/net/dial.ts';
import type { DialTls } from '#src/net/dial-certificate.ts';
import type { Chains } from './chains.ts';

async function certificateSeen(tls: DialTls, chains: Chains): Promise<SeenCertificate | null> {
  const { certificate } = tls;
  if (certificate === null) return null;
  chains.learn(tls);
  const completedBy = certificate.chain === 'leaf-only' ? await chains.complete(tls) : null;
  const { names, issuer, from, until, chain, isOwn, covers, issuerUrl } = certificate;
  return { names, issuer, from, until, chain, completedBy, namesIssuer: issuerUrl !== null, isOwn, covers };
}

export async function addressSeen(dialled: DialledAddress, chains: Chains): Promise<SeenAddress> {
  const { address, family, connectMs, greeting, greetingText, greetingMs, helloName, starttls, tls, tlsTrouble } =
    dialled;
  return {
    address,
    family,
    state: dialled.refusal ?? (dialled.state === 'unreachable' ? 'no-route' : dialled.state),
    connectMs,
    greeting,
    greetingText,
    greetingMs,
    helloName,
    starttls,
    tls: tls === null ? null : { version: tls.version, cipher: tls.cipher },
    tlsTrouble,
    certificate: tls === null ? null : await certificateSeen(tls, chains),
  };
}

/** All addresses, side by side; certificates that are whole are learned from before the others are completed. */
export async function addressesSeen(all: readonly DialledAddress[], chains: Chains): Promise<readonly SeenAddress[]> {
  for (const { tls } of all) if (tls !== null) chains.learn(tls);
  return Promise.all(all.map((one) => addressSeen(one, chains)));
}

/** It answered as it should: for the web a handshake, else a greeting. */
export const isWell = ({ state, greeting, tlsTrouble, tls }: SeenAddress): boolean =>
  state === 'open' &&
  tlsTrouble === null &&
  (greeting === 'ok' || greeting === 'masked' || (greeting === 'none' && tls !== null));
