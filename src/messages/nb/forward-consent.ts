/** Brevet til den som skal få videresendt e-post, på norsk bokmål. */
export const forwardConsent = {
  title: (a: { from: string }): string => `Vil du ha e-post videresendt fra ${a.from}?`,
  text: (a: { from: string; link: string; days: number }): string =>
    `${a.from} vil at e-posten dit også skal sendes til denne adressen.\n\nIngenting sendes før du sier ja. Her svarer du, innen ${a.days} dager:\n${a.link}\n\nKjenner du ikke til dette, trenger du ikke gjøre noe. På den samme siden kan du si nei, be om aldri å bli spurt igjen, eller stoppe videresendingen senere. Ta vare på brevet hvis du sier ja.`,
  /** Til den som eier postkassen: hva mottakeren svarte, og hva det betyr. */
  told: {
    yes: {
      title: (a: { from: string; to: string }): string => `${a.to} sa ja til e-post fra ${a.from}`,
      what: (a: { from: string; to: string }): string =>
        `${a.to} får fra nå av e-posten som sendes videre fra ${a.from}.`,
    },
    no: {
      title: (a: { from: string; to: string }): string => `${a.to} sa nei til e-post fra ${a.from}`,
      what: (a: { from: string; to: string }): string =>
        `${a.to} vil ikke ha e-posten som sendes videre fra ${a.from}. Ingenting sendes dit. E-posten blir i postkassen.`,
    },
    stopped: {
      title: (a: { from: string; to: string }): string => `${a.to} har stoppet videresendingen fra ${a.from}`,
      what: (a: { from: string; to: string }): string =>
        `${a.to} vil ikke lenger ha e-posten som sendes videre fra ${a.from}. Fra nå av sendes ingenting dit. E-posten blir i postkassen.`,
    },
    expired: {
      title: (a: { from: string; to: string }): string => `${a.to} svarte ikke om e-post fra ${a.from}`,
      what: (a: { from: string; to: string }): string =>
        `Vi spurte ${a.to} om å få e-posten som kommer til ${a.from}, og fikk ikke svar i tide. Ingenting sendes dit. E-posten blir i postkassen.`,
    },
    copy: {
      stays: 'En kopi blir liggende i postkassen.',
      none: 'Det blir ingen kopi i postkassen, slik videresendingen er satt opp.',
      rules: 'Reglene for postkassen bestemmer hvilken e-post det gjelder.',
    },
    unknown:
      'Du trenger ikke gjøre noe. Kjenner du ikke til videresendingen, fjern adressen under Videresending eller Regler i innstillingene, og bytt passord.',
    changesMind: 'Ombestemmer mottakeren seg, virker lenken i brevet vårt fortsatt.',
    readHere: 'Les e-posten i postkassen inntil videre.',
    takeOut: 'Du kan fjerne adressen under Videresending eller Regler i innstillingene.',
    askAgain:
      'Vil du spørre en gang til, velg «Spør igjen» under Videresending i innstillingene. Ellers kan du fjerne adressen.',
    askedEnough:
      'Vi har spurt så ofte vi kan. Snakk med mottakeren, eller fjern adressen under Videresending eller Regler i innstillingene.',
  },
  /** Det samme når det er et alias som sender videre: det har ingen postkasse. */
  toldOfAlias: {
    what: {
      yes: (a: { from: string; to: string }): string => `${a.to} får fra nå av e-posten som kommer til ${a.from}.`,
      no: (a: { from: string; to: string }): string =>
        `${a.to} vil ikke ha e-posten som kommer til ${a.from}. Ingenting sendes dit.`,
      stopped: (a: { from: string; to: string }): string =>
        `${a.to} vil ikke lenger ha e-posten som kommer til ${a.from}. Fra nå av sendes ingenting dit.`,
      expired: (a: { from: string; to: string }): string =>
        `Vi spurte ${a.to} om å få e-posten som kommer til ${a.from}, og fikk ikke svar i tide. Ingenting sendes dit.`,
    },
    others: 'De andre adressene som aliaset leder til, får e-posten som før.',
    alone: 'Aliaset leder ikke til noen andre. E-post dit går derfor i retur, og avsenderen får vite hvorfor.',
    askAgain: 'Vil du spørre en gang til, velg «Spør igjen» under Alias på siden til domenet.',
    unknown: 'Du trenger ikke gjøre noe. Kjenner du ikke til aliaset, ta kontakt med oss.',
    changesMind: 'Ombestemmer mottakeren seg, virker lenken i brevet vårt fortsatt.',
    askedEnough: 'Vi har spurt så ofte vi kan. Snakk med mottakeren, eller be oss lede aliaset et annet sted.',
  },
};
export type ForwardConsentWords = typeof forwardConsent;
