/** Uppstart, startsida och kommandorad på svenska. */
import type { host as shape } from '../nb/host.ts';

export const host: typeof shape = {
  start: {
    title: 'Postvakt är igång',
    intro: 'Den här sidan är för dig som driver värden. Den visar var allt lyssnar och vad ett e-postprogram behöver.',
    endpoints: 'Här lyssnar vi',
    incoming: 'Inkommande e-post (IMAP)',
    outgoing: 'Utgående e-post (SMTP)',
    host: 'Server',
    port: 'Port',
    security: 'Kryptering',
    user: 'Användarnamn',
    wholeAddress: 'hela e-postadressen',
    password: 'Lösenord',
    chosen: 'lösenordet som valdes för brevlådan',
    authority: 'Certifikatet från din egen utfärdare (installera det så litar e-postprogrammet på servern)',
    domains: 'Domäner och brevlådor',
    noDomains: 'Inga domäner ännu. Skapa den första:',
    linkUsed: 'Länken är förbrukad eller fel. Kör ”npx postvakt start-link” för en ny.',
    records: 'DNS-poster som domänen behöver',
  },
  running: (a) => `Postvakt är igång. Data ligger i ${a.folder}.`,
  signIn: (a) => `Första inloggning: ${a.url}`,
  stopHint: 'Stoppa med Ctrl+C. Brevlådorna och kön ligger kvar.',
  hostnameHint: 'Värdnamnet är ”localhost”: bra för att prova. Ange ”hostname” före riktig e-post.',
  usage: 'Användning',
  commands: 'Kommandon',
  none: 'Inga.',
};
