/** Aviseringar per e-post, på svenska: vad som är stoppat, sedan när, till när, vad man gör och vad som måste skickas igen. */
import type { RulesWords } from '../notice-shape.ts';
import type { Told } from '../shape.ts';

const numbers = (a: Told): string => (a.sent && a.limit ? ` (${a.sent} skickade, gränsen är ${a.limit})` : '');
const resend = 'Meddelanden som avvisades medan utskicken var stoppade måste du skicka igen efteråt.';
const secure =
  'Så här öppnar du igen: Byt lösenord på brevlådan, återkalla applösenord som du inte behöver och se efter om det finns vidarebefordringsregler som du inte känner igen. Därefter kan du själv öppna i kundcentret, eller be oss göra det.';

const started: RulesWords = {
  'mailbox-hour': {
    title: (a) => `Utgående e-post från ${a.name} är stoppad till ${a.until}`,
    what: (a) =>
      `Det har skickats e-post till fler mottagare per timme från ${a.name} än abonnemanget tillåter${numbers(a)}.`,
    todo: () =>
      `Du behöver inte göra något: Det öppnas av sig självt. ${resend} Känner du inte igen det som skickats ska du byta lösenord direkt.`,
  },
  'domain-hour': {
    title: (a) => `Utgående e-post från ${a.name} är stoppad till ${a.until}`,
    what: (a) =>
      `Alla adresser på ${a.name} har tillsammans skickat till fler mottagare per timme än domänen får${numbers(a)}.`,
    todo: () =>
      `Ni behöver inte göra något: Det öppnas av sig självt. ${resend} Känner ni inte igen det som skickats ska ni byta lösenord på brevlådorna.`,
  },
  'mailbox-day': {
    title: (a) => `Utgående e-post från ${a.name} är stängd`,
    what: (a) =>
      `Det har skickats ovanligt mycket e-post från ${a.name} på ett dygn${numbers(a)}. Det kan betyda att någon annan använder kontot, så vi har stängt utgående e-post.`,
    todo: () => secure,
  },
  'abuse-volume': {
    title: (a) => `Utgående e-post från ${a.name} är stängd: ovanligt mycket på kort tid`,
    what: (a) =>
      `${a.name} har skickat ${a.sent} meddelanden i dag. Den mest intensiva dagen de senaste 30 dagarna var det ${a.busiest}. Det kan betyda att någon annan använder kontot.`,
    todo: () => secure,
  },
  'abuse-recipients': {
    title: (a) => `Utgående e-post från ${a.name} är stängd: många okända mottagare`,
    what: (a) =>
      `${a.name} har i dag skickat till ${a.sent} mottagare som adressen aldrig har skrivit till tidigare. Gränsen är ${a.limit}. Det kan betyda att någon annan använder kontot.`,
    todo: () => secure,
  },
  'abuse-countries': {
    title: (a) => `Utgående e-post från ${a.name} är stängd: inloggningar från flera länder`,
    what: (a) =>
      `Någon har loggat in på ${a.name} från ${a.countries} under ${a.window}. En och samma person kan knappast vara på alla ställena.`,
    todo: () => `${secure} Var det du som reste, hör av dig så öppnar vi.`,
  },
  'abuse-content': {
    title: (a) => `Utgående e-post från ${a.name} är stängd: samma innehåll från flera kunder`,
    what: (a) =>
      `Ett meddelande från ${a.name} är nästan likadant som meddelanden från ${a.mailboxes} brevlådor hos olika kunder i dag. Så ser skräppost från kapade konton ut.`,
    todo: () => secure,
  },
  'abuse-bounces': {
    title: (a) => `Utgående e-post från ${a.name} är stängd: många adresser finns inte`,
    what: (a) =>
      `${a.percent} % av det som skickats från ${a.name} i dag (${a.bounced} av ${a.sent}) kom i retur. Det tyder på en gammal adresslista eller på missbruk.`,
    todo: () => `${secure} Är det en adresslista, ta bort adresserna som kom i retur innan du skickar igen.`,
  },
  'bulk-rules': {
    title: (a) => `Massutskick från ${a.name} är stoppat`,
    what: (a) =>
      `Ett utskick från ${a.name} följer inte reglerna för nyhetsbrev.${a.missing ? ` Det här saknas: ${a.missing}.` : ''}`,
    todo: () =>
      'Rätta det som saknas och skicka igen, eller använd en nyhetsbrevstjänst. Vanlig e-post till enskilda personer påverkas inte.',
  },
  'quarantine-host': {
    title: (a) => `Domänen ${a.name} är satt i karantän`,
    what: (a) => `Vi har satt ${a.name} i karantän.${a.reason ? ` Skäl: ${a.reason}` : ''}`,
    todo: () => 'Kontakta oss, så berättar vi vad som behövs. Det som ligger i brevlådorna ligger kvar.',
  },
  'quarantine-registry': {
    title: (a) => `Domänen ${a.name} är satt i karantän av registret`,
    what: (a) =>
      `Registret som ansvarar för ${a.name} har tagit domänen ur drift.${a.phase ? ` Status: ${a.phase}.` : ''}`,
    todo: () => 'Be domänens återförsäljare att förnya den nu. Efter sista dagen raderas namnet och kan tas av andra.',
  },
  unpaid: {
    title: (a) => `E-posten för ${a.name} är stoppad: en faktura är inte betald`,
    what: (a) =>
      `${a.invoice ? `Faktura ${a.invoice}` : 'En faktura'} är inte betald.${a.dueAt ? ` Den förföll ${a.dueAt}.` : ''}`,
    todo: () =>
      'Betala fakturan, så öppnas allt av sig självt när betalningen har registrerats. Är den betald, skicka kvittot till oss.',
  },
  'failed-sign-ins': {
    title: (a) => `Inloggning från ${a.name} är stoppad`,
    what: (a) =>
      `Det har varit många misslyckade inloggningar från ${a.name}.${a.failures ? ` Antal: ${a.failures}.` : ''}`,
    todo: () =>
      'Leta efter en telefon eller dator med ett gammalt lösenord och rätta det där. Loggar du in i kundcentret från samma plats öppnar vi direkt.',
  },
  operator: {
    title: (a) => `E-posten för ${a.name} är stoppad`,
    what: (a) => `Vi har stoppat e-posten för ${a.name}.${a.reason ? ` Skäl: ${a.reason}` : ''}`,
    todo: () => 'Kontakta oss, så hjälper vi dig vidare.',
  },
};

