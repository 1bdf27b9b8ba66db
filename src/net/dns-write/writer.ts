/**
 * The port through which fixes read and write zones: what a writer can be asked, and how it answers. Types only; behind it
 * are rfc2136.ts and powerdns.ts. A change says what must be there before, so that nobody's change is overwritten unseen.
 */
import type { RecordSet, ZoneChange, ZoneRecord } from '#src/protocol/dns/update.ts';

export type { RecordSet, ZoneChange, ZoneRecord } from '#src/protocol/dns/update.ts';

export type WriteTrouble =
  /** The server does not know our key, or the secret is another. */
  | 'wrong-key'
  /** Clocks are more than five minutes apart. */
  | 'clock'
  /** The key is right, but may not change this. */
  | 'not-allowed'
  /** The server has no such zone. */
  | 'no-zone'
  /** The name holds something we do not understand and could not put back. */
  | 'strange'
  | 'unreachable'
  | 'timeout'
  /** The answer was not from the holder of the key, or made no sense. */
  | 'malformed'
  | 'failed';

export interface ZoneView {
  /** The zone's own name, without the final dot. */
  readonly zone: string;
  readonly serial: number;
  readonly records: readonly ZoneRecord[];
}
export type Answered<T> =
  { readonly kind: 'done'; readonly value: T } | { readonly kind: 'trouble'; readonly why: WriteTrouble };
export type WriteOutcome =
  | { readonly kind: 'changed' }
  /** Something was not as expected any more; nothing was changed. */
  | { readonly kind: 'raced' }
  | { readonly kind: 'trouble'; readonly why: WriteTrouble };

export interface DnsWriter {
  /** Record sets as the server that has the zone holds them now, all of one zone. */
  read(sets: readonly RecordSet[]): Promise<Answered<ZoneView>>;
  /** All of it or nothing. */
  change(zone: string, change: ZoneChange): Promise<WriteOutcome>;
}
/** The writer for a domain, or null when its zone is not ours to write. */
export type FindWriter = (domain: string) => DnsWriter | null;

export const trouble = (why: WriteTrouble): { readonly kind: 'trouble'; readonly why: WriteTrouble } => ({
  kind: 'trouble',
  why,
});
