/** Writing and the outbox. */
import type { Words } from './nb.ts';

export const sv: Words = {
  title: 'Nytt meddelande',
};
