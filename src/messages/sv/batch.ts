/** Words of a run over many subjects på svenska. */
export const batch = {
  done: (a: {
    readonly subjects: number;
    readonly healthy: number;
    readonly broken: number;
    readonly inconclusive: number;
    readonly refused: number;
  }): string =>
    `${a.subjects} undersökta: ${a.healthy} friska, ${a.broken} med en funnen orsak, ${a.inconclusive} osäkra${a.refused === 0 ? '' : `, ${a.refused} oläsliga`}.`,
  resumed: (a: { readonly count: number }): string => `${a.count} var klara före avbrottet.`,
  speed: (a: { readonly perSecond: number }): string => `${a.perSecond} i sekunden.`,
  unchanged: 'Inget har ändrats sedan förra gången.',
  first: 'Ingen tidigare körning att jämföra med.',
  changes: 'Ändrat sedan förra gången:',
  change: {
    broke: (a: { readonly before: string; readonly after: string }): string => `slutade fungera: ${a.after}`,
    mended: (a: { readonly before: string; readonly after: string }): string => `fungerar igen (var: ${a.before})`,
    'other-cause': (a: { readonly before: string; readonly after: string }): string =>
      `ny orsak: ${a.after} (var: ${a.before})`,
    new: (a: { readonly before: string; readonly after: string }): string => `ny på listan, med fel: ${a.after}`,
    gone: (): string => 'inte längre på listan',
  },
  out: (a: { readonly file: string }): string => `Skrivet till ${a.file}.`,
};
export const batchProblems = {
  batchNameBad: (a: { readonly name: string }): string =>
    `”${a.name}” kan inte vara namnet på en körning. Använd bokstäver, siffror, bindestreck och punkt.`,
  fileUnreadable: (a: { readonly file: string; readonly why: string }): string =>
    `Filen ${a.file} går inte att läsa: ${a.why}.`,
  batchEmpty: (): string => 'Listan är tom: det finns inget att undersöka.',
};
