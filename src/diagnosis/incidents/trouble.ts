/**
 * What incidents are folded from: one customer's trouble with its cause and the things that it may share with others'.
 * Made from findings of cases (finding-things.ts) and events of the journal (event-things.ts), folded by folding.ts. Pure.
 */

/** Things that several customers can depend on at once, the most exact kind first: of two that fit as well it is told. */
export const SHARED_KINDS = [
  'block-list',
  'name-server',
  'host',
  'domain',
  'provider',
  'program',
  'network',
  'country',
  'door',
] as const;
export type SharedKind = (typeof SHARED_KINDS)[number];
export interface SharedThing {
  readonly kind: SharedKind;
  /** Lower case: `mx2.far.example`, `imaps`, `thunderbird 140`, `NO`. */
  readonly name: string;
}

export interface Trouble {
  readonly cause: string;
  readonly things: readonly SharedThing[];
  readonly customer: string;
  /** Address, or domain when no address is known. */
  readonly subject: string;
  /** Epoch ms: first and newest time of what this row stands for. */
  readonly at: number;
  readonly lastAt: number;
  readonly times: number;
  /** The case that found it; null: from the journal. */
  readonly case: string | null;
}

export const thingKey = ({ kind, name }: SharedThing): string => `${kind} ${name}`;
/** Under which trouble is folded. */
export const foldKey = (cause: string, thing: SharedThing): string => `${cause} ${thingKey(thing)}`;

/**
 * How much it takes to be more than chance. `common`: the fault is by its nature not one customer's (our service, another
 * host): three are enough. `records`: of the customer's own domain. `personal`: passwords, settings, bills: many, and most.
 */
export type CauseNature = 'common' | 'records' | 'personal';

/** Answers about one recipient or one sender: many customers get them every day. */
const PERSONAL_SENDING =
  /^snd-(?:recipient|account|domain-hour|message|headers|smtputf8|content|too-large|attachment|lost|new-account|outbound|bulk|failure|in-recipient|signature)/;

export function natureOf(cause: string): CauseNature {
  if (cause.startsWith('svc-') || cause.startsWith('net-')) return 'common';
  if (cause.startsWith('dom-')) return 'records';
  if (cause.startsWith('snd-') && !PERSONAL_SENDING.test(cause)) return 'common';
  return 'personal';
}

const SECOND_LEVEL: ReadonlySet<string> = new Set(['co', 'com', 'net', 'org', 'ac', 'gov', 'edu']);
/** Whose host it is, by its name: `mx1.mail.far.example` is far.example's; null for an address. */
export function providerOf(host: string): string | null {
  const labels = host.toLowerCase().replace(/\.$/, '').split('.');
  if (labels.length < 2 || /^\d+$/.test(labels.at(-1) ?? '') || host.includes(':')) return null;
  const wide = labels.length > 2 && labels.at(-1)?.length === 2 && SECOND_LEVEL.has(labels.at(-2) ?? '');
  return labels.slice(wide ? -3 : -2).join('.');
}

/** `Thunderbird 140.1.0` → `thunderbird 140`: a fault comes with a version, not with a build. */
export function programOf(client: string | null | undefined): string | null {
  const text = client?.trim() ?? '';
  // A greeting in EHLO is a name or an address of the device, no program.
  if (text === '' || /^\[|^[\d.:]+$|^\S+\.\S+$/.test(text)) return null;
  return (/^.*?\d+/.exec(text)?.[0] ?? text).toLowerCase().slice(0, 80);
}

export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

/** Each thing once; empty names fall away. */
export function distinctThings(
  pairs: readonly (readonly [SharedKind, string | null | undefined])[],
): readonly SharedThing[] {
  const found = new Map<string, SharedThing>();
  for (const [kind, raw] of pairs) {
    const name = (raw ?? '').trim().toLowerCase().replace(/\.$/, '').slice(0, 253);
    if (name !== '') found.set(`${kind} ${name}`, { kind, name });
  }
  return [...found.values()];
}
