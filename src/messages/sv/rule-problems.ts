/** Varför en regel, vidarebefordran eller ett frånvarosvar inte sparades, på svenska. */
import type { ruleProblems as shape } from '../nb/rule-problems.ts';

export const ruleProblems: typeof shape = {
  ruleNameBad: () => 'Ge regeln ett namn på en rad, högst 100 tecken.',
  ruleEmpty: () => 'Välj minst en sak som regeln ska göra.',
  ruleTooLong: (a) => `Här får högst ${a.max} plats.`,
  ruleTextBad: (a) => `Skriv texten som regeln ska leta efter, på en rad och högst ${a.max} tecken.`,
  ruleSizeBad: () => 'Storleken måste vara ett heltal från 0 och uppåt.',
  ruleFolderBad: (a) => `”${a.folder}” går inte som namn på en mapp.`,
  ruleAddressBad: (a) => `”${a.address}” är ingen e-postadress.`,
  ruleForwardSelf: (a) => `${a.address} kan inte vidarebefordra till sig själv.`,
  ruleReplyBad: (a) => `Skriv svaret, högst ${a.max} tecken.`,
  ruleTimesBad: () => 'Slutet måste komma efter början.',
  ruleDaysBad: (a) => `Antalet dagar måste vara mellan 1 och ${a.max}.`,
  ruleSenderBad: (a) => `”${a.sender}” är varken en adress eller en domän.`,
  ruleMissing: () => 'Regeln finns inte längre.',
  ruleTooMany: (a) => `En brevlåda kan ha högst ${a.max} regler.`,
  ruleChangedMeanwhile: () =>
    'Reglerna har ändrats på ett annat håll sedan du öppnade dem. Hämta dem på nytt, så ser du båda ändringarna.',
  ruleForwardLoop: (a) => `Då skulle e-posten gå runt i en cirkel: ${a.path}.`,
  mailContactEmpty: () => 'Skriv ett namn eller en adress.',
  mailContactAddressBad: (a) => `”${a.address}” är ingen e-postadress.`,
  mailContactTooLong: (a) => `Här får högst ${a.max} plats.`,
  mailContactsFull: (a) => `Adressboken är full (${a.max}). Ta bort några du inte behöver.`,
  mailIdentityNotYours: (a) => `${a.address} leder inte till den här brevlådan, så du kan inte skicka från den.`,
  vcardBad: () => 'Filen har inga kontakter som vi kan läsa. Vi läser vCard (.vcf).',
  forwardDecided: () => 'Adressen har svarat. Den tillfrågas inte igen.',
  forwardNever: () => 'Adressen har bett om att inte bli tillfrågad.',
  forwardAskedLately: () => 'Vi frågade nyss. Vänta ett halvt dygn innan du frågar igen.',
  forwardAskedOften: () =>
    'Adressen har tillfrågats så många gånger som den kan. Be mottagaren leta efter brevet, även i skräpposten.',
  forwardAskedMany: () => 'Brevlådan har frågat många adresser det senaste dygnet. Försök igen i morgon.',
};
