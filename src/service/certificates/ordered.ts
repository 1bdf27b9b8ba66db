/** How an order came out, and how a refusal of the authority is said. Used by the files beside. */
import type { Told } from '#src/net/acme/client.ts';
import type { KeptCertificate, TroubleKind } from '#src/net/acme/kept-files.ts';
import type { AcmeProblem } from '#src/protocol/acme/documents.ts';

export type Ordered =
  | { readonly kind: 'made'; readonly certificate: KeptCertificate }
  | {
      readonly kind: 'failed';
      readonly trouble: TroubleKind;
      readonly words: string;
      readonly retryAfterMs: number;
      /** The order is over; else it goes on where it stands. */
      readonly isOver: boolean;
    };

/** The authority's own words, after its name for the trouble. */
export const inWords = ({ type, detail }: AcmeProblem): string => [type, detail].filter((one) => one !== '').join(': ');

export function failure(told: Exclude<Told<unknown>, { kind: 'told' }>): Ordered {
  if (told.kind === 'unreachable')
    return { kind: 'failed', trouble: 'unreachable', words: told.why, retryAfterMs: 0, isOver: false };
  const { status, problem, retryAfterMs } = told;
  // Its trouble, or too much of us: the order still stands.
  const isOver = status < 500 && !['rateLimited', 'serverInternal'].includes(problem.type);
  return { kind: 'failed', trouble: 'refused', words: inWords(problem), retryAfterMs, isOver };
}

/** The order is over without a certificate. */
export const over = (error: AcmeProblem | null): Ordered & { kind: 'failed' } => ({
  kind: 'failed',
  trouble: 'refused',
  words: error === null ? 'the order was refused' : inWords(error),
  retryAfterMs: 0,
  isOver: true,
});
