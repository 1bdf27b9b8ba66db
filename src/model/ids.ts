/**
 * Branded ids. All are lower-case sortable text made in `net/ids.ts` (time first, then chance),
 * so that rows order by age on every database. Never parsed for meaning.
 */
declare const brand: unique symbol;
type Id<Name extends string> = string & { readonly [brand]: Name };

export type CustomerId = Id<'customer'>;
export type ContactId = Id<'contact'>;
export type DomainId = Id<'domain'>;
export type MailboxId = Id<'mailbox'>;
export type AliasId = Id<'alias'>;
export type AppPasswordId = Id<'app-password'>;
export type TombstoneId = Id<'tombstone'>;
export type AuditId = Id<'audit'>;
export type SigningKeyId = Id<'signing-key'>;
export type ConnectionId = Id<'connection'>;
/** One accepted message, from 250 to its end; stands in the Received line as its id. */
export type MessageId = Id<'message'>;
export type InvoiceId = Id<'invoice'>;
export type PaymentId = Id<'payment'>;
/** One recipient of one message in the outbound queue. */
export type QueueId = Id<'queue'>;
