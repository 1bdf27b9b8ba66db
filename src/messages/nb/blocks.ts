/** Sperrer i én linje på norsk bokmål, slik e-postprogrammet viser dem når noe blir avvist, og ordene i kommandolinjen. */
import type { BlockWords } from '../block-words.ts';

export const blocks: BlockWords = {
  what: {
    'mailbox-hour': (a) =>
      a.young
        ? `${a.name} er ny her og har brukt timekvoten for nye postkasser: ${a.sent} av ${a.limit} sendt.`
        : `${a.name} har brukt opp timekvoten: ${a.sent} av ${a.limit} sendt siste ${a.window}.`,
    'domain-hour': (a) =>
      `Alle på ${a.name} har til sammen brukt opp timekvoten: ${a.sent} av ${a.limit} sendt siste ${a.window}.`,
    'mailbox-day': (a) =>
      `${a.name} har brukt opp døgnkvoten: ${a.sent} av ${a.limit} sendt. Utgående e-post er stengt; innkommende går som før.`,
    'abuse-volume': (a) => `Utgående e-post fra ${a.name} er stengt: uvanlig mye sendt på kort tid (${a.sent}).`,
    'abuse-recipients': (a) =>
      `Utgående e-post fra ${a.name} er stengt: ${a.sent} nye mottakere på ett døgn, grensen er ${a.limit}.`,
    'abuse-countries': (a) => `Utgående e-post fra ${a.name} er stengt: pålogging fra flere land (${a.countries}).`,
    'abuse-content': (a) =>
      `Utgående e-post fra ${a.name} er stengt: samme innhold er sendt fra ${a.mailboxes} postkasser.`,
    'abuse-bounces': (a) => `Utgående e-post fra ${a.name} er stengt: ${a.bounced} av ${a.sent} kom i retur.`,
    'bulk-rules': (a) =>
      `Utsendelsen følger ikke reglene for masseutsendelser.${a.missing ? ` Mangler: ${a.missing}.` : ''}`,
    'quarantine-host': (a) => `${a.name} er satt i karantene hos oss.${a.reason ? ` Grunn: ${a.reason}` : ''}`,
    'quarantine-registry': (a) =>
      `Registeret har tatt domenet ${a.name} ut av drift.${a.phase ? ` Status: ${a.phase}.` : ''}`,
    unpaid: (a) =>
      `E-posten for ${a.name} er stanset: ${a.invoice ? `faktura ${a.invoice}` : 'en faktura'} er ikke betalt.`,
    'failed-sign-ins': (a) => `Pålogging fra ${a.name} er stanset etter mange mislykkede forsøk.`,
    operator: (a) => `E-posten for ${a.name} er stanset av oss.${a.reason ? ` Grunn: ${a.reason}` : ''}`,
  },
  opens: {
    time: (a) => `Åpner av seg selv ${a.when}.`,
    payment: () => 'Åpner så snart betalingen er registrert.',
    customer: () => 'Du kan åpne selv i kundesenteret.',
    support: () => 'Kontakt oss for å åpne igjen.',
  },
  resend: 'Send på nytt etterpå; det hjelper ikke å prøve før.',
  more: (a) => `Mer: ${a.url}`,
  held: (a) =>
    `${a.when === '' ? 'Meldingen er tatt imot og holdes tilbake til sperren er over.' : `Meldingen er tatt imot og holdes tilbake; den sendes av seg selv ${a.when}.`}${a.url === '' ? '' : ` Mer: ${a.url}`}`,
  stranger: 'Denne adressen kan ikke ta imot e-post akkurat nå. Meldingen er ikke tapt; prøv igjen senere.',
  window: (a) =>
    a.seconds === 86_400
      ? 'døgn'
      : a.seconds === 3600
        ? 'time'
        : a.seconds % 60 === 0
          ? `${a.seconds / 60} minutter`
          : `${a.seconds} sekunder`,
  never: 'til noen åpner',
  none: 'Ingen sperrer.',
  attempts: (a) => (a.count === 1 ? '1 forsøk' : `${a.count} forsøk`),
  lifted: (a) => `Over siden ${a.when} (${a.by}).`,
};
