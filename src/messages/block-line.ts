/**
 * A Block in one line for a mail program: which rule and its numbers, when or how it ends, what to do, where to read more.
 * Called by the gate and by diagnosis. Pure: now and the time zone are given.
 */
import type { Block, BlockLifter } from '#src/model/block.ts';
import { texts } from './catalogue.ts';
import { type Reader, whenText } from './telling.ts';
import type { BlockTold } from './block-words.ts';

/** RFC 5321 §4.5.3.1.5: 512 octets a reply line; codes and line end take 12 of them, and our own writer cuts at 400. */
const MOST_CHARACTERS = 395;
const MOST_BYTES = 490;
/** Who is named first when several may lift it. */
const LIFTERS: readonly BlockLifter[] = ['payment', 'customer', 'support'];

/** Evidence as the words want it: text, lists joined, the window in words. */
export function blockTold(block: Block, reader: Reader): BlockTold {
  const words = texts(reader.language).blocks;
  const told: Record<string, string> = { name: block.subjectName };
  for (const [key, value] of Object.entries(block.evidence))
    told[key] = typeof value === 'object' ? value.join(', ') : String(value);
  // Typed by a person, so with or without its full stop; another sentence follows.
  if (told['reason'] !== undefined) told['reason'] = told['reason'].replace(/([^.!?…])$/, '$1.');
  const seconds = block.evidence['windowSeconds'];
  told['window'] = words.window({ seconds: typeof seconds === 'number' ? seconds : 3600 });
  // Words ask by name for what a rule may not have noted: '' and not "undefined".
  return new Proxy(told, { get: (target, name) => (typeof name === 'string' ? (target[name] ?? '') : '') });
}

const MINUTE_MS = 60_000;

/** `i dag kl. 19:04`, never before the true end: who tries at that minute gets through; '' when nobody knows. */
export const endText = (block: Block, reader: Reader): string =>
  block.until === null ? '' : whenText(Math.ceil(block.until / MINUTE_MS) * MINUTE_MS, reader);

/** How it ends: at its time, or by whom. */
export function opensText(block: Block, reader: Reader): string {
  const { opens } = texts(reader.language).blocks;
  if (block.until !== null) return opens.time({ when: endText(block, reader) });
  const lifter = LIFTERS.find((one) => block.lifters.includes(one)) ?? 'support';
  return opens[lifter]({ when: '' });
}

/** The line; the link and the end always fit, what happened is cut when a name is endless. */
export function blockLine(block: Block, reader: Reader, url: string): string {
  const words = texts(reader.language).blocks;
  const what = words.what[block.rule](blockTold(block, reader));
  const resend = block.until !== null && block.directions.includes('outgoing') ? ` ${words.resend}` : '';
  const more = url === '' ? '' : ` ${words.more({ url })}`;
  const end = ` ${opensText(block, reader)}`;
  const whole = [what + end + resend + more, what + end + more].find(fits);
  if (whole !== undefined) return whole;
  let cut = what;
  while (cut !== '' && !fits(`${cut}…${end}${more}`)) cut = Array.from(cut).slice(0, -5).join('');
  return `${cut}…${end}${more}`;
}

const fits = (line: string): boolean => line.length <= MOST_CHARACTERS && Buffer.byteLength(line) <= MOST_BYTES;
