/**
 * What each probe observes, field by field. Probes fill these in, causes read them; types only.
 * Times are ISO 8601 in UTC, sizes are bytes. A field that could not be asked for is left to an `Unknown` evidence.
 */
import type { MachineObservations } from './observed-machine.ts';
import type { ProgramObservations } from './observed-program.ts';
import type { DelegationObservations } from './observed-delegation.ts';
import type { AuthenticityObservations } from './observed-authenticity.ts';
import type { OutsideObservations } from './observed-outside.ts';
import type { PastedObservations } from './observed-pasted.ts';
import type { DevicesObservations } from './observed-devices.ts';
import type { TrafficObservations } from './observed-traffic.ts';
import type { FilingObservations } from './observed-filing.ts';
import type { StateClosures } from './observed-closures.ts';
import type { Endpoint } from '#src/model/endpoint.ts';
import type { StateBlocks } from './observed-blocks.ts';
import type { StateBilling } from './observed-billing.ts';
import type { NetworkKind } from '#src/model/journal.ts';
import type { CountryMode } from '#src/model/travel.ts';

export type StateDomain = {
  readonly domain: string;
  readonly ours: boolean;
  /** Name and ports customers are told to use. */
  readonly hostname: string;
  readonly ports: { readonly imaps: number; readonly pop3s: number; readonly submissions: number };
  /** Hosts elsewhere that the owner said may be MX of this domain; absent when nobody was asked. */
  readonly mxIntended?: readonly string[];
};
export type StateAddress = { readonly address: string } & (
  | { readonly kind: 'mailbox'; readonly passwordChangedAt: string | null }
  | { readonly kind: 'alias'; readonly targets: readonly string[] }
  | { readonly kind: 'deleted'; readonly deletedAt: string; readonly deletedBy: string; readonly restorable: boolean }
  | { readonly kind: 'none'; readonly near: readonly string[] }
  | { readonly kind: 'not-ours' }
);
export type StateQuota = { readonly usedBytes: number; readonly quotaBytes: number; readonly messages: number };

/** How an event came to be counted to this mailbox. */
export type Attribution =
  | 'mailbox' // the event names the mailbox
  | 'name' // the event names the address, but nothing proves that its owner was there
  | 'address-used' // from an address that only this mailbox has signed in from
  | 'address-shared' // from an address that this and other mailboxes have signed in from
  | 'only-one' // the name fits exactly one mailbox of this host
  | 'near' // the name is a slip away from this one
  | 'recent' // somebody, minutes ago: a hint only
  | 'recent-elsewhere'; // the same, from an address where other customers sign in: less than a hint

export type Attempt = {
  readonly firstAt: string;
  readonly lastAt: string;
  readonly count: number;
  readonly outcome: string;
  readonly cause: string | null;
  readonly login: string;
  readonly endpoint: Endpoint;
  /** Left out where it would show one customer another's address. */
  readonly remoteAddress: string | null;
  /** IMAP ID or EHLO name. */
  readonly client: string | null;
  /** `A`, `B` …: equal letters are the same wrong secret. */
  readonly secret: string | null;
  /** Whose network it came from, where that is known: a vendor's, a VPN's. */
  readonly network?: string | null;
  readonly attributed: Attribution;
};
/** Sign-ins with the subject's own name, newest first. */
export type AuthSignIns = { readonly days: number; readonly attempts: readonly Attempt[] };
/** Failed sign-ins with other names that may be meant for the subject. */
export type AuthOtherNames = { readonly hours: number; readonly attempts: readonly Attempt[] };

export type Mismatch = {
  readonly firstAt: string;
  readonly lastAt: string;
  readonly count: number;
  readonly outcome: string;
  readonly endpoint: Endpoint;
  readonly localPort: number;
  readonly remoteAddress: string | null;
  readonly client: string | null;
  readonly firstWords: string | null;
  readonly clientMaxTls: string | null;
  readonly alert: string | null;
  /** The server name that the program asked for. */
  readonly sni?: string | null;
  readonly attributed: Attribution;
};
/** Connections that did not get as far as a sign-in. `strangers` = distinct unattributed addresses among them. */
export type ConnectionMismatches = {
  readonly hours: number;
  readonly mismatches: readonly Mismatch[];
  readonly strangers: number;
};

export type RefusalSeen = {
  readonly firstAt: string;
  readonly lastAt: string;
  readonly count: number;
  readonly cause: string;
  readonly stage: string;
  readonly code: number;
  readonly enhanced: string;
  readonly endpoint: Endpoint;
  readonly remoteAddress: string | null;
  readonly client: string | null;
  readonly mailFrom: string | null;
  readonly rcptTo: string | null;
  readonly sizeBytes: number | null;
  readonly attributed: Attribution;
  /** The sender that was refused may be used from this mailbox by now: it is an alias that leads here. */
  readonly isSenderAllowed?: true;
};
export type MtaMessages = {
  readonly days: number;
  readonly refusals: readonly RefusalSeen[];
  readonly delivered: number;
  readonly lastDeliveredAt: string | null;
  readonly lastSubmittedAt: string | null;
};

