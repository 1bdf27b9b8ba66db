/** Rows of consents to forwarding (migrations 0023, 0024). Types only. */
export interface ForwardConsentsTable {
  readonly id: string;
  readonly mailbox_id: string;
  /** Canonical address. */
  readonly target: string;
  readonly state: string;
  readonly made_at: number;
  readonly made_by: string;
  readonly letters: number;
  readonly sent_at: number | null;
  readonly until_at: number | null;
  readonly decided_at: number | null;
  /** What came of the newest question; null while it is open. */
  readonly answer: string | null;
  /** When the owner was told of it. */
  readonly told_at: number | null;
}
/** Addresses that do not want to be asked by anybody here. */
export interface ForwardNeverTable {
  readonly target: string;
  readonly at: number;
}
export interface ForwardConsentTables {
  readonly forward_consents: ForwardConsentsTable;
  readonly forward_never: ForwardNeverTable;
}
