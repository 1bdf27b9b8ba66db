/** Brevet till den som ska få vidarebefordrad e-post, på svenska. */
import type { ForwardConsentWords } from '../nb/forward-consent.ts';

export const forwardConsent: ForwardConsentWords = {
  title: (a) => `Vill du få e-post vidarebefordrad från ${a.from}?`,
  text: (a) =>
    `${a.from} vill att e-posten dit också ska skickas till den här adressen.\n\nInget skickas förrän du säger ja. Här svarar du, inom ${a.days} dagar:\n${a.link}\n\nKänner du inte till det här behöver du inte göra något. På samma sida kan du säga nej, be om att aldrig bli tillfrågad igen eller stoppa vidarebefordringen senare. Spara brevet om du säger ja.`,
  told: {
    yes: {
      title: (a) => `${a.to} sa ja till e-post från ${a.from}`,
      what: (a) => `${a.to} får från och med nu e-posten som vidarebefordras från ${a.from}.`,
    },
    no: {
      title: (a) => `${a.to} sa nej till e-post från ${a.from}`,
      what: (a) =>
        `${a.to} vill inte ha e-posten som vidarebefordras från ${a.from}. Inget skickas dit. E-posten stannar i brevlådan.`,
    },
    stopped: {
      title: (a) => `${a.to} har stoppat vidarebefordringen från ${a.from}`,
      what: (a) =>
        `${a.to} vill inte längre ha e-posten som vidarebefordras från ${a.from}. Från och med nu skickas inget dit. E-posten stannar i brevlådan.`,
    },
    expired: {
      title: (a) => `${a.to} svarade inte om e-post från ${a.from}`,
      what: (a) =>
        `Vi frågade ${a.to} om att få e-posten som kommer till ${a.from} och fick inget svar i tid. Inget skickas dit. E-posten stannar i brevlådan.`,
    },
    copy: {
      stays: 'En kopia ligger kvar i brevlådan.',
      none: 'Ingen kopia blir kvar i brevlådan, så som vidarebefordringen är inställd.',
      rules: 'Brevlådans regler bestämmer vilken e-post det gäller.',
    },
    unknown:
      'Du behöver inte göra något. Känner du inte till vidarebefordringen, ta bort adressen under Vidarebefordran eller Regler i inställningarna och byt lösenord.',
    changesMind: 'Ångrar sig mottagaren fungerar länken i vårt brev fortfarande.',
    readHere: 'Läs e-posten i brevlådan tills vidare.',
    takeOut: 'Du kan ta bort adressen under Vidarebefordran eller Regler i inställningarna.',
    askAgain:
      'Vill du fråga en gång till väljer du ”Fråga igen” under Vidarebefordran i inställningarna. Annars kan du ta bort adressen.',
    askedEnough:
      'Vi har frågat så ofta vi får. Prata med mottagaren eller ta bort adressen under Vidarebefordran eller Regler i inställningarna.',
  },
  toldOfAlias: {
    what: {
      yes: (a) => `${a.to} får från och med nu e-posten som kommer till ${a.from}.`,
      no: (a) => `${a.to} vill inte ha e-posten som kommer till ${a.from}. Inget skickas dit.`,
      stopped: (a) =>
        `${a.to} vill inte längre ha e-posten som kommer till ${a.from}. Från och med nu skickas inget dit.`,
      expired: (a) =>
        `Vi frågade ${a.to} om att få e-posten som kommer till ${a.from} och fick inget svar i tid. Inget skickas dit.`,
    },
    others: 'De andra adresserna som aliaset leder till får e-posten som förut.',
    alone: 'Aliaset leder inte till någon annan. E-post dit går därför i retur, och avsändaren får veta varför.',
    askAgain: 'Vill du fråga en gång till väljer du ”Fråga igen” under Alias på domänens sida.',
    unknown: 'Du behöver inte göra något. Kontakta oss om du inte känner till aliaset.',
    changesMind: 'Ångrar sig mottagaren fungerar länken i vårt brev fortfarande.',
    askedEnough: 'Vi har frågat så ofta vi får. Prata med mottagaren eller be oss leda aliaset någon annanstans.',
  },
};
