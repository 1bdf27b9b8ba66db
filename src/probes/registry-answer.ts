/**
 * Who keeps a registration, in a registry's answer (RDAP, RFC 9083 §5.1, §5.3): registrar and name servers. Called by
 * registry.ts. Reads what a stranger wrote: every part may be missing or of another shape, and is capped.
 */

export interface RdapDomain {
  readonly status?: readonly unknown[];
  readonly events?: readonly { readonly eventAction?: unknown; readonly eventDate?: unknown }[];
  readonly entities?: unknown;
  readonly nameservers?: unknown;
}
export interface Registration {
  readonly registrar: string | null;
  readonly atUs: boolean | null;
  readonly nameServers: readonly string[] | null;
}

type Part = Readonly<Record<string, unknown>>;
const isPart = (value: unknown): value is Part => typeof value === 'object' && value !== null && !Array.isArray(value);
const parts = (value: unknown): readonly Part[] => (Array.isArray(value) ? value.slice(0, 50).filter(isPart) : []);
const MOST_TEXT = 120;
const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, MOST_TEXT) : null;

/** The formatted name of a jCard (RFC 7095). */
function nameIn(card: unknown): string | null {
  const lines: unknown = Array.isArray(card) ? card[1] : null;
  if (!Array.isArray(lines)) return null;
  const line: unknown = lines.slice(0, 50).find((one: unknown) => Array.isArray(one) && one[0] === 'fn');
  return Array.isArray(line) ? textOf(line[3]) : null;
}

const plain = (name: string): string => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

/** `registrars` are our own names or IANA ids; empty: whether it is us cannot be said. */
export function registrationIn(parsed: RdapDomain, registrars: readonly string[]): Registration {
  const keeper = parts(parsed.entities).find(({ roles }) => Array.isArray(roles) && roles.includes('registrar'));
  const ids = parts(keeper?.['publicIds']).flatMap(({ identifier }) => textOf(identifier) ?? []);
  const registrar = nameIn(keeper?.['vcardArray']) ?? textOf(keeper?.['handle']) ?? ids.at(0) ?? null;
  const names = [registrar, ...ids].flatMap((name) => (name === null ? [] : [plain(name)]));
  const isOurs = registrars.some((own) => names.includes(plain(own)));
  const servers = parts(parsed.nameservers).flatMap(
    ({ ldhName }) => textOf(ldhName)?.toLowerCase().replace(/\.$/, '') ?? [],
  );
  return {
    registrar,
    atUs: registrar === null || registrars.length === 0 ? null : isOurs,
    nameServers: Array.isArray(parsed.nameservers) ? [...new Set(servers)].sort().slice(0, 13) : null,
  };
}
