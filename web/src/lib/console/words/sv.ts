/** The words of the console in Swedish. */
import type { Words } from './nb.ts';

export const sv: Words = {
  table: { all: 'Välj alla', choose: 'Välj' },
  search: {
    label: 'Sök efter allt',
    hint: 'Kund, adress, domän, meddelande-id, stoppkod, faktura eller IP-adress',
    go: 'Sök',
  },
};
