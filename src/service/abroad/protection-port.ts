/** What auth.ts asks of the protection against guessing. Types only; `protection.ts` does it. */
import type { ConnectionFacts } from '#src/model/journal.ts';
import type { Language } from '#src/model/language.ts';
import type { Refusal } from '#src/model/refusal.ts';

export interface SignInProtection {
  /** Before any work on the secret: the refusal when this network, or this name from it, is stopped; else null. */
  before(attempt: {
    readonly connection: ConnectionFacts;
    /** Canonical address, or the name as typed. */
    readonly name: string;
    readonly language: Language;
  }): Promise<Refusal | null>;
  /** A wrong name or secret. `mark` is equal for equal wrong secrets of this name, and says nothing of the secret. */
  failed(attempt: { readonly connection: ConnectionFacts; readonly name: string; readonly mark: string }): void;
  /** The secret was right. */
  succeeded(attempt: { readonly connection: ConnectionFacts; readonly name: string }): void;
}
