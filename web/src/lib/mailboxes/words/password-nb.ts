/** Å bytte passord, på bokmål. */
export const nb = {
  changed: (time: string) => `Byttet ${time}.`,
  never: 'Postkassen har ikke noe passord ennå.',
  current: 'Passordet du har nå',
  next: 'Nytt passord',
  hint: 'Minst åtte tegn. Tre vanlige ord er bedre enn ett vanskelig.',
  button: 'Bytt passord',
  effect: 'Alle programmer som bruker dette passordet, må få det nye. App-passord virker som før.',
  done: 'Passordet er byttet. Skriv det inn på nytt i e-postprogrammene dine.',
  empties: 'Fyll inn feltet.',
  make: 'Lag et for meg',
  made: 'Laget for deg. Kopier det før du lagrer.',
};
export type PasswordWords = typeof nb;
