/** Writing and the outbox. */
import type { Words } from './nb.ts';

export const en: Words = {
  title: 'New message',
};
