/** Words for causes of registry, delegation and DNSSEC in English. */
import type { DELEGATION_FIXES } from '#src/diagnosis/causes/delegation/fixes.ts';
import type { DelegationCause } from '#src/diagnosis/causes/delegation/ids.ts';
import type { CauseTexts, FixTexts, Told } from '../shape.ts';

/** Why the chain of trust does not hold. */
const broken = (a: Told): string => {
  const when = a.signatureAt ? ` ${a.signatureAt}` : '';
  switch (a.reason) {
    case 'ds-mismatch':
      return `The key that the registry has on record (${a.dsTags || 'DS'}) is not the one the zone uses${a.keyTags ? ` (${a.keyTags})` : ''}. This often happens after a change of DNS host.`;
    case 'no-dnskey':
      return 'The registry says that the zone is signed, but the zone has no key.';
    case 'signature-expired':
      return `The signatures of the zone expired${when}.`;
    case 'signature-not-yet-valid':
      return `The signatures of the zone only become valid${when}.`;
    case 'signature-wrong':
      return `The signature on ${a.type || 'the records'} does not fit what it signs.`;
    case 'missing-signature':
      return `The signature on ${a.type || 'the records'} is missing.`;
    default:
      return 'The signatures of the zone cannot be checked.';
  }
};

export const delegationCauses: Pick<CauseTexts, DelegationCause> = {
  'dom-ns-elsewhere': {
    title: 'The name servers are at another company',
    what: (a) =>
      `The domain ${a.domain} is run from ${a.servers}, not from our name servers. There, mail goes to ${a.hosts || 'no server'}; nobody sees what you entered with us (${a.ours}).`,
    why: 'The world only asks the name servers that the registry has on record. Changes elsewhere have no effect.',
  },
  'dom-lame-delegation': {
    title: 'No name server answers for the domain',
    what: (a) =>
      a.how === 'silent'
        ? `The name servers of ${a.zone} do not answer: ${a.servers}.`
        : a.how === 'says-no'
          ? `The name servers of ${a.zone} say that they do not know the zone: ${a.servers}.`
          : `None of the name servers of ${a.zone} gives an answer about the domain: ${a.servers}.`,
    why: 'Without an answer from the name servers nobody can find out where to deliver the mail.',
  },
  'dom-ns-inconsistent': {
    title: 'The name servers disagree',
    what: (a) =>
      a.how === 'mx'
        ? `The name servers of ${a.zone} give different answers. ${a.servers} send the mail to ${a.hosts || 'nobody'}${a.serials ? ` (versions: ${a.serials})` : ''}.`
        : a.how === 'signatures'
          ? `One copy of the zone ${a.zone} has signatures that do not hold: ${a.servers}.`
          : `Some of the name servers of ${a.zone} do not answer for the zone: ${a.servers}.`,
    why: 'Which name server a sender asks is chance. So some mail arrives and some does not.',
  },
  'dom-dnssec-bogus': {
    title: 'The DNSSEC signature of the domain does not hold',
    what: (a) => `The zone ${a.zone} is signed with DNSSEC, but the signature does not hold. ${broken(a)}`,
    why: 'Many mail servers check the signature, and treat the domain as missing when it is wrong.',
  },
  'dom-propagation': {
    title: 'The DNS change has not reached everybody yet',
    what: (a) =>
      `The MX record of ${a.domain} is right now, but some still remember the old one (${a.hosts || 'no server'}). That lasts until ${a.untilAt}.`,
    why: 'DNS answers are remembered for a while. Until then some of the mail goes where the old record points.',
  },
  'dom-mx-is-ip': {
    title: 'The MX record is an IP address',
    what: (a) => `The MX record of ${a.domain} has the address ${a.hosts} where a name must stand.`,
    why: 'Mail servers read the address as a name, and there is no such name.',
  },
  'dom-mx-is-cname': {
    title: 'The MX record points at an alias',
    what: (a) => `The MX record of ${a.domain} points at ${a.hosts}, which is an alias (CNAME) of ${a.names}.`,
    why: 'MX must point at a name with an address of its own. Some senders refuse to follow the alias, so some mail is lost.',
  },
  'dom-cname-at-apex': {
    title: 'The domain is an alias of another name',
    what: (a) =>
      `The domain ${a.domain} has a CNAME record that points at ${a.alias}. So the mail records there count${a.hosts ? ` (${a.hosts})` : ', and there are none'}.`,
    why: 'A CNAME on the domain itself hides your MX and TXT records.',
  },
  'dom-mx-follows-website': {
    title: 'The mail moved along with the web site',
    what: (a) => `The MX record of ${a.domain} points at ${a.hosts}, the same address as the web site (${a.web}).`,
    why: 'Where the web site is now, nobody takes your mail. The mailboxes are still here.',
  },
  'dom-mx-via-proxy': {
    title: 'The mail is sent through a web proxy',
    what: (a) => `The MX record of ${a.domain} points at ${a.hosts}, which goes through ${a.proxy} (${a.addresses}).`,
    why: 'Such services let only web traffic through. Mail on port 25 stops there.',
  },
  'dom-mailhost-record-gone': {
    title: 'The server name in the mail program no longer exists',
    what: (a) =>
      `Your mail program uses the server name ${a.hosts}, but DNS does not know it any more. It last worked ${a.lastAt}.`,
    why: 'The program cannot find the server. Mail reaches the mailbox, but the program cannot fetch it.',
  },
  'svc-hostname-retired': {
    title: 'The old server name has been switched off',
    what: (a) =>
      `Your mail program uses our old server name ${a.hosts}, which is no longer in use. It last worked ${a.lastAt}.`,
    why: 'The program cannot find the server under the old name.',
  },
  'dom-transferred-away': {
    title: 'The domain has moved to another registrar',
    what: (a) =>
      `The domain ${a.domain} was moved ${a.transferredAt}${a.registrar ? ` to ${a.registrar}` : ''}. Its mail no longer comes here.`,
    why: 'The name servers often move along. The new ones do not have the records for your mail.',
  },
  'bil-domain-elsewhere-unpaid': {
    title: 'The domain was not renewed at its registrar',
    what: (a) =>
      `The domain ${a.domain} is registered with ${a.registrar || 'another company'} and was not renewed there${a.expiresAt ? ` (expired ${a.expiresAt})` : ''}. Your bill with us is paid.`,
    why: 'We carry the mail, but not the domain. While the domain is not renewed, nobody finds the way to the mail.',
  },
  'dom-wrong-tld': {
    title: 'The address has the wrong ending',
    what: (a) =>
      `The domain ${a.asked} ${a.exists === 'yes' ? 'takes no mail' : 'does not exist'}. The one with mail here is ${a.right}.`,
    why: 'With the wrong ending the mail goes to another domain.',
  },
  'dom-idn-mixup': {
    title: 'The domain is written with other letters',
    what: (a) =>
      `The domain ${a.asked} ${a.exists === 'yes' ? 'takes no mail' : 'does not exist'}. It looks like ${a.right}, which has its mail here.`,
    why: 'To DNS, ø and o, å and aa, and letters of other alphabets are quite different signs.',
  },
};

