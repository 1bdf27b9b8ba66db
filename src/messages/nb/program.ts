/** Ord for innstillingene som kunden legger ved når vi leter etter feilen, på norsk bokmål. */
import type { PROGRAM_FIXES } from '#src/diagnosis/causes/program/fixes.ts';
import type { FixTexts, Told } from '../shape.ts';

export const program = {
  /** What is wrong, with the field, the value and the right one. */
  what: (a: Told): string =>
    [
      `${a.sideText ? `${a.sideText}: under` : 'Under'} «${a.fieldText}» står det ${a.saysText}${a.lineText}.`,
      a.shouldText ? `Riktig er ${a.shouldText}.` : '',
      `Det leste vi i innstillingene du la ved: ${a.programText}.`,
    ]
      .filter((part) => part !== '')
      .join(' '),
  note: {
    fine: (a: { subject: string }): string => `Innstillingene du la ved, er riktige for ${a.subject}.`,
    faults: (a: { subject: string }): string =>
      `Innstillingene du la ved, gjelder ${a.subject}, og noe i dem må endres.`,
    risks: (a: { subject: string }): string =>
      `Innstillingene du la ved, gjelder ${a.subject}. De virker, men noe i dem bør endres.`,
    other: (a: { subject: string; others: string }): string =>
      `Innstillingene du la ved, gjelder ${a.others || 'en annen postkasse'}, ikke ${a.subject}. De er ikke brukt som forklaring her.`,
    unreadable: (a: { why: string }): string => `Vi fikk ikke lest innstillingene du la ved. ${a.why}`,
    late: 'Vi rakk ikke å se på innstillingene du la ved. Prøv en gang til.',
    notYours:
      'Adressen er ikke din her. Innstillingene du la ved, er derfor ikke brukt som forklaring. Nedenfor står det vi kan si om dem alene.',
  },
};
export type ProgramWords = typeof program;

export const programFixes: Pick<FixTexts, keyof typeof PROGRAM_FIXES> = {
  'use-corrected-file': (a) =>
    `Last ned den rettede fila og legg den inn i programmet. Passord i den er urørt. ${a.putBackText}`,
  'change-setting': (a) =>
    a.shouldText
      ? `Sett «${a.fieldText}» til ${a.shouldText}. ${a.whereText}.`
      : `Endre «${a.fieldText}» i programmet. ${a.whereText}.`,
};
