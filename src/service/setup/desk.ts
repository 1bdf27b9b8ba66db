/**
 * Everything about setting up programs that the doors share: the offer of a domain, one-time links for phones, signed
 * profiles, where this host answers over https. Made once by host.ts; asked by http/setup and by the API.
 */
import { createHash } from 'node:crypto';
import type { Configuration } from '#src/model/configuration.ts';
import { type MailOffer, offeredServers } from '#src/model/mail-offer.ts';
import { type ProvenNames, type SetupDoors, setupDoors } from '#src/model/wanted-records.ts';
import { type ProfileWish, writeProfile } from '#src/protocol/apple-profile/profile.ts';
import { paccRecord, writePacc } from '#src/protocol/autoconfig/pacc.ts';
import { signDocument } from '#src/protocol/apple-profile/signed.ts';
import type { Certificates } from '#src/net/authority.ts';
import type { Clock } from '#src/net/clock.ts';
import type { Database } from '#src/store/database.ts';
import { isSetupName, mailHostsOf, offerFor } from './offers.ts';
import { createPhoneLinks, type PhoneLinks } from './phone-links.ts';

export interface SetupDeskDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly configuration: Pick<Configuration, 'hostname' | 'links' | 'listen' | 'tls'>;
  /** Endpoint name → where it listens, as far as it is open. */
  readonly endpoints: Readonly<Record<string, string>>;
  /** Certificate and key of the host; throws when they cannot be read. */
  readonly certificates: Pick<Certificates, 'identity' | 'trusts'>;
}

export interface SetupDesk {
  /** Null for a domain that is not hosted here. */
  offer(domain: string): Promise<MailOffer | null>;
  /** A name of a hosted domain under which our web door answers: `autoconfig.fjord.example`. */
  readonly isOurName: (name: string) => Promise<boolean>;
  /** Hosts that senders may deliver the mail of a domain to; null when it is not hosted here. */
  mailHosts(domain: string): Promise<readonly string[] | null>;
  /** The Apple profile, signed where the key allows; null when there is nothing to set up. */
  profile(offer: MailOffer, wish: ProfileWish): Uint8Array<ArrayBuffer> | null;
  /** What DNS should tell programs and senders of a domain, as far as it can be kept. */
  readonly doors: (domain: string) => SetupDoors;
  readonly phoneLinks: PhoneLinks;
  /** Can a program get a document under this name: over TLS with a certificate that names it, or plainly at port 80? */
  reaches(name: string): boolean;
  /** Where this host answers over https, without a slash at the end; null while it does not. */
  readonly secureBase: () => string | null;
  /** Where this host explains itself over https; null while it does not. */
  readonly help: () => string | null;
  /** RFC 8461 §5: senders cannot check an own authority, so with one nothing may be asked of them. */
  readonly stsMode: () => 'enforce' | 'testing';
  /** Is this name shown a certificate that the world believes? */
  readonly trusts: (name: string) => boolean;
}

/** RFC 8461 §3.1: changes when the policy does, which names this host. */
const policyId = (hostname: string): string => createHash('sha256').update(hostname).digest('hex').slice(0, 12);

export function createSetupDesk({ db, clock, configuration, endpoints, certificates }: SetupDeskDeps): SetupDesk {
  const { hostname, links, listen, tls } = configuration;
  const { trusts } = certificates;
  const deps = { db, hostname, endpoints };
  const secureBase = (): string | null =>
    endpoints['https'] ?? (links.base.startsWith('https://') ? new URL(links.base).origin : null);
  const helpUrl = (): string | null => {
    const base = secureBase();
    return base === null ? null : `${base}/help`;
  };
  /** Can the name come to have a certificate that the world believes? */
  const isWithin = (name: string): boolean => listen.https !== 'off' && (tls.mode === 'acme' || trusts(name));
  const proven = (domain: string): ProvenNames => {
    const [sts, pacc] = [`mta-sts.${domain}`, `ua-auto-config.${domain}`];
    const servers = offeredServers(hostname, endpoints);
    const document = trusts(pacc) ? writePacc({ domain, provider: hostname, servers }, helpUrl()) : null;
    // What senders check when the policy is in force is the mail host's own certificate.
    const stsStep = trusts(sts) && trusts(hostname) ? { record: `v=STSv1; id=${policyId(hostname)}` } : 'name';
    return {
      sts: isWithin(sts) ? stsStep : 'off',
      pacc: isWithin(pacc) ? (document === null ? 'name' : { record: paccRecord(document) }) : 'off',
    };
  };
  return {
    doors: (domain) => ({ ...setupDoors(listen), proven: proven(domain) }),
    help: helpUrl,
    offer: (domain) => offerFor(deps, domain),
    isOurName: (name) => isSetupName(deps, name),
    mailHosts: (domain) => mailHostsOf(deps, domain),
    profile: (offer, wish) => {
      const document = writeProfile(offer, wish);
      if (document === null) return null;
      try {
        return new Uint8Array(signDocument(document, certificates.identity(), clock.now()) ?? Buffer.from(document));
      } catch {
        // A certificate that cannot be read is told by the operator's check-up; the customer still gets his profile.
        return new Uint8Array(Buffer.from(document));
      }
    },
    phoneLinks: createPhoneLinks(clock),
    reaches: (name) => {
      const isPlain = listen.http !== 'off' && listen.http.port === 80;
      if (isPlain || endpoints['https'] === undefined) return isPlain;
      // The own authority makes one for every name; who believes it is another question.
      return tls.mode === 'own' || trusts(name);
    },
    secureBase,
    // What senders check is the mail host's own name.
    stsMode: () => (trusts(hostname) ? 'enforce' : 'testing'),
    trusts,
  };
}
