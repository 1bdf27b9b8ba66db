/** Orsakerna med vanliga ord på svenska: vad som hände, och varför det stoppar e-posten. */
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
    title: 'Domänen är inte registrerad',
    what: (a) =>
      a.proof === 'registry'
        ? `Domänen ${a.domain} är inte registrerad. Det svarar registret som sköter sådana domäner.`
        : `Domänen ${a.domain} finns inte i DNS och är med all sannolikhet inte registrerad. Registret gick inte att fråga.`,
    why: 'Utan en registrerad domän vet ingen på nätet vart e-posten ska levereras.',
  },
  'dom-no-mx': {
    title: 'Domänen saknar MX-post',
    what: (a) =>
      `Domänen ${a.domain} har ingen MX-post` +
      (a.web ? `. Då provar avsändare webbplatsens adress ${a.web}, som inte tar emot din e-post.` : '.'),
    why: 'MX-posten talar om för andra vart din e-post ska levereras. Utan den får du ingen e-post utifrån.',
  },
  'dom-null-mx': {
    title: 'Domänen säger att den inte tar emot e-post',
    what: (a) => `Domänen ${a.domain} har MX-posten ”0 .”, som betyder ”här tar ingen emot e-post”.`,
    why: 'Avsändare ger upp direkt när de läser den.',
  },
  'dom-mx-no-address': {
    title: 'MX-posten pekar på ett namn som inte finns',
    what: (a) =>
      `MX-posten för ${a.domain} pekar på ${a.hosts}, som inte har någon adress.` +
      (a.doubled === 'yes' ? ' Domänen står två gånger i namnet; troligen saknas den avslutande punkten.' : ''),
    why: 'Avsändare hittar ingen server att leverera till.',
  },
  'dom-mx-wrong-host': {
    title: 'E-posten levereras till en annan server',
    what: (a) => `MX-posten för ${a.domain} pekar på ${a.hosts}. Brevlådorna finns på ${a.hostname}.`,
    why: 'E-post till dig kommer fram till den andra servern, inte hit.',
  },
  'dom-mx-mixed': {
    title: 'E-posten delas mellan två leverantörer',
    what: (a) => `Domänen ${a.domain} har MX-poster både hit (${a.hostname}) och till ${a.hosts}.`,
    why: 'En del av e-posten hamnar hos den andra leverantören.',
  },
  'dom-spf-missing': {
    title: 'Domänen saknar SPF',
    what: (a) => `Domänen ${a.domain} har ingen SPF-post.`,
    why: 'Andra kan inte se att den här servern får skicka åt dig. E-post från dig kan hamna i skräpposten eller nekas.',
  },
  'dom-dkim-missing': {
    title: 'DKIM-nyckeln är inte publicerad',
    what: (a) => `Posten ${a.name} med DKIM-nyckeln finns inte.`,
    why: 'Vi signerar din e-post, men mottagare kan inte kontrollera signaturen.',
  },
  'dom-dmarc-missing': {
    title: 'Domänen saknar DMARC',
    what: (a) => `Domänen ${a.domain} har ingen DMARC-post (${a.name}).`,
    why: 'Vissa stora mottagare litar mindre på e-post från domäner utan DMARC.',
  },
  'acc-mailbox-deleted': {
    title: 'Brevlådan är borttagen',
    what: (a) =>
      `Brevlådan ${a.address} togs bort ${a.deletedAt} av ${a.deletedBy}.` +
      (a.attempts !== '0' ? ` Sedan dess har någon försökt logga in ${a.attemptsTimes}.` : ''),
    why: 'E-post till adressen nekas, och ingen kan logga in.',
  },
  'acc-mailbox-never-existed': {
    title: 'Adressen finns inte',
    what: (a) => `Adressen ${a.address} har aldrig skapats här.` + (a.near ? ` Den liknar ${a.near}, som finns.` : ''),
    why: 'E-post till en adress som inte finns nekas.',
  },
  'acc-login-on-alias': {
    title: 'Inloggning på en vidarebefordran',
    what: (a) =>
      `${a.address} är ingen brevlåda. Adressen skickar e-posten vidare till ${a.targets}. Senaste inloggningsförsöket var ${a.lastAt}.`,
    why: 'En vidarebefordran har inget lösenord och ingen inkorg att öppna.',
  },
  'acc-quota-full': {
    title: 'Brevlådan är full',
    what: (a) =>
      `Brevlådan ${a.address} använder ${a.usedBytes} av ${a.quotaBytes}.` +
      (a.refused !== '0' ? ` Vi har sagt nej till ${a.refusedMessages} som inte fick plats.` : ''),
    why: 'Ny e-post får inte plats och går tillbaka till avsändaren.',
  },
  'acc-wrong-password': {
    title: 'Fel lösenord',
    what: (a) =>
      `${device(a)} skickar fel lösenord för ${a.address}${door(a)}: ${a.countTimes} sedan ${a.since}, senast ${a.lastAt}${a.fromText}.`,
    why: 'Lösenordet på enheten är ett annat än brevlådans.',
  },
  'acc-password-edge-space': {
    title: 'Mellanslag i lösenordet',
    what: (a) =>
      `${device(a)} skickar rätt lösenord för ${a.address}, men med ett mellanslag före eller efter. Senast ${a.lastAt}.`,
    why: 'Mellanslaget följde troligen med när lösenordet kopierades. För servern är det ett annat lösenord.',
  },
  'acc-password-nonascii': {
    title: 'Å, ä eller ö i lösenordet',
    what: (a) =>
      `${device(a)} kodar bokstäver som å, ä och ö i lösenordet för ${a.address} på ett gammalt sätt. Senast ${a.lastAt}.`,
    why: 'Lösenordet är rätt skrivet, men programmet skickar andra tecken än de som valdes. Därför kan det fungera i webbmejlen och inte i programmet.',
  },
  'acc-username-without-domain': {
    title: 'Användarnamnet är inte hela adressen',
    what: (a) => `${device(a)} loggar in som ”${a.login}”. Senast ${a.lastAt}, ${a.countTimes} sedan ${a.since}.`,
    why: 'Användarnamnet är hela e-postadressen. Den första delen ensam kan höra till många.',
  },
  'acc-username-typo-case': {
    title: 'Skrivfel i användarnamnet',
    what: (a) => `${device(a)} loggar in som ”${a.login}”, men adressen är ${a.address}. Senast ${a.lastAt}.`,
    why: 'Ett enda felaktigt eller osynligt tecken räcker för att kontot inte ska hittas.',
  },
  'cli-stale-password': {
    title: 'Enheten har kvar det gamla lösenordet',
    what: (a) =>
      `${device(a)} använder fortfarande lösenordet från före bytet${a.changedAt ? ` ${a.changedAt}` : ''}: ${a.countTries} sedan ${a.since}, senast ${a.lastAt}.`,
    why: 'Lösenordet behöver skrivas in på nytt på just den här enheten. De andra är det inget fel på.',
  },
  'cli-wrong-incoming-port': {
    title: 'Fel port för inkommande e-post',
    what: (a) =>
      a.outcome === 'not-encrypted'
        ? `${device(a)} ville logga in utan kryptering${door(a)}. Senast ${a.lastAt}.`
        : `${device(a)} använde ${a.port ? `port ${a.port}` : 'en port'} med ett annat protokoll än porten är till för${door(a)}. Senast ${a.lastAt}.`,
    why: 'IMAP och POP3 har var sin port, och lösenordet tas bara emot krypterat.',
  },
  'cli-tls-mode-mismatch': {
    title: 'Fel krypteringsval',
    what: (a) =>
      a.outcome === 'plain-on-tls-port'
        ? `${device(a)} anslöt till port ${a.port} utan kryptering, men där måste SSL/TLS vara på från första tecknet. Senast ${a.lastAt}.`
        : `${device(a)} startade SSL/TLS direkt på port ${a.port}, men där börjar samtalet okrypterat (STARTTLS). Senast ${a.lastAt}.`,
    why: 'Program och server väntar på var sin början, och anslutningen bryts före inloggningen. Lösenordet har inget med saken att göra.',
  },
  'cli-plaintext-refused': {
    title: 'Lösenordet erbjöds okrypterat',
    what: (a) =>
      `${device(a)} ville skicka lösenordet utan kryptering${door(a)}. Senast ${a.lastAt}. Vi läste det inte.`,
    why: 'Utan kryptering kan andra på samma nät läsa lösenordet. Därför säger servern nej.',
  },
  'cli-tls-too-old': {
    title: 'Programmet klarar bara gammal kryptering',
    what: (a) => `${device(a)} klarar inte nyare kryptering än ${a.tls}. Senast ${a.lastAt}.`,
    why: 'TLS 1.0 och 1.1 är osäkra och avstängda. Servern kräver TLS 1.2 eller nyare.',
  },
  'cli-wrong-outgoing-port': {
    title: 'Fel port för utgående e-post',
    what: (a) => `${device(a)} försökte logga in på port 25. Senast ${a.lastAt}.`,
    why: 'Port 25 är för servrar som levererar till varandra. Där kan ingen logga in.',
  },
  'cli-smtp-auth-off': {
    title: 'Inloggning för utgående e-post är avstängd',
    what: (a) =>
      `${device(a)} ville skicka från ${a.from} till ${a.to || 'någon annan'} utan att logga in. Senast ${a.lastAt}, ${a.countTimes}.`,
    why: 'Utan inloggning skickar servern bara till brevlådor som finns här.',
  },
  'cli-from-not-owned': {
    title: 'Avsändaradressen hör inte till kontot',
    what: (a) => `${a.address} är inloggad men vill skicka som ${a.from}. Senast ${a.lastAt}, ${a.countTimes}.`,
    why: 'Ett konto kan bara skicka från sina egna adresser.',
  },
  ...blockCauses,
  ...billingCauses,
};
