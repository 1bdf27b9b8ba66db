/**
 * An invitation in a mail (RFC 5545, RFC 5546): what, when, where, from whom. Called by service/webmail. Pure, capped; answers
 * nothing and puts nothing into a calendar. What cannot be read gives null.
 */
export interface Invitation {
  readonly kind: 'invitation' | 'answer' | 'cancelled' | 'event';
  readonly title: string;
  readonly where: string;
  /** ISO 8601: UTC with `Z`, local time without, a date alone for whole days. */
  readonly starts: string;
  readonly ends: string | null;
  readonly allDay: boolean;
  readonly timeZone: string | null;
  readonly organiser: { readonly name: string; readonly address: string } | null;
  readonly repeats: boolean;
}
interface Property {
  readonly name: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly value: string;
}
const MOST_LINES = 5_000;
const MOST_TEXT = 1_000;

/** Reads the first event. */
export function readInvitation(text: string): Invitation | null {
  const lines = text
    .replaceAll(/\r?\n[ \t]/g, '')
    .split(/\r?\n/)
    .slice(0, MOST_LINES);
  const properties = lines.flatMap((line) => propertyOf(line) ?? []);
  const begin = properties.findIndex(({ name, value }) => name === 'BEGIN' && value.toUpperCase() === 'VEVENT');
  if (begin < 0) return null;
  const end = properties.findIndex(
    ({ name, value }, at) => at > begin && name === 'END' && value.toUpperCase() === 'VEVENT',
  );
  const event = withoutAlarms(properties.slice(begin + 1, end < 0 ? undefined : end));
  const of = (name: string): Property | undefined => event.find((one) => one.name === name);
  const starts = momentOf(of('DTSTART'));
  if (starts === null) return null;
  const ends = momentOf(of('DTEND'));
  const organiser = of('ORGANIZER');
  return {
    kind: kindOf(properties.find(({ name }) => name === 'METHOD')?.value ?? '', of('STATUS')?.value ?? ''),
    title: words(of('SUMMARY')),
    where: words(of('LOCATION')),
    starts,
    // The last day of an event of whole days is the one before the end (RFC 5545 §3.6.1).
    ends: ends !== null && isDate(ends) ? dayBefore(ends) : ends,
    allDay: isDate(starts),
    timeZone: of('DTSTART')?.parameters['TZID']?.slice(0, 60) ?? null,
    organiser:
      organiser === undefined
        ? null
        : {
            name: (organiser.parameters['CN'] ?? '').slice(0, 200),
            address: organiser.value.replace(/^mailto:/i, '').slice(0, 320),
          },
    repeats: of('RRULE') !== undefined,
  };
}

function propertyOf(line: string): Property | null {
  const found = /^([A-Za-z0-9-]{1,60})((?:;[A-Za-z0-9-]{1,60}=(?:"[^"]{0,1000}"|[^;:"]{0,1000}))*):(.*)$/s.exec(
    line.slice(0, 20_000),
  );
  if (found === null) return null;
  const parameters: Record<string, string> = {};
  for (const [, key, quoted, bare] of found[2].matchAll(/;([A-Za-z0-9-]+)=(?:"([^"]*)"|([^;:"]*))/g))
    parameters[key.toUpperCase()] = quoted ?? bare ?? '';
  return { name: found[1].toUpperCase(), parameters, value: found[3].trim() };
}

/** An alarm inside the event has words and times of its own. */
function withoutAlarms(event: readonly Property[]): readonly Property[] {
  let depth = 0;
  return event.filter(({ name }) => {
    if (name === 'BEGIN') depth++;
    const isOwn = depth === 0;
    if (name === 'END') depth = Math.max(0, depth - 1);
    return isOwn;
  });
}

function kindOf(method: string, status: string): Invitation['kind'] {
  const upper = method.toUpperCase();
  if (upper === 'CANCEL' || status.toUpperCase() === 'CANCELLED') return 'cancelled';
  if (upper === 'REPLY' || upper === 'COUNTER' || upper === 'DECLINECOUNTER') return 'answer';
  return upper === 'REQUEST' ? 'invitation' : 'event';
}

const words = (property: Property | undefined): string =>
  (property?.value ?? '')
    .replaceAll(/\\[nN]/g, ' ')
    .replaceAll(/\\([\\;,])/g, '$1')
    .replaceAll(/\s+/g, ' ')
    .slice(0, MOST_TEXT)
    .trim();

function momentOf(property: Property | undefined): string | null {
  const found = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?$/.exec(property?.value ?? '');
  if (found === null) return null;
  const [, year, month, day, hour, minute, second, zulu] = found;
  const date = `${year}-${month}-${day}`;
  const iso = hour === undefined ? date : `${date}T${hour}:${minute}:${second}${zulu}`;
  return Number.isNaN(Date.parse(iso)) ? null : iso;
}
const isDate = (iso: string): boolean => iso.length === 10;
const dayBefore = (date: string): string => new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10);
