/** Hur mycket en brevlåda rymmer och hur full den är, på svenska. */
import type { SpaceWords } from './space-nb.ts';
export const sv: SpaceWords = {
  storage: 'Lagringsutrymme',
  storageOf: (used, all) => `${used} av ${all}`,
  unlimited: (used) => `${used}, utan gräns`,
  messages: (n) => `${n} meddelanden`,
  message: '1 meddelande',
  space: {
    more: (n) => `Visa ${n} till`,
    title: 'Utrymme',
    folders: 'Vad utrymmet går till',
    none: 'Brevlådan är tom.',
    special: {
      '\\Drafts': 'Utkast',
      '\\Sent': 'Skickat',
      '\\Junk': 'Skräppost',
      '\\Trash': 'Papperskorg',
      '\\Archive': 'Arkiv',
    },
    inbox: 'Inkorg',
    free: (size) => `${size} ledigt`,
  },
};
