/** Orden när webbmejlen och ditt program jämförs. */
import type { Words } from './nb.ts';

export const sv: Words = {
  title: 'Webbmejlen eller programmet?',
  lead: 'Vi provar brevlådan på tre sätt samtidigt: som webbmejlen gör, som världen utanför ser oss, och som dina program har försökt på sistone. Skillnaden visar var felet sitter.',
  again: 'Prova en gång till',
  at: (time) => `Provat ${time}`,
  verdicts: {
    account: {
      head: 'Det är något med brevlådan, inte med programmet',
      text: 'Samma sak stoppar webbmejlen och alla program. Du behöver inte ändra något i programmet.',
    },
    webmail: {
      head: 'Programmet fungerar, webbmejlen gör det inte',
      text: 'Dina program kommer in. Felet är hos oss och vi ser det. Läs e-posten i programmet så länge.',
    },
    doors: {
      head: 'Felet är hos oss',
      text: 'Webbmejlen fungerar, men våra dörrar svarar inte som de ska utifrån. Du behöver inte ändra något. Använd webbmejlen så länge.',
    },
    program: {
      head: 'Webbmejlen fungerar. Programmet kommer inte in',
      text: 'Brevlådan och våra dörrar är i ordning. Nedan ser du vilket program det är och vad som stoppade det.',
    },
    'never-sends': {
      head: 'Programmet hämtar e-post men har aldrig försökt skicka genom oss',
      text: 'Då står det troligen en annan server för utgående e-post i programmet, eller ingen alls. Jämför med våra inställningar.',
    },
    unseen: {
      head: 'Webbmejlen fungerar. Programmet har inte nått fram till oss',
      text: 'Vi har inte sett något program den senaste veckan. Då är det oftast fel servernamn, eller ett nät som spärrar e-post. Prova medan vi tittar på, så vet vi.',
    },
    'all-work': {
      head: 'Båda fungerar',
      text: 'Webbmejlen, våra dörrar och de program vi har sett den senaste veckan kommer in. Fungerar det ändå inte, låt oss undersöka närmare.',
    },
  },
  columns: { webmail: 'Webbmejlen', doors: 'Våra dörrar utifrån', programs: 'Dina program' },
  ways: { read: 'Hämta e-post', send: 'Skicka e-post' },
  states: { works: 'Fungerar', fails: 'Fungerar inte', unknown: 'Kunde inte provas', off: 'Används inte' },
  took: (ms) => `${ms} ms`,
  failed: {
    name: 'Vårt namn leder inte till något vi kan prova härifrån.',
    reach: 'Dörren svarar inte.',
    encrypt: 'Krypteringen eller certifikatet är inte i ordning.',
    'sign-in': 'Kom inte in.',
    open: 'Kom in men fick inte öppna brevlådan.',
  },
  noProgram: 'Ingen har loggat in än.',
  fails: 'Kommer inte in',
  lastIn: (time) => `senast inne ${time}`,
  neverIn: 'aldrig kommit in',
  lastTry: (time) => `Försökte senast ${time}.`,
  unnamed: 'Program utan namn',
  message: {
    title: 'Skicka ett testmeddelande',
    text: 'Från dig till dig själv, två gånger: en gång som webbmejlen skickar och en gång som ditt program skickar. Vi tar bort båda igen. De räknas som skickad e-post.',
    do: 'Skicka testmeddelandena',
    by: { webmail: 'Som webbmejlen skickar', public: 'Som ett program skickar' },
    states: { arrived: 'Kom fram', refused: 'Togs inte emot', late: 'Inte framme än', unknown: 'Kunde inte provas' },
    took: (ms, folder) => `Kom fram på ${ms} ms, i ${folder}.`,
    late: 'Det är mottaget men inte framme efter tio sekunder. Se om det kommer.',
  },
  next: {
    diagnose: 'Undersök närmare',
    watch: 'Prova programmet medan vi tittar på',
    settings: 'Se inställningarna',
  },
};
