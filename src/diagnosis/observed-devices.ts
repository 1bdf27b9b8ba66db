/**
 * What the probes of accounts, devices and networks observe, field by field. Types only. Places are shown only where this
 * mailbox itself has signed in; of others there are counts and nothing else.
 */
import type { Endpoint } from '#src/model/endpoint.ts';
import type { Attempt } from './observations.ts';

/** The switches of a mailbox that are about signing in. */
export type StateAccount = {
  readonly address: string;
  /** Ways in that are open: `imap`, `pop3`, `smtp`. */
  readonly protocols: readonly string[];
  readonly mustChange: boolean;
  readonly appPasswordsOnly: boolean;
  /** How many app passwords there are. */
  readonly appPasswords: number;
  /** Other addresses of the domain at most two slips away. */
  readonly near: readonly string[];
};

export type FolderSeen = {
  readonly name: string;
  /** `Sent`, `Trash`, `Junk` …; null for others. */
  readonly use: string | null;
  readonly subscribed: boolean;
  readonly messages: number;
  readonly sizeBytes: number;
  /** Marked as deleted and never taken away. */
  readonly markedBytes: number;
  /** When the newest message in it was stored. */
  readonly newestAt: string | null;
};
export type StateFolders = { readonly folders: readonly FolderSeen[] };

/** What the mailbox's index says of itself. */
export type StateStore = {
  readonly messages: number;
  readonly faults: number;
  /** Folders with a fault, at most five. */
  readonly folders: readonly string[];
};

/** A forward, and what was here before it. */
export type StateForward = {
  readonly address: string;
  readonly targets: readonly string[];
  /** When the mailbox of the same address was removed; null when there never was one. */
  readonly mailboxRemovedAt: string | null;
  /** Messages to it since then that went on to its targets. */
  readonly passedOn: number;
  readonly lastPassedOnAt: string | null;
  /** Addresses that get its mail now, through other forwards too. Absent in older recordings: not looked at. */
  readonly reaches?: readonly string[];
  /** Addresses elsewhere that get nothing, because they have not said yes. `via`: the forward whose target it is. */
  readonly held?: readonly {
    readonly target: string;
    readonly via: string;
    readonly state: 'waiting' | 'refused';
    /** A yes may still come. */
    readonly isOpen: boolean;
    readonly askedAt: string | null;
  }[];
};
/** Forwards of the domain that were removed lately and that mail still comes to. */
export type StateForwardsGone = {
  readonly days: number;
  readonly gone: readonly {
    readonly address: string;
    readonly removedAt: string;
    readonly removedBy: string;
    readonly refused: number;
    readonly lastRefusedAt: string;
  }[];
};

/** The certificate that our doors show. */
export type StateCertificate = {
  readonly names: readonly string[];
  readonly validFrom: string;
  readonly validUntil: string;
  /** Made by this host's own authority, which no device knows by itself. */
  readonly isOwnAuthority: boolean;
};

export type MechanismTried = Attempt & { readonly mechanism: string };
/** Sign-ins that asked for a way of proving oneself that we do not offer. */
export type AuthMechanisms = { readonly hours: number; readonly attempts: readonly MechanismTried[] };

/** What one place did in one direction. */
export type PlaceTraffic = {
  readonly served: number;
  /** Connections that ended by a reset or in silence in the middle. */
  readonly broken: number;
  readonly lastOkAt: string | null;
  /** Newest connection of any kind. */
  readonly lastAt: string | null;
};
export type PlaceSeen = {
  readonly remoteAddress: string;
  readonly isShared: boolean;
  readonly incoming: PlaceTraffic;
  readonly outgoing: PlaceTraffic;
};
/** Connections from the places of this mailbox, and what it sent and read anywhere in the last fortnight. */
export type ConnectionPlaces = {
  readonly hours: number;
  readonly places: readonly PlaceSeen[];
  readonly days: number;
  readonly lastReadAt: string | null;
  readonly lastSentAt: string | null;
  /** Messages that came for this mailbox meanwhile. */
  readonly arrived: number;
  /** Attempts to read with this name, of any outcome. */
  readonly readingAttempts: number;
};

/** Messages that a program moved or removed. */
export type ProgramChange = {
  readonly step: 'moved' | 'expunged';
  /** The folder they went to, or were removed from. */
  readonly folder: string;
  readonly endpoint: Endpoint;
  readonly remoteAddress: string;
  readonly client: string | null;
  readonly messages: number;
  /** Of them within a minute of their arrival. */
  readonly atOnce: number;
  readonly firstAt: string;
  readonly lastAt: string;
};
export type MtaChanges = {
  readonly days: number;
  readonly programs: readonly ProgramChange[];
};

/** A country that this mailbox has told us it is in, or that it has signed in from. */
export type CountrySeen = {
  readonly country: string;
  /** A journey of the mailbox to it is open now. */
  readonly isJourney: boolean;
  /** Connections of persistent programs there that were cut before encryption was established. */
  readonly died: number;
  /** Sign-ins of anybody there, of any outcome, since the first of them. */
  readonly worked: number;
  readonly since: string;
  /** When the program that began last began. */
  readonly newestSince: string;
  readonly lastAt: string;
};
export type NetworkCountries = {
  readonly hours: number;
  readonly countries: readonly CountrySeen[];
  /** Sign-ins that worked from everywhere else in the same time. */
  readonly elsewhere: number;
  /** The VPN through which this mailbox last signed in, in the last fortnight. */
  readonly vpn: { readonly name: string; readonly lastOkAt: string } | null;
};

export interface DevicesObservations {
  readonly 'state.account': StateAccount;
  readonly 'state.folders': StateFolders;
  readonly 'state.store': StateStore;
  readonly 'state.forward': StateForward;
  readonly 'state.forwards-gone': StateForwardsGone;
  readonly 'state.certificate': StateCertificate;
  readonly 'auth.mechanisms': AuthMechanisms;
  readonly 'connection.places': ConnectionPlaces;
  readonly 'mta.changes': MtaChanges;
  readonly 'network.countries': NetworkCountries;
}
