/** A notice of the browser when something new came while the page is out of sight and the reader wants it. Used by mailbox.svelte.ts. */
import { nameOf } from './people.ts';
import type { Row } from './shapes.ts';
import { stored } from './stored.ts';
import { mailWords, moreMailWords } from './words.svelte.ts';

const NOTIFY = 'postvakt-notify';
/** Says it, and gives the words of it for screen readers. */
export function notifyOf(row: Row): string {
  const from = row.from.map(nameOf).join(', ');
  const subject = row.subject || mailWords.words.noSubject;
  if (document.hidden && stored(NOTIFY) !== null && 'Notification' in window && Notification.permission === 'granted') {
    const note = new Notification(from, { body: subject, tag: row.conversation });
    note.addEventListener('click', () => {
      window.focus();
      note.close();
    });
  }
  return moreMailWords.words.newMail(from, subject);
}
