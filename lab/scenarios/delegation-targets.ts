/** Faults in what MX records point at, and in names that devices use; each with a healthy twin. */
import { imapSignIn } from '../mail-client.ts';
import { type Customer, HOST_ADDRESS, HOSTNAME, type World } from '../world.ts';
import { domainOf, elsewhere, zone } from './delegation-acts.ts';
import type { Act, Scenario } from './scenario.ts';

const WEB = '198.51.100.80';
const CDN = '104.18.20.21';

const IS_IP: readonly Scenario[] = [
  {
    cause: 'dom-mx-is-ip',
    title: 'our address was pasted into the MX field',
    symptom: 'receive',
    plant: zone({ MX: [`10 ${HOST_ADDRESS}`] }),
    twin: zone({ MX: [`10 ${HOSTNAME}`] }),
    allowed: ['dom-mx-no-address'],
    says: ({ domain }) => [domain, HOST_ADDRESS],
  },
  {
    cause: 'dom-mx-is-ip',
    title: 'the old server’s address in the MX field',
    symptom: 'both',
    about: domainOf,
    plant: zone({ MX: ['0 198.51.100.40'] }),
    twin: (world, customer) =>
      zone({ MX: [`0 mx1.${customer.domain}`] }, ({ domain }) => ({ [`mx1.${domain}`]: { A: [HOST_ADDRESS] } }))(
        world,
        customer,
      ),
    allowed: ['dom-mx-no-address'],
  },
  {
    cause: 'dom-mx-is-ip',
    title: 'an address beside our name',
    symptom: 'some',
    certainty: 'likely',
    plant: zone({ MX: [`10 ${HOSTNAME}`, `20 ${HOST_ADDRESS}`] }),
    twin: zone({ MX: [`10 ${HOSTNAME}`] }),
    allowed: ['dom-mx-no-address'],
  },
];

const toAlias =
  (alias: string, host: (customer: Customer) => string): Act =>
  (world, customer) =>
    zone({ MX: [`10 ${host(customer)}`] }, (one) => ({ [host(one)]: { CNAME: alias } }))(world, customer);
const toAddress =
  (host: (customer: Customer) => string): Act =>
  (world, customer) =>
    zone({ MX: [`10 ${host(customer)}`] }, (one) => ({ [host(one)]: { A: [HOST_ADDRESS] } }))(world, customer);
const mail = ({ domain }: Customer): string => `mail.${domain}`;
const IS_CNAME: readonly Scenario[] = [
  {
    cause: 'dom-mx-is-cname',
    title: 'mail. is an alias of our name',
    symptom: 'some',
    certainty: 'likely',
    plant: toAlias(HOSTNAME, mail),
    twin: toAddress(mail),
    says: (customer) => [mail(customer), HOSTNAME],
  },
  {
    cause: 'dom-mx-is-cname',
    title: 'an alias of an alias',
    symptom: 'receive',
    certainty: 'likely',
    about: domainOf,
    plant: (world, customer) => {
      world.dns.add({ [`smtp.${customer.domain}`]: { CNAME: HOSTNAME } });
      return toAlias(`smtp.${customer.domain}`, ({ domain }) => `mx.${domain}`)(world, customer);
    },
    twin: toAddress(({ domain }) => `mx.${domain}`),
  },
  {
    cause: 'dom-mx-is-cname',
    title: 'our name first, an alias of it as second',
    symptom: 'some',
    certainty: 'likely',
    plant: (world, customer) =>
      zone({ MX: [`10 ${HOSTNAME}`, `20 ${mail(customer)}`] }, (one) => ({ [mail(one)]: { CNAME: HOSTNAME } }))(
        world,
        customer,
      ),
    twin: zone({ MX: [`10 ${HOSTNAME}`] }),
  },
];

const apexAlias =
  (target: object, name = 'shop.page-maker.test'): Act =>
  (world, { domain }) =>
    world.dns.add({ [name]: target, [domain]: { CNAME: name, NS: ['ns1.dns.test'], SOA: {} } });
