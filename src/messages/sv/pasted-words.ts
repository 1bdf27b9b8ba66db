/** Orden runt förklaringen av en inklistrad text, på svenska. */
import type { explain as shape } from '../nb/pasted-words.ts';

export const explain: typeof shape = {
  recognised: 'Detta står i texten:',
  unknown: 'Vi känner inte igen något i den här texten.',
  unknownAdvice: 'Klistra in hela felmeddelandet eller hela returen, och gärna adressen det gäller (--subject).',
  ownDecides: (a) => `Våra egna loggar för ${a.subject} har vägts in tillsammans med texten.`,
  alone: 'Bara texten är bedömd. Ange adressen det gäller, så jämför vi med våra egna loggar.',
  fits: (a) => `Texten ”${a.quote}” från ${a.program} stämmer med detta.`,
  program: 'Från',
  code: 'Kod',
  direction: { incoming: 'Gäller inkommande e-post', outgoing: 'Gäller utgående e-post' },
  recipient: 'Mottagare',
  reporter: 'Meddelat av',
  remote: 'Svaret kom från',
  answer: 'Svaret',
  sent: 'Skickat',
  causes: 'Det kan betyda, det troligaste först:',
  programs: {
    outlook: 'Outlook',
    thunderbird: 'Thunderbird',
    apple: 'Apple Mail',
    android: 'e-postappen i telefonen',
    roundcube: 'webbmejlen',
    client: 'e-postprogrammet',
    system: 'enheten',
    server: 'en e-postserver',
    gmail: 'Gmail',
    microsoft: 'Microsoft',
    yahoo: 'Yahoo',
    't-online': 'T-Online',
    telenor: 'Telenor',
    telia: 'Telia',
    'one.com': 'one.com',
    ionos: 'IONOS',
    postvakt: 'oss',
  },
  /** Orsaker som bara en text nämner: ingen annan kontroll hittar dem än. */
  others: {
    'acc-lockout-account': {
      title: 'Kontot är låst en stund',
      why: 'Efter många felaktiga lösenord släpper servern inte in någon en stund, inte ens med rätt lösenord.',
    },
    'dom-routing-remote-but-here': {
      title: 'Servern skickar e-posten till sig själv',
      why: 'Domänen pekar hit men är inställd som om brevlådorna låg någon annanstans.',
    },
    'svc-filter-down': {
      title: 'Virus- eller skräppostfiltret svarar inte',
      why: 'Servern skjuter upp e-posten tills filtret är uppe igen. Inget är förlorat.',
    },
    'net-customer-ip-listed': {
      title: 'Adressen på ditt nät står på en spärrlista',
      why: 'Servern säger nej till nätet du skickar från, inte till dig.',
    },
    'net-port25-blocked': {
      title: 'Nätleverantören stänger port 25',
      why: 'Många nätleverantörer stänger port 25 mot skräppost. Port 465 och 587 är öppna.',
    },
    'cli-smtp-other-provider': {
      title: 'Programmet skickar genom en annan leverantör',
      why: 'Utgående server är en annan än den brevlådan ligger på, och den känner inte dig.',
    },
    'cli-cert-exception-stale': {
      title: 'Ett gammalt certifikatundantag gäller inte längre',
      why: 'Du godkände en gång ett certifikat för hand. Nu är det förnyat och programmet säger nej.',
    },
    'net-login-rate-disguised': {
      title: 'För många inloggningar på kort tid',
      why: 'Vissa servrar svarar ”fel lösenord” när e-post hämtas för ofta.',
    },
    'svc-tls-hardened': {
      title: 'Servern har stängt av gammal kryptering',
      why: 'Äldre program som bara kan den gamla kommer inte längre in.',
    },
  },
};
