/** Words about a message that is read in webmail, in English. Used by service/webmail. */
import type { webmailRead as nb } from '../nb/webmail-read.ts';

export const webmailRead: typeof nb = {
  broken: {
    noHeader: 'The message lacks the header that says who it is from and when it was sent.',
    structure: 'The message is so nested or damaged that not every part can be shown.',
    encoding: 'One part is encoded in a way nobody knows and is shown as it came.',
    charset: 'One part names a character set that does not exist, so some characters may be wrong.',
    bytes: 'The text had characters that do not belong in mail. They are left out.',
    empty: 'We found no text to show in the message.',
    recipients: 'The message has more recipients than are shown here.',
  },
  document: {
    quoted: 'Show or hide what was quoted',
    leadsTo: 'leads to ',
    from: 'From',
    to: 'To',
    cc: 'Copy',
    at: 'Sent',
    files: 'Attachments',
  },
};