export const blockNotices = {
  sender: 'E-posttjänsten',
  greeting: 'Hej!',
  window: (a: { hours: number; minutes: number }): string =>
    a.hours === 24
      ? 'ett dygn'
      : a.hours === 1
        ? 'en timme'
        : a.hours > 1
          ? `${a.hours} timmar`
          : `${a.minutes} minuter`,
  started,
  since: (a: { when: string }): string => `Det gäller från ${a.when}.`,
  until: (a: { when: string }): string => `Det varar till ${a.when}.`,
  untilSomeone: {
    payment: 'Det varar tills betalningen har registrerats.',
    customer: 'Det varar tills du själv eller vi öppnar igen.',
    support: 'Det varar tills vi öppnar igen.',
    time: 'Det går över av sig självt.',
  },
  meanwhile: {
    outgoing: 'E-post till dig kommer in som vanligt och du kan läsa den.',
    both: 'Du kan fortfarande logga in och läsa det som ligger i brevlådan. E-post till dig går inte förlorad direkt: Avsändarna försöker igen i några dagar.',
    incoming:
      'Du kan fortfarande logga in, läsa och skicka. Ny e-post till dig väntar hos avsändarna, som försöker igen i några dagar.',
    'sign-in': 'E-post till dig kommer in som vanligt och väntar på dig. Webbmejlen fungerar från andra nät.',
  },
  held: 'Meddelanden som du skickar under tiden läggs på vänt hos oss och går ut av sig själva.',
  refused: (a: { count: number }): string =>
    a.count === 1
      ? 'Det här meddelandet avvisades och måste skickas igen:'
      : 'De här meddelandena avvisades och måste skickas igen:',
  heldList: (a: { count: number }): string =>
    a.count === 1 ? 'Det här meddelandet ligger på vänt:' : 'De här meddelandena ligger på vänt:',
  attempt: (a: { to: string; subject: string; when: string }): string =>
    a.subject === '' ? `till ${a.to}, ${a.when}` : `till ${a.to}: ”${a.subject}”, ${a.when}`,
  more: (a: { count: number }): string => `… och ${a.count} till`,
  link: (a: { url: string }): string => `Se vad som gäller nu: ${a.url}`,
  footer: (a: { zone: string }): string =>
    `Det här meddelandet är skickat automatiskt och kan inte besvaras. Alla klockslag gäller tidszonen ${a.zone}.`,
  lifted: {
    title: (a: { name: string }): string => `E-posten för ${a.name} är öppen igen`,
    by: {
      time: (a: { name: string }): string => `Tiden har gått ut och ${a.name} kan användas som vanligt igen.`,
      payment: (a: { name: string }): string =>
        `Betalningen är registrerad, tack. ${a.name} kan användas som vanligt igen.`,
      customer: (a: { name: string }): string => `Ni har öppnat igen. ${a.name} kan användas som vanligt.`,
      support: (a: { name: string }): string => `Vi har öppnat igen. ${a.name} kan användas som vanligt.`,
    },
    nothingLost: 'Inga meddelanden avvisades under tiden.',
  },
  limitNear: {
    title: (a: Told): string => `${a.name} närmar sig gränsen för utskick`,
    what: (a: Told): string =>
      `${a.name} har använt ${a.sent} av ${a.limit} ${a.rule === 'mailbox-day' ? 'mottagare i dag' : 'mottagare den senaste timmen'}.`,
    todo: (a: Told): string =>
      a.rule === 'mailbox-day'
        ? 'Går det över stänger vi utgående e-post. Vänta till i morgon med det som kan vänta. Känner du inte igen utskicken, byt lösenord nu.'
        : 'Går det över stoppas utskicken ett tag. Skicka resten lite senare. Känner du inte igen utskicken, byt lösenord nu.',
  },
  invoice: {
    issued: {
      title: (a: Told): string => `Faktura ${a.invoice}`,
      what: (a: Told): string => `Faktura ${a.invoice} finns nu i kundcentret.`,
    },
    reminder: {
      title: (a: Told): string => `Påminnelse: faktura ${a.invoice}`,
      what: (a: Told): string =>
        `Vi har inte registrerat någon betalning för faktura ${a.invoice}. Är den betald kan du bortse från det här.`,
    },
    'last-notice': {
      title: (a: Told): string => `Sista påminnelsen: faktura ${a.invoice}`,
      what: (a: Told): string =>
        `Faktura ${a.invoice} är fortfarande obetald. Betalas den inte nu stoppar vi utgående e-post. Inkommande e-post tas emot en tid till.`,
    },
    stopped: {
      title: (a: Told): string => `E-posten är stoppad: faktura ${a.invoice}`,
      what: (a: Told): string =>
        `Faktura ${a.invoice} är inte betald och utgående e-post är stoppad. Du kan logga in och betala; då öppnas allt av sig självt.`,
    },
    paid: {
      title: (a: Told): string => `Faktura ${a.invoice} är betald`,
      what: (a: Told): string => `Vi har registrerat betalningen för faktura ${a.invoice}. Tack.`,
    },
  },
  contact: {
    title: (a: Told): string => `Kontaktadressen ${a.contact} bör ändras`,
    'on-own-domain': (a: Told): string =>
      `Kontaktadressen ${a.contact} ligger på en domän som ni har hos oss. Slutar domänen att fungera når våra aviseringar inte fram.`,
    bounced: (a: Told): string => `E-post från oss till kontaktadressen ${a.contact} kom i retur.`,
    'never-confirmed': (a: Told): string => `Kontaktadressen ${a.contact} har aldrig bekräftats.`,
    todo: 'Lägg in en adress hos en annan leverantör i kundcentret och bekräfta den.',
  },
  newCountry: {
    title: (a: Told): string => `Ny inloggning på ${a.mailbox} från ${a.country}`,
    what: (a: Told): string => `Någon loggade in på ${a.mailbox} från ${a.country} ${a.when}. Lösenordet var rätt.`,
    todo: 'Var det du behöver du inte göra något. Var det inte du, byt lösenord nu och återkalla applösenorden.',
  },
  folded: {
    title: (a: { count: number }): string => `${a.count} aviseringar till`,
    what: 'Det blev många aviseringar på ett dygn, så vi har samlat resten här:',
  },
};
