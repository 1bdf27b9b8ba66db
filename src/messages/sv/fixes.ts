/** Vad man gör åt det, på svenska: en mening för varje lösning. */
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
  'restore-mailbox': (a) => `Återställ brevlådan ${a.address} med den e-post som fanns där.`,
  'create-mailbox': (a) => `Skapa brevlådan ${a.address}.`,
  'use-near-address': (a) => `Använd ${a.near} om det var den du menade.`,
  'sign-in-to-target': (a) =>
    `Logga in på brevlådan ${a.targets} i stället, eller gör om ${a.address} till en egen brevlåda.`,
  'alias-to-mailbox': (a) =>
    `Gör om ${a.address} från alias till egen brevlåda. E-post dit skickas då inte längre vidare.`,
  'keep-foreign-mx': (a) =>
    `Ska ${a.hosts} ta emot e-post för ${a.domain}? Säg till, så räknar vi det inte som ett fel längre.`,
  'raise-quota': (a) => `Ge brevlådan ${a.address} mer utrymme.`,
  'empty-mailbox': () => 'Ta bort stora meddelanden och töm papperskorgen och skräpposten.',
  'set-new-password': (a) => `Minns ingen lösenordet? Välj ett nytt för ${a.address} och skriv in det på alla enheter.`,
  'update-device-password': (a) => `Skriv in det nuvarande lösenordet för ${a.address} på ${a.deviceText}.`,
  'retype-password': (a) => `Skriv lösenordet för hand på ${a.deviceText}, utan att klistra in.`,
  'choose-plain-password': (a) =>
    `Välj ett lösenord för ${a.address} med bara vanliga bokstäver, siffror och tecken (inte å, ä, ö).`,
  'type-whole-address': (a) => `Skriv ${a.address} som användarnamn i stället för ”${a.login}”.`,
  'correct-user-name': (a) =>
    `Rätta användarnamnet till ${a.address}. Skriv det för hand, så följer inga osynliga tecken med.`,
  'set-incoming': (a) =>
    `Inkommande server: ${a.hostname}, IMAP port ${a.port} med SSL/TLS (eller POP3 port ${a.popPort} med SSL/TLS), användarnamn ${a.address}.`,
  'set-outgoing': (a) =>
    `Utgående server: ${a.hostname}, port ${a.port} med SSL/TLS, inloggning på, användarnamn ${a.address}.`,
  'turn-on-outgoing-sign-in': () =>
    'Slå på inloggning (autentisering) för utgående server, med samma användarnamn och lösenord som för inkommande.',
  'allow-sender': (a) => `Låt ${a.address} skicka som ${a.from}.`,
  'correct-sender': (a) => `Är ${a.from} ett skrivfel? Rätta avsändaradressen i e-postprogrammet.`,
  'update-device': (a) =>
    `Uppdatera operativsystemet eller e-postprogrammet på ${a.deviceText}, eller använd webbmejlen så länge.`,
  'register-domain': (a) => `Registrera ${a.domain}, eller slutför beställningen om den stannade.`,
  'publish-mx': (a) => `Lägg in den här posten där domänens DNS finns: ${a.domain} MX 10 ${a.hostname}.`,
  'replace-mx': (a) => `Byt MX-posten där domänens DNS finns till: ${a.domain} MX 10 ${a.hostname}.`,
  'remove-foreign-mx': (a) => `Ta bort MX-posten till ${a.hosts} om den andra leverantören inte längre ska ta emot.`,
  'publish-wanted': (a) => `Skriv in alla poster som saknas eller är fel i DNS för ${a.domain}.`,
  'publish-txt': (a) => `Lägg in den här posten där domänens DNS finns: ${a.name} TXT "${a.value}".`,
  ...blockFixes,
  ...billingFixes,
};