/** A sign-in of this mailbox that a rule about places refused, and that no success from the same place followed. */
export type RefusedPlace = {
  readonly firstAt: string;
  readonly lastAt: string;
  readonly count: number;
  readonly cause: string;
  readonly endpoint: Endpoint;
  readonly remoteAddress: string;
  readonly client: string | null;
  readonly country: string | null;
  readonly networkName: string | null;
  readonly networkKind: NetworkKind | null;
};
/** Sign-ins stopped for a network, or for names from it, that concerns this mailbox now. */
export type NetworkStop = {
  readonly code: string;
  readonly network: string;
  readonly scope: 'network' | 'login' | 'strangers';
  readonly since: string;
  readonly until: string;
  readonly guesses: number;
  readonly failures: number;
  readonly names: number;
  readonly windowSeconds: number;
  readonly networkName: string | null;
  readonly networkKind: NetworkKind | null;
  /** The name that was guessed at most, when it is of the same domain; else null: it is another customer's. */
  readonly culprit: string | null;
  readonly culpritClient: string | null;
  /** Has this mailbox signed in from there in the last fortnight? */
  readonly isFamiliar: boolean;
  /** Was a wrong password tried for this mailbox from there before the stop? */
  readonly wasGuessedAt: boolean;
  /** Attempts of this mailbox refused there since. */
  readonly refused: number;
  /** Other mailboxes of the same domain seen there in the last day. */
  readonly neighbours: number;
};
export type NetworkAccess = {
  readonly days: number;
  readonly rule: {
    readonly mode: CountryMode;
    readonly countries: readonly string[];
    readonly vendors: 'allow' | 'refuse';
    readonly travel: readonly {
      readonly countries: readonly string[];
      readonly from: string;
      readonly until: string;
    }[];
  };
  readonly refused: readonly RefusedPlace[];
  readonly stops: readonly NetworkStop[];
  /** Newest sign-in that worked, from anywhere. */
  readonly lastOkAt: string | null;
};

/** `servers` may be empty for a name inside another zone. */
export type DnsDomain = {
  readonly domain: string;
  readonly exists: boolean;
  readonly servers: readonly string[];
  /** When it does not exist: the name above it that does, unless that is a top-level domain. */
  readonly parent: string | null;
};
export type DnsMx = {
  readonly domain: string;
  readonly state: 'records' | 'none' | 'null-mx';
  readonly records: readonly { readonly preference: number; readonly host: string }[];
  /** Where mail goes without MX (RFC 5321 §5.1): the addresses of the domain itself; null = not asked or no answer. */
  readonly implicit: readonly string[] | null;
};
export type HostAddresses = {
  readonly host: string;
  /** null = could not be asked. */
  readonly addresses: readonly string[] | null;
};
export type DnsMxAddresses = { readonly hosts: readonly HostAddresses[] };
/** Addresses of our own host name, and those the operator configured. */
export type DnsHost = { readonly hostname: string; readonly addresses: readonly string[] };
export type DnsRecord = {
  readonly name: string;
  readonly state: 'ok' | 'missing' | 'wrong';
  readonly found: readonly string[];
  readonly wanted: string;
};
export type RegistryRdap = {
  readonly domain: string;
  readonly registered: boolean;
  readonly server: string;
  readonly statuses: readonly string[];
  readonly expiresAt: string | null;
  /** ISO 8601: when the registration last changed. */
  readonly changedAt?: string | null;
  /** Who keeps the registration, by name; null = the registry does not tell. */
  readonly registrar?: string | null;
  /** Is that us? null = this host registers no domains, or the registry does not tell. */
  readonly atUs?: boolean | null;
  /** Name servers of the registration; null = not told. */
  readonly nameServers?: readonly string[] | null;
  /** ISO 8601: when it last went from one registrar to another. */
  readonly transferredAt?: string | null;
};

export interface Observations
  extends
    MachineObservations,
    ProgramObservations,
    DelegationObservations,
    AuthenticityObservations,
    OutsideObservations,
    PastedObservations,
    DevicesObservations,
    TrafficObservations,
    FilingObservations {
  readonly 'state.domain': StateDomain;
  readonly 'state.address': StateAddress;
  readonly 'state.quota': StateQuota;
  readonly 'state.closures': StateClosures;
  readonly 'state.billing': StateBilling;
  readonly 'state.blocks': StateBlocks;
  readonly 'auth.sign-ins': AuthSignIns;
  readonly 'auth.other-names': AuthOtherNames;
  readonly 'connection.mismatches': ConnectionMismatches;
  readonly 'mta.messages': MtaMessages;
  readonly 'network.access': NetworkAccess;
  readonly 'dns.domain': DnsDomain;
  readonly 'dns.mx': DnsMx;
  readonly 'dns.mx-addresses': DnsMxAddresses;
  readonly 'dns.host': DnsHost;
  readonly 'dns.spf': DnsRecord;
  readonly 'dns.dkim': DnsRecord;
  readonly 'dns.dmarc': DnsRecord;
  readonly 'registry.rdap': RegistryRdap;
}
export type ProbeId = keyof Observations;
