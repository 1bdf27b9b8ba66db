/** Orden för inställningarna som kunden bifogar när vi letar efter felet, på svenska. */
import type { PROGRAM_FIXES } from '#src/diagnosis/causes/program/fixes.ts';
import type { ProgramWords } from '../nb/program.ts';
import type { FixTexts } from '../shape.ts';

export const program: ProgramWords = {
  what: (a) =>
    [
      `${a.sideText ? `${a.sideText}: under` : 'Under'} ”${a.fieldText}” står det ${a.saysText}${a.lineText}.`,
      a.shouldText ? `Rätt är ${a.shouldText}.` : '',
      `Det läste vi i inställningarna du bifogade: ${a.programText}.`,
    ]
      .filter((part) => part !== '')
      .join(' '),
  note: {
    fine: (a) => `Inställningarna du bifogade är rätt för ${a.subject}.`,
    faults: (a) => `Inställningarna du bifogade gäller ${a.subject}, och något i dem måste ändras.`,
    risks: (a) => `Inställningarna du bifogade gäller ${a.subject}. De fungerar, men något i dem bör ändras.`,
    other: (a) =>
      `Inställningarna du bifogade gäller ${a.others || 'en annan brevlåda'}, inte ${a.subject}. De används inte som förklaring här.`,
    unreadable: (a) => `Vi kunde inte läsa inställningarna du bifogade. ${a.why}`,
    late: 'Vi hann inte titta på inställningarna du bifogade. Försök en gång till.',
    notYours:
      'Adressen är inte din här. Därför används inställningarna du bifogade inte som förklaring. Nedan står det vi kan säga om dem för sig.',
  },
};

export const programFixes: Pick<FixTexts, keyof typeof PROGRAM_FIXES> = {
  'use-corrected-file': (a) =>
    `Ladda ner den rättade filen och lägg in den i programmet. Lösenord i den är orörda. ${a.putBackText}`,
  'change-setting': (a) =>
    a.shouldText
      ? `Sätt ”${a.fieldText}” till ${a.shouldText}. ${a.whereText}.`
      : `Ändra ”${a.fieldText}” i programmet. ${a.whereText}.`,
};
