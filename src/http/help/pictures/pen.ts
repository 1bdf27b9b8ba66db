/**
 * The pen for pictures of help articles: boxes, words that fit, numbered marks, arrows. Inline SVG, 440 wide so that words stay
 * readable on a phone, coloured by classes of style/picture.ts. Strings in, SVG out; every word is made safe here.
 */
import type { HelpValues } from '#src/model/help-article.ts';
import type { PictureWords } from '#src/messages/nb/help-pictures.ts';
import { escapeHtml } from '../../start-page.ts';

export interface PictureFacts {
  readonly words: PictureWords;
  readonly values: HelpValues;
}
export interface Drawn {
  readonly height: number;
  readonly svg: string;
  /** What the numbered marks mean, in order. */
  readonly legend: readonly string[];
}
export type Picture = (facts: PictureFacts) => Drawn;
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

export const WIDTH = 440;
/** Width of a letter by its height: fonts differ, so a little more than most have. */
const SANS = 0.57;
const BOLD = 0.64;
const MONO = 0.61;
const USUAL = 14;
const SMALL = 12.5;
/** Smaller letters that the style sheet has (`z11`); an inline style is not allowed. */
const SIZES = [13, 12, 11, 10, 9];

const has = (look: string, name: string): boolean => look.split(' ').includes(name);
const letterOf = (look: string): number =>
  has(look, 'm') ? MONO : ['h', 'a', 'tg', 'tb', 'tw'].some((one) => has(look, one)) ? BOLD : SANS;
const usualOf = (look: string): number => (has(look, 's') ? SMALL : USUAL);

export const box = (x: number, y: number, width: number, height: number, look: string, round = 8): string =>
  `<rect class="${look}" x="${x}" y="${y}" width="${width}" height="${height}" rx="${round}"/>`;

export const word = (x: number, y: number, text: string, look = ''): string =>
  `<text x="${x}" y="${y}"${look === '' ? '' : ` class="${look}"`}>${escapeHtml(text)}</text>`;

/** One line that never leaves its place: smaller letters first, then cut. */
export function fitted({ x, y, width }: Place, text: string, look = ''): string {
  const letter = letterOf(look);
  const fits = (size: number): boolean => text.length * letter * size <= width;
  if (fits(usualOf(look))) return word(x, y, text, look);
  const size = SIZES.find((one) => one < usualOf(look) && fits(one)) ?? SIZES[SIZES.length - 1];
  const room = Math.floor(width / (size * letter));
  return word(x, y, fits(size) ? text : `${text.slice(0, room - 1)}…`, `${look} z${size}`.trim());
}

/** Lines of at most `width`, broken between words. */
export function lines(text: string, width: number, look = 's'): readonly string[] {
  const most = Math.floor(width / (usualOf(look) * letterOf(look)));
  const all: string[] = [];
  for (const part of text.split(' ')) {
    const last = all.at(-1);
    if (last !== undefined && last.length + 1 + part.length <= most) all[all.length - 1] = `${last} ${part}`;
    else all.push(part);
  }
  return all;
}

const LINE_HEIGHT = 17;
/** Several lines from `y` downwards. */
export const paragraph = (place: Place, text: string, look = 's'): string =>
  lines(text, place.width, look)
    .map((line, at) => word(place.x, place.y + at * LINE_HEIGHT, line, look))
    .join('');

/** The number that the legend explains. */
export const mark = (x: number, y: number, number: number): string =>
  `<circle class="dot" cx="${x}" cy="${y}" r="10"/>${word(x, y + 4.3, String(number), 'num')}`;

/** A line with a head, across or down. */
export function arrow(
  [fromX, fromY]: readonly [number, number],
  [x, y]: readonly [number, number],
  look = 'l',
): string {
  const way = fromY === y ? Math.sign(x - fromX) : Math.sign(y - fromY);
  const head =
    fromY === y
      ? `M${x - 7 * way} ${y - 5}L${x} ${y}L${x - 7 * way} ${y + 5}`
      : `M${x - 5} ${y - 7 * way}L${x} ${y}L${x + 5} ${y - 7 * way}`;
  return `<path class="${look}" d="M${fromX} ${fromY}L${x} ${y}"/><path class="${look} solid" d="${head}"/>`;
}

/** A tick or a cross in a circle: never colour alone. */
export const sign = (x: number, y: number, isGood: boolean): string =>
  isGood
    ? `<circle class="ok" cx="${x}" cy="${y}" r="11"/><path class="lg" d="M${x - 5} ${y}l3.500 4l6 -7.500"/>`
    : `<circle class="no" cx="${x}" cy="${y}" r="11"/><path class="lb solid" d="M${x - 4} ${y - 4}l8 8M${x + 4} ${y - 4}l-8 8"/>`;
