/**
 * Finds Authentication-Results fields that claim to be ours on a message that comes from outside; they are removed before
 * our own goes on top (RFC 8601 §5). Called by intake. Pure.
 */
import { fieldValue } from '#src/protocol/mime/header-fields.ts';
import type { HeaderField } from '#src/protocol/mime/header-fields.ts';

/** Comments and blanks before the authserv-id; bounded, not nested (a nested one is no reason to trust it). */
const LEADING = /^(?:\s|\([^()]{0,200}\)){0,50}/;

/** The name that the field claims to speak for, lower case: token or quoted string (RFC 8601 §2.2). */
export function claimedName(value: string): string {
  const rest = value.replace(LEADING, '');
  const quoted = /^"((?:[^"\\]|\\.)*)"/.exec(rest);
  const name = quoted === null ? (/^[^\s;()]+/.exec(rest)?.[0] ?? '') : quoted[1].replace(/\\(.)/g, '$1');
  return name.toLowerCase().replace(/\.$/, '');
}

/** Fields of `fields` that must go. */
export const forgedResults = (
  bytes: Buffer,
  fields: readonly HeaderField[],
  hostname: string,
): readonly HeaderField[] =>
  fields.filter(
    (field) =>
      field.key === 'authentication-results' && claimedName(fieldValue(bytes, field)) === hostname.toLowerCase(),
  );
