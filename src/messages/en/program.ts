/** Words for the settings that a customer brings along when we look for the fault, in English. */
import type { PROGRAM_FIXES } from '#src/diagnosis/causes/program/fixes.ts';
import type { ProgramWords } from '../nb/program.ts';
import type { FixTexts } from '../shape.ts';

export const program: ProgramWords = {
  what: (a) =>
    [
      `${a.sideText ? `${a.sideText}: “${a.fieldText}”` : `“${a.fieldText}”`} says ${a.saysText}${a.lineText}.`,
      a.shouldText ? `It should be ${a.shouldText}.` : '',
      `We read that in the settings you added: ${a.programText}.`,
    ]
      .filter((part) => part !== '')
      .join(' '),
  note: {
    fine: (a) => `The settings you added are right for ${a.subject}.`,
    faults: (a) => `The settings you added are for ${a.subject}, and something in them must be changed.`,
    risks: (a) => `The settings you added are for ${a.subject}. They work, but something in them should be changed.`,
    other: (a) =>
      `The settings you added are for ${a.others || 'another mailbox'}, not for ${a.subject}. They are not used as an explanation here.`,
    unreadable: (a) => `We could not read the settings you added. ${a.why}`,
    late: 'We did not get to look at the settings you added. Please try once more.',
    notYours:
      'The address is not yours here, so the settings you added are not used as an explanation. Below is what we can say about them alone.',
  },
};

export const programFixes: Pick<FixTexts, keyof typeof PROGRAM_FIXES> = {
  'use-corrected-file': (a) =>
    `Download the corrected file and put it into the program. Passwords in it are untouched. ${a.putBackText}`,
  'change-setting': (a) =>
    a.shouldText
      ? `Set “${a.fieldText}” to ${a.shouldText}. ${a.whereText}.`
      : `Change “${a.fieldText}” in the program. ${a.whereText}.`,
};
