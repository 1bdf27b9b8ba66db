/** Servers that look unusual from outside and are well: slow, shy, with certificates of all kinds, with one family of addresses. */
import { startFaultProxy } from '../fault-proxy.ts';
import { asUsual, faultAt, HOST_V6, withIpv6 } from '../host-faults.ts';
import { type Mood, startMailHost } from '../mail-host.ts';
import type { SinkMood } from '../smtp-sink.ts';
import { PUBLIC } from '../trusting.ts';
import { startWebHost } from '../web-host.ts';
import { type Customer, HOSTNAME, type World } from '../world.ts';
import type { Oddity } from './oddity.ts';

type Kind = Parameters<typeof PUBLIC.make>[0];
const theirs = ({ domain }: Pick<Customer, 'domain'>): string => `nabo-${domain.split('.')[0]}.test`;
const stranger = (customer: Customer): string => `post@${theirs(customer)}`;

/** Somebody else's domain with a mail host of such a mood and certificate. */
const foreign =
  (mood: Mood | SinkMood, kind: Kind = 'right', family: 4 | 6 = 4) =>
  async (world: World, customer: Customer): Promise<void> => {
    asUsual(world);
    const domain = theirs(customer);
    const host = await startMailHost(mood, PUBLIC.make(kind, [`mx.${domain}`]));
    world.onStop(() => host.stop());
    world.dns.add({
      [domain]: { NS: [`ns.${domain}`], SOA: {}, MX: [`10 mx.${domain}`] },
      [`mx.${domain}`]: family === 4 ? { A: ['198.51.100.66'] } : { AAAA: ['2001:db8:66::1'] },
    });
    world.place(`mx.${domain}:25`, host.smtp);
    world.registry.set(domain, { status: ['active'] });
  };
const ours =
  (work: (world: World, customer: Customer) => Promise<unknown> | void) =>
  async (world: World, customer: Customer): Promise<void> => {
    asUsual(world);
    await work(world, customer);
  };
const shows = (port: 993 | 465, names: readonly string[]) =>
  ours((world) => faultAt(world, port, { kind: 'certificate', when: 'at-once', ...PUBLIC.make('right', names) }));

export const OUTSIDE_ODDITIES: readonly Oddity[] = [
  {
    title: 'a foreign server with a certificate it has signed itself',
    about: stranger,
    plant: foreign('friendly', 'self-signed'),
  },
  {
    title: 'a foreign server whose certificate on port 25 has run out',
    about: stranger,
    plant: foreign('friendly', 'expired'),
  },
  { title: 'a foreign server that greylists', about: stranger, plant: foreign('greylist') },
  { title: 'a foreign server that does not greet at once', about: stranger, plant: foreign('tarpit') },
  { title: 'a foreign server that greets nobody from here', about: stranger, plant: foreign('unknownToTOnline') },
  { title: 'a foreign server that is busy just now', about: stranger, plant: foreign('busy') },
  { title: 'a foreign server with IPv6 only', about: stranger, plant: foreign('friendly', 'right', 6) },
  { title: 'a foreign server that takes one connection at a time', about: stranger, plant: foreign({ atOnce: 1 }) },
  { title: 'a foreign server that knows no EHLO', about: stranger, plant: foreign({ ehlo: '500 5.5.1 what?' }) },
  {
    title: 'a foreign server that offers no encryption and says so with X-words of its own',
    about: stranger,
    plant: foreign({ extensions: ['SIZE 1000', 'XCLIENT NAME', 'XFORWARD', 'X-ANONYMOUSTLS'] }),
  },
  {
    title: 'a greeting with stars around the name',
    about: stranger,
    plant: foreign({ greeting: '220 **** MX1 welcome ****' }),
  },
  { title: 'our port for reading shows a wildcard certificate', plant: shows(993, ['*.host.test']) },
  {
    title: 'our port for sending shows a certificate with many names',
    plant: shows(465, ['a.test', HOSTNAME, 'b.test']),
  },
  { title: 'our greeting comes late', plant: ours((world) => faultAt(world, 25, { kind: 'delay', ms: 120 })) },
  { title: 'the host has both kinds of address', plant: ours((world) => withIpv6(world)) },
  {
    title: 'IPv6 is slower than IPv4',
    plant: ours(async (world) => {
      withIpv6(world);
      await faultAt(world, 993, { kind: 'delay', ms: 60 }, 6);
    }),
  },
  {
    title: 'a name of the domain for reading, which has its own certificate',
    plant: ours(async (world, { domain }) => {
      const name = `imap.${domain}`;
      const proxy = await startFaultProxy(`127.0.0.1:${world.port('imaps')}`, {
        kind: 'certificate',
        when: 'at-once',
        ...PUBLIC.make('right', [name]),
      });
      world.onStop(() => proxy.stop());
      world.dns.add({ [name]: { CNAME: HOSTNAME } });
      world.place(`${name}:993`, proxy.address);
    }),
  },
  {
    title: 'SRV says that there is decidedly no POP3',
    plant: ours((world, { domain }) =>
      world.dns.add({
        [`_pop3s._tcp.${domain}`]: { SRV: ['0 0 0 .'] },
        [`_imaps._tcp.${domain}`]: { SRV: [`0 1 993 ${HOSTNAME}`] },
      }),
    ),
  },
  {
    title: 'names for mail lead to the web server, where nobody asks for mail',
    plant: ours((world, { domain }) =>
      world.dns.add({ [`*.${domain}`]: { A: ['198.51.100.80'] }, [`mail.${domain}`]: { A: ['198.51.100.80'] } }),
    ),
  },
  {
    title: 'the web page answers autoconfig with a page of its own',
    plant: ours(async (world, { domain }) => {
      const name = `autoconfig.${domain}`;
      const web = await startWebHost(
        { '/mail/config-v1.1.xml': { body: '<html>Welcome</html>' } },
        PUBLIC.make('right', [name]),
      );
      world.onStop(() => web.stop());
      world.dns.add({ [name]: { A: ['198.51.100.80'] } });
      world.place(`${name}:443`, web.address);
    }),
  },
  {
    title: 'autoconfig without a certificate that proves anything: no program believes it',
    plant: ours(async (world, { domain }) => {
      const name = `autoconfig.${domain}`;
      const body =
        '<clientConfig version="1.1"><emailProvider id="x"><incomingServer type="imap"><hostname>old.test</hostname>' +
        '<port>993</port><socketType>SSL</socketType></incomingServer></emailProvider></clientConfig>';
      const web = await startWebHost({ '/mail/config-v1.1.xml': { body } }, PUBLIC.make('wrong-name', [name]));
      world.onStop(() => web.stop());
      world.dns.add({ [name]: { A: ['198.51.100.80'] } });
      world.place(`${name}:443`, web.address);
    }),
  },
  {
    title: 'an IPv6 address of the host that only the neighbour network knows how to reach',
    plant: ours((world) => {
      withIpv6(world);
      for (const port of [25, 587, 465, 143, 993, 995]) world.place(`[${HOST_V6}]:${port}`, null);
    }),
  },
];
