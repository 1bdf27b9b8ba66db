/** What the API answers about set-up (docs/openapi.json is the contract). Types only. */
export interface Server {
  readonly protocol: 'imap' | 'pop3' | 'smtp';
  readonly host: string;
  readonly port: number;
  readonly security: 'tls' | 'starttls';
}
export interface Setup {
  readonly address: string;
  readonly userName: string;
  readonly servers: readonly Server[];
  readonly password: 'either' | 'app-only' | 'must-change' | 'none';
  readonly mobileQr: string | null;
  readonly isTrusted: boolean;
  readonly may: { readonly change: boolean };
}
/** Null: it could not be read. */
export interface Found {
  readonly thunderbird: boolean | null;
  readonly outlook: boolean | null;
  readonly others: boolean | null;
}
export interface Link {
  readonly url: string;
  readonly until: string;
  readonly password: { readonly name: string; readonly secret: string } | null;
  readonly mobileQr: string | null;
}
