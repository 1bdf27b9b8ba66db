/** Ordene rundt forklaringen av en innlimt tekst, på norsk bokmål. */
import type { Program } from '#src/diagnosis/texts/pattern.ts';

export const explain = {
  recognised: 'Dette står i teksten:',
  unknown: 'Vi kjenner ikke igjen noe i denne teksten.',
  unknownAdvice: 'Lim inn hele feilmeldingen eller hele returmeldingen, og gjerne adressen det gjelder (--subject).',
  ownDecides: (a: { subject: string }): string => `Våre egne logger for ${a.subject} er sett sammen med teksten.`,
  alone: 'Bare teksten er vurdert. Oppgi adressen det gjelder, så sjekker vi den mot våre egne logger.',
  fits: (a: { quote: string; program: string }): string => `Teksten «${a.quote}» fra ${a.program} passer med dette.`,
  program: 'Fra',
  code: 'Kode',
  direction: { incoming: 'Gjelder innkommende e-post', outgoing: 'Gjelder utgående e-post' },
  recipient: 'Mottaker',
  reporter: 'Meldt av',
  remote: 'Svaret kom fra',
  answer: 'Svaret',
  sent: 'Sendt',
  causes: 'Det kan bety, det mest sannsynlige først:',
  programs: {
    outlook: 'Outlook',
    thunderbird: 'Thunderbird',
    apple: 'Apple Mail',
    android: 'e-postappen på telefonen',
    roundcube: 'webmailen',
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
  } as Readonly<Record<Program, string>>,
  /** Årsaker som bare en tekst nevner: ingen annen kontroll finner dem ennå. */
  others: {
    'acc-lockout-account': {
      title: 'Kontoen er låst en stund',
      why: 'Etter mange gale passord slipper serveren ingen inn en stund, heller ikke med riktig passord.',
    },
    'dom-routing-remote-but-here': {
      title: 'Serveren sender e-posten til seg selv',
      why: 'Domenet peker hit, men er satt opp som om postkassene lå et annet sted.',
    },
    'svc-filter-down': {
      title: 'Virus- eller søppelpostfilteret svarer ikke',
      why: 'Serveren utsetter e-posten til filteret er oppe igjen. Ingenting er tapt.',
    },
    'net-customer-ip-listed': {
      title: 'Adressen på nettet ditt står på en sperreliste',
      why: 'Serveren sier nei til nettet du sender fra, ikke til deg.',
    },
    'net-port25-blocked': {
      title: 'Nettleverandøren stenger port 25',
      why: 'Mange nettleverandører stenger port 25 mot søppelpost. Port 465 og 587 er åpne.',
    },
    'cli-smtp-other-provider': {
      title: 'Programmet sender gjennom en annen leverandør',
      why: 'Utgående server er en annen enn den postkassen ligger på, og den kjenner deg ikke.',
    },
    'cli-cert-exception-stale': {
      title: 'Et gammelt sertifikatunntak gjelder ikke lenger',
      why: 'Du godtok en gang et sertifikat for hånd. Nå er det fornyet, og programmet sier nei.',
    },
    'net-login-rate-disguised': {
      title: 'For mange pålogginger på kort tid',
      why: 'Noen servere svarer «feil passord» når det hentes e-post for ofte.',
    },
    'svc-tls-hardened': {
      title: 'Serveren har slått av gammel kryptering',
      why: 'Eldre programmer som bare kan den gamle, kommer ikke lenger inn.',
    },
  } as Readonly<Record<string, { readonly title: string; readonly why: string }>>,
};
