/** Det kundcentret skriver i brev och svar till kunder, på svenska. Keys are those of service/centre. */
import type { customer as shape, customerProblems as problems } from '../nb/customer.ts';

export const customer: typeof shape = {
  confirmTitle: () => 'Bekräfta att den här adressen når dig',
  confirmText: (a) =>
    `${a.customer} har angett den här adressen som kontakt hos oss. Hit skickar vi meddelanden när e-posten inte fungerar.\n\nÖppna länken för att bekräfta att breven kommer fram till dig. Den fungerar i ${a.days} dagar:\n${a.link}\n\nKänner du inte till det här behöver du inte göra något.`,
  supportReceivedTitle: (a) => `Vi har fått ditt meddelande: ${a.title}`,
  supportReceivedText: (a) =>
    `Vi har fått ditt meddelande och svarar så snart vi kan. Svaret skickas till den här adressen.\n\nHär ser du hela samtalet, och här kan du lägga till mer:\n${a.link}`,
  wellSeen: () => 'Allt fungerar. Inget är stoppat, och vi hittade inget fel när vi tittade.',
  neverLooked: () => 'Inget är stoppat hos oss. Vi tittar på resten nu.',
  nothingYet: () => 'Välkommen. Börja med att lägga till din domän.',
  notAllSeen: (a) => `Inget är stoppat hos oss. Men vi kunde inte kontrollera allt för ${a.subject}.`,
  oldLook: () => 'Inget är stoppat hos oss. Men det var länge sedan vi tittade på resten.',
  trouble: (a) => `${a.subject}: ${a.what}`,
  seeRecords: () => 'Se posterna som saknas',
  seeWhy: () => 'Se orsaken och vad du gör',
  lookNow: () => 'Undersök nu',
  addFirstDomain: () => 'Lägg till en domän',
  confirmContact: () => 'Titta på kontakterna',
  contactTrouble: () =>
    'E-posten fungerar, men våra meddelanden når dig kanske inte. Ingen kontakt utanför dina domäner är bekräftad.',
  unpaidAsk: (a) =>
    `E-posten är stoppad för att en räkning inte är betald. Du kan inte ordna det själv: fråga den som har avtalet med oss, ${a.customer}.`,
  unpaidOpens: () => 'Öppnas av sig självt så snart betalningen har registrerats.',
  askThem: () => 'Se vem du frågar',
};

export const customerProblems: typeof problems = {
  replyToWanted: () => 'Skriv en adress där svaret når dig, utanför den e-post som inte fungerar.',
  replyToBroken: (a) =>
    `${a.address} hör till det som inte fungerar nu. Skriv en annan adress, till exempel en privat.`,
  requestClosedTwice: () => 'Ärendet är redan stängt.',
  contactConfirmed: (a) => `${a.contact} är redan bekräftad.`,
  contactLastOwner: (a) => `${a.contact} är den sista som får allt. Gör någon annan till ägare först.`,
  domainConfirmWanted: (a) => `Skriv ${a.domain} för att bekräfta att den ska tas bort.`,
  domainTaken: (a) => `${a.domain} kan inte läggas till här. Är domänen din, så skriv till oss.`,
  domainsMost: (a) => `Du har redan ${a.count} domäner. Skriv till oss för att få plats med fler.`,
  domainWaiting: (a) =>
    `${a.domain} väntar på att posterna i DNS visar att den är din. Sedan kan du skapa brevlådor här.`,
  recordsInOrder: (a) => `Allt som ska finnas i DNS för ${a.domain} är på plats.`,
  recordsUnseen: (a) =>
    `Vi kan inte läsa DNS för ${a.domain} nu, och skriver inte över något som vi inte ser. Försök igen om en stund.`,
};
