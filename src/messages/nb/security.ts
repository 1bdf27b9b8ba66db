/** Brev om noens egen vei inn i kundesenteret, på norsk bokmål. Keys are those of model/notice.ts. */
import type { SecurityWords } from '../security-shape.ts';

export const security: SecurityWords = {
  'new-device': {
    title: (a) => `Ny innlogging på ${a.name}`,
    what: (a) => `Noen logget inn i kundesenteret som ${a.name} ${a.when}, fra en nettleser vi ikke har sett før.`,
    todo: 'Var det ikke deg, bytt passord og avslutt de andre innloggingene under Innstillinger.',
  },
  'password-changed': {
    title: (a) => `Passordet til ${a.name} er byttet`,
    what: (a) => `Passordet til ${a.name} ble byttet ${a.when}. Alle andre innlogginger ble avsluttet.`,
    todo: 'Var det ikke deg, velg «Glemt passordet?» på innloggingssiden, og kontakt oss.',
  },
  'password-reset': {
    title: (a) => `Nytt passord til ${a.name} ved hjelp av en lenke`,
    what: (a) => `Noen valgte nytt passord til ${a.name} ${a.when} med en lenke vi sendte på e-post.`,
    todo: 'Var det ingen av dere, be om en ny lenke på innloggingssiden, og kontakt oss.',
  },
  'factor-added': {
    title: (a) => `Ny innloggingsmåte for ${a.name}`,
    what: (a) => `En passnøkkel eller en kodeapp ble lagt til for ${a.name} ${a.when}.`,
    todo: 'Var det ikke deg, bytt passord og fjern den under Innstillinger.',
  },
  'factor-removed': {
    title: (a) => `En innloggingsmåte er fjernet for ${a.name}`,
    what: (a) => `En passnøkkel eller en kodeapp ble fjernet fra ${a.name} ${a.when}.`,
    todo: 'Var det ingen av dere, bytt passord med en gang, og kontakt oss.',
  },
  'recovery-code-used': {
    title: (a) => `En gjenopprettingskode for ${a.name} er brukt`,
    what: (a) => `Noen logget inn som ${a.name} med en gjenopprettingskode ${a.when}. Koden virker ikke lenger.`,
    todo: 'Var det ikke deg, bytt passord og lag nye koder under Innstillinger.',
  },
  'codes-guessed': {
    title: (a) => `Noen kjenner passordet til ${a.name}`,
    what: (a) =>
      `Noen skrev riktig passord for ${a.name} og deretter feil kode mange ganger, sist ${a.when}. De kom ikke inn.`,
    todo: 'Bytt passord nå. Var det deg, logg inn med en passnøkkel eller en gjenopprettingskode.',
  },
  where: (a) => `Det skjedde fra ${a.program} på adressen ${a.remote}.`,
  byOperator: 'Det ble gjort av kundestøtte.',
  unknownProgram: 'en ukjent nettleser',
  wasYou: 'Var det deg, trenger du ikke gjøre noe.',
};
