/** The words of the console in English. */
import type { Words } from './nb.ts';

export const en: Words = {
  table: { all: 'Choose all', choose: 'Choose' },
  search: {
    label: 'Search everything',
    hint: 'Customer, address, domain, message id, Block code, invoice or IP address',
    go: 'Search',
  },
};
