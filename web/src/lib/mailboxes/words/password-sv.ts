/** Att byta lösenord, på svenska. */
import type { PasswordWords } from './password-nb.ts';
export const sv: PasswordWords = {
  changed: (time) => `Bytt ${time}.`,
  never: 'Brevlådan har inget lösenord ännu.',
  current: 'Lösenordet du har nu',
  next: 'Nytt lösenord',
  hint: 'Minst åtta tecken. Tre vanliga ord är bättre än ett svårt.',
  button: 'Byt lösenord',
  effect: 'Alla program som använder lösenordet behöver det nya. Applösenord fungerar som förut.',
  done: 'Lösenordet är bytt. Skriv in det på nytt i dina e-postprogram.',
  empties: 'Fyll i fältet.',
  make: 'Skapa ett åt mig',
  made: 'Skapat åt dig. Kopiera det innan du sparar.',
};
