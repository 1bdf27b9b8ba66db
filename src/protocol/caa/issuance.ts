/**
 * May this authority make a certificate for a name, by the CAA records that count for it (RFC 8659 §4, RFC 8657)? Which records
 * count is found out by service/certificates/caa.ts, the only caller. Pure, never throws; asks nobody.
 */

export interface CaaRecord {
  readonly flags: number;
  /** Lower case. */
  readonly tag: string;
  readonly value: string;
}
/** Who wants to issue, and how. */
export interface Issuance {
  /** Names under which the authority is authorized, in lower case; null: it does not say. */
  readonly identities: readonly string[] | null;
  /** Null: not known yet, and no condition on it is judged. */
  readonly account: string | null;
  /** Ways in which we can prove the name, the preferred one first. */
  readonly methods: readonly string[];
  readonly isWildcard: boolean;
}
/** `critical`: a property that nobody may pass over; `nobody`, `others`: who may; `account`, `method`: only otherwise. */
export type CaaReason = 'critical' | 'nobody' | 'others' | 'account' | 'method';
export type CaaVerdict =
  /** `methods`: those that may be used, in the given order. */
  | { readonly kind: 'allowed'; readonly methods: readonly string[] }
  | {
      readonly kind: 'forbidden';
      readonly why: CaaReason;
      /** The records that forbid it, as in a zone file. */
      readonly records: readonly string[];
      /** The record that would allow it (of `critical`: in place of that one); null: the authority does not say its name. */
      readonly wanted: string | null;
    };

/** RFC 8659 §4.1: the bit with the value 128. */
const CRITICAL = 128;
/** Properties that are understood, whatever they say of other certificates or of whom to tell (IANA's list). */
const KNOWN = new Set(['issue', 'issuewild', 'iodef', 'issuemail', 'issuevmc', 'contactemail', 'contactphone']);

/** Reads `flags tag "value"`; null when it is none. */
export function readCaa(text: string): CaaRecord | null {
  const [, flags, tag, value] = /^(\d{1,3}) (\S+) "(.*)"$/s.exec(text) ?? [];
  return flags === undefined ? null : { flags: Number(flags), tag: tag.toLowerCase(), value };
}
/** As in a zone file. */
export const caaText = ({ flags, tag, value }: CaaRecord): string => `${flags} ${tag} "${value}"`;

interface Permission {
  /** '' = nobody. */
  readonly issuer: string;
  readonly parameters: readonly (readonly [name: string, value: string])[];
}
const LABEL = '[a-z0-9](?:-*[a-z0-9])*';
const ISSUER = new RegExp(`^(?:${LABEL}(?:\\.${LABEL})*)?$`, 'i');
const PARAMETER = new RegExp(`^(${LABEL})[ \\t]*=[ \\t]*([\\x21-\\x3A\\x3C-\\x7E]*)$`, 'i');
const NOBODY: Permission = { issuer: '', parameters: [] };
const blank = (text: string): string => text.replaceAll(/^[ \t]+|[ \t]+$/g, '');

/** RFC 8659 §4.2; what does not fit the grammar authorizes nobody. */
function permissionOf(value: string): Permission {
  const [issuer = '', ...rest] = value.split(';').map(blank);
  if (!ISSUER.test(issuer)) return NOBODY;
  const parameters: (readonly [string, string])[] = [];
  // One more `;` at the end is common and means nothing.
  for (const one of rest.filter((part) => part !== '')) {
    const [, name, said] = PARAMETER.exec(one) ?? [];
    if (name === undefined) return NOBODY;
    parameters.push([name.toLowerCase(), said]);
  }
  return { issuer: issuer.toLowerCase(), parameters };
}
const said = ({ parameters }: Permission, wanted: string): readonly string[] =>
  parameters.flatMap(([name, value]) => (name === wanted ? [value] : []));

/** RFC 8657 §3: one account, to the letter; two are never satisfied. */
function fitsAccount(permission: Permission, account: string | null): boolean {
  const accounts = said(permission, 'accounturi');
  return accounts.length === 0 || (accounts.length === 1 && (account === null || accounts[0] === account));
}
/** RFC 8657 §4: the methods of the list; no list, no condition. */
const methodsOf = (permission: Permission, methods: readonly string[]): readonly string[] => {
  const lists = said(permission, 'validationmethods').map((list) => list.split(','));
  return methods.filter((method) => lists.every((list) => list.includes(method)));
};

/** What the records that count (the nearest ones; none: everybody may) say of this issuance. */
export function mayIssue(records: readonly CaaRecord[], asked: Issuance): CaaVerdict {
  const unknown = records.find(({ flags, tag }) => (flags & CRITICAL) !== 0 && !KNOWN.has(tag));
  if (unknown !== undefined) {
    const wanted = caaText({ ...unknown, flags: unknown.flags - CRITICAL });
    return { kind: 'forbidden', why: 'critical', records: [caaText(unknown)], wanted };
  }
  const tagged = (tag: string): readonly CaaRecord[] => records.filter((one) => one.tag === tag);
  // §4.3: for a wildcard `issuewild` goes before, where there is any; for all others it says nothing.
  const wild = asked.isWildcard ? tagged('issuewild') : [];
  const tag = wild.length > 0 ? 'issuewild' : 'issue';
  const binding = wild.length > 0 ? wild : tagged('issue');
  if (binding.length === 0) return { kind: 'allowed', methods: asked.methods };
  const permissions = binding.map(({ value }) => permissionOf(value));
  const { identities, account } = asked;
  if (identities === null && permissions.some(({ issuer }) => issuer !== ''))
    return { kind: 'allowed', methods: asked.methods };
  const ours = permissions.filter(({ issuer }) => issuer !== '' && (identities ?? []).includes(issuer));
  const fitting = ours.filter((one) => fitsAccount(one, account));
  const methods = asked.methods.filter((method) => fitting.some((one) => methodsOf(one, [method]).length > 0));
  if (methods.length > 0) return { kind: 'allowed', methods };
  const isForNobody = permissions.every(({ issuer }) => issuer === '');
  const why = isForNobody ? 'nobody' : ours.length === 0 ? 'others' : fitting.length === 0 ? 'account' : 'method';
  return { kind: 'forbidden', why, records: binding.map(caaText), wanted: wantedRecord(tag, why, asked) };
}

/** The least that would have to be said; whoever binds his names to an account is given ours. */
function wantedRecord(tag: string, why: CaaReason, { identities, account, methods }: Issuance): string | null {
  const issuer = identities?.[0];
  if (issuer === undefined) return null;
  const isBound = why === 'account' || why === 'method';
  const conditions = [
    ...(isBound && account !== null ? [`accounturi=${account}`] : []),
    ...(why === 'method' ? [`validationmethods=${methods.join(',')}`] : []),
  ];
  return caaText({ flags: 0, tag, value: [issuer, ...conditions].join('; ') });
}
