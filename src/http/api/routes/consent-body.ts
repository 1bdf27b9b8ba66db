/** What an address elsewhere said to getting mail from here, as the API shows it: of mailboxes' records and of aliases. */
import type { ShownConsent } from '#src/service/forward-targets.ts';
import { MaybeMoment, maybeMoment } from '../contract.ts';
import { z } from '@hono/zod-openapi';

export const Consent = z.object({
  target: z.string(),
  /** `earlier`: from before consent was asked for; `operator`: vouched for by the operator. */
  state: z.enum(['waiting', 'confirmed', 'refused', 'operator', 'earlier']),
  /** When the newest letter went out; null: none did. */
  sentAt: MaybeMoment,
  untilAt: MaybeMoment,
  /** Nobody answered in time: ask again. */
  isOver: z.boolean(),
  decidedAt: MaybeMoment,
});

export const consentBody = ({ sentAt, untilAt, decidedAt, ...one }: ShownConsent): z.infer<typeof Consent> => ({
  ...one,
  sentAt: maybeMoment(sentAt),
  untilAt: maybeMoment(untilAt),
  decidedAt: maybeMoment(decidedAt),
});
