/** Hvorfor en regel, videresending, et fraværssvar eller noe i adresseboken ikke ble lagret, på norsk bokmål. */
export const ruleProblems = {
  ruleNameBad: (): string => 'Gi regelen et navn på én linje, høyst 100 tegn.',
  ruleEmpty: (): string => 'Velg minst én ting som regelen skal gjøre.',
  ruleTooLong: (a: { max: number }): string => `Her er det plass til høyst ${a.max}.`,
  ruleTextBad: (a: { max: number }): string =>
    `Skriv teksten som regelen skal se etter, på én linje og høyst ${a.max} tegn.`,
  ruleSizeBad: (): string => 'Størrelsen må være et helt tall fra 0 og oppover.',
  ruleFolderBad: (a: { folder: string }): string => `«${a.folder}» kan ikke være navnet på en mappe.`,
  ruleAddressBad: (a: { address: string }): string => `«${a.address}» er ikke en e-postadresse.`,
  ruleForwardSelf: (a: { address: string }): string => `${a.address} kan ikke videresende til seg selv.`,
  ruleReplyBad: (a: { max: number }): string => `Skriv svaret, høyst ${a.max} tegn.`,
  ruleTimesBad: (): string => 'Slutten må komme etter begynnelsen.',
  ruleDaysBad: (a: { max: number }): string => `Antall dager må være mellom 1 og ${a.max}.`,
  ruleSenderBad: (a: { sender: string }): string => `«${a.sender}» er verken en adresse eller et domene.`,
  ruleMissing: (): string => 'Regelen finnes ikke lenger.',
  ruleTooMany: (a: { max: number }): string => `En postkasse kan ha høyst ${a.max} regler.`,
  ruleChangedMeanwhile: (): string =>
    'Reglene er endret et annet sted siden du åpnet dem. Hent dem på nytt, så ser du begge endringene.',
  ruleForwardLoop: (a: { path: string }): string => `Da ville e-posten gå i ring: ${a.path}.`,
  mailContactEmpty: (): string => 'Skriv et navn eller en adresse.',
  mailContactAddressBad: (a: { address: string }): string => `«${a.address}» er ikke en e-postadresse.`,
  mailContactTooLong: (a: { max: number }): string => `Her er det plass til høyst ${a.max}.`,
  mailContactsFull: (a: { max: number }): string => `Adresseboken er full (${a.max}). Fjern noen du ikke trenger.`,
  mailIdentityNotYours: (a: { address: string }): string =>
    `${a.address} fører ikke til denne postkassen, så du kan ikke sende fra den.`,
  vcardBad: (): string => 'Filen har ingen kontakter vi kan lese. Vi leser vCard (.vcf).',
  forwardDecided: (): string => 'Adressen har svart. Den spørres ikke igjen.',
  forwardNever: (): string => 'Adressen har bedt om ikke å bli spurt.',
  forwardAskedLately: (): string => 'Vi spurte nettopp. Vent et halvt døgn før du spør igjen.',
  forwardAskedOften: (): string =>
    'Adressen er spurt så mange ganger som den kan bli. Be mottakeren se etter brevet, også i søppelposten.',
  forwardAskedMany: (): string => 'Postkassen har spurt mange adresser det siste døgnet. Prøv igjen i morgen.',
};
