/** Words of a run over many subjects in English. */
export const batch = {
  done: (a: {
    readonly subjects: number;
    readonly healthy: number;
    readonly broken: number;
    readonly inconclusive: number;
    readonly refused: number;
  }): string =>
    `${a.subjects} examined: ${a.healthy} well, ${a.broken} with a cause found, ${a.inconclusive} unsure${a.refused === 0 ? '' : `, ${a.refused} unreadable`}.`,
  resumed: (a: { readonly count: number }): string => `${a.count} were done before the interruption.`,
  speed: (a: { readonly perSecond: number }): string => `${a.perSecond} a second.`,
  unchanged: 'Nothing has changed since the last run.',
  first: 'No earlier run to compare with.',
  changes: 'Changed since the last run:',
  change: {
    broke: (a: { readonly before: string; readonly after: string }): string => `stopped working: ${a.after}`,
    mended: (a: { readonly before: string; readonly after: string }): string => `works again (was: ${a.before})`,
    'other-cause': (a: { readonly before: string; readonly after: string }): string =>
      `another cause: ${a.after} (was: ${a.before})`,
    new: (a: { readonly before: string; readonly after: string }): string =>
      `new on the list, with a fault: ${a.after}`,
    gone: (): string => 'no longer on the list',
  },
  out: (a: { readonly file: string }): string => `Written to ${a.file}.`,
};
export const batchProblems = {
  batchNameBad: (a: { readonly name: string }): string =>
    `“${a.name}” cannot be the name of a run. Use letters, digits, hyphens and dots.`,
  fileUnreadable: (a: { readonly file: string; readonly why: string }): string =>
    `The file ${a.file} cannot be read: ${a.why}.`,
  batchEmpty: (): string => 'The list is empty: there is nothing to examine.',
};
