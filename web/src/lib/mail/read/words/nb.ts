/** En åpen melding. */
export const nb = {
  document: 'Innholdet i meldingen',
  download: (name: string): string => `Last ned ${name}`,
};
export type Words = typeof nb;
