/** Brevet till den som ska få vidarebefordrad e-post, på svenska. */
import type { ForwardConsentWords } from '../nb/forward-consent.ts';

export const forwardConsent: ForwardConsentWords = {
  title: (a) => `Vill du få e-post vidarebefordrad från ${a.from}?`,
  text: (a) =>
    `${a.from} vill att e-posten dit också ska skickas till den här adressen.\n\nInget skickas förrän du säger ja. Här svarar du, inom ${a.days} dagar:\n${a.link}\n\nKänner du inte till det här behöver du inte göra något. På samma sida kan du säga nej, be om att aldrig bli tillfrågad igen eller stoppa vidarebefordringen senare. Spara brevet om du säger ja.`,
};
