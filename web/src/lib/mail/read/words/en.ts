/** An open message. */
import type { Words } from './nb.ts';

export const en: Words = {
  document: 'Content of the message',
  download: (name: string): string => `Download ${name}`,
};
