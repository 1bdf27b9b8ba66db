/** All pictures of the help centre by name, and one of them as a figure of a page: drawing, words for who cannot see it, legend. */
import type { HelpValues } from '#src/model/help-article.ts';
import type { PictureWords } from '#src/messages/nb/help-pictures.ts';
import { escapeHtml } from '../start-page.ts';
import { drawProgram } from './pictures/dialogs.ts';
import {
  appPasswords,
  billSteps,
  dnsZone,
  errorText,
  fullSpace,
  registryClock,
  slidingHour,
  twoStep,
} from './pictures/figures.ts';
import { type Picture, WIDTH } from './pictures/pen.ts';
import { PROGRAMS } from './pictures/programs.ts';
import { certificate, chain, countryRule, forwardWay, hotelPorts, mailPath, watch } from './pictures/ways.ts';

const programs = Object.entries(PROGRAMS).map(([name, program]): readonly [string, Picture] => [
  name,
  (facts) => drawProgram(program, facts),
]);
const PICTURES: ReadonlyMap<string, Picture> = new Map<string, Picture>([
  ...programs,
  ['mail-path', mailPath],
  ['country-rule', countryRule],
  ['hotel-ports', hotelPorts],
  ['forward-way', forwardWay],
  ['diagnose-chain', chain],
  ['certificate', certificate],
  ['watch-row', watch],
  ['dns-zone', dnsZone],
  ['sliding-hour', slidingHour],
  ['error-text', errorText],
  ['registry-clock', registryClock],
  ['bill-steps', billSteps],
  ['two-step', twoStep],
  ['app-passwords', appPasswords],
  ['full-space', fullSpace],
]);
export const PICTURE_NAMES: ReadonlySet<string> = new Set(PICTURES.keys());

/** The figure; `alt` is HTML already. A name that is none gives the words alone. */
export function figure(name: string, alt: string, values: HelpValues, words: PictureWords): string {
  const picture = PICTURES.get(name);
  if (picture === undefined) return `<p>${alt}</p>`;
  const { height, svg, legend } = picture({ words, values });
  const told = legend.map((line) => `<li>${escapeHtml(line)}</li>`).join('');
  const caption = told === '' ? '' : `<figcaption><ol>${told}</ol></figcaption>`;
  return `<figure class="picture"><svg class="pic" role="img" aria-label="${alt}" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}">${svg}</svg>${caption}</figure>`;
}