export const delegationFixes: Pick<FixTexts, keyof typeof DELEGATION_FIXES> = {
  'edit-at-dns-host': (a) =>
    `Make the change where the domain is run${a.servers ? ` (${a.servers})` : ''}: MX of ${a.domain} should be “10 ${a.hostname}”.`,
  'move-name-servers': (a) => `Or ask the registrar to set the name servers of ${a.zone} to ${a.servers}.`,
  'load-zone': (a) => `We load the zone ${a.zone} on our name servers again (${a.servers}).`,
  'mend-name-servers': (a) =>
    `Send this to your DNS host: “The name servers ${a.servers} do not answer for the zone ${a.zone}. Please load the zone, or correct the name servers at the registrar.”`,
  'resync-name-servers': (a) =>
    `Send this to your DNS host: “The name servers of ${a.zone} give different answers. Please update the copy on ${a.servers}.”`,
  'mend-ds': (a) =>
    `Ask the registrar to remove the DS record of ${a.zone}, or to replace it by the one of the zone’s key. It takes effect when the old one is forgotten, usually within a day.`,
  'sign-zone-again': (a) => `Ask the DNS host to sign the zone ${a.zone} again.`,
  'wait-for-caches': (a) =>
    `Wait until ${a.untilAt}; then everybody has the new record. Let the old server take mail until then, and fetch what is there.`,
  'name-instead-of-address': (a) =>
    a.hostname
      ? `Write “10 ${a.hostname}” in the MX record of ${a.domain} instead of ${a.hosts}.`
      : `Make a name with an A record for ${a.hosts}, and write that name in the MX record of ${a.domain}.`,
  'name-instead-of-alias': (a) =>
    `Let the MX record of ${a.domain} point straight at ${a.names} instead of ${a.hosts}.`,
  'remove-apex-alias': (a) =>
    `Remove the CNAME record on ${a.domain}. Use an A record or ALIAS for the web site${a.hostname ? `, and MX “10 ${a.hostname}” for mail` : ''}.`,
  'own-mail-name': (a) => `Set MX of ${a.domain} to “10 ${a.hostname}”. Then mail does not move with the web site.`,
  'unproxy-mail-name': (a) =>
    a.hostname
      ? `Set MX of ${a.domain} to “10 ${a.hostname}”, or switch off the proxy at ${a.proxy} for ${a.hosts} (DNS only).`
      : `Switch off the proxy at ${a.proxy} for ${a.hosts} (DNS only).`,
  'restore-mail-name': (a) => `Put ${a.hosts} back into DNS as an alias (CNAME) of ${a.hostname}.`,
  'use-our-name': (a) =>
    `Change the server name in the mail program from ${a.hosts} to ${a.hostname}, for incoming and outgoing.`,
  'transfer-back': (a) => `If the move was not intended, contact ${a.registrar || 'the new registrar'} at once.`,
  'pay-registrar': (a) =>
    `Renew ${a.domain} with ${a.registrar || 'the registrar'}. Mail works again when the domain is back.`,
  'use-right-domain': (a) => `Use ${a.right}.`,
};
