/** Hvor mye en postkasse rommer og hvor full den er, på bokmål. */
export const nb = {
  storage: 'Lagringsplass',
  storageOf: (used: string, all: string) => `${used} av ${all}`,
  unlimited: (used: string) => `${used}, uten grense`,
  messages: (n: string) => `${n} meldinger`,
  message: '1 melding',
  space: {
    more: (n: number) => `Vis ${n} til`,
    title: 'Plass',
    folders: 'Hva plassen går til',
    none: 'Postkassen er tom.',
    special: {
      '\\Drafts': 'Utkast',
      '\\Sent': 'Sendt',
      '\\Junk': 'Søppelpost',
      '\\Trash': 'Papirkurv',
      '\\Archive': 'Arkiv',
    } as Readonly<Record<string, string>>,
    inbox: 'Innboks',
    free: (size: string) => `${size} ledig`,
  },
};
export type SpaceWords = typeof nb;
