/** What the API answers to a settings check, as far as the page shows it. */
export type Weight = 'wrong' | 'risk' | 'note';
export interface Finding {
  readonly fault: string;
  readonly weight: Weight;
  readonly article: string;
  readonly account: number;
  readonly server: 'incoming' | 'outgoing' | null;
  readonly field: string;
  readonly fieldName: string;
  readonly title: string;
  readonly why: string;
  readonly says: string | null;
  readonly should: string | null;
  readonly line: number | null;
  readonly where: string;
}
export interface RightServer {
  readonly server: 'incoming' | 'outgoing';
  readonly kind: 'imap' | 'pop3' | 'smtp';
  readonly host: string;
  readonly port: number;
  readonly security: 'tls' | 'starttls';
  readonly userName: string | null;
}
export interface CheckedAccount {
  readonly name: string;
  readonly address: string | null;
  readonly source: 'ours' | 'provider' | 'unknown';
  readonly compared: string;
  readonly right: readonly RightServer[];
}
/** In the bytes that were sent: `length` from `at` give way to `insert` (Base64). */
export interface ByteEdit {
  readonly at: number;
  readonly length: number;
  readonly insert: string;
}
export interface Checked {
  readonly verdict: { readonly kind: 'fine' | 'risk' | 'wrong' | 'unreadable'; readonly text: string };
  readonly format: string | null;
  readonly program: string | null;
  readonly accounts: readonly CheckedAccount[];
  readonly others: number;
  readonly findings: readonly Finding[];
  readonly unchecked: string | null;
  readonly edits: readonly ByteEdit[];
  readonly isSigned: boolean;
  readonly putBack: string | null;
  readonly passwords: string | null;
}
/** Of a diagnosis: what the settings that were brought along mean for its subject. */
export interface BroughtProgram {
  readonly isFor: 'subject' | 'other' | 'unknown';
  readonly text: string;
  readonly settings: Checked | null;
}
/** What was sent, kept in this tab alone: the corrected file is made from it. */
export interface Sent {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly name: string;
}
/** The same, ready for the question. */
export interface Carried {
  readonly sent: Sent;
  readonly settings: { readonly file: string };
}
