/** What the API says of a domain's aliases. Types. */
export interface AliasConsent {
  readonly target: string;
  readonly state: 'waiting' | 'confirmed' | 'refused' | 'operator' | 'earlier';
  readonly sentAt: string | null;
  readonly untilAt: string | null;
  readonly isOver: boolean;
  readonly decidedAt: string | null;
}
export interface DomainAlias {
  readonly address: string;
  readonly takesMail: boolean;
  readonly targets: readonly { readonly address: string; readonly consent: AliasConsent | null }[];
}
