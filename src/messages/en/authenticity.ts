/** Words for causes of SPF, DKIM, DMARC, MTA-STS, DANE, reverse names and block lists in English. */
import type { AUTHENTICITY_FIXES } from '#src/diagnosis/causes/authenticity/fixes.ts';
import type { AuthenticityCause } from '#src/diagnosis/causes/authenticity/ids.ts';
import type { CauseTexts, FixTexts } from '../shape.ts';

const tooMany = (kind: string): string =>
  kind === 'too-many-void'
    ? 'More than two of the names in it no longer exist'
    : kind === 'too-many-mx'
      ? 'A name in it has more than ten mail servers'
      : 'It needs more than ten DNS look-ups';
const DKIM: Readonly<Record<string, string>> = {
  cut: 'is cut off: its end is missing',
  revoked: 'is empty, which means withdrawn',
  mismatch: 'is not the one we sign with',
  several: 'stands there several times, with different contents',
  unreadable: 'cannot be read',
  'not-for-mail': 'is not meant for mail',
  'wrong-hash': 'does not allow the signatures we make',
};
const DMARC: Readonly<Record<string, (a: Readonly<Record<string, string>>) => string>> = {
  several: (a) => `There are ${a.count} DMARC records at ${a.name}. Then none of them counts.`,
  misplaced: (a) => `The DMARC record stands at ${a.where}, but receivers look only at ${a.name}.`,
  near: (a) => `The record at ${a.name} is meant as DMARC but begins wrongly: “${a.term}”.`,
};
const STS: Readonly<Record<string, (a: Readonly<Record<string, string>>) => string>> = {
  mismatch: (a) => `The policy at ${a.url} allows ${a.patterns}, but mail to ${a.domain} now goes to ${a.hosts}.`,
  'bad-certificate': (a) =>
    `The policy at ${a.url} cannot be fetched safely: its certificate does not hold (${a.why}).`,
  'bad-policy': (a) => `The policy at ${a.url} has a mistake: “${a.why}”.`,
  missing: (a) =>
    `${a.name} is missing or wrong in DNS. Without it senders deliver as before, but they do not insist on encryption.`,
};

/** A pasted text does not always say whom the mail was for. */
const mail = (a: Readonly<Record<string, string>>): string =>
  a.recipient ? `mail to ${a.recipient}` : 'mail from you';

