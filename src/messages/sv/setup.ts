/** Sidan bakom engångslänken som ställer in en telefon, på svenska; och det som står i profilen. */
import type { SetupWords } from '../nb/setup.ts';

export const setup: SetupWords = {
  title: 'Ställ in e-posten här',
  forWhom: (a) => `E-post för ${a.address}.`,
  once: (a) => `Länken fungerar en gång, och bara ${a.minutes === 1 ? 'en minut' : `${a.minutes} minuter`} till.`,
  appleTitle: 'iPhone, iPad och Mac',
  appleText:
    'Hämta profilen och välj Tillåt. Öppna sedan Inställningar på enheten, tryck på ”Profil hämtad” högst upp och därefter på Installera.',
  appleButton: 'Hämta profilen',
  otherTitle: 'Android och andra program',
  otherText: 'Visa det du ska skriva in i programmet. Ha sidan öppen tills du är klar: den kan inte visas igen.',
  otherButton: 'Visa inställningarna',
  gone: 'Länken gäller inte längre',
  goneText:
    'Den är använd, eller så har de 15 minuterna gått. Skapa en ny i kundcentret: välj brevlådan och sedan ”Ställ in program eller telefon”.',
  steps: 'Lägg till ett e-postkonto i programmet, välj ”Annat” eller ”IMAP” och skriv in det här:',
  address: 'E-postadress',
  userName: 'Användarnamn',
  incoming: 'Inkommande',
  outgoing: 'Utgående',
  server: 'Server',
  port: 'Port',
  security: 'Säkerhet',
  password: 'Lösenord',
  ownPassword: 'brevlådans lösenord',
  passwordOnce: 'Skapat för den här enheten och visas bara nu.',
  profile: (a) =>
    `Ställer in e-post för ${a.address}. Profilen innehåller bara e-postkontot och kan tas bort när som helst.`,
};
