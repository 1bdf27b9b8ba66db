/** Rows of mail about requests to support (migration 0015). Types only. Times are epoch ms. */

/** The secret part of a request's own address. */
export interface SupportThreadsTable {
  readonly request_id: string;
  readonly token: string;
  readonly created_at: number;
}
export interface SupportMailsTable {
  readonly id: string;
  readonly request_id: string;
  /** The word of the conversation that it carries. */
  readonly word_id: string;
  readonly way: 'in' | 'out';
  /** Message-ID with its brackets; of one without: made of its content. */
  readonly header_id: string;
  readonly from_address: string;
  readonly raw: string | null;
  readonly at: number;
}
export interface CaseMailTables {
  readonly support_threads: SupportThreadsTable;
  readonly support_mails: SupportMailsTable;
}
