/** Rows of the centre's tables (migrations 0010, 0011). Types only. Times are epoch ms. */
export interface OperatorsTable {
  readonly id: string;
  /** An address or a short name, lower case. */
  readonly name: string;
  readonly role: string;
  readonly password_hash: string;
  readonly language: string;
  readonly created_at: number;
}
export interface CentreSessionsTable {
  readonly id: string;
  /** SHA-256 of the cookie's value, hex. */
  readonly token_hash: string;
  readonly person_kind: string;
  readonly person_id: string;
  readonly stage: string;
  readonly language: string;
  readonly remote: string | null;
  readonly agent: string | null;
  readonly created_at: number;
  readonly seen_at: number;
  readonly expires_at: number;
}
export interface SecondFactorsTable {
  readonly id: string;
  readonly person_kind: string;
  readonly person_id: string;
  /** `totp` or `passkey`. */
  readonly kind: string;
  readonly name: string;
  /** JSON: the secret of a TOTP, the public credential of a passkey. */
  readonly data: string;
  /** Null until it was used once to prove that it works. */
  readonly confirmed_at: number | null;
  readonly used_at: number | null;
  readonly created_at: number;
  /** Of a passkey, base64url; nobody else's passkey has the same. */
  readonly credential_id: string | null;
}
/** A browser (by the cookie that it keeps) and whom it has signed in. */
export interface KnownDevicesTable {
  /** SHA-256 of the cookie's value, hex. */
  readonly token_hash: string;
  readonly person_kind: string;
  readonly person_id: string;
  readonly first_at: number;
  readonly seen_at: number;
}
export interface WaysBackTable {
  /** SHA-256, hex. */
  readonly token_hash: string;
  /** `recovery-code` (no end) or `recovery-link`. */
  readonly kind: string;
  readonly person_kind: string;
  readonly person_id: string;
  readonly expires_at: number | null;
  readonly created_at: number;
}
export interface HelpAnswersTable {
  readonly id: string;
  readonly article: string;
  readonly language: string;
  readonly helpful: number;
  readonly words: string | null;
  readonly at: number;
}
export interface CentreTables {
  readonly operators: OperatorsTable;
  readonly centre_sessions: CentreSessionsTable;
  readonly second_factors: SecondFactorsTable;
  readonly ways_back: WaysBackTable;
  readonly known_devices: KnownDevicesTable;
  readonly help_answers: HelpAnswersTable;
}
