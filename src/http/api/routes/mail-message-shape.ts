/** A message as the API gives it: equal to web/src/lib/mail/shapes.ts. Data of routes/mail-message.ts. */
import { z } from '@hono/zod-openapi';
import { MaybeMoment, Moment } from '../contract.ts';

const Correspondent = z.object({ name: z.string(), address: z.string() });
const Hint = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('authentication-failed'), domain: z.string() }),
  z.object({ kind: z.literal('sender-differs'), shown: z.string(), address: z.string() }),
  z.object({ kind: z.literal('reply-elsewhere'), address: z.string() }),
  z.object({ kind: z.literal('looks-like'), domain: z.string(), known: z.string() }),
  z.object({ kind: z.literal('own-address'), address: z.string() }),
  z.object({ kind: z.literal('not-from-us'), address: z.string() }),
  z.object({ kind: z.literal('link-differs'), shown: z.string(), leads: z.string() }),
  z.object({ kind: z.literal('first-contact') }),
  z.object({ kind: z.literal('in-junk'), why: z.string() }),
]);
const Attachment = z.object({
  part: z.string(),
  name: z.string(),
  type: z.string(),
  sizeBytes: z.int(),
  inline: z.boolean(),
  address: z.string(),
  picture: z.boolean(),
  message: z.boolean(),
  risky: z.boolean(),
});
const Event = z.object({
  kind: z.enum(['invitation', 'answer', 'cancelled', 'event']),
  title: z.string(),
  where: z.string(),
  starts: z.string(),
  ends: z.string().nullable(),
  allDay: z.boolean(),
  timeZone: z.string().nullable(),
  organiser: Correspondent.nullable(),
  repeats: z.boolean(),
});
const Report = z.object({
  recipients: z.array(
    z.object({
      address: z.string(),
      action: z.enum(['failed', 'delayed', 'delivered', 'relayed', 'expanded']),
      said: z.string(),
      why: z.string().nullable(),
      cause: z.string().nullable(),
    }),
  ),
  text: z.string(),
});

export const MessageShape = z
  .object({
    id: z.string(),
    folder: z.string(),
    at: Moment,
    from: z.array(Correspondent),
    to: z.array(Correspondent),
    cc: z.array(Correspondent),
    bcc: z.array(Correspondent),
    replyTo: z.array(Correspondent),
    subject: z.string(),
    preview: z.string(),
    unread: z.boolean(),
    flagged: z.boolean(),
    answered: z.boolean(),
    forwarded: z.boolean(),
    draft: z.boolean(),
    hasFiles: z.boolean(),
    sizeBytes: z.int(),
    conversation: z.string(),
    count: z.int(),
    messageId: z.string().nullable(),
    text: z.string(),
    cut: z.boolean(),
    document: z.string().nullable(),
    remoteImages: z.int(),
    trackers: z.int(),
    archive: z.string().nullable(),
    files: z.array(Attachment),
    authentication: z.object({
      verdict: z.enum(['proven', 'failed', 'unproven']),
      domain: z.string(),
      spf: z.string(),
      dkim: z.string(),
      dmarc: z.string(),
      ours: z.boolean(),
    }),
    hints: z.array(Hint),
    fromContact: z.boolean(),
    own: z.boolean(),
    pictures: z.object({ mayKeep: z.boolean(), from: z.enum(['kept', 'contact']).nullable() }),
    protection: z.enum(['none', 'signed', 'encrypted']),
    event: Event.nullable(),
    report: Report.nullable(),
    inside: z.string().nullable(),
    unsubscribe: z
      .object({
        kind: z.enum(['one-click', 'mail', 'web']),
        target: z.string(),
        letter: z.object({ to: z.string(), subject: z.string(), text: z.string() }).nullable(),
        leftAt: MaybeMoment,
      })
      .nullable(),
    broken: z.string().nullable(),
  })
  .openapi('MailMessage');
