/** What people write to each other in the week before the demo, in the language of the demo. Data only. */
import type { Language } from '#src/model/language.ts';

export interface LetterText {
  readonly subject: string;
  readonly text: string;
}
const NB: readonly LetterText[] = [
  { subject: 'Bilder fra overvåkingskameraet', text: 'Her er nattens bilder.' },
  {
    subject: 'Nyheter fra butikken',
    text: 'Velkommen til vårens nyheter! Denne måneden har vi fått inn mange nye varer fra små produsenter i hele landet, og vi inviterer alle kunder til en hyggelig kveld med smaksprøver og musikk.\nStorgata 1, 0155 Oslo, telefon +47 22 33 44 55',
  },
  {
    subject: 'Tilbud på levering',
    text: 'Hei! Vi kan levere torsdag før lunsj. Passer det?\n\nVennlig hilsen\nNordkraft',
  },
  {
    subject: 'Referat fra møtet',
    text: 'Takk for et godt møte i går. Referatet følger under.\n\n1. Åpningstider\n2. Ny avtale',
  },
  {
    subject: 'Spørsmål om faktura',
    text: 'Hei, vi får ikke beløpet på den siste fakturaen til å stemme. Kan du se på det?',
  },
  { subject: 'Foreldremøte onsdag', text: 'Velkommen til foreldremøte klokken 18. Kaffe fra halv seks.' },
  { subject: 'Takk for sist!', text: 'Så hyggelig å se dere. Vi ringes over helgen.' },
];
const SV: readonly LetterText[] = [
  { subject: 'Bilder från övervakningskameran', text: 'Här är nattens bilder.' },
  {
    subject: 'Nyheter från butiken',
    text: 'Välkommen till vårens nyheter! Den här månaden har vi fått in många nya varor från små producenter i hela landet, och vi bjuder in alla kunder till en trevlig kväll med smakprov och musik.\nStorgatan 1, 111 22 Stockholm, telefon +46 8 123 456 78',
  },
  {
    subject: 'Offert på leverans',
    text: 'Hej! Vi kan leverera på torsdag före lunch. Passar det?\n\nVänliga hälsningar\nNordkraft',
  },
  {
    subject: 'Anteckningar från mötet',
    text: 'Tack för ett bra möte i går. Anteckningarna följer nedan.\n\n1. Öppettider\n2. Nytt avtal',
  },
  {
    subject: 'Fråga om fakturan',
    text: 'Hej, vi får inte beloppet på den senaste fakturan att stämma. Kan du titta på det?',
  },
  { subject: 'Föräldramöte på onsdag', text: 'Välkomna till föräldramöte klockan 18. Kaffe från halv sex.' },
  { subject: 'Tack för senast!', text: 'Så trevligt att ses. Vi hörs efter helgen.' },
];
const EN: readonly LetterText[] = [
  { subject: 'Pictures from the camera', text: 'Here are last night’s pictures.' },
  {
    subject: 'News from the shop',
    text: 'Welcome to our news of the spring! This month we have received many new goods from small makers all over the country, and we invite every customer to an evening with tastings and music.\n1 High Street, telephone +47 22 33 44 55',
  },
  {
    subject: 'Offer of delivery',
    text: 'Hello! We can deliver on Thursday before lunch. Does that suit you?\n\nKind regards\nNordkraft',
  },
  {
    subject: 'Notes from the meeting',
    text: 'Thank you for a good meeting yesterday. The notes are below.\n\n1. Opening hours\n2. New contract',
  },
  {
    subject: 'A question about the bill',
    text: 'Hello, we cannot make the amount of the last bill fit. Could you have a look?',
  },
  {
    subject: 'Parents’ evening on Wednesday',
    text: 'Welcome to the parents’ evening at six. Coffee from half past five.',
  },
  { subject: 'Good to see you!', text: 'It was so nice to see you all. I will call after the weekend.' },
];

export const letterTexts = (language: Language): readonly LetterText[] => ({ nb: NB, sv: SV, en: EN })[language];
