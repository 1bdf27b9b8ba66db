/** Rows of requests to support and of background looks (migration 0013). Types only. Times are epoch ms. */
import type { CustomerId } from '#src/model/ids.ts';

/** model/support.ts. */
export interface SupportRequestsTable {
  readonly id: string;
  readonly customer_id: CustomerId;
  readonly asker_kind: string;
  readonly asker_id: string;
  readonly asker_name: string;
  readonly language: string;
  readonly title: string;
  readonly about: string | null;
  readonly case_id: string | null;
  readonly reply_to: string;
  readonly state: string;
  readonly holder: string | null;
  readonly created_at: number;
  readonly changed_at: number;
}
export interface SupportMessagesTable {
  readonly id: string;
  readonly request_id: string;
  readonly voice: string;
  readonly author: string;
  readonly text: string;
  readonly at: number;
}
/** The newest look of a kind at a subject; `found` is JSON. */
export interface LooksTable {
  readonly subject: string;
  readonly kind: string;
  readonly at: number;
  readonly found: string;
}
export interface SupportTables {
  readonly support_requests: SupportRequestsTable;
  readonly support_messages: SupportMessagesTable;
  readonly looks: LooksTable;
}