const APEX: readonly Scenario[] = [
  {
    cause: 'dom-cname-at-apex',
    title: 'the page maker asked for an alias on the bare name',
    symptom: 'both',
    plant: apexAlias({ A: [WEB] }),
    twin: zone({ A: [WEB] }),
    allowed: [
      'dom-no-mx',
      'dom-spf-missing',
      'dom-dkim-missing',
      'dom-dmarc-missing',
      'snd-sender-domain-unresolvable',
    ],
    says: ({ domain }) => [domain, 'shop.page-maker.test'],
  },
  {
    cause: 'dom-cname-at-apex',
    title: 'the alias brings another company’s MX along',
    symptom: 'receive',
    plant: (world, customer) => {
      elsewhere(world, 'mx.page-maker.test');
      return apexAlias({ A: [WEB], MX: ['10 mx.page-maker.test'] }, 'site.page-maker.test')(world, customer);
    },
    twin: zone({ A: [WEB] }),
    allowed: ['dom-mx-wrong-host', 'dom-spf-missing'],
  },
  {
    cause: 'dom-cname-at-apex',
    title: 'an alias of a name that takes no mail',
    symptom: 'receive',
    about: domainOf,
    plant: apexAlias({ A: [WEB], MX: ['0 .'] }, 'cdn.page-maker.test'),
    // An alias of a name with our MX: unusual, and it works.
    twin: (world, customer) => {
      const { MX, TXT } = customer.zones[customer.domain];
      return apexAlias({ A: [WEB], MX, TXT }, 'group.page-maker.test')(world, customer);
    },
    allowed: ['dom-null-mx', 'dom-spf-missing', 'snd-sender-domain-unresolvable'],
  },
];

const FOLLOWS: readonly Scenario[] = [
  {
    cause: 'dom-mx-follows-website',
    title: 'MX is the domain itself, and the web site moved',
    symptom: 'receive',
    plant: (world, customer) => zone({ MX: [`10 ${customer.domain}`], A: [WEB] })(world, customer),
    twin: (world, customer) => zone({ MX: [`10 ${customer.domain}`], A: [HOST_ADDRESS] })(world, customer),
    allowed: ['dom-mx-wrong-host'],
    says: ({ domain }) => [domain, WEB],
  },
  {
    cause: 'dom-mx-follows-website',
    title: 'mail. was moved with the web site',
    symptom: 'receive',
    about: domainOf,
    plant: (world, customer) =>
      zone({ MX: [`10 ${mail(customer)}`], A: [WEB] }, (one) => ({ [mail(one)]: { A: [WEB] } }))(world, customer),
    twin: (world, customer) =>
      zone({ MX: [`10 ${mail(customer)}`], A: [WEB] }, (one) => ({ [mail(one)]: { A: [HOST_ADDRESS] } }))(
        world,
        customer,
      ),
    allowed: ['dom-mx-wrong-host'],
  },
  {
    cause: 'dom-mx-follows-website',
    title: 'www in the MX record, on two addresses',
    symptom: 'both',
    plant: (world, customer) => {
      const A = [WEB, '198.51.100.82'];
      return zone({ MX: [`5 www.${customer.domain}`], A }, ({ domain }) => ({ [`www.${domain}`]: { A } }))(
        world,
        customer,
      );
    },
    twin: zone({ A: [WEB] }),
    allowed: ['dom-mx-wrong-host'],
  },
];

const PROXY: readonly Scenario[] = [
  {
    cause: 'dom-mx-via-proxy',
    title: 'the cloud over mail. was switched on',
    symptom: 'receive',
    certainty: 'likely',
    plant: (world, customer) =>
      zone({ MX: [`10 ${mail(customer)}`] }, (one) => ({ [mail(one)]: { A: [CDN] } }))(world, customer),
    // The web site may be behind it.
    twin: zone({ A: [CDN] }),
    allowed: ['dom-mx-wrong-host'],
    says: (customer) => [mail(customer), 'Cloudflare'],
  },
  {
    cause: 'dom-mx-via-proxy',
    title: 'MX is the domain itself, and the site went behind a proxy',
    symptom: 'receive',
    certainty: 'likely',
    about: domainOf,
    plant: (world, customer) => zone({ MX: [`10 ${customer.domain}`], A: ['151.101.1.10'] })(world, customer),
    twin: (world, customer) =>
      zone({ A: ['151.101.1.10'] }, (one) => ({ [mail(one)]: { A: [HOST_ADDRESS] } }))(world, customer),
    allowed: ['dom-mx-wrong-host', 'dom-mx-follows-website'],
    says: () => ['Fastly'],
  },
  {
    cause: 'dom-mx-via-proxy',
    title: 'a security service was put before every name',
    symptom: 'both',
    certainty: 'likely',
    plant: (world, customer) =>
      zone({ MX: [`10 mx.${customer.domain}`], A: ['45.60.11.12'] }, ({ domain }) => ({
        [`mx.${domain}`]: { A: ['45.60.11.13'] },
      }))(world, customer),
    twin: zone({ A: ['45.60.11.12'] }),
    allowed: ['dom-mx-wrong-host'],
    says: () => ['Imperva'],
  },
];

