/** Our outbound queue as the operator sees it: `postvakt queue list --json`. Used by the suites that send outwards. */
import type { Host } from './host.ts';
import { waitFor } from './wait.ts';

/** The listing as text: to look for an address in it. */
export const queueText = async (host: Host): Promise<string> =>
  JSON.stringify(await host.ask<unknown>(['queue', 'list']));

const isEmpty = (listing: unknown): boolean =>
  Array.isArray(listing)
    ? listing.length === 0
    : typeof listing === 'object' &&
      listing !== null &&
      Object.values(listing)
        .filter(Array.isArray)
        .every((list) => list.length === 0);

/** Waits until nothing waits any more. */
export const emptyQueue = async (host: Host, limitMs = 60_000): Promise<void> => {
  await waitFor(
    'an empty outbound queue',
    async () => isEmpty(await host.ask<unknown>(['queue', 'list'])) || null,
    limitMs,
    200,
  );
};
