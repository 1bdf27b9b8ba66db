/** Inställningarna som ett program behöver, på svenska. */
import type { SetupWords } from './setup-nb.ts';
export const sv: SetupWords = {
  lead: 'Välj program och få den kortaste vägen, hämta profilen till iPhone eller kopiera inställningarna.',
  userName: 'Användarnamn',
  server: 'Server',
  incoming: 'Inkommande (IMAP)',
  pop: 'Inkommande (POP3)',
  popText: 'Bara för gamla program: hämtar till en enhet.',
  outgoing: 'Utgående (SMTP)',
  port: 'Port',
  tls: 'SSL/TLS',
  starttls: 'STARTTLS',
  auth: 'Den utgående servern kräver inloggning: samma användarnamn och lösenord.',
  check: 'Kontrollera inställningarna i ditt program',
  open: 'Ställ in program eller telefon',
};
