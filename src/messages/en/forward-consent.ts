/** The letter to somebody who is to get forwarded mail, in English. */
import type { ForwardConsentWords } from '../nb/forward-consent.ts';

export const forwardConsent: ForwardConsentWords = {
  title: (a) => `Do you want mail forwarded from ${a.from}?`,
  text: (a) =>
    `${a.from} wants the mail that comes there to be sent to this address as well.\n\nNothing is sent until you say yes. Answer here within ${a.days} days:\n${a.link}\n\nIf this means nothing to you, you need not do anything. On the same page you can say no, ask never to be asked again, or stop the forwarding later. Keep this letter if you say yes.`,
};
