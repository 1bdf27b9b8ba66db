/**
 * Who gets a message, out of what was typed into To, Cc and Bcc: names and groups allowed, every address once, and those that
 * are none named one by one. Used by drafts and sending. Pure.
 */
import { parseAddress } from '#src/model/address.ts';
import { parseAddressList } from '#src/protocol/mime/addresses.ts';

export interface Addressed {
  readonly name: string;
  readonly address: string;
}
export interface ReadRecipients {
  readonly good: readonly Addressed[];
  /** As typed. */
  readonly bad: readonly string[];
}

/** One line of To, Cc or Bcc may hold many. */
export function readRecipients(lines: readonly string[]): ReadRecipients {
  const good: Addressed[] = [];
  const bad: string[] = [];
  for (const line of lines) {
    if (line.trim() === '') continue;
    let found = 0;
    for (const entry of parseAddressList(line)) {
      if (entry.kind !== 'address') continue;
      found += 1;
      const written = `${entry.local ?? ''}${entry.domain === null ? '' : `@${entry.domain}`}`;
      const parsed = parseAddress(written);
      if (parsed.ok)
        good.push({ name: (entry.name ?? '').trim(), address: `${parsed.value.local}@${parsed.value.domain}` });
      else bad.push(written === '' ? line.trim() : written);
    }
    if (found === 0) bad.push(line.trim());
  }
  return { good, bad };
}

/** Each address once, the first name kept. */
export function once(people: readonly Addressed[]): readonly Addressed[] {
  const seen = new Map<string, Addressed>();
  for (const one of people) {
    const key = one.address.toLowerCase();
    if (!seen.has(key)) seen.set(key, one);
  }
  return [...seen.values()];
}

/** As a person types it: `Kari Nordmann <kari@fjord.example>`. */
export function typedAs({ name, address }: Addressed): string {
  if (name === '' || name === address) return address;
  return /[^\p{L}\p{N} .'_-]/u.test(name) || name.endsWith('.')
    ? `"${name.replace(/["\\]/g, '\\$&')}" <${address}>`
    : `${name} <${address}>`;
}
