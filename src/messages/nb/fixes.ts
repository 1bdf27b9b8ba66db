/** Hva man gjør med det, på norsk bokmål: én setning for hver løsning. */
import { filingFixes } from './filing.ts';
import { machineFixes } from './machine.ts';
import { programFixes } from './program.ts';
import { trafficFixes } from './traffic.ts';
import { devicesFixes } from './devices.ts';
import { pastedFixes } from './pasted.ts';
import { outsideFixes } from './outside.ts';
import { authenticityFixes } from './authenticity.ts';
import { delegationFixes } from './delegation.ts';
import { closureFixes } from './closure-causes.ts';
import type { FixTexts } from '../shape.ts';
import { blockFixes } from './block-causes.ts';
import { billingFixes } from './billing-causes.ts';
import { abroadFixes } from './abroad-causes.ts';

export const fixes: FixTexts = {
  ...trafficFixes,
  ...machineFixes,
  ...programFixes,
  ...filingFixes,
  ...devicesFixes,
  ...pastedFixes,
  ...outsideFixes,
  ...authenticityFixes,
  ...delegationFixes,
  ...abroadFixes,
  ...closureFixes,
  'restore-mailbox': (a) => `Gjenopprett postkassen ${a.address} med e-posten som lå der.`,
  'create-mailbox': (a) => `Opprett postkassen ${a.address}.`,
  'use-near-address': (a) => `Bruk ${a.near} hvis det var den du mente.`,
  'sign-in-to-target': (a) =>
    `Logg på postkassen ${a.targets} i stedet, eller gjør ${a.address} om til en egen postkasse.`,
  'alias-to-mailbox': (a) =>
    `Gjør ${a.address} om fra alias til egen postkasse. E-post dit blir da ikke lenger sendt videre.`,
  'keep-foreign-mx': (a) =>
    `Skal ${a.hosts} ta imot e-post for ${a.domain}? Si fra, så regner vi det ikke som en feil lenger.`,
  'raise-quota': (a) => `Gi postkassen ${a.address} mer plass.`,
  'empty-mailbox': () => 'Slett store meldinger og tøm papirkurven og søppelposten.',
  'set-new-password': (a) => `Husker ingen passordet? Velg et nytt for ${a.address} og legg det inn på alle enheter.`,
  'update-device-password': (a) => `Legg inn passordet som gjelder nå for ${a.address}, på ${a.deviceText}.`,
  'retype-password': (a) => `Skriv passordet for hånd på ${a.deviceText}, uten å lime inn.`,
  'choose-plain-password': (a) =>
    `Velg et passord for ${a.address} med bare vanlige bokstaver, tall og tegn (ikke æ, ø, å).`,
  'type-whole-address': (a) => `Skriv ${a.address} som brukernavn i stedet for «${a.login}».`,
  'correct-user-name': (a) =>
    `Rett brukernavnet til ${a.address}. Skriv det for hånd, så følger ingen usynlige tegn med.`,
  'set-incoming': (a) =>
    `Innkommende server: ${a.hostname}, IMAP port ${a.port} med SSL/TLS (eller POP3 port ${a.popPort} med SSL/TLS), brukernavn ${a.address}.`,
  'set-outgoing': (a) =>
    `Utgående server: ${a.hostname}, port ${a.port} med SSL/TLS, pålogging på, brukernavn ${a.address}.`,
  'turn-on-outgoing-sign-in': () =>
    'Slå på pålogging (autentisering) for utgående server, med samme brukernavn og passord som for innkommende.',
  'allow-sender': (a) => `Gi ${a.address} lov til å sende som ${a.from}.`,
  'correct-sender': (a) => `Er ${a.from} en skrivefeil? Rett avsenderadressen i e-postprogrammet.`,
  'update-device': (a) =>
    `Oppdater operativsystemet eller e-postprogrammet på ${a.deviceText}, eller bruk webmail så lenge.`,
  'register-domain': (a) => `Registrer ${a.domain}, eller fullfør bestillingen hvis den stoppet.`,
  'publish-mx': (a) => `Legg inn denne oppføringen der domenets DNS ligger: ${a.domain} MX 10 ${a.hostname}.`,
  'replace-mx': (a) => `Bytt MX-oppføringen der domenets DNS ligger til: ${a.domain} MX 10 ${a.hostname}.`,
  'remove-foreign-mx': (a) =>
    `Fjern MX-oppføringen til ${a.hosts} hvis den andre leverandøren ikke lenger skal ta imot.`,
  'publish-wanted': (a) => `Skriv inn alle oppføringene som mangler eller er feil i DNS for ${a.domain}.`,
  'publish-txt': (a) => `Legg inn denne oppføringen der domenets DNS ligger: ${a.name} TXT "${a.value}".`,
  ...blockFixes,
  ...billingFixes,
};
