/** Words of a run over many subjects på norsk bokmål. */
export const batch = {
  done: (a: {
    readonly subjects: number;
    readonly healthy: number;
    readonly broken: number;
    readonly inconclusive: number;
    readonly refused: number;
  }): string =>
    `${a.subjects} undersøkt: ${a.healthy} friske, ${a.broken} med en funnet årsak, ${a.inconclusive} usikre${a.refused === 0 ? '' : `, ${a.refused} uleselige`}.`,
  resumed: (a: { readonly count: number }): string => `${a.count} var gjort før avbruddet.`,
  speed: (a: { readonly perSecond: number }): string => `${a.perSecond} i sekundet.`,
  unchanged: 'Ingenting er endret siden forrige gang.',
  first: 'Ingen tidligere kjøring å sammenligne med.',
  changes: 'Endret siden forrige gang:',
  change: {
    broke: (a: { readonly before: string; readonly after: string }): string => `sluttet å virke: ${a.after}`,
    mended: (a: { readonly before: string; readonly after: string }): string => `virker igjen (var: ${a.before})`,
    'other-cause': (a: { readonly before: string; readonly after: string }): string =>
      `ny årsak: ${a.after} (var: ${a.before})`,
    new: (a: { readonly before: string; readonly after: string }): string => `ny på listen, med feil: ${a.after}`,
    gone: (): string => 'ikke på listen lenger',
  },
  out: (a: { readonly file: string }): string => `Skrevet til ${a.file}.`,
};
export const batchProblems = {
  batchNameBad: (a: { readonly name: string }): string =>
    `«${a.name}» kan ikke være navnet på en kjøring. Bruk bokstaver, tall, bindestrek og punktum.`,
  fileUnreadable: (a: { readonly file: string; readonly why: string }): string =>
    `Filen ${a.file} kan ikke leses: ${a.why}.`,
  batchEmpty: (): string => 'Listen er tom: det er ingenting å undersøke.',
};