export const authenticityCauses: Pick<CauseTexts, AuthenticityCause> = {
  'dom-spf-lacks-us': {
    title: 'The SPF record leaves our server out',
    what: (a) =>
      `The SPF record of ${a.domain} says who may send mail, and our address ${a.addresses} is not in it. ` +
      `It now reads: “${a.record}”.`,
    why: 'Receivers compare the sender with that list. Your mail may be refused or filed as spam.',
  },
  'dom-spf-multiple': {
    title: 'More than one SPF record',
    what: (a) => `The domain ${a.domain} has ${a.count} SPF records. There may be only one.`,
    why: 'With more than one, every receiver counts SPF as an error, whatever they say.',
  },
  'dom-spf-too-many-lookups': {
    title: 'The SPF record needs too many look-ups',
    what: (a) =>
      `The SPF record of ${a.domain} cannot be worked out. ${tooMany(a.kind)}, and “${a.term}” is where it ends.`,
    why: 'Receivers stop there and count SPF as an error. Your mail may be refused or filed as spam.',
  },
  'dom-spf-syntax': {
    title: 'A mistake in the SPF record',
    what: (a) =>
      a.kind === 'no-version'
        ? `The domain ${a.domain} has a record that is meant as SPF but begins wrongly: “${a.term}”.`
        : a.where === a.domain
          ? `The SPF record of ${a.domain} has a mistake at “${a.term}”.`
          : `The SPF record of ${a.domain} leads to ${a.where}, and there is a mistake there${a.term === '' ? '' : ` (“${a.term}”)`}.`,
    why: 'An SPF record with a mistake does not count. Nobody can see that our server may send for you.',
  },
  'svc-ip-changed': {
    title: 'The SPF record names our old address',
    what: (a) =>
      `The SPF record of ${a.domain} allows ${a.former}, which we used to send from. We now send from ${a.addresses}.`,
    why: 'Receivers do not know the new address and may refuse your mail.',
  },
  'dom-dkim-mismatch': {
    title: 'The DKIM key in DNS is wrong',
    what: (a) => `The key at ${a.name} ${DKIM[a.kind] ?? 'does not fit'}.`,
    why: 'We sign your mail, but receivers find that the signature does not fit and may think it forged.',
  },
  'dom-dmarc-multiple-or-bad': {
    title: 'The DMARC record does not work',
    what: (a) => (DMARC[a.kind] ?? ((b) => `The DMARC record at ${b.name} has a mistake at “${b.term}”.`))(a),
    why: 'Receivers ignore it. Large receivers trust domains without DMARC less.',
  },
  'dom-dmarc-own-policy-hits-self': {
    title: "The domain's own rule hits your mail",
    what: (a) =>
      `The DMARC rule of ${a.domain} (${a.name}) asks receivers to ${a.policy === 'reject' ? 'refuse' : 'set aside'} mail without valid SPF or DKIM. ` +
      `For mail from our server (${a.addresses}) neither is valid.`,
    why: 'Receivers do what your domain asks: they stop the mail, although it is genuine.',
  },
  'dom-dmarc-misaligned': {
    title: 'The sender is confirmed for another domain',
    what: (a) =>
      `${a.host || 'The receiver'} refused ${mail(a)}. It was sent in the name of ${a.envelope}, and nothing confirms ${a.domain}.`,
    why: 'Receivers want the domain in the From field confirmed, by DKIM or by SPF for that same domain.',
  },
  'dom-mtasts-mismatch': {
    title: 'MTA-STS is not set up right',
    what: (a) => (STS[a.kind] ?? ((b) => `The policy at ${b.url} cannot be fetched (${b.why}).`))(a),
    why: 'MTA-STS tells senders which mail servers are yours. Those that keep to it, Google and Microsoft among them, do not deliver when it does not fit.',
  },
  'dom-tlsa-mismatch': {
    title: 'The DANE record does not fit the certificate',
    what: (a) => `The certificate of ${a.hosts} is not the one that ${a.names} promises.`,
    why: 'Senders that check DANE hold the mail back. Others deliver as before.',
  },
  'dom-on-uri-blocklist': {
    title: 'The domain is on a block list',
    what: (a) =>
      a.kind === 'said'
        ? `${a.host || 'The receiver'} refused ${mail(a)} because your domain or a link is on a block list: “${a.quote}”`
        : `The domain ${a.domain} is on ${a.lists}.${a.words === '' ? '' : ` The list says: “${a.words}”`}`,
    why: 'Receivers that use the list refuse mail from the domain and mail with links to it. Often the web site has been misused.',
  },
  'snd-server-ip-listed': {
    title: 'Our server is on a block list',
    what: (a) =>
      a.kind === 'said'
        ? `${a.host || 'The receiver'} refused ${mail(a)} because the address we send from is on a block list: “${a.quote}”`
        : `The address ${a.entries}, which we send from, is on ${a.lists}.${a.words === '' ? '' : ` The list says: “${a.words}”`}`,
    why: 'Receivers that use the list refuse mail from us. This is ours to put right; there is nothing you can do.',
  },
  'snd-no-ptr': {
    title: 'The address we send from has no name',
    what: (a) =>
      a.kind === 'said'
        ? `${a.host || 'The receiver'} refused ${mail(a)} because the address we send from has no valid name in DNS: “${a.quote}”`
        : a.kind === 'none'
          ? `The address ${a.addresses} has no name in DNS (PTR).${a.onlySix === 'yes' ? ' Only IPv6 is affected.' : ''}`
          : `The address ${a.addresses} is called ${a.names} in DNS, but that name does not lead back.${a.onlySix === 'yes' ? ' Only IPv6 is affected.' : ''}`,
    why: 'Large receivers take no mail from an address without a name. We have to put that right.',
  },
  'snd-sender-domain-unresolvable': {
    title: 'Nobody can answer mail from the domain',
    what: (a) =>
      a.kind === 'said'
        ? `${a.host || 'The receiver'} did not find your domain and so refused ${mail(a)}: “${a.quote}”`
        : a.kind === 'none'
          ? `The domain ${a.domain} has neither an MX record nor an address in DNS.`
          : `The domain ${a.domain} says in DNS that it takes no mail.`,
    why: 'Many receivers refuse mail from a sender who cannot be answered.',
  },
  'svc-resolver-refused-by-dnsbl': {
    title: 'A block list does not answer us',
    what: (a) => `${a.lists} refuses to answer the name server we ask through. So we do not know what it says.`,
    why: 'Read as “listed”, such an answer would refuse all mail. We count it as no answer.',
  },
  'svc-dead-dnsbl': {
    title: 'A block list has shut down',
    what: (a) => `${a.lists} fails its own test, so its answers mean nothing.`,
    why: 'A list that has shut down may say that everybody is listed. Used, it refuses genuine mail.',
  },
};
export const authenticityFixes: Pick<FixTexts, keyof typeof AUTHENTICITY_FIXES> = {
  'replace-txt': (a) =>
    a.found === ''
      ? `Add this record where the domain's DNS is kept: ${a.name} TXT "${a.value}".`
      : `Replace the record ${a.name} where the domain's DNS is kept with this single one: TXT "${a.value}".`,
  'replace-key-alias': (a) =>
    `${a.name} is an alias of ${a.alias} (CNAME). Delete the CNAME record, and add: ${a.name} TXT "${a.value}".`,
  'mend-spf-by-hand': (a) =>
    `Correct ${a.terms} in the SPF record of ${a.domain}. We do not know whom it is meant for and do not change it for you.`,
  'shorten-spf': (a) => `Remove services that no longer send mail for ${a.domain} from the SPF record.`,
  'mend-foreign-spf': (a) => `Ask whoever runs ${a.where} to correct their SPF record, or remove it from yours.`,
  'update-mta-sts': (a) =>
    `Change the policy at ${a.url} so that it allows ${a.hosts}, and give _mta-sts.${a.domain} a new id.`,
  'mend-mta-sts-host': (a) =>
    `See that ${a.url} answers with a valid certificate and a policy without mistakes, or put the policy out of force with “mode: none”.`,
  'replace-tlsa': (a) => `Add ${a.name} TLSA ${a.value}, and remove the old one once the new one is visible.`,
  'ask-delisting': (a) => `Find the reason, and ask ${a.list} to remove ${a.entries}.`,
  'clean-and-delist': (a) => `Clear the web site of foreign content, and ask ${a.list} to remove ${a.entries}.`,
  'set-reverse-name': (a) => `Have the owner of the network give ${a.address} the name ${a.hostname} (PTR).`,
  'ask-lists-directly': (a) => `Ask ${a.lists} through a name server of your own, or with a key from the list.`,
  'drop-block-list': (a) => `Remove ${a.lists} from the configuration (reputation.ipLists, reputation.domainLists).`,
  'find-and-delist': () =>
    "Find the list in the receiver's answer, put the reason right, and ask to have the address removed.",
  'find-and-delist-name': (a) =>
    `Find the list in the receiver's answer. Clear the web site of ${a.domain}, take links out of the signature, and ask to have the domain removed.`,
  'check-reverse-name': (a) =>
    `Check that the address we send from has a name (PTR) that leads back to it, for example ${a.hostname}.`,
  'check-own-domain': (a) =>
    `Check that ${a.domain} is answered by all its name servers. We find the domain now, so the trouble may be over. Send again.`,
  'send-with-own-domain': (a) =>
    `Use one domain all the way: ${a.domain} as the envelope sender too, not ${a.envelope}.`,
};
