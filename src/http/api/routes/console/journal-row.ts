/** A row of the journal in the contract: what a sentence needs, and the event as it was written. Used by console routes. */
import { z } from '@hono/zod-openapi';
import type { JournalRow } from '#src/service/centre/console-journal.ts';
import { Moment, moment } from '../../contract.ts';

const text = z.string().nullable();
export const JournalRowBody = z
  .object({
    id: z.string(),
    at: Moment,
    lastAt: Moment,
    /** Repetitions within a window are one row. */
    count: z.int(),
    kind: z.enum(['connection', 'sign-in', 'refusal', 'message']),
    what: z.string(),
    isFailure: z.boolean(),
    name: text,
    from: text,
    to: text,
    subject: text,
    remoteAddress: text,
    country: text,
    endpoint: text,
    port: z.int().nullable(),
    tls: text,
    program: text,
    connection: text,
    message: text,
    host: text,
    reply: text,
    cause: text,
    title: text,
    raw: z.record(z.string(), z.unknown()),
  })
  .openapi('JournalRow');

export const shownRow = (row: JournalRow): z.infer<typeof JournalRowBody> => ({
  ...row,
  at: moment(row.at),
  lastAt: moment(row.lastAt),
  raw: { ...row.raw },
});
