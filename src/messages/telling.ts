/**
 * Writes arguments of findings in the reader's language: times, sizes, lists, doors. Used before any cause or fix text.
 * Pure: "now" and the time zone are given.
 */
import { type Endpoint, ENDPOINTS } from '#src/model/endpoint.ts';
import type { Language } from '#src/model/language.ts';
import { texts } from './catalogue.ts';
import { settingsIn } from './setting-text.ts';
import type { Told } from './shape.ts';

export interface Reader {
  readonly language: Language;
  /** Epoch ms. */
  readonly now: number;
  /** IANA name, e.g. `Europe/Oslo`. */
  readonly timeZone: string;
}

const DAY_MS = 86_400_000;

/** `i dag kl. 14:03`, `i går kl. 09:10`, `3. mai 2026 kl. 12:00`. */
export function whenText(at: number, { language, now, timeZone }: Reader): string {
  const words = texts(language).diagnose;
  const day = new Intl.DateTimeFormat(words.locale, { timeZone, day: 'numeric', month: 'long', year: 'numeric' });
  const clock = new Intl.DateTimeFormat(words.locale, {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const time = clock.format(at);
  if (day.format(at) === day.format(now)) return words.today({ time });
  if (day.format(at) === day.format(now - DAY_MS)) return words.yesterday({ time });
  return words.onDate({ date: day.format(at), time });
}

/** `1,9 GB`; units of 1000, as disks and web pages count. */
export function sizeText(bytes: number, language: Language): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = new Intl.NumberFormat(texts(language).diagnose.locale, { maximumFractionDigits: value < 10 ? 1 : 0 });
  return `${digits.format(value)} ${units[unit]}`;
}

/** `a, b og c`. */
export function listText(items: readonly string[], language: Language): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} ${texts(language).diagnose.and} ${items.at(-1)}`;
}

const DOORS: Record<Endpoint, string> = {
  http: 'HTTP',
  https: 'HTTPS',
  inbound: 'SMTP 25',
  submission: 'SMTP',
  submissions: 'SMTP, SSL/TLS',
  imap: 'IMAP',
  imaps: 'IMAP, SSL/TLS',
  pop3: 'POP3',
  pop3s: 'POP3, SSL/TLS',
};
const isEndpoint = (value: unknown): value is Endpoint => ENDPOINTS.includes(value as Endpoint);

/** Arguments by the ending of their names: `…At` and `since` are times, `…Bytes` sizes, lists are joined. */
export function tell(args: Readonly<Record<string, string | number | readonly string[]>>, reader: Reader): Told {
  const told: Record<string, string> = {};
  for (const [name, value] of Object.entries(args)) {
    const time = /At$|^since$/.test(name) && typeof value === 'string' ? Date.parse(value) : Number.NaN;
    if (Number.isFinite(time)) told[name] = whenText(time, reader);
    else if (name.endsWith('Bytes') && typeof value === 'number') told[name] = sizeText(value, reader.language);
    else if (typeof value === 'object') told[name] = listText(value, reader.language);
    else told[name] = String(value);
  }
  countsIn(args, told, reader);
  devicesIn(args, told, reader);
  settingsIn(args, told, reader.language);
  if (isEndpoint(args['endpoint'])) told['endpointText'] = DOORS[args['endpoint']];
  if (args['deletedBy'] === 'operator') told['deletedBy'] = texts(reader.language).diagnose.operator;
  return told;
}

type Raw = Readonly<Record<string, string | number | readonly string[]>>;

/** `countTimes`, `countTries`, `attemptsTimes`, `refusedMessages`: numbers with their noun, one apart from many. */
function countsIn(args: Raw, told: Record<string, string>, { language }: Reader): void {
  const words = texts(language).diagnose;
  for (const name of ['count', 'attempts', 'refused']) {
    const count = args[name];
    if (typeof count !== 'number') continue;
    told[`${name}Times`] = words.times({ count });
    told[`${name}Tries`] = words.tries({ count });
    told[`${name}Messages`] = words.messages({ count });
  }
}

/** `deviceText`: by its name, else by its address; `fromText`: the address when the name does not tell it already. */
function devicesIn(args: Raw, told: Record<string, string>, { language }: Reader): void {
  const words = texts(language).diagnose;
  const device = String(args['device'] ?? '');
  const isAddress = isAddressText(device);
  told['deviceText'] =
    device === ''
      ? words.someDevice
      : isAddress
        ? words.deviceAt({ address: device })
        : words.deviceNamed({ name: device });
  const remote = String(args['remoteAddress'] ?? '');
  told['fromText'] = remote === '' || isAddress ? '' : words.from({ address: remote });
}
const isAddressText = (text: string): boolean => /^[0-9.]+$|^[0-9a-f]*:[0-9a-f:.]+$/i.test(text);
