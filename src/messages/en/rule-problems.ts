/** Why a rule, forwarding or vacation reply was not saved, in English. */
import type { ruleProblems as shape } from '../nb/rule-problems.ts';

export const ruleProblems: typeof shape = {
  ruleNameBad: () => 'Give the rule a name on one line, at most 100 characters.',
  ruleEmpty: () => 'Choose at least one thing for the rule to do.',
  ruleTooLong: (a) => `There is room for at most ${a.max} here.`,
  ruleTextBad: (a) => `Write the text that the rule shall look for, on one line and at most ${a.max} characters.`,
  ruleSizeBad: () => 'The size must be a whole number from 0 up.',
  ruleFolderBad: (a) => `“${a.folder}” will not do as the name of a folder.`,
  ruleAddressBad: (a) => `“${a.address}” is not an e-mail address.`,
  ruleForwardSelf: (a) => `${a.address} cannot forward to itself.`,
  ruleReplyBad: (a) => `Write the answer, at most ${a.max} characters.`,
  ruleTimesBad: () => 'The end must come after the beginning.',
  ruleDaysBad: (a) => `The number of days must be between 1 and ${a.max}.`,
  ruleSenderBad: (a) => `“${a.sender}” is neither an address nor a domain.`,
  ruleMissing: () => 'The rule is no longer there.',
  ruleTooMany: (a) => `A mailbox can have at most ${a.max} rules.`,
  ruleChangedMeanwhile: () =>
    'The rules were changed elsewhere since you opened them. Fetch them again to see both changes.',
  ruleForwardLoop: (a) => `Then mail would go round in a circle: ${a.path}.`,
  mailContactEmpty: () => 'Write a name or an address.',
  mailContactAddressBad: (a) => `“${a.address}” is not an e-mail address.`,
  mailContactTooLong: (a) => `There is room for at most ${a.max} here.`,
  mailContactsFull: (a) => `The address book is full (${a.max}). Remove some that you do not need.`,
  mailIdentityNotYours: (a) => `${a.address} does not lead to this mailbox, so you cannot send from it.`,
  vcardBad: () => 'There are no contacts that we can read in this file. We read vCard (.vcf).',
  forwardDecided: () => 'The address has answered. It is not asked again.',
  forwardNever: () => 'The address has asked not to be asked.',
  forwardAskedLately: () => 'We asked a moment ago. Wait half a day before you ask again.',
  forwardAskedOften: () =>
    'The address has been asked as often as it can be. Ask the recipient to look for the letter, in spam too.',
  forwardAskedMany: () => 'This mailbox has asked many addresses in the last day. Try again tomorrow.',
};
