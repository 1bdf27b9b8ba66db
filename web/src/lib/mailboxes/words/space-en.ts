/** How much a mailbox holds and how full it is, in English. */
import type { SpaceWords } from './space-nb.ts';
export const en: SpaceWords = {
  storage: 'Storage',
  storageOf: (used, all) => `${used} of ${all}`,
  unlimited: (used) => `${used}, no limit`,
  messages: (n) => `${n} messages`,
  message: '1 message',
  space: {
    more: (n) => `Show ${n} more`,
    title: 'Space',
    folders: 'Where the space goes',
    none: 'The mailbox is empty.',
    special: {
      '\\Drafts': 'Drafts',
      '\\Sent': 'Sent',
      '\\Junk': 'Junk',
      '\\Trash': 'Trash',
      '\\Archive': 'Archive',
    },
    inbox: 'Inbox',
    free: (size) => `${size} free`,
  },
};
