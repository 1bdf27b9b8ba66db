/** Brevet til den som skal få videresendt e-post, på norsk bokmål. */
export const forwardConsent = {
  title: (a: { from: string }): string => `Vil du ha e-post videresendt fra ${a.from}?`,
  text: (a: { from: string; link: string; days: number }): string =>
    `${a.from} vil at e-posten dit også skal sendes til denne adressen.\n\nIngenting sendes før du sier ja. Her svarer du, innen ${a.days} dager:\n${a.link}\n\nKjenner du ikke til dette, trenger du ikke gjøre noe. På den samme siden kan du si nei, be om aldri å bli spurt igjen, eller stoppe videresendingen senere. Ta vare på brevet hvis du sier ja.`,
};
export type ForwardConsentWords = typeof forwardConsent;
