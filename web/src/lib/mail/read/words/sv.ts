/** Ett öppet meddelande. */
import type { Words } from './nb.ts';

export const sv: Words = {
  document: 'Innehållet i meddelandet',
  download: (name: string): string => `Ladda ner ${name}`,
};
