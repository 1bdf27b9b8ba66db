/** Unusual SPF, DKIM and DMARC records that do what they should. */
import { HOST_ADDRESS } from '../world.ts';
import { domainOf, type Oddity, zone } from './oddity.ts';

/** The domain's SPF record is this; other names of the zone on top. */
const spf =
  (
    record: string | readonly string[],
    more: (domain: string) => Readonly<Record<string, object>> = () => ({}),
  ): Oddity['plant'] =>
  (world, customer) => {
    zone(world, customer, customer.domain, { TXT: [record] });
    world.dns.add(more(customer.domain) as never);
  };
const dmarc =
  (record: string): Oddity['plant'] =>
  (world, { domain }) =>
    world.dns.add({ [`_dmarc.${domain}`]: { TXT: [record] } });
const ours = `ip4:${HOST_ADDRESS}`;
const selector = (domain: string): string => `pv1._domainkey.${domain}`;
const sends = { symptom: 'send' } as const;

export const AUTHENTICITY_ODDITIES: readonly Oddity[] = [
  {
    ...sends,
    title: 'a newsletter service and an office network may send too',
    plant: spf(`v=spf1 mx include:_spf.letters.test ip4:192.0.2.0/24 -all`, () => ({
      '_spf.letters.test': { TXT: ['v=spf1 ip4:198.51.100.0/24 -all'] },
    })),
  },
  {
    ...sends,
    title: 'SPF by redirect',
    plant: spf('v=spf1 redirect=_spf.shared-lab.test', () => ({
      '_spf.shared-lab.test': { TXT: [`v=spf1 ${ours} ~all`] },
    })),
  },
  {
    ...sends,
    title: 'SPF by an include that holds our address',
    plant: spf('v=spf1 include:_spf.host-lab.test ~all', () => ({
      '_spf.host-lab.test': { TXT: [`v=spf1 ${ours} -all`] },
    })),
  },
  { ...sends, title: 'SPF with a network around our address', plant: spf('v=spf1 ip4:203.0.113.0/24 -all') },
  { ...sends, title: 'SPF in capital letters', plant: spf('V=SPF1 MX -ALL') },
  { ...sends, title: 'SPF that ends neutrally', plant: spf('v=spf1 mx ?all') },
  { ...sends, title: 'SPF without an end', plant: spf('v=spf1 mx') },
  { ...sends, title: 'SPF with a blank at the end', plant: spf('v=spf1 mx ~all ') },
  {
    ...sends,
    title: 'SPF cut into strings in the middle of a word',
    plant: spf(['v=spf1 m', `x ip4:192.0.2.0/24 ~a`, 'll']),
  },
  {
    ...sends,
    title: 'SPF that asks nine times',
    plant: spf(
      `v=spf1 mx ${Array.from({ length: 8 }, (_, i) => `include:_spf${i}.nine-lab.test`).join(' ')} -all`,
      () =>
        Object.fromEntries(
          Array.from({ length: 8 }, (_, i) => [`_spf${i}.nine-lab.test`, { TXT: [`v=spf1 ip4:192.0.2.${i} -all`] }]),
        ),
    ),
  },
  {
    ...sends,
    title: 'SPF with a macro of somebody else',
    plant: spf('v=spf1 mx exists:%{i}._spf.macro-lab.test -all'),
  },
  {
    ...sends,
    title: 'a text that only looks like a second SPF record, and the old Sender ID',
    plant: (world, customer) =>
      zone(world, customer, customer.domain, {
        TXT: [...(customer.zones[customer.domain].TXT ?? []), 'v=spf10 -all', 'spf2.0/pra -all', 'spf: see above'],
      }),
  },
  {
    ...sends,
    title: 'our DKIM key by CNAME',
    plant: (world, { domain, zones }) =>
      world.dns.add({
        [selector(domain)]: { CNAME: `${domain.replaceAll('.', '-')}.keys-lab.test` },
        [`${domain.replaceAll('.', '-')}.keys-lab.test`]: zones[selector(domain)],
      }),
  },
  {
    ...sends,
    title: 'two more selectors, one withdrawn',
    plant: (world, { domain }) =>
      world.dns.add({
        [`old._domainkey.${domain}`]: { TXT: ['v=DKIM1; p='] },
        [`letters._domainkey.${domain}`]: { CNAME: 'dkim.letters.test' },
        'dkim.letters.test': { TXT: ['v=DKIM1; k=rsa; p=MIIB'] },
      }),
  },
  {
    ...sends,
    title: 'our DKIM key cut into strings of 100 characters',
    plant: (world, customer) => {
      const name = selector(customer.domain);
      const whole = String(customer.zones[name].TXT?.[0] ?? '');
      zone(world, customer, name, { TXT: [whole.match(/.{1,100}/g) ?? []] });
    },
  },
  {
    title: 'DMARC p=none on purpose, with reports',
    plant: dmarc('v=DMARC1; p=none; rua=mailto:dmarc@reports-lab.test'),
    ...sends,
  },
  { title: 'DMARC p=reject, strict', plant: dmarc('v=DMARC1; p=reject; adkim=s; aspf=s'), ...sends },
  {
    title: 'DMARC with tags of tomorrow',
    plant: dmarc('v=DMARC1; p=quarantine; np=reject; psd=n; t=y; xnew=1'),
    ...sends,
  },
  { title: 'DMARC for half of the mail', plant: dmarc('v=DMARC1;p=quarantine;pct=50;fo=1;ri=3600'), ...sends },
  {
    ...sends,
    title: 'DMARC by CNAME',
    plant: (world, { domain }) =>
      world.dns.add({
        [`_dmarc.${domain}`]: { CNAME: '_dmarc.reports-lab.test' },
        '_dmarc.reports-lab.test': { TXT: ['v=DMARC1; p=none'] },
      }),
  },
  {
    ...sends,
    title: 'DMARC only at the domain above',
    top: 'konsern-lab.test',
    plant: (world, { domain }) => {
      world.dns.remove(`_dmarc.${domain}`);
      world.dns.add({
        'konsern-lab.test': { NS: ['ns1.dns.test'], SOA: {}, TXT: ['v=spf1 -all'] },
        '_dmarc.konsern-lab.test': { TXT: ['v=DMARC1; p=quarantine; sp=none'] },
      });
    },
  },
  {
    ...sends,
    title: 'TLS reports to two places, a logo, CAA',
    plant: (world, { domain }) =>
      world.dns.add({
        [`_smtp._tls.${domain}`]: { TXT: ['v=TLSRPTv1; rua=mailto:tls@reports-lab.test,https://reports-lab.test/v1'] },
        [`default._bimi.${domain}`]: { TXT: ['v=BIMI1; l=; a='] },
      }),
  },
  {
    title: 'a colleague of ours signs with a key of 4096 bits beside',
    ...sends,
    about: domainOf,
    plant: (world, { domain }) =>
      world.dns.add({ [`big._domainkey.${domain}`]: { TXT: [`v=DKIM1; k=rsa; p=${'A'.repeat(700)}`] } }),
  },
];