/** Signs in by this name, as the program was set up. */
const signInBy = (world: World, customer: Customer, sni: string, from = customer.from) =>
  world.say({
    port: world.port('imaps'),
    from,
    tls: true,
    sni,
    says: imapSignIn(customer.address, customer.password),
    signIns: 1,
  });
const usedThenGone =
  (name: (customer: Customer) => string, stays: object | null = null): Act =>
  async (world, customer) => {
    const host = name(customer);
    world.dns.add({ [host]: { A: [HOST_ADDRESS] } });
    await signInBy(world, customer, host);
    if (stays === null) world.dns.remove(host);
    else world.dns.add({ [host]: stays });
  };
const own = (first: string) => (customer: Customer) => `${first}.${customer.domain}`;
/** A retired name of this host; each customer has one of its own, so that no scenario meets another. */
const retired = (customer: Customer): string => `imap-${customer.local}.host.test`;

const NAMES: readonly Scenario[] = [
  {
    cause: 'dom-mailhost-record-gone',
    title: 'mail. was lost when the zone moved',
    symptom: 'receive',
    plant: usedThenGone(own('mail')),
    twin: usedThenGone(own('mail'), { CNAME: HOSTNAME }),
    says: ({ domain }) => [`mail.${domain}`],
  },
  {
    cause: 'dom-mailhost-record-gone',
    title: 'imap. has no address any more, only a text',
    symptom: 'both',
    plant: usedThenGone(own('imap'), { TXT: ['moved'] }),
    // The name is gone, and the program has been changed to ours since.
    twin: async (world, customer) => {
      await usedThenGone(own('imap'))(world, customer);
      await signInBy(world, customer, HOSTNAME);
    },
  },
  {
    cause: 'dom-mailhost-record-gone',
    title: 'the phone uses post., which was cleaned up',
    symptom: 'unknown',
    plant: usedThenGone(own('post')),
    twin: usedThenGone(own('post'), { A: [HOST_ADDRESS] }),
  },
  {
    cause: 'svc-hostname-retired',
    title: 'the name from before the merger was switched off',
    symptom: 'receive',
    plant: usedThenGone(retired),
    twin: usedThenGone(retired, { A: [HOST_ADDRESS] }),
    says: (customer) => [retired(customer)],
  },
  {
    cause: 'svc-hostname-retired',
    title: 'the old name has no address any more',
    symptom: 'both',
    plant: usedThenGone(retired, { TXT: ['retired'] }),
    twin: usedThenGone(retired, { CNAME: HOSTNAME }),
  },
  {
    cause: 'svc-hostname-retired',
    title: 'two devices by the old name',
    symptom: 'unknown',
    plant: async (world, customer) => {
      const host = retired(customer);
      world.dns.add({ [host]: { A: [HOST_ADDRESS] } });
      await signInBy(world, customer, host);
      await signInBy(world, customer, host, customer.from.replace(/\.\d+$/, '.251'));
      world.dns.remove(host);
    },
    twin: async (world, customer) => {
      await usedThenGone(retired)(world, customer);
      await signInBy(world, customer, HOSTNAME);
    },
  },
];

export const DELEGATION_TARGET_SCENARIOS: readonly Scenario[] = [
  ...IS_IP,
  ...IS_CNAME,
  ...APEX,
  ...FOLLOWS,
  ...PROXY,
  ...NAMES,
];
