/** The guide's words, Swedish. */
import type { Words } from './nb.ts';

export const sv: Words = {
  title: 'Prova Postvakt',
  intro:
    'Exempelvärden post.fjord.example körs på den här datorn, i ett eget litet internet. Här bor kunder vars e-post fungerar, och kunder med var sitt fel. Logga in som en av dem, tryck på Diagnos, se orsaken, rätta den.',
  steps: [
    'Logga in som en kund nedan.',
    'Tryck på ”Diagnos”, välj gärna vad som är fel, och tryck på ”Hitta orsaken”.',
    'Läs vad som är fel, och tryck på ”Rätta det” där det går. Se att det blir grönt.',
  ],
  signIn: 'Logga in',
  signInAs: (name) => `Logga in som ${name}`,
  operator: 'Driftvakten',
  operatorAbout: 'Ser alla kunder, ärenden, stopp, köer och journalen. Kan häva stopp och karantän.',
  everybody: 'Alla har lösenordet',
  oneAtATime: 'En webbläsare är en person i taget: nästa ”Logga in” byter person.',
  about: 'Fråga om',
  choose: 'Välj',
  symptoms: { receive: 'Jag får ingen e-post', send: 'Jag kan inte skicka', both: 'Ingenting fungerar' },
  wrong: 'Det här är fel',
  doThis: 'Så blir det grönt',
  by: { none: 'förklaras', button: 'ett tryck', world: 'någon annan måste', support: 'driftvakten', time: 'går över' },
  well: 'frisk',
  links: { app: 'Kundcentret', help: 'Hjälpsidorna', guide: 'Den här sidan' },
  world: 'Ute i världen',
  happened: 'Gjort. Kör Diagnos igen, så ser du det.',
  phonePassword: 'Lösenord som skrivs in på telefonen',
  terminal: {
    starting: 'Bygger exempelvärden: kunder flyttar in, och en vecka med e-post går …',
    ready: (seconds) => `Klart efter ${seconds} s.`,
    start: 'Börja här',
    who: 'Vem',
    wrong: 'Vad som är fel',
    link: 'Logga in',
    programs: 'För e-postprogram',
    folder: (folder) => `Data i ${folder}`,
    ask: 'Fråga från kommandoraden',
    stop: 'Ctrl-C avslutar.',
    removed: 'Mappen tas då bort.',
    kept: 'Mappen ligger kvar.',
    stopped: 'Stoppad.',
    folderFull: (folder) => `Mappen ${folder} är inte tom. Välj en ny.`,
    misuse: 'Användning: npm run demo -- [--lang nb|sv|en] [--port <nummer>] [--data <tom mapp som ligger kvar>]',
  },
  roles: {
    kari: {
      wrong: 'Ingenting. Allt fungerar.',
      doThis:
        'Läs hennes e-post: öppna brevet från Olav Dahl, med affischen till julmarknaden. ”Diagnos” visar hur ”allt fungerar” ser ut när det är bevisat.',
    },
    ola: {
      wrong: 'Telefonen har det gamla lösenordet och försöker igen var 20:e sekund.',
      doThis:
        'Tryck på ”Följ med” för att se försöken medan de sker. Skriv sedan in rätt lösenord på Olas telefon, här.',
      act: 'Skriv in lösenordet på Olas telefon',
    },
    anne: {
      wrong: 'Har skickat över 300 brev på en timme. Utgående är stängt tills timmen har gått.',
      doThis: 'Se nedräkningen och listan över det som måste skickas igen. Driftvakten kan öppna tidigare.',
    },
    bjorn: {
      wrong: 'En faktura är obetald, så utgående e-post är stoppad.',
      doThis: 'Diagnosen visar belopp och referens. Låt sedan banken betala, här: allt öppnas av sig självt.',
      act: 'Betala fakturan i banken',
    },
    ingrid: {
      wrong: 'Är på resa i Spanien. Brevlådan släpper bara in Norge och Sverige.',
      doThis: 'Tryck på ”Rätta det”: Spanien öppnas för resan.',
    },
    lise: {
      wrong: 'MX-posten försvann när webbplatsen flyttade. E-posten hittar inte fram.',
      doThis: 'Tryck på ”Rätta det”: MX-posten läggs in igen, och det prövas om den fungerar.',
    },
    sofia: {
      wrong: 'SPF-posten känner inte till vår server. Andra tar e-posten för falsk.',
      doThis: 'Tryck på ”Rätta det”: posten slås ihop, så att båda avsändarna finns med.',
    },
    per: {
      wrong: 'Domänens egen DMARC-regel avvisar e-posten: varken SPF eller DKIM stämmer.',
      doThis: 'Tryck på ”Rätta det” och kör Diagnos igen: nästa led i kedjan kommer fram.',
    },
    hilde: {
      wrong: 'Domänen förnyades inte och pekar på en parkeringssida.',
      doThis: 'Bara registraren kan förnya. Låt den göra det, här.',
      act: 'Registraren förnyar domänen',
    },
    erik: {
      wrong: 'DNSSEC är trasigt: en gammal DS-post ligger kvar hos registret.',
      doThis: 'Diagnosen skriver brevet till registraren. Låt den rätta, här.',
      act: 'Registraren byter DS-posten',
    },
    turid: {
      wrong: 'Brevlådan är full, mest av raderad e-post.',
      doThis: 'Tryck på ”Rätta det”: papperskorgen töms.',
    },
    jonas: {
      wrong: 'Någon på företaget raderade brevlådan salg@ i dag.',
      doThis: 'Tryck på ”Rätta det”: den kommer tillbaka med e-post och lösenord.',
    },
    magnus: {
      wrong: 'Brevlådan är troligen stulen: inloggad i tre länder samtidigt. Utgående är stängt.',
      doThis: 'Byt lösenordet under Brevlådor. Då kan han öppna igen själv, med ett tryck.',
    },
    nina: {
      wrong: 'Nyhetsbrevet stoppades: det går inte att avanmäla sig.',
      doThis: 'Diagnosen förklarar regeln och vad som måste vara med.',
    },
    trygve: {
      wrong: 'Domänen står på en svartlista. Andra avvisar e-posten.',
      doThis: 'Diagnosen säger vilken lista. Låt listan ta bort den, här.',
      act: 'Listan tar bort domänen',
    },
    rektor: {
      wrong: 'Vidarebefordran från post@ går i cirkel.',
      doThis: 'Tryck på ”Rätta det”: vidarebefordran tas bort.',
    },
    alva: {
      wrong: 'E-posten går till den gamla servern. DNS finns hos ett annat företag.',
      doThis: 'Diagnosen ger färdiga poster och ett färdigt brev. Låt DNS-företaget lägga in dem, här.',
      act: 'DNS-företaget lägger in posterna',
    },
    simen: {
      wrong: 'Domänen är i karantän: webbplatsen är hackad.',
      doThis: 'Driftvakten häver karantänen i konsolen.',
    },
  },
};
