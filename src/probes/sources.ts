/**
 * What probes may ask: our state, the journal, DNS, the registry — small interfaces, so that a scenario, a recording or
 * another engine can stand in. Types only. `service/state-source.ts` reads the control database behind `StateSource`.
 */
import type { Block } from '#src/model/block.ts';
import type { AbroadRule } from '#src/model/travel.ts';
import type { ClosureSource } from './closures.ts';
import type { WantedRecord } from '#src/model/wanted-records.ts';
import type { Clock } from '#src/net/clock.ts';
import type { Resolver } from '#src/net/dns-answer.ts';
import type { BillingSource } from './billing.ts';
import type { BlockSource } from './blocks.ts';
import type { JournalStore } from '#src/store/journal/journal-store.ts';

export type AddressState =
  | {
      readonly kind: 'mailbox';
      readonly id: string;
      readonly quotaBytes: number;
      readonly passwordChangedAt: number | null;
    }
  | { readonly kind: 'alias'; readonly targets: readonly string[] }
  | {
      readonly kind: 'deleted';
      readonly id: string;
      readonly deletedAt: number;
      readonly deletedBy: string;
      readonly restorable: boolean;
    }
  /** `near`: at most three existing names of the same domain a slip away. */
  | { readonly kind: 'none'; readonly near: readonly string[] }
  | { readonly kind: 'not-ours' };

export interface StateSource {
  /** Wanted records of a domain of ours; null when it is not ours. A-labels. */
  domain(name: string): Promise<readonly WantedRecord[] | null>;
  /** Canonical address. */
  address(address: string): Promise<AddressState>;
  /** Hosts elsewhere that the owner wants as MX. */
  intendedMx?(domain: string): Promise<readonly string[]>;
  usage(mailbox: string): Promise<{ readonly bytes: number; readonly messages: number }>;
}

/** This host as its customers see it. */
export interface HostFacts {
  readonly hostname: string;
  readonly ports: { readonly imaps: number; readonly pop3s: number; readonly submissions: number };
  /** Public addresses that DNS need not tell, e.g. configured ones. */
  readonly addresses: readonly string[];
}

/** Rules about places: the country rule of a mailbox, and what is stopped for a network. */
export interface AccessSource {
  rule(mailbox: string): Promise<AbroadRule | null>;
  /** Active stops for guessing: of the whole network, of this name from it, of names not at home there. */
  stops(network: string, name: string): Promise<readonly Block[]>;
}

export interface ProbeDeps {
  /** Absent: nothing is said of closures by us. */
  readonly closures?: ClosureSource;
  /** Without it nothing is said of countries and stopped networks. */
  readonly access?: AccessSource;
  readonly state: StateSource;
  readonly journal: Pick<JournalStore, 'query'>;
  /** Best without a cache: a repair must be seen at once. */
  readonly resolver: Resolver;
  readonly host: HostFacts;
  readonly clock: Clock;
  readonly registry: RegistryOptions;
  /** Absent: nothing is said of bills. */
  readonly billing?: BillingSource;
  /** Absent: nothing is said of limits and Blocks. */
  readonly blocks?: BlockSource;
}

export interface RegistryOptions {
  /** 'off', the public bootstrap, or suffix → base URL. */
  readonly rdap: 'bootstrap' | 'off' | Readonly<Record<string, string>>;
  /** Off: an RDAP server at a private or loopback address is not asked. */
  readonly allowPrivate: boolean;
  /** Names or IANA ids under which this host registers domains. */
  readonly registrars?: readonly string[];
  /** Where the public list is; default IANA's. */
  readonly bootstrapUrl?: string;
  /** Authorities that are believed instead of the public ones. PEM. */
  readonly authorities?: readonly string[];
}
