/** Faults before our own doors, as the world meets them: closed, swallowed, another server, IPv6, a firewall that rewrites. */
import { asUsual, faultAt, HOST_V6, withIpv6 } from '../host-faults.ts';
import { startMailHost } from '../mail-host.ts';
import { PUBLIC } from '../trusting.ts';
import { HOSTNAME, type World } from '../world.ts';
import type { Scenario } from './scenario.ts';

const right = () => PUBLIC.make('right', [HOSTNAME]);
/** Another machine answers at the port: plain IMAP, or plain SMTP. */
async function another(world: World, port: 25 | 993 | 465, says: 'imap' | 'smtp', family: 4 | 6 = 4): Promise<void> {
  const machine = await startMailHost();
  world.onStop(() => machine.stop());
  await faultAt(world, port, { kind: 'redirect', to: machine[says] }, family);
}
/** Begins with a host whose doors are as they should be. */
const on = (work: (world: World) => Promise<unknown> | void) => async (world: World) => {
  asUsual(world);
  await work(world);
};

export const DOOR_SCENARIOS: readonly Scenario[] = [
  {
    cause: 'svc-outage',
    title: 'the firewall has closed the port for reading',
    symptom: 'receive',
    plant: on((world) => faultAt(world, 993, { kind: 'refuse' })),
    twin: on((world) => faultAt(world, 993, { kind: 'delay', ms: 15 })),
    says: () => [HOSTNAME, '993'],
  },
  {
    cause: 'svc-outage',
    title: 'both ports for sending hang up',
    symptom: 'send',
    plant: on(async (world) => {
      await faultAt(world, 465, { kind: 'hang-up' });
      await faultAt(world, 587, { kind: 'hang-up' });
    }),
    // TLS ends in a box before the host, with a certificate that is right.
    twin: on((world) => faultAt(world, 465, { kind: 'certificate', when: 'at-once', ...right() })),
    says: () => ['465', '587'],
  },
  {
    cause: 'svc-outage',
    title: 'another service answers where mail from the world should come in',
    symptom: 'receive',
    plant: on((world) => another(world, 25, 'imap')),
    twin: on((world) => faultAt(world, 25, { kind: 'redirect', to: `127.0.0.1:${world.port('inbound')}` })),
    says: () => ['25'],
    allowed: ['dom-mtasts-mismatch'],
  },
  {
    cause: 'svc-outage',
    title: 'the encryption of the port for reading is broken by what stands before it',
    symptom: 'receive',
    plant: on((world) => another(world, 993, 'imap')),
    twin: on((world) => faultAt(world, 993, { kind: 'certificate', when: 'at-once', ...right() })),
    says: () => ['993'],
  },
  {
    cause: 'net-ipv6-broken',
    title: 'an IPv6 address is published and nothing listens there',
    symptom: 'slow',
    plant: on(async (world) => {
      withIpv6(world);
      for (const port of [25, 587, 465, 143, 993, 995] as const) await faultAt(world, port, { kind: 'refuse' }, 6);
    }),
    twin: on((world) => withIpv6(world)),
    says: () => [HOST_V6, HOSTNAME],
  },
  {
    cause: 'net-ipv6-broken',
    title: 'over IPv6 the port for reading is forgotten in the firewall',
    symptom: 'some',
    plant: on(async (world) => {
      withIpv6(world);
      await faultAt(world, 993, { kind: 'hang-up' }, 6);
    }),
    // Nothing but IPv6, and all of it works.
    twin: on((world) => withIpv6(world, 'only')),
    says: () => [HOST_V6, '993'],
  },
  {
    cause: 'net-ipv6-broken',
    title: 'the IPv6 address leads to a machine that speaks something else',
    symptom: 'both',
    plant: on(async (world) => {
      withIpv6(world);
      await another(world, 465, 'smtp', 6);
    }),
    twin: on((world) => withIpv6(world)),
    says: () => [HOST_V6, '465'],
  },
  {
    cause: 'net-smtp-inspection',
    title: 'a firewall masks our greeting and takes STARTTLS away',
    symptom: 'receive',
    plant: on((world) => faultAt(world, 25, { kind: 'mask' })),
    twin: on((world) => faultAt(world, 25, { kind: 'delay', ms: 20 })),
    says: () => [HOSTNAME],
  },
  {
    cause: 'net-smtp-inspection',
    title: 'the offer to encrypt is lost on the way to port 25',
    symptom: 'receive',
    certainty: 'likely',
    plant: on((world) => faultAt(world, 25, { kind: 'strip-starttls' })),
    twin: on((world) => faultAt(world, 25, { kind: 'pass' })),
    says: () => [HOSTNAME],
  },
  {
    cause: 'net-smtp-inspection',
    title: 'programs that send by 587 meet a firewall that rewrites',
    symptom: 'send',
    plant: on((world) => faultAt(world, 587, { kind: 'mask' })),
    twin: on((world) => faultAt(world, 587, { kind: 'certificate', when: 'starttls', ...right() })),
    says: () => ['587'],
  },
];
