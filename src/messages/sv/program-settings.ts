/** Words of the check of a mail program's settings, på svenska. */
import type { ProgramSettingsWords } from '../nb/program-settings.ts';
import type { Places } from '../nb/program-settings.ts';

const fields = (incoming: string, outgoing: string, sender: string, sent = sender): Places => ({
  incoming,
  outgoing,
  sender,
  sent,
});
const file = (name: string): Places => fields(`I filen ${name}`, `I filen ${name}`, `I filen ${name}`);

export const programSettings: ProgramSettingsWords = {
  formats: {
    thunderbird: 'Thunderbird (prefs.js)',
    'outlook-prf': 'Outlook (PRF-fil)',
    'outlook-registry': 'Outlook (export från registret)',
    'apple-profile': 'Profil för iPhone, iPad och Mac',
    k9: 'K-9 Mail eller Thunderbird för Android',
    fairemail: 'FairEmail',
    msmtp: 'msmtp',
    mbsync: 'mbsync (isync)',
    mutt: 'mutt eller NeoMutt',
    fetchmail: 'fetchmail',
    getmail: 'getmail',
    offlineimap: 'OfflineIMAP',
    evolution: 'Evolution',
    kmail: 'KMail',
    text: 'inställningar skrivna som text',
  },
  unreadable: {
    empty: 'Här står ingenting.',
    'too-large': 'Filen är större än 2 MB. Inställningar är mindre än så; kanske är det en annan fil?',
    encrypted:
      'Exporten är krypterad med ett lösenord, så vi kan inte läsa den. Exportera en gång till utan lösenord, eller skriv in server, port, kryptering och användarnamn.',
    binary: 'Det här är en bild, ett dokument eller en databas. Skriv av det som står, så läser vi texten.',
    unknown:
      'Vi känner inte igen några inställningar i det här. Skriv in server, port, kryptering och användarnamn, till exempel: ”imap.exempel.se port 993 SSL/TLS, användare kari@exempel.se”.',
    'no-accounts': 'Vi känner igen filen, men det finns inget e-postkonto i den.',
  },
  faults: {
    'host-missing': { title: 'Servernamnet saknas', why: () => 'Utan servernamn har programmet ingen att prata med.' },
    'host-not-a-name': {
      title: 'Det här är inget servernamn',
      why: () => 'I fältet ska bara namnet stå: utan https://, utan @ och utan mellanslag.',
    },
    'host-typo': {
      title: 'Skrivfel i servernamnet',
      why: (a) =>
        a.meant
          ? `Namnet liknar ${a.meant}.`
          : 'Det är nästan rätt. En bokstav räcker för att programmet inte ska hitta fram.',
    },
    'host-swapped': {
      title: 'Servrarna har bytt plats',
      why: () => 'Namnet hör till den andra riktningen: inkommande och utgående har var sin server.',
    },
    'host-other-provider': {
      title: 'Servern hör till en annan leverantör',
      why: (a) => `Det här är en server hos ${a.provider}. Din e-post finns inte där.`,
    },
    'host-own-domain': {
      title: 'Servernamnet är din domän, inte servern',
      why: () =>
        'Ett sådant namn kan leda rätt i dag, men certifikatet gäller för serverns eget namn. Då kommer det varningar, eller så ger programmet upp.',
    },
    'host-wrong': {
      title: 'Fel servernamn',
      why: () => 'Det här är inte servern där din brevlåda finns. Kanske är den från en tidigare leverantör.',
    },
    'smtp-other-provider': {
      title: 'E-posten skickas genom en annan leverantör',
      why: (a) =>
        `Den utgående servern är ${a.provider}. Den tar bara emot från egna kunder, och e-post med din adress därifrån räknas ofta som falsk.`,
    },
    'port-wrong': {
      title: 'Fel port',
      why: () => 'På den här porten svarar servern inte. Port och kryptering hör ihop.',
    },
    'port-of-other-kind': {
      title: 'Porten är till för något annat',
      why: (a) => `Port ${a.port} är för ${String(a.other).toUpperCase()}, inte för ${String(a.kind).toUpperCase()}.`,
    },
    'port-25': {
      title: 'Port 25 är inte för e-postprogram',
      why: () => 'Där levererar servrar till varandra, och många nät spärrar porten. Program skickar på 465 eller 587.',
    },
    'security-mismatch': {
      title: 'Port och kryptering passar inte ihop',
      why: (a) =>
        `Port ${a.wanted} vill ha ett bestämt val. Väljs det andra väntar program och server på varandra tills de ger upp. Lösenordet har inget med saken att göra.`,
    },
    'security-off': {
      title: 'Kryptering är avstängd',
      why: () => 'Då kan andra på samma nät läsa lösenordet. Därför säger servern nej.',
    },
    'security-optional': {
      title: 'Kryptering används bara om den erbjuds',
      why: () =>
        'Någon på vägen kan låtsas att den inte finns, och då skickas lösenordet öppet. Låt programmet kräva den.',
    },
    'user-missing': { title: 'Användarnamnet saknas', why: () => 'Programmet måste logga in med ett namn.' },
    'user-without-domain': {
      title: 'Användarnamnet är inte hela adressen',
      why: () => 'Användarnamnet är hela e-postadressen. Den första delen ensam kan höra till många.',
    },
    'user-with-blank': {
      title: 'Det finns ett mellanslag i användarnamnet',
      why: () => 'Det syns knappt och följer ofta med när man klistrar in. Kontot hittas inte.',
    },
    'user-typo': { title: 'Skrivfel i användarnamnet', why: () => 'Det är nästan rätt, men kontot hittas inte.' },
    'user-other': { title: 'Användarnamnet är ett annat', why: () => 'Namnet hör inte till den här brevlådan.' },
    'sign-in-off': {
      title: 'Inloggning för utgående server är avstängd',
      why: () => 'Utan inloggning skickar servern bara till brevlådor som finns hos den själv.',
    },
    'sign-in-way': {
      title: 'Programmet vill logga in på ett sätt som servern inte har',
      why: () => 'Välj vanligt lösenord. Det är säkert, för anslutningen är krypterad.',
    },
    'sign-in-oauth': {
      title: 'OAuth är valt, men här används lösenord',
      why: () => 'OAuth är för Google och Microsoft. Hos oss loggar program in med lösenord.',
    },
    'oauth-wanted': {
      title: 'Den här leverantören vill ha OAuth',
      why: () => 'Vanligt lösenord nekas. Lägg in kontot på nytt och logga in i fönstret som kommer upp.',
    },
    'app-password-wanted': {
      title: 'Kom ihåg applösenord',
      why: () =>
        'Den här leverantören tar inte emot det vanliga lösenordet i program. Skapa ett applösenord på kontosidan där.',
    },
    'from-typo': {
      title: 'Skrivfel i avsändaradressen',
      why: () => 'Servern nekar avsändare som inte är dina, och svaren hamnar hos andra.',
    },
    'from-other': {
      title: 'Avsändaren är en annan adress',
      why: () => 'Ett konto kan bara skicka från egna adresser. Är det inte ett alias som är ditt nekas meddelandet.',
    },
    'from-not-an-address': {
      title: 'Avsändaren är ingen e-postadress',
      why: () => 'Servern kan inte ta emot ett meddelande med en sådan avsändare.',
    },
    'outgoing-missing': { title: 'Utgående server saknas', why: () => 'Kontot kan hämta e-post men inte skicka.' },
    'pop-not-imap': {
      title: 'Kontot använder POP3',
      why: () => 'Det fungerar. Med IMAP ligger e-posten på servern, och alla dina enheter visar samma sak.',
    },
    'pop-switched-off': {
      title: 'Det här sättet att hämta är avstängt',
      why: () => 'Det är avstängt för din brevlåda. Slå på det under brevlådan i kundcentret, eller använd IMAP.',
    },
    'mail-is-removed': {
      title: 'E-posten tas bort från servern när den har hämtats',
      why: () =>
        'Då försvinner den från telefonen, webbmejlen och alla andra ställen, och finns bara på den här datorn.',
    },
    'certificate-unchecked': {
      title: 'Certifikatet kontrolleras inte',
      why: () => 'Då kan vem som helst på vägen ge sig ut för att vara servern och få lösenordet.',
    },
    'connections-many': {
      title: 'För många anslutningar samtidigt',
      why: (a) => `Servern tillåter ${a.most} för alla dina enheter tillsammans. Fem räcker för ett program.`,
    },
    'folder-prefix': {
      title: 'Rotmapp är angiven',
      why: () =>
        'Här ligger mapparna överst. Med en rotmapp skapar programmet egna mappar för skickat och papperskorg, och e-post ser ut att saknas.',
    },
    'sent-copy-off': {
      title: 'Kopior av skickad e-post sparas inte',
      why: () =>
        'Det du skickar från det här programmet finns då inte i Skickat, varken här, i telefonen eller i webbmejlen.',
    },
    'sent-copy-here': {
      title: 'Kopior av skickad e-post stannar på datorn',
      why: () =>
        'Dina andra enheter och webbmejlen visar då inte det du skickade härifrån. Går datorn sönder är kopiorna borta.',
    },
    'sent-folder-other': {
      title: 'Skickad e-post läggs i en annan mapp',
      why: () =>
        'Dina andra program och webbmejlen använder ”Sent”. Har du inte valt den här mappen själv får du leta efter skickad e-post på två ställen.',
    },
    'account-twice': {
      title: 'Samma brevlåda finns två gånger',
      why: (a) => `”${a.first}” och ”${a.second}” är samma brevlåda. En räcker.`,
    },
    'imap-and-pop': {
      title: 'Brevlådan finns både med IMAP och POP3',
      why: () =>
        'POP3 kan tömma inkorgen som IMAP visar. Behåll IMAP, och ta bort den andra när du ser att allt finns kvar.',
    },
  },
  fields: {
    host: 'Server',
    port: 'Port och kryptering',
    security: 'Kryptering',
    userName: 'Användarnamn',
    signIn: 'Inloggning',
    from: 'Avsändaradress',
    kind: 'Kontotyp',
    leavesMail: 'Behåll på servern',
    checksCertificate: 'Kontroll av certifikat',
    connections: 'Anslutningar',
    folderPrefix: 'Rotmapp',
    sentCopy: 'Kopia av skickad e-post',
    sentFolder: 'Mapp för skickad e-post',
    account: 'Konto',
  },
  servers: { incoming: 'Inkommande e-post', outgoing: 'Utgående e-post' },
  weights: { wrong: 'Måste rättas', risk: 'Bör rättas', note: 'Bra att veta' },
  security: { tls: 'SSL/TLS', starttls: 'STARTTLS', optional: 'STARTTLS om det går', none: 'ingen kryptering' },
  signIn: {
    password: 'vanligt lösenord',
    hashed: 'krypterat lösenord (CRAM-MD5)',
    ntlm: 'säker lösenordsautentisering (SPA/NTLM)',
    kerberos: 'Kerberos',
    certificate: 'certifikat',
    oauth: 'OAuth',
    any: 'automatiskt',
    none: 'ingen inloggning',
  },
  copies: { on: 'sparas', off: 'sparas inte', here: 'på datorn' },
  port: 'port',
  empty: '(tomt)',
  line: (n) => `rad ${n}`,
  says: 'Nu',
  should: 'Ska vara',
  where: 'Rätta det här',
  verdict: {
    fine: 'Inställningarna är rätt',
    wrong: (n) => (n === 1 ? 'En sak måste rättas' : `${n} saker måste rättas`),
    risk: (n) => (n === 1 ? 'En sak bör rättas' : `${n} saker bör rättas`),
  },
  untold: { host: 'servern', port: 'porten', security: 'krypteringen', userName: 'användarnamnet' },
  unchecked: (what) => `Inte kontrollerat, för det stod inte där: ${what}.`,
  compared: {
    mail: (a) => `E-post till ${a.domain} tas emot av ${a.who}, inte här.`,
    noMail: (a) => `${a.domain} tar inte emot e-post: domänen har ingen mottagande server i DNS.`,
    unknownThere:
      'Inställningarna där känner vi inte till, så vi säger bara det som är fel i sig. Fråga den leverantören vad som ska stå.',
    ours: (name) => `Jämfört med inställningarna för ${name} hos oss.`,
    provider: (name, provider) => `Jämfört med de vanliga inställningarna hos ${provider}, där ${name} finns.`,
    unknown:
      'Vi vet inte vilken leverantör det här är hos, så vi säger bara till om det som är fel i sig. Skriv e-postadressen, så vet vi mer.',
  },
  places: {
    thunderbird: fields(
      '☰ → Kontoinställningar → kontot → Serverinställningar',
      '☰ → Kontoinställningar → Utgående server (SMTP), längst ned till vänster → Redigera',
      '☰ → Kontoinställningar → kontots namn → E-postadress',
      '☰ → Kontoinställningar → kontot → Kopior och mappar',
    ),
    'outlook-prf': fields(
      'Arkiv → Kontoinställningar → Serverinställningar → Inkommande e-post',
      'Arkiv → Kontoinställningar → Serverinställningar → Utgående e-post',
      'Arkiv → Kontoinställningar → E-postadress',
    ),
    'outlook-registry': fields(
      'Arkiv → Kontoinställningar → Serverinställningar → Inkommande e-post',
      'Arkiv → Kontoinställningar → Serverinställningar → Utgående e-post',
      'Arkiv → Kontoinställningar → E-postadress',
      'Arkiv → Alternativ → E-post → Spara meddelanden',
    ),
    'apple-profile': fields(
      'Inställningar → Appar → Mail → Mail-konton → kontot → IMAP → Avancerat. Ett konto från en profil ändras i profilen.',
      'Inställningar → Appar → Mail → Mail-konton → kontot → SMTP. Ett konto från en profil ändras i profilen.',
      'Inställningar → Appar → Mail → Mail-konton → kontot → E-post',
    ),
    k9: fields(
      'Inställningar → kontot → Hämtar e-post → Inkommande server',
      'Inställningar → kontot → Skickar e-post → Utgående server',
      'Inställningar → kontot → Skickar e-post → Hantera identiteter',
      'Inställningar → kontot → Mappar → Skickat, och Skickar e-post → Ladda upp skickade meddelanden',
    ),
    fairemail: fields(
      'Inställningar → Manuell konfiguration → Konton → kontot',
      'Inställningar → Manuell konfiguration → Identiteter → identiteten',
      'Inställningar → Manuell konfiguration → Identiteter → identiteten',
      'Inställningar → Manuell konfiguration → Konton → kontot → Skickat',
    ),
    msmtp: file('~/.msmtprc'),
    mbsync: file('~/.mbsyncrc'),
    mutt: file('~/.muttrc'),
    fetchmail: file('~/.fetchmailrc'),
    getmail: file('~/.config/getmail/getmailrc'),
    offlineimap: file('~/.offlineimaprc'),
    evolution: fields(
      'Redigera → Konton → kontot → Ta emot e-post',
      'Redigera → Konton → kontot → Skicka e-post',
      'Redigera → Konton → kontot → Identitet',
      'Redigera → Konton → kontot → Standardvärden',
    ),
    kmail: fields(
      'Inställningar → Anpassa Kmail → Konton → Ta emot → Ändra',
      'Inställningar → Anpassa Kmail → Konton → Skicka → Ändra',
      'Inställningar → Anpassa Kmail → Identiteter',
      'Inställningar → Anpassa Kmail → Identiteter → Ändra → Avancerat',
    ),
    text: fields(
      'Kontoinställningar → inkommande server',
      'Kontoinställningar → utgående server (SMTP)',
      'Kontoinställningar → e-postadress',
    ),
  },
  putBack: {
    thunderbird:
      'Stäng Thunderbird helt. ☰ → Hjälp → Felsökningsinformation visar profilmappen. Spara den gamla prefs.js, och lägg den rättade i stället.',
    'outlook-prf':
      'Stäng Outlook och dubbelklicka på filen, eller kör outlook.exe /importprf med filen. Outlook frågar efter lösenordet.',
    'outlook-registry': 'Stäng Outlook. Dubbelklicka på filen och svara ja. Starta Outlook igen.',
    'apple-profile':
      'Ta bort den gamla profilen under Inställningar → Allmänt → VPN och enhetshantering, och öppna den rättade. Den är inte signerad, så enheten säger ”ej verifierad”.',
    k9: 'Ta bort kontot i programmet och hämta in det igen: Inställningar → Importera inställningar.',
    fairemail: 'Inställningar → Säkerhetskopia → Importera, och välj den rättade filen.',
    msmtp: 'Lägg den i stället för ~/.msmtprc, med rättigheterna 600.',
    mbsync: 'Lägg den i stället för ~/.mbsyncrc, med rättigheterna 600.',
    mutt: 'Lägg den i stället för den gamla och starta om mutt.',
    fetchmail: 'Lägg den i stället för ~/.fetchmailrc, med rättigheterna 600.',
    getmail: 'Lägg den i stället för den gamla getmailrc.',
    offlineimap: 'Lägg den i stället för ~/.offlineimaprc.',
    evolution: 'Stäng Evolution, lägg filen i ~/.config/evolution/sources, och logga ut och in igen.',
    kmail: 'Stäng Kmail, lägg tillbaka filen i ~/.config, och kör ”akonadictl restart”.',
    text: 'Skriv in värdena i ditt program.',
  },
  fileMade: (path) => `Den rättade filen: ${path}`,
  passwordsLeft: (n) =>
    n === 1
      ? 'Det står ett lösenord i filen. Vi läste det inte, och det är orört.'
      : `Det står ${n} lösenord i filen. Vi läste dem inte, och de är orörda.`,
};
