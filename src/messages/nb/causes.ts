/** Årsakene med vanlige ord på norsk bokmål: hva som skjedde, og hvorfor det stopper e-posten. */
import { filingCauses } from './filing.ts';
import { machineCauses } from './machine.ts';
import { trafficCauses } from './traffic.ts';
import { devicesCauses } from './devices.ts';
import { pastedCauses } from './pasted.ts';
import { outsideCauses } from './outside.ts';
import { authenticityCauses } from './authenticity.ts';
import { delegationCauses } from './delegation.ts';
import { closureCauses } from './closure-causes.ts';
import type { CauseTexts, Told } from '../shape.ts';
import { blockCauses } from './block-causes.ts';
import { billingCauses } from './billing-causes.ts';
import { abroadCauses } from './abroad-causes.ts';

/** The device at the beginning of a sentence. */
const device = (a: Told): string => a.deviceText.charAt(0).toUpperCase() + a.deviceText.slice(1);
const door = (a: Told): string => (a.endpointText ? ` (${a.endpointText})` : '');

export const causes: CauseTexts = {
  ...trafficCauses,
  ...machineCauses,
  ...filingCauses,
  ...devicesCauses,
  ...pastedCauses,
  ...outsideCauses,
  ...authenticityCauses,
  ...delegationCauses,
  ...abroadCauses,
  ...closureCauses,
  'dom-not-registered': {
    title: 'Domenet er ikke registrert',
    what: (a) =>
      a.proof === 'registry'
        ? `Domenet ${a.domain} er ikke registrert. Det svarer registeret som fører slike domener.`
        : `Domenet ${a.domain} finnes ikke i DNS og er etter alt å dømme ikke registrert. Registeret kunne vi ikke spørre.`,
    why: 'Uten et registrert domene vet ingen på nettet hvor e-posten skal leveres.',
  },
  'dom-no-mx': {
    title: 'Domenet mangler MX-oppføring',
    what: (a) =>
      `Domenet ${a.domain} har ingen MX-oppføring` +
      (a.web ? `. Da prøver avsendere nettsidens adresse ${a.web}, som ikke tar imot e-posten din.` : '.'),
    why: 'MX-oppføringen forteller andre hvor e-posten din skal leveres. Uten den får du ikke e-post utenfra.',
  },
  'dom-null-mx': {
    title: 'Domenet sier at det ikke tar imot e-post',
    what: (a) => `Domenet ${a.domain} har MX-oppføringen «0 .», som betyr «her tar ingen imot e-post».`,
    why: 'Avsendere gir opp med en gang når de leser den.',
  },
  'dom-mx-no-address': {
    title: 'MX-oppføringen peker på et navn som ikke finnes',
    what: (a) =>
      `MX-oppføringen for ${a.domain} peker på ${a.hosts}, som ikke har noen adresse.` +
      (a.doubled === 'yes' ? ' Domenet står to ganger i navnet; trolig mangler det avsluttende punktumet.' : ''),
    why: 'Avsendere finner ingen server å levere til.',
  },
  'dom-mx-wrong-host': {
    title: 'E-posten leveres til en annen server',
    what: (a) => `MX-oppføringen for ${a.domain} peker på ${a.hosts}. Postkassene ligger på ${a.hostname}.`,
    why: 'E-post til deg kommer fram til den andre serveren, ikke hit.',
  },
  'dom-mx-mixed': {
    title: 'E-posten deles mellom to leverandører',
    what: (a) => `Domenet ${a.domain} har MX-oppføringer både hit (${a.hostname}) og til ${a.hosts}.`,
    why: 'Noe av e-posten havner hos den andre leverandøren.',
  },
  'dom-spf-missing': {
    title: 'Domenet mangler SPF',
    what: (a) => `Domenet ${a.domain} har ingen SPF-oppføring.`,
    why: 'Andre kan ikke se at denne serveren får sende for deg. E-post fra deg kan havne i søppelpost eller bli avvist.',
  },
  'dom-dkim-missing': {
    title: 'DKIM-nøkkelen er ikke publisert',
    what: (a) => `Oppføringen ${a.name} med DKIM-nøkkelen finnes ikke.`,
    why: 'Vi signerer e-posten din, men mottakere kan ikke kontrollere signaturen.',
  },
  'dom-dmarc-missing': {
    title: 'Domenet mangler DMARC',
    what: (a) => `Domenet ${a.domain} har ingen DMARC-oppføring (${a.name}).`,
    why: 'Enkelte store mottakere stoler mindre på e-post fra domener uten DMARC.',
  },
  'acc-mailbox-deleted': {
    title: 'Postkassen er slettet',
    what: (a) =>
      `Postkassen ${a.address} ble slettet ${a.deletedAt} av ${a.deletedBy}.` +
      (a.attempts !== '0' ? ` Siden da har noen prøvd å logge på ${a.attemptsTimes}.` : ''),
    why: 'E-post til adressen blir avvist, og ingen kan logge på.',
  },
  'acc-mailbox-never-existed': {
    title: 'Adressen finnes ikke',
    what: (a) =>
      `Adressen ${a.address} er aldri opprettet her.` + (a.near ? ` Den ligner på ${a.near}, som finnes.` : ''),
    why: 'E-post til en adresse som ikke finnes, blir avvist.',
  },
  'acc-login-on-alias': {
    title: 'Pålogging på en videresending',
    what: (a) =>
      `${a.address} er ikke en postkasse. Adressen sender e-posten videre til ${a.targets}. Siste forsøk på å logge på var ${a.lastAt}.`,
    why: 'En videresending har ikke noe passord og ingen innboks å åpne.',
  },
  'acc-quota-full': {
    title: 'Postkassen er full',
    what: (a) =>
      `Postkassen ${a.address} bruker ${a.usedBytes} av ${a.quotaBytes}.` +
      (a.refused !== '0' ? ` Vi har sagt nei til ${a.refusedMessages} som ikke fikk plass.` : ''),
    why: 'Ny e-post får ikke plass og går tilbake til avsenderen.',
  },
  'acc-wrong-password': {
    title: 'Feil passord',
    what: (a) =>
      `${device(a)} sender feil passord for ${a.address}${door(a)}: ${a.countTimes} siden ${a.since}, sist ${a.lastAt}${a.fromText}.`,
    why: 'Passordet på enheten er et annet enn postkassens.',
  },
  'acc-password-edge-space': {
    title: 'Mellomrom i passordet',
    what: (a) =>
      `${device(a)} sender riktig passord for ${a.address}, men med et mellomrom foran eller bak. Sist ${a.lastAt}.`,
    why: 'Mellomrommet kom trolig med da passordet ble kopiert. For serveren er det et annet passord.',
  },
  'acc-password-nonascii': {
    title: 'Æ, ø eller å i passordet',
    what: (a) =>
      `${device(a)} koder bokstaver som æ, ø og å i passordet for ${a.address} på en gammel måte. Sist ${a.lastAt}.`,
    why: 'Passordet er riktig skrevet, men programmet sender andre tegn enn dem som ble valgt. Derfor kan det virke i webmail og ikke i programmet.',
  },
  'acc-username-without-domain': {
    title: 'Brukernavnet er ikke hele adressen',
    what: (a) => `${device(a)} logger på som «${a.login}». Sist ${a.lastAt}, ${a.countTimes} siden ${a.since}.`,
    why: 'Brukernavnet er hele e-postadressen. Den første delen alene kan høre til mange.',
  },
  'acc-username-typo-case': {
    title: 'Skrivefeil i brukernavnet',
    what: (a) => `${device(a)} logger på som «${a.login}», men adressen er ${a.address}. Sist ${a.lastAt}.`,
    why: 'Ett galt eller usynlig tegn er nok til at kontoen ikke blir funnet.',
  },
  'cli-stale-password': {
    title: 'Enheten har fortsatt det gamle passordet',
    what: (a) =>
      `${device(a)} bruker fortsatt passordet fra før det ble byttet${a.changedAt ? ` ${a.changedAt}` : ''}: ${a.countTries} siden ${a.since}, sist ${a.lastAt}.`,
    why: 'Passordet må legges inn på nytt på akkurat denne enheten. De andre er det ikke noe galt med.',
  },
  'cli-wrong-incoming-port': {
    title: 'Feil port for innkommende e-post',
    what: (a) =>
      a.outcome === 'not-encrypted'
        ? `${device(a)} ville logge på uten kryptering${door(a)}. Sist ${a.lastAt}.`
        : `${device(a)} brukte ${a.port ? `port ${a.port}` : 'en port'} med en annen protokoll enn porten er for${door(a)}. Sist ${a.lastAt}.`,
    why: 'IMAP og POP3 har hver sin port, og passordet tas bare imot kryptert.',
  },
  'cli-tls-mode-mismatch': {
    title: 'Feil krypteringsvalg',
    what: (a) =>
      a.outcome === 'plain-on-tls-port'
        ? `${device(a)} koblet til port ${a.port} uten kryptering, men der må SSL/TLS være på fra første tegn. Sist ${a.lastAt}.`
        : `${device(a)} startet SSL/TLS med en gang på port ${a.port}, men der begynner samtalen ukryptert (STARTTLS). Sist ${a.lastAt}.`,
    why: 'Program og server venter på hver sin begynnelse, og forbindelsen bryter før pålogging. Passordet har ingenting med saken å gjøre.',
  },
  'cli-plaintext-refused': {
    title: 'Passordet ble tilbudt ukryptert',
    what: (a) => `${device(a)} ville sende passordet uten kryptering${door(a)}. Sist ${a.lastAt}. Vi leste det ikke.`,
    why: 'Uten kryptering kan andre på samme nett lese passordet. Derfor sier serveren nei.',
  },
  'cli-tls-too-old': {
    title: 'Programmet støtter bare gammel kryptering',
    what: (a) => `${device(a)} støtter ikke nyere kryptering enn ${a.tls}. Sist ${a.lastAt}.`,
    why: 'TLS 1.0 og 1.1 er usikre og slått av. Serveren krever TLS 1.2 eller nyere.',
  },
  'cli-wrong-outgoing-port': {
    title: 'Feil port for utgående e-post',
    what: (a) => `${device(a)} prøvde å logge på port 25. Sist ${a.lastAt}.`,
    why: 'Port 25 er for servere som leverer til hverandre. Der kan ingen logge på.',
  },
  'cli-smtp-auth-off': {
    title: 'Pålogging for utgående e-post er slått av',
    what: (a) =>
      `${device(a)} ville sende fra ${a.from} til ${a.to || 'en annen'} uten å logge på. Sist ${a.lastAt}, ${a.countTimes}.`,
    why: 'Uten pålogging sender serveren bare til postkasser som ligger her.',
  },
  'cli-from-not-owned': {
    title: 'Avsenderadressen hører ikke til kontoen',
    what: (a) => `${a.address} er logget på, men vil sende som ${a.from}. Sist ${a.lastAt}, ${a.countTimes}.`,
    why: 'En konto kan bare sende fra egne adresser.',
  },
  ...blockCauses,
  ...billingCauses,
};
