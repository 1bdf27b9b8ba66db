/**
 * What is said of an incident in each language: a first draft of the note for customers, which an operator may change, and the
 * head of the letter to them. Called by service/centre/incident-work.ts. Pure.
 */
import type { SharedKind } from '#src/diagnosis/incidents/trouble.ts';
import type { Language } from '#src/model/language.ts';

interface IncidentWords {
  /** `{ name, since }`: what is shared, and the time as the reader writes it. */
  readonly draft: (kind: SharedKind, a: { readonly name: string; readonly since: string }) => string;
  readonly title: (a: { readonly hostname: string }) => string;
  /** Over the note on the customer's pages. */
  readonly head: (a: { readonly isOver: boolean; readonly since: string }) => string;
  /** Below it: what of his it touches, and when it was said. */
  readonly touches: (a: { readonly subjects: string; readonly said: string }) => string;
}

export const INCIDENT_WORDS: Readonly<Record<Language, IncidentWords>> = {
  nb: {
    draft: (kind, { name, since }) => {
      const where: Readonly<Record<SharedKind, string>> = {
        'block-list': `En sperreliste (${name}) stopper e-post fra oss`,
        'name-server': `Navnetjeneren ${name} svarer ikke som den skal`,
        host: `E-post til og fra serveren ${name} stopper opp`,
        domain: `E-post til og fra ${name} stopper opp`,
        provider: `E-post til og fra ${name} stopper opp`,
        program: `E-postprogrammet ${name} får ikke kontakt med oss`,
        network: `Fra nettet til ${name} når e-postprogrammer oss ikke som de skal`,
        country: `Fra ${name.toUpperCase()} når e-postprogrammer oss ikke som de skal`,
        door: `En av tjenestene våre (${name}) virker ikke som den skal`,
      };
      return `${where[kind]} siden ${since}. Feilen ligger ikke hos deg, og du trenger ikke å gjøre noe. Vi arbeider med saken.`;
    },
    title: ({ hostname }) => `Om feilen med e-posten din (${hostname})`,
    head: ({ isOver, since }) => (isOver ? 'Feilen er over' : `Vi vet om en feil siden ${since}`),
    touches: ({ subjects, said }) => `Gjelder ${subjects}. Skrevet ${said}.`,
  },
  sv: {
    draft: (kind, { name, since }) => {
      const where: Readonly<Record<SharedKind, string>> = {
        'block-list': `En spärrlista (${name}) stoppar e-post från oss`,
        'name-server': `Namnservern ${name} svarar inte som den ska`,
        host: `E-post till och från servern ${name} stannar upp`,
        domain: `E-post till och från ${name} stannar upp`,
        provider: `E-post till och från ${name} stannar upp`,
        program: `E-postprogrammet ${name} får inte kontakt med oss`,
        network: `Från ${name}s nät når e-postprogram oss inte som de ska`,
        country: `Från ${name.toUpperCase()} når e-postprogram oss inte som de ska`,
        door: `En av våra tjänster (${name}) fungerar inte som den ska`,
      };
      return `${where[kind]} sedan ${since}. Felet ligger inte hos dig och du behöver inte göra något. Vi arbetar med saken.`;
    },
    title: ({ hostname }) => `Om felet med din e-post (${hostname})`,
    head: ({ isOver, since }) => (isOver ? 'Felet är över' : `Vi känner till ett fel sedan ${since}`),
    touches: ({ subjects, said }) => `Gäller ${subjects}. Skrivet ${said}.`,
  },
  en: {
    draft: (kind, { name, since }) => {
      const where: Readonly<Record<SharedKind, string>> = {
        'block-list': `A block list (${name}) has been stopping mail from us`,
        'name-server': `The name server ${name} has not been answering as it should`,
        host: `Mail to and from the server ${name} has been held up`,
        domain: `Mail to and from ${name} has been held up`,
        provider: `Mail to and from ${name} has been held up`,
        program: `The mail program ${name} has not been able to reach us`,
        network: `Mail programs on the network of ${name} have had trouble reaching us`,
        country: `Mail programs in ${name.toUpperCase()} have had trouble reaching us`,
        door: `One of our services (${name}) has not been working as it should`,
      };
      return `${where[kind]} since ${since}. The fault is not yours and there is nothing you need to do. We are working on it.`;
    },
    title: ({ hostname }) => `About the trouble with your e-mail (${hostname})`,
    head: ({ isOver, since }) => (isOver ? 'The trouble is over' : `We know of trouble since ${since}`),
    touches: ({ subjects, said }) => `Concerns ${subjects}. Written ${said}.`,
  },
};
