/** What the API answers about countries and journeys (docs/openapi.json is the contract). Types only. */
export interface Journey {
  readonly id: string;
  readonly countries: readonly string[];
  readonly from: string;
  readonly until: string;
}
export interface Rule {
  readonly mode: 'off' | 'warn' | 'allow';
  readonly countries: readonly string[];
  readonly vendors: 'allow' | 'refuse';
  readonly travel: readonly Journey[];
}
export interface Tries {
  readonly address: string;
  readonly country: string;
  readonly kind: 'refused' | 'told';
  readonly times: number;
  readonly lastAt: string;
  readonly program: string | null;
  readonly remoteAddress: string;
  readonly network: string | null;
  readonly networkKind: 'vendor' | 'vpn' | 'hosting' | null;
  readonly state: 'open' | 'password-changed' | 'unanswered';
}
export interface Around {
  readonly here: string | null;
  readonly knowsPlaces: boolean;
  readonly codes: readonly string[];
  readonly today: string;
}
export interface Line extends Rule {
  readonly address: string;
  readonly welcome: readonly string[];
}
export interface Overview extends Around {
  readonly mailboxes: readonly Line[];
  readonly total: number;
  readonly next: string | null;
  readonly refused: readonly Tries[];
}
export interface Sheet extends Around, Line {
  readonly tries: readonly Tries[];
  readonly seen: readonly {
    readonly country: string;
    readonly times: number;
    readonly lastAt: string;
    readonly programs: readonly string[];
    readonly networkKind: 'vendor' | 'vpn' | 'hosting' | null;
  }[];
}
