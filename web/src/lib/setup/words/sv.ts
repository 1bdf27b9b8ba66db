/** Orden på sidan där ett program eller en telefon ställs in, på svenska. */
import type { Words } from './nb.ts';

const typedBelow = 'Skriv in servrarna som står längre ner. Användarnamnet är hela adressen på båda ställena.';

export const sv: Words = {
  title: 'Ställ in program eller telefon',
  lead: 'Välj program, så visar vi den kortaste vägen.',
  which: 'Vilket program?',
  programs: {
    thunderbird: 'Thunderbird',
    'outlook-new': 'Nya Outlook',
    outlook: 'Klassiska Outlook',
    mac: 'Mail på Mac',
    iphone: 'iPhone och iPad',
    gmail: 'Gmail på Android',
    samsung: 'Samsung E-post',
    k9: 'Thunderbird för Android och K-9',
    fairemail: 'FairEmail',
    other: 'Ett annat program',
  },
  how: (program) => `${program}: så gör du`,
  steps: {
    thunderbird: {
      found: [
        'Öppna menyn (☰) och välj Nytt konto och sedan E-post.',
        'Skriv ditt namn och adressen och välj Fortsätt. Thunderbird hittar servrarna.',
        'Skriv lösenordet när det frågar, och välj Fortsätt tills kontot är på plats.',
      ],
      typed: [
        'Öppna menyn (☰) och välj Nytt konto och sedan E-post.',
        'Skriv ditt namn och adressen och välj Konfigurera manuellt.',
        typedBelow,
      ],
    },
    'outlook-new': {
      found: [],
      typed: [
        'Öppna Inställningar (kugghjulet), Konton och Lägg till konto, och skriv adressen.',
        'Föreslår Outlook något annat, välj Välj leverantör och sedan IMAP.',
        'Skriv lösenordet och slå på Visa mer.',
        typedBelow,
      ],
    },
    outlook: {
      found: [
        'Välj Arkiv och sedan Lägg till konto.',
        'Skriv adressen och välj Anslut. Outlook hittar servrarna.',
        'Skriv lösenordet och välj Anslut en gång till.',
      ],
      typed: [
        'Välj Arkiv och sedan Lägg till konto, och skriv adressen.',
        'Öppna Avancerade alternativ, kryssa i Låt mig konfigurera mitt konto manuellt, välj Anslut och sedan IMAP.',
        typedBelow,
      ],
    },
    mac: {
      found: [],
      typed: [
        'Hämta profilen på din Mac och öppna filen.',
        'Öppna Systeminställningar, sök efter Profiler (i nyare versioner Enhetshantering) och välj Installera.',
        'Skriv lösenordet när datorn frågar. Sedan finns kontot i Mail.',
      ],
    },
    iphone: {
      found: [],
      typed: [
        'Skapa koden här och rikta telefonens kamera mot den.',
        'Tryck på Hämta profilen och sedan Tillåt.',
        'Öppna Inställningar på telefonen, tryck på ”Profil hämtad” högst upp och sedan på Installera.',
      ],
    },
    gmail: {
      found: [],
      typed: [
        'Öppna Gmail, tryck på din bild och välj Lägg till ett konto till och sedan Övriga.',
        'Skriv adressen, tryck på Manuell konfigurering och välj Privat (IMAP).',
        typedBelow,
      ],
    },
    samsung: {
      found: [],
      typed: [
        'Öppna E-post och välj Annat.',
        'Skriv adressen och lösenordet och tryck på Manuell inställning, inte Logga in. Välj IMAP-konto.',
        typedBelow,
      ],
    },
    k9: {
      found: [],
      typed: [
        'Skapa koden här.',
        'Öppna appen, välj Importera inställningar och sedan att skanna en QR-kod.',
        'Rikta kameran mot koden. Kontot är på plats.',
      ],
    },
    fairemail: {
      found: [
        'Öppna Inställningar och välj Snabbinställning och sedan Annan leverantör.',
        'Skriv namn, adress och lösenord och tryck på Kontrollera. FairEmail hittar resten.',
      ],
      typed: ['Öppna Inställningar och välj Manuell inställning och kontoalternativ.', typedBelow],
    },
    other: {
      found: [
        'Skriv adressen och lösenordet. Många program hittar resten själva.',
        'Frågar programmet efter mer, använd inställningarna nedan.',
      ],
      typed: ['Lägg till ett konto och välj IMAP.', typedBelow],
    },
  },
  notFound: 'För den här domänen hittar programmet inte servrarna självt ännu. Därför måste de skrivas in.',
  toDomain: 'Se vad som saknas',
  microsoft: 'Nya Outlook hämtar e-posten genom Microsofts servrar, så Microsoft loggar in åt dig.',
  ownAuthority:
    'Den här servern har ett certifikat som den har utfärdat själv. Program varnar tills certifikatet är installerat.',
  authority: 'Hämta certifikatet',
  profile: 'Hämta profilen',
  profileText: 'Profilen innehåller bara det här kontot, inte lösenordet, och kan tas bort när som helst.',
  article: 'Hela vägledningen, med bild',

  phone: {
    title: 'För över till telefonen',
    text: 'Du får en kod som fungerar en gång, i 15 minuter. Telefonen behöver inte logga in här.',
    password: 'Lösenordet på telefonen',
    own: 'Skapa ett applösenord för den här telefonen (rekommenderas)',
    ownText: 'Då slipper du skriva något, och tappar du telefonen tar du bara bort det lösenordet.',
    typed: 'Telefonen frågar efter lösenordet',
    name: 'Telefonens namn',
    nameHint: 'Så att du känner igen den i listan över applösenord.',
    nameEmpty: 'Ge telefonen ett namn.',
    names: { iphone: 'iPhone', k9: 'Android-telefon' },
    make: 'Skapa koden',
    scan: 'Rikta kameran mot koden',
    scanApp: 'Skanna koden i appen',
    label: (address) => `QR-kod som ställer in ${address}`,
    left: 'Koden gäller i',
    over: 'Koden gäller inte längre.',
    again: 'Skapa en ny',
    open: 'Öppna på den här enheten',
    copyLink: 'Länken',
    secret: (name) => `Applösenordet för ${name} visas bara nu`,
    secretText: 'Det finns i koden, så du behöver det bara om telefonen ändå frågar.',
    inside: 'Den som har koden får lösenordet. Visa den inte för andra.',
  },

  values: {
    title: 'Inställningarna',
    text: 'Desamma i alla program.',
    userName: 'Användarnamn',
    incoming: 'Inkommande (IMAP)',
    pop: 'Inkommande (POP3)',
    popText: 'Bara för gamla program: hämtar till en enhet.',
    outgoing: 'Utgående (SMTP)',
    auth: 'Kräver inloggning: samma användarnamn och lösenord.',
    server: 'Server',
    port: 'Port',
    security: 'Säkerhet',
    tls: 'SSL/TLS',
    starttls: 'STARTTLS',
    or: (port, security) => `Är porten stängd där du är: ${port} med ${security}.`,
    popShow: 'Inställningar för POP3',
  },

  password: {
    title: 'Lösenordet',
    either:
      'Brevlådans lösenord fungerar. Ett applösenord är bättre: ett för varje program, och vart och ett kan tas bort för sig.',
    'app-only': 'Den här brevlådan släpper bara in med applösenord. Skapa ett för programmet.',
    'must-change':
      'Brevlådans lösenord måste bytas innan något program kommer in med det. Ett applösenord fungerar nu.',
    none: 'Brevlådan har inget lösenord ännu. Ett applösenord fungerar ändå.',
    make: 'Skapa applösenord',
    secret: (name) => `Applösenordet för ${name} visas bara nu`,
    secretText: 'Klistra in det där programmet frågar efter lösenord.',
    done: 'Jag har kopierat det',
  },
  wrong: 'Fungerar det inte? Diagnosen ser vad programmet försökte och säger vad som är fel.',
  diagnose: 'Ta reda på varför',
  watch: 'Se vad programmet gör nu',
};
