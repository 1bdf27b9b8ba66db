/** What we keep of a passkey: the public half and how it was last used. Types only; JSON in `second_factors.data`. */
export interface PasskeyData {
  /** COSE, base64url. */
  readonly publicKey: string;
  /** How often the device says it was used; 0 when it does not count. */
  readonly counter: number;
  readonly transports: readonly string[];
  /** The page's name that it was made for. */
  readonly rpId: string;
  /** Kept in more than one device. */
  readonly backedUp: boolean;
}
