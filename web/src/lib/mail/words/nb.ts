/** Ordene i webmailen der man leser: det første bildet trenger. Resten ligger i nb-more.ts. */
import type { FolderRole } from '../shapes.ts';

const roles: Readonly<Record<FolderRole, string>> = {
  inbox: 'Innboks',
  drafts: 'Utkast',
  sent: 'Sendt',
  archive: 'Arkiv',
  junk: 'Søppelpost',
  trash: 'Papirkurv',
  all: 'All e-post',
  flagged: 'Med flagg',
};
const messages = (count: number): string => (count === 1 ? '1 melding' : `${count} meldinger`);

export const nb = {
  mail: 'E-post',
  title: (folder: string, unread: number): string => (unread > 0 ? `(${unread}) ${folder}` : folder),
  roles,
  compose: 'Ny melding',
  openFolders: 'Mapper',
  closeFolders: 'Lukk mapper',
  folders: 'Mapper',
  unread: (count: number): string => (count === 1 ? '1 ulest' : `${count} uleste`),
  drafts: (count: number): string => (count === 1 ? '1 utkast' : `${count} utkast`),
  showInside: (folder: string): string => `Vis mapper i ${folder}`,
  hideInside: (folder: string): string => `Skjul mapper i ${folder}`,
  folderMenu: (folder: string): string => `Valg for ${folder}`,
  list: (folder: string): string => `Meldinger i ${folder}`,
  filters: { label: 'Vis', unread: 'Uleste', flagged: 'Med flagg' },
  me: 'meg',
  nobody: '(ingen mottaker)',
  to: 'Til',
  noSubject: '(uten emne)',
  draft: 'Utkast',
  isUnread: 'Ulest.',
  isAnswered: 'Besvart',
  isForwarded: 'Videresendt',
  hasFiles: 'Vedlegg',
  inConversation: (count: number): string => `${messages(count)} i denne mappen`,
  choose: (who: string, subject: string): string => `Velg: ${who}, ${subject}`,
  chooseAll: 'Velg alle som vises',
  flag: 'Sett flagg',
  unflag: 'Fjern flagg',
  search: {
    label: 'Søk i e-posten',
    hint: 'Søk',
    clear: 'Tøm søket',
    everywhere: 'Hele postkassen',
    where: 'Hvor',
    title: (q: string): string => `Søk: ${q}`,
  },
  foldersFailed: 'Mappene kom ikke.',
  goneTitle: 'Mappen er borte',
};
export type Words = typeof nb;
