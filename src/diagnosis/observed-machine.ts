/** What the customer's own machine sees, asked for by `postvakt check`: doors, names, clock, hotspot. Types only. */

/** `no-route`: this machine has no way to addresses of that family. */
export type ReachedFromHere = 'open' | 'refused' | 'timeout' | 'reset' | 'no-route';

export type DoorFromHere = {
  readonly purpose: 'incoming' | 'outgoing' | 'incoming-other' | 'outgoing-other' | 'web';
  readonly host: string;
  readonly port: number;
  /** Per address family; null when the host has no address of it. */
  readonly v4: ReachedFromHere | null;
  readonly v6: ReachedFromHere | null;
  /** The server's first words, at most 200 characters. */
  readonly greeting: string | null;
  /** Something rewrote the greeting or the offer of encryption on the way. */
  readonly masked: boolean;
  readonly certificate: {
    /** Chain, name and dates are in order. */
    readonly ok: boolean;
    readonly issuer: string;
    readonly names: readonly string[];
    /** ISO 8601. */
    readonly from: string;
    readonly until: string;
  } | null;
};
export type CustomerDoors = {
  /** Where the settings come from. */
  readonly source: 'given' | 'profile' | 'autoconfig' | 'srv' | 'guess';
  readonly doors: readonly DoorFromHere[];
};
export type NameFromHere = {
  readonly host: string;
  readonly purpose: 'incoming' | 'outgoing';
  /** What this machine makes of the name; empty: it knows no such name. */
  readonly here: readonly string[];
  /** What DNS answers when asked directly; null: could not be asked. */
  readonly dns: readonly string[] | null;
  /** Addresses that the machine's own hosts file gives it. */
  readonly hostsFile: readonly string[];
};
export type CustomerNames = { readonly names: readonly NameFromHere[] };
/** Positive: the clock of this machine is fast. */
export type CustomerClock = { readonly offsetSeconds: number; readonly by: string };
/** A page whose text is known: `other` = somebody on the way answered in its place. */
export type CustomerHotspot = {
  readonly page: 'expected' | 'other';
  readonly by: string;
  readonly sentTo: string | null;
};

export interface MachineObservations {
  readonly 'customer.doors': CustomerDoors;
  readonly 'customer.names': CustomerNames;
  readonly 'customer.clock': CustomerClock;
  readonly 'customer.hotspot': CustomerHotspot;
}
