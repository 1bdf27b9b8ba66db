/** Spärrar på en rad på svenska, så som e-postprogrammet visar dem när något avvisas, och orden på kommandoraden. */
import type { BlockWords } from '../block-words.ts';

export const blocks: BlockWords = {
  what: {
    'mailbox-hour': (a) =>
      a.young
        ? `${a.name} är ny här och har använt timkvoten för nya brevlådor: ${a.sent} av ${a.limit} skickade.`
        : `${a.name} har använt upp sin timkvot: ${a.sent} av ${a.limit} skickade under senaste ${a.window}.`,
    'domain-hour': (a) =>
      `Alla på ${a.name} har tillsammans använt upp timkvoten: ${a.sent} av ${a.limit} skickade under senaste ${a.window}.`,
    'mailbox-day': (a) =>
      `${a.name} har använt upp sin dygnskvot: ${a.sent} av ${a.limit} skickade. Utgående e-post är stängd; inkommande fungerar som förut.`,
    'abuse-volume': (a) => `Utgående e-post från ${a.name} är stängd: ovanligt mycket skickat på kort tid (${a.sent}).`,
    'abuse-recipients': (a) =>
      `Utgående e-post från ${a.name} är stängd: ${a.sent} nya mottagare på ett dygn, gränsen är ${a.limit}.`,
    'abuse-countries': (a) =>
      `Utgående e-post från ${a.name} är stängd: inloggning från flera länder (${a.countries}).`,
    'abuse-content': (a) =>
      `Utgående e-post från ${a.name} är stängd: samma innehåll har skickats från ${a.mailboxes} brevlådor.`,
    'abuse-bounces': (a) => `Utgående e-post från ${a.name} är stängd: ${a.bounced} av ${a.sent} kom i retur.`,
    'bulk-rules': (a) => `Utskicket följer inte reglerna för massutskick.${a.missing ? ` Saknas: ${a.missing}.` : ''}`,
    'quarantine-host': (a) => `${a.name} är satt i karantän hos oss.${a.reason ? ` Skäl: ${a.reason}` : ''}`,
    'quarantine-registry': (a) =>
      `Registret har tagit domänen ${a.name} ur drift.${a.phase ? ` Status: ${a.phase}.` : ''}`,
    unpaid: (a) =>
      `E-posten för ${a.name} är stoppad: ${a.invoice ? `faktura ${a.invoice}` : 'en faktura'} är inte betald.`,
    'failed-sign-ins': (a) => `Inloggning från ${a.name} är stoppad efter många misslyckade försök.`,
    operator: (a) => `E-posten för ${a.name} är stoppad av oss.${a.reason ? ` Skäl: ${a.reason}` : ''}`,
  },
  opens: {
    time: (a) => `Öppnas av sig självt ${a.when}.`,
    payment: () => 'Öppnas så snart betalningen är registrerad.',
    customer: () => 'Du kan öppna själv i kundcentret.',
    support: () => 'Kontakta oss för att öppna igen.',
  },
  resend: 'Skicka igen efteråt; det hjälper inte att försöka innan dess.',
  more: (a) => `Mer: ${a.url}`,
  held: (a) =>
    `${a.when === '' ? 'Meddelandet är mottaget och hålls kvar tills spärren är över.' : `Meddelandet är mottaget och hålls kvar; det skickas av sig självt ${a.when}.`}${a.url === '' ? '' : ` Mer: ${a.url}`}`,
  stranger: 'Den här adressen kan inte ta emot e-post just nu. Meddelandet är inte förlorat; försök igen senare.',
  window: (a) =>
    a.seconds === 86_400
      ? 'dygnet'
      : a.seconds === 3600
        ? 'timmen'
        : a.seconds % 60 === 0
          ? `${a.seconds / 60} minuterna`
          : `${a.seconds} sekunderna`,
  never: 'tills någon öppnar',
  none: 'Inga spärrar.',
  attempts: (a) => `${a.count} försök`,
  lifted: (a) => `Över sedan ${a.when} (${a.by}).`,
};
