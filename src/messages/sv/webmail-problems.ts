/** Det webbmejlen svarar när något inte gick, på svenska. Keys are those of service/webmail. */
import type { webmailProblems as nb } from '../nb/webmail-problems.ts';

export const webmailProblems: typeof nb = {
  folderGone: (): string =>
    'Mappen finns inte längre. Den kan ha tagits bort eller fått ett nytt namn i ett annat program.',
  messageGone: (): string => 'Meddelandet är inte kvar här. Det kan ha flyttats eller tagits bort i ett annat program.',
  mailboxFull: (): string =>
    'Brevlådan är full, så det blev inte gjort. Ta bort något eller töm papperskorgen och försök igen.',
  draftUncopied: (): string =>
    'Utkastet är sparat hos oss men fick inte plats i mappen för utkast, eftersom brevlådan är full. Andra program ser det inte förrän du har tagit bort något.',
  folderExists: (): string => 'Det finns redan en mapp med det namnet.',
  folderNameBad: (): string =>
    'Namnet går inte att använda. Skriv ett namn utan snedstreck, stjärna och procenttecken, och inte för långt.',
  folderKept: (): string => 'Den här mappen behöver brevlådan. Den kan inte tas bort eller byta namn.',
  folderIntoItself: (): string => 'En mapp kan inte ligga i sig själv.',
  folderHoldsNoMail: (): string => 'Den här mappen har bara andra mappar i sig, inga meddelanden.',
  foldersTooMany: (): string => 'Brevlådan har så många mappar som den kan ha. Ta bort en och försök igen.',
  folderNotEmptied: (): string => 'Bara Skräppost och Papperskorgen kan tömmas.',
  removeForGood: (): string => 'Meddelandena ligger i papperskorgen. Härifrån kan de bara tas bort för gott.',
  searchEmpty: (): string => 'Skriv något att söka efter.',
  mailRefused: (a: { said: string }): string => `Brevlådan sa nej: ${a.said}`,
  draftGone: (): string => 'Utkastet finns inte kvar. Det kan ha skickats eller kastats i ett annat fönster.',
  draftChanged: (): string =>
    'Utkastet har ändrats i ett annat fönster eller ett annat program. Inget är överskrivet: välj vilket du vill behålla.',
  draftOnItsWay: (): string => 'Meddelandet är redan på väg.',
  draftTooLong: (): string => 'Texten är för lång för att sparas. Lägg en del av den i en bilaga.',
  uploadTooLarge: (a) =>
    `”${a.name}” får inte plats. Bilagorna kan tillsammans vara ${a.max} MB; det finns plats för ${a.left} MB till.`,
  uploadBroken: (a) => `”${a.name}” kom inte fram helt. Försök en gång till.`,
  tooManyDrafts: (a) => `Du har ${a.max} utkast. Skicka eller släng några av dem, så finns det plats för nya.`,
  draftFilesFull: (): string =>
    'Filerna i dina utkast är för stora tillsammans. Skicka eller släng några av utkasten, så finns det plats igen.',
  tooManyFiles: (a) => `Ett meddelande kan ha ${a.max} filer.`,
  nobodyToSendTo: (): string => 'Skriv vem meddelandet ska till.',
  recipientsBad: (a) => `Det här är inte hela adresser: ${a.addresses}`,
  recipientsTooMany: (a) =>
    `Meddelandet har ${a.count} mottagare, och gränsen är ${a.max} i ett meddelande. Dela upp dem.`,
  recipientsShownTooMany: (a) =>
    `Så många kan inte stå synligt i Till och Kopia (högst ${a.max}). Flytta dem till Hemlig kopia; då ser de inte heller varandra.`,
  senderNotYours: (a) => `Du kan inte skicka som ${a.address}.`,
  undoTooLate: (): string => 'Det är för sent att ångra. Meddelandet är på väg.',
  notStopped: (): string => 'Meddelandet är inte stoppat; det är på väg eller skickat.',
  senderNotProven: (): string => 'Avsändaren är inte bekräftad, så bilderna visas bara när du ber om det.',
  pictureSendersFull: (a: { max: number }): string =>
    `Du har valt ${a.max} avsändare, och fler får inte plats. Ta bort några i inställningarna.`,
  unsubscribeNotOffered: (): string => 'Det här meddelandet säger inte hur vi kan avanmäla dig.',
  unsubscribeRunning: (): string => 'En avanmälan pågår redan. Vänta lite och försök igen.',
};
