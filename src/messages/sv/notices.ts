/** Meddelanden från oss på svenska: rapporter om e-post som inte kom fram, som väntar eller som är levererad. */
import type { notices as shape } from '../nb/notices.ts';

export const notices: typeof shape = {
  loopRefused: () => 'Meddelandet går runt i en slinga mellan servrar och stoppas här.',
  dmarcRefused: (a) =>
    `Domänen ${a.domain} ber om att e-post som inte kan bekräftas komma därifrån avvisas. Det här gick inte att bekräfta.`,
  reportSender: () => 'E-posttjänsten',
  failedSubject: (a) => `Inte levererat: ${a.subject}`,
  delayedSubject: (a) => `Väntar fortfarande: ${a.subject}`,
  sentSubject: (a) => `Levererat: ${a.subject}`,
  noSubject: () => '(utan ämne)',
  failedIntro: (a) =>
    a.count === 1
      ? 'Ditt meddelande kom inte fram till den här mottagaren, och vi försöker inte igen:'
      : 'Ditt meddelande kom inte fram till de här mottagarna, och vi försöker inte igen:',
  delayedIntro: (a) =>
    a.count === 1
      ? 'Ditt meddelande har inte kommit fram till den här mottagaren än. Du behöver inte göra något: vi fortsätter försöka.'
      : 'Ditt meddelande har inte kommit fram till de här mottagarna än. Du behöver inte göra något: vi fortsätter försöka.',
  sentIntro: (a) =>
    a.count === 1
      ? 'Ditt meddelande har levererats till den här mottagaren:'
      : 'Ditt meddelande har levererats till de här mottagarna:',
  relayedNote: () => 'Mottagarens server har tagit emot meddelandet men meddelar inte själv när det lagts i brevlådan.',
  serverSaid: (a) => `Servern ${a.host} svarade:`,
  weSay: () => 'Orsak:',
  nextTry: (a) => `Nästa försök: ${a.when}`,
  giveUpAt: (a) => `Vi försöker till ${a.when}. Kommer det inte fram till dess får du besked.`,
  expired: (a) => `Vi har försökt i ${a.days} dygn utan att komma fram.`,
  dropped: () => 'Meddelandet togs ur kön av driften och skickas inte.',
  todo: () => 'Det här kan du göra:',
  original: () => 'Det gäller det här meddelandet:',
  date: (a) => `Mottaget hos oss: ${a.when}`,
  advice: {
    unknown: (a) =>
      `Adressen ${a.address} finns inte hos mottagaren. Leta efter stavfel, eller fråga mottagaren på annat sätt.`,
    full: () => 'Mottagarens brevlåda är full. Vänta lite och skicka igen, eller ring mottagaren.',
    disabled: () => 'Mottagarens konto är stängt eller används inte längre. Kontakta mottagaren på annat sätt.',
    domainDead: () =>
      'Domänen efter @ tar inte emot e-post. Leta efter stavfel i den. Är den rätt måste mottagaren få det åtgärdat.',
    tooLarge: () =>
      'Meddelandet är för stort för mottagaren. Dela bilagan med en länk, eller gör den mindre, och skicka igen.',
    content: () =>
      'Mottagarens filter godtog inte innehållet. Skicka igen utan länkar och bilagor; går det fram var det någon av dem.',
    smtputf8: () =>
      'Mottagarens server klarar inte å, ä, ö och liknande i adressen. Be om en adress utan sådana tecken.',
    loop: () => 'Vidarebefordringen hos mottagaren går runt i en slinga. Det måste mottagaren rätta till.',
    blocked: () => 'Mottagaren eller företaget har spärrat avsändaren. Be mottagaren släppa igenom dig.',
    ours: () =>
      'Det här måste vi som driver e-posttjänsten rätta till. Kontakta oss och skicka med det här meddelandet.',
    authentication: () =>
      'Mottagaren kan inte bekräfta att meddelandet kommer från din domän. Den som sköter domänen måste rätta SPF och DKIM.',
    other: () => 'Ge mottagaren svaret ovan på annat sätt: det säger deras e-postansvariga vad som är fel.',
  },
};
