/** Recordings with one planted cause of pasted error texts and bounces, and healthy ones. Used by tests only. */
import type { Recording, Symptom } from '../../finding.ts';
import type { PastedOwn } from '../../observed-pasted.ts';
import type { DeliverySeen } from '../../observed-traffic.ts';
import { ago, recording } from '../../recordings.ts';
import { readPasted } from '../../texts/pasted.ts';
import type { PastedCause } from './ids.ts';

const own = (more: Partial<PastedOwn> = {}): PastedOwn => ({
  block: null,
  delivery: null,
  sent: 'unknown',
  sendsHere: true,
  newCountries: 0,
  ...more,
});
const pasted = (text: string, symptom: Symptom = 'unknown'): Recording =>
  recording({ 'pasted.text': readPasted(text), 'pasted.own': own() }, symptom);

const delivery = (more: Partial<DeliverySeen>): DeliverySeen => ({
  recipient: 'ola@far.example',
  mailFrom: 'kari@fjord.example',
  remoteHost: 'mx.far.example',
  remoteAddress: '198.51.100.25:25',
  code: 550,
  enhanced: '5.1.1',
  text: 'User unknown',
  isOurWords: false,
  cause: null,
  state: 'failed',
  at: ago(3),
  sentAt: ago(4),
  attempts: 1,
  nextTryAt: null,
  givesUpAt: null,
  toldTo: 'kari@fjord.example',
  toldSender: true,
  messageId: '0abc',
  subject: null,
  sizeBytes: 2000,
  origin: 'submission',
  through: null,
  ...more,
});
const sent = (...deliveries: readonly DeliverySeen[]): Recording =>
  recording({ 'mta.deliveries': { days: 7, deliveries, good: [] } }, 'send');
const answered = (code: number, enhanced: string, text: string, more: Partial<DeliverySeen> = {}): Recording =>
  sent(delivery({ code, enhanced, text, ...more }));

const BOUNCE = `Reporting-MTA: dns; mx.far.example

Final-Recipient: rfc822; nobody@far.example
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx.far.example
Diagnostic-Code: smtp; 550 5.1.1 User unknown

Content-Type: text/rfc822-headers

From: Kari <kari@fjord.example>
Date: ${new Date(Date.parse(ago(600))).toUTCString()}
Message-ID: <9f3@spam.invalid>
`;

export const BROKEN_PASTED: Record<PastedCause, Recording> = {
  'snd-recipient-unknown': answered(550, '5.1.1', 'User unknown in virtual mailbox table'),
  'snd-recipient-full': pasted('ola@far.example: 552 5.2.2 Mailbox full', 'send'),
  'snd-recipient-disabled': answered(550, '5.2.1', 'The account is disabled'),
  'snd-recipient-blocks-sender': pasted('550 5.7.1 You have been blocked by the recipient <ola@far.example>', 'send'),
  'snd-recipient-domain-dead': pasted('<ola@far.example>: Host or domain name not found. Name service error', 'send'),
  'snd-content-rejected': answered(554, '5.7.1', 'Message rejected as spam'),
  'snd-signature-link-listed': pasted('All my mail comes back, but without my signature it goes: 554 rejected', 'send'),
  'snd-attachment-type': answered(552, '5.7.0', 'blocked attachment: file type .exe is not allowed'),
  'snd-too-large': answered(552, '5.3.4', 'Message size exceeds fixed limit'),
  'snd-big-provider-throttle': answered(421, '4.7.28', 'our system has detected an unusual rate of mail', {
    state: 'deferred',
    nextTryAt: ago(-10),
  }),
  'snd-allowlist-recipient': answered(554, '5.7.0', 'IP=203.0.113.25 - (NOWL) ask tosa@rx.t-online.de'),
  'snd-bulk-rules-5000': answered(550, '5.7.515', 'Access denied, doesn’t meet the required authentication level'),
  'snd-smtputf8': answered(553, '5.6.7', 'Must declare SMTPUTF8 to send to this address'),
  'snd-headers-invalid': pasted(
    '550 5.7.1 Messages missing a valid Message-ID header are not accepted (RFC 5322)',
    'send',
  ),
  'snd-list-dmarc': pasted(
    'Mailing list members bounce: 550 5.7.26 unauthenticated, DMARC policy. List-Id: rowing club',
    'send',
  ),
  'snd-greylisted': answered(450, '4.2.0', 'Greylisted, please try again in 5 minutes', {
    state: 'deferred',
    nextTryAt: ago(-5),
  }),
  'net-forged-smtp-reply': pasted('551 User not local; please try <forward-path>', 'send'),
  'net-port25-intercepted': pasted('The server greets as smtp.isp.example on port 25: transparent SMTP proxy', 'send'),
  'net-tls-inspection': pasted('The certificate was issued by FortiGate CA', 'both'),
  'net-captive-portal': pasted('The certificate is for the hotel wifi login page', 'both'),
  'net-resolver-broken': pasted('Private DNS server cannot be accessed', 'both'),
  'net-mtu-blackhole': pasted('Timed out while sending message body; small messages go, attachments hang', 'send'),
  'cli-antivirus-proxy': pasted('Certificate issuer: avast! Web/Mail Shield Root', 'both'),
  'cli-firewall-app': pasted('java.net.SocketException: socket failed: EACCES (Permission denied)', 'both'),
  'cli-local-store-broken': pasted('There is not enough disk space to download new messages', 'receive'),
  'cli-helo-rejected': pasted('501 Syntactically invalid HELO argument(s)', 'send'),
  'cli-webmail-browser': pasted('Your session is invalid or expired.', 'unknown'),
  'acc-backscatter': recording({ 'pasted.text': readPasted(BOUNCE), 'pasted.own': own({ sent: 'not-by-us' }) }),
};

export const HEALTHY_PASTED: Record<string, Recording> = {
  'a report that the message arrived': recording({
    'pasted.text': readPasted(BOUNCE.replace('Action: failed', 'Action: delivered').replace('5.1.1', '2.0.0')),
    'pasted.own': own({ sent: 'by-us' }),
  }),
  'a text that says nothing': pasted('Hei, kan dere se på dette? Mvh Kari'),
  'a refusal that a later message settled': sent(
    delivery({ sentAt: ago(90), at: ago(89) }),
    delivery({ state: 'delivered', code: 250, enhanced: '2.0.0', text: 'ok', sentAt: ago(10), at: ago(10) }),
  ),
  'a recipient of our own is not the far side': recording({
    'pasted.text': readPasted('550 5.1.1 <kari@fjord.example>: user unknown'),
  }),
};
