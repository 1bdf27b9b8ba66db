/** ENVELOPE as a client gets it (RFC 9051 §7.5.2) → subject, people and ids, decoded. Used by service/webmail. Pure. */
import { decodeWords } from '../mime/words.ts';
import { asList, asText, type Value } from './values.ts';

export interface Correspondent {
  /** May be empty. */
  readonly name: string;
  readonly address: string;
}
export interface Envelope {
  readonly subject: string;
  readonly from: readonly Correspondent[];
  readonly to: readonly Correspondent[];
  readonly inReplyTo: string;
  readonly messageId: string;
}

/** Of each field; a list shows a few. */
const MOST_PEOPLE = 20;

export function readEnvelope(value: Value | undefined): Envelope {
  const list = asList(value);
  const from = people(list[2]);
  return {
    subject: clean(decodeWords(asText(list[1]))),
    from: from.length > 0 ? from : people(list[3]),
    to: people(list[5]),
    inReplyTo: asText(list[8]),
    messageId: asText(list[9]),
  };
}

function people(value: Value | undefined): readonly Correspondent[] {
  const found: Correspondent[] = [];
  for (const one of asList(value)) {
    const [name, , local, host] = asList(one);
    // A group opens and closes without a host (RFC 9051 §7.5.2).
    if (typeof host !== 'string' || found.length >= MOST_PEOPLE) continue;
    const address = local === null ? host : `${asText(local)}@${host}`;
    found.push({ name: clean(decodeWords(asText(name))), address: clean(utf8(address)) });
  }
  return found;
}

const utf8 = (wire: string): string => (/[\x80-\xff]/.test(wire) ? Buffer.from(wire, 'latin1').toString() : wire);

/** No controls and no characters that turn the direction of the line around: a name is shown beside others. */
export const clean = (text: string): string =>
  text
    // oxlint-disable-next-line no-control-regex
    .replaceAll(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]+/g, ' ')
    .replaceAll(/ {2,}/g, ' ')
    .trim()
    .slice(0, 1000);
