/** Brev om någons egen väg in i kundcentret, på svenska. Keys are those of model/notice.ts. */
import type { SecurityWords } from '../security-shape.ts';

export const security: SecurityWords = {
  'new-device': {
    title: (a) => `Ny inloggning på ${a.name}`,
    what: (a) => `Någon loggade in i kundcentret som ${a.name} ${a.when}, från en webbläsare vi inte har sett förut.`,
    todo: 'Var det inte du, byt lösenord och avsluta de andra inloggningarna under Inställningar.',
  },
  'password-changed': {
    title: (a) => `Lösenordet för ${a.name} är bytt`,
    what: (a) => `Lösenordet för ${a.name} byttes ${a.when}. Alla andra inloggningar avslutades.`,
    todo: 'Var det inte du, välj ”Glömt lösenordet?” på inloggningssidan och hör av dig till oss.',
  },
  'password-reset': {
    title: (a) => `Nytt lösenord för ${a.name} med hjälp av en länk`,
    what: (a) => `Någon valde ett nytt lösenord för ${a.name} ${a.when} med en länk som vi skickade med e-post.`,
    todo: 'Var det ingen av er, be om en ny länk på inloggningssidan och hör av er till oss.',
  },
  'factor-added': {
    title: (a) => `Nytt sätt att logga in för ${a.name}`,
    what: (a) => `En inloggningsnyckel (passkey) eller en kodapp lades till för ${a.name} ${a.when}.`,
    todo: 'Var det inte du, byt lösenord och ta bort den under Inställningar.',
  },
  'factor-removed': {
    title: (a) => `Ett sätt att logga in är borttaget för ${a.name}`,
    what: (a) => `En inloggningsnyckel (passkey) eller en kodapp togs bort från ${a.name} ${a.when}.`,
    todo: 'Var det ingen av er, byt lösenord genast och hör av er till oss.',
  },
  'recovery-code-used': {
    title: (a) => `En återställningskod för ${a.name} har använts`,
    what: (a) => `Någon loggade in som ${a.name} med en återställningskod ${a.when}. Koden fungerar inte längre.`,
    todo: 'Var det inte du, byt lösenord och skapa nya koder under Inställningar.',
  },
  'codes-guessed': {
    title: (a) => `Någon kan lösenordet för ${a.name}`,
    what: (a) =>
      `Någon skrev rätt lösenord för ${a.name} och sedan fel kod många gånger, senast ${a.when}. De kom inte in.`,
    todo: 'Byt lösenord nu. Var det du, logga in med en inloggningsnyckel eller en återställningskod.',
  },
  where: (a) => `Det skedde från ${a.program} på adressen ${a.remote}.`,
  byOperator: 'Det gjordes av kundtjänsten.',
  unknownProgram: 'en okänd webbläsare',
  wasYou: 'Var det du behöver du inte göra något.',
};
