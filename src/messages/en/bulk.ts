/** The rules for newsletters and mass mail, in English: the name of each rule, the refusal and the notice. */
import type { BulkRule } from '#src/model/bulk-mail.ts';

const rules: Readonly<Record<BulkRule, string>> = {
  consent: 'a statement that the recipients have agreed',
  'sender-identification': 'a visible sender with address, telephone or company number',
  'list-unsubscribe': 'List-Unsubscribe (a link to unsubscribe)',
  'one-click': 'one-click unsubscribing (List-Unsubscribe-Post, RFC 8058)',
  'dmarc-alignment': 'a sender address on a domain that we sign for',
  'dkim-covers-unsubscribe': 'a DKIM signature that covers the unsubscribing',
  volume: 'a number of recipients within the limit of the day',
};
export const bulk = {
  rules,
  refused: (a: { missing: string }): string =>
    `The mailing does not follow the rules for newsletters. Missing: ${a.missing}.`,
  warning: {
    title: (a: { name: string }): string => `The mailing from ${a.name} lacks something`,
    what: (a: { subject: string; missing: string }): string =>
      `The mailing${a.subject === '' ? '' : ` “${a.subject}”`} went out, but does not follow the rules for newsletters. Missing: ${a.missing}.`,
    todo: 'Correct it before the next mailing, or large receivers may refuse it. A newsletter service takes care of most of this by itself.',
  },
};
