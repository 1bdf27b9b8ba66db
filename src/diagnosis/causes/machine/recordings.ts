/** What a machine sees when one thing stands in the way, and when nothing does. Used by tests only. */
import type { Recording } from '../../finding.ts';
import type { CustomerDoors, DoorFromHere, MachineObservations, NameFromHere } from '../../observed-machine.ts';
import { ASKED, recording } from '../../recordings.ts';
import type { MachineCause } from './ids.ts';
import type { CauseFromHere } from './judges.ts';

const door = (more: Partial<DoorFromHere> = {}): DoorFromHere => ({
  purpose: 'incoming',
  host: 'mx.host.example',
  port: 993,
  v4: 'open',
  v6: null,
  greeting: '* OK',
  masked: false,
  certificate: {
    ok: true,
    issuer: 'Some Authority',
    names: ['mx.host.example'],
    from: '2026-09-01T00:00:00.000Z',
    until: '2026-12-01T00:00:00.000Z',
  },
  ...more,
});
const smtp = (more: Partial<DoorFromHere> = {}): DoorFromHere => door({ purpose: 'outgoing', port: 465, ...more });
const web = (more: Partial<DoorFromHere> = {}): DoorFromHere => door({ purpose: 'web', port: 443, ...more });
const name = (more: Partial<NameFromHere> = {}): NameFromHere => ({
  host: 'mx.host.example',
  purpose: 'incoming',
  here: ['203.0.113.25'],
  dns: ['203.0.113.25'],
  hostsFile: [],
  ...more,
});
const doors = (...list: DoorFromHere[]): CustomerDoors => ({ source: 'profile', doors: list });
const issued = (issuer: string): NonNullable<DoorFromHere['certificate']> => ({
  ok: false,
  issuer,
  names: ['mx.host.example'],
  from: '2026-01-01T00:00:00.000Z',
  until: '2027-01-01T00:00:00.000Z',
});

const seen = (more: Partial<MachineObservations> = {}): Recording =>
  recording({
    'customer.doors': doors(door(), smtp(), web()),
    'customer.names': { names: [name(), name({ purpose: 'outgoing' })] },
    'customer.clock': { offsetSeconds: 2, by: 'mx.host.example' },
    'customer.hotspot': { page: 'expected', by: 'check.example', sentTo: null },
    ...more,
  });
const only = (list: readonly NameFromHere[], more: Partial<MachineObservations> = {}): Recording =>
  seen({ 'customer.names': { names: list }, ...more });
const shut = { v4: 'timeout', certificate: null, greeting: null } as const;

/** By the cause that must come first, told in the words of "seen from here". */
export const BROKEN_FROM_HERE: Record<CauseFromHere, Recording> = {
  'net-captive-portal': seen({
    'customer.hotspot': { page: 'other', by: 'check.example', sentTo: 'http://login.hotel.example/' },
    'customer.doors': doors(door({ certificate: issued('Hotel Guest') }), smtp(shut), web(shut)),
  }),
  'net-resolver-broken': only([name({ here: [] })]),
  'net-stale-dns-or-hosts': only([name({ here: ['198.51.100.9'], hostsFile: ['198.51.100.9'] })]),
  'cli-wrong-incoming-host': only([name({ host: 'imap.hots.example', here: [], dns: [] })], {
    'customer.doors': { ...doors(smtp(), web()), source: 'given' },
  }),
  'cli-wrong-outgoing-host': only([name({ purpose: 'outgoing', here: [], dns: [] })], {
    'customer.doors': { ...doors(door(), web()), source: 'given' },
  }),
  'cli-clock-wrong': seen({ 'customer.clock': { offsetSeconds: -90 * 86_400, by: 'mx.host.example' } }),
  'cli-antivirus-proxy': seen({
    'customer.doors': doors(door({ certificate: issued('Avast Web/Mail Shield Root') }), smtp(), web()),
  }),
  'net-tls-inspection': seen({
    'customer.doors': doors(door({ certificate: issued('FortiGate CA, Fortinet') }), smtp(), web()),
  }),
  'net-imap-pop-blocked': seen({
    'customer.doors': doors(door(shut), door({ ...shut, purpose: 'incoming-other', port: 143 }), smtp(), web()),
  }),
  'net-submission-blocked': seen({
    'customer.doors': doors(door(), smtp(shut), smtp({ ...shut, purpose: 'outgoing-other', port: 587 }), web()),
  }),
  'cli-wrong-outgoing-port': seen({
    'customer.doors': {
      source: 'given',
      doors: [door(), smtp({ ...shut, port: 25 }), smtp({ purpose: 'outgoing-other' }), web()],
    },
  }),
  'net-ipv6-broken': seen({ 'customer.doors': doors(door({ v6: 'timeout' }), smtp({ v6: 'timeout' }), web()) }),
  'svc-outage': seen({ 'customer.doors': doors(door(shut), smtp(shut), web(shut)) }),
};
export const BROKEN_MACHINE: Record<MachineCause, Recording> = {
  'net-imap-pop-blocked': BROKEN_FROM_HERE['net-imap-pop-blocked'],
};
export const HEALTHY_MACHINE: Record<string, Recording> = {
  'every door opens from here': seen(),
  'no web door at the mail host': seen({ 'customer.doors': doors(door(), smtp(), web(shut)) }),
  'no way to IPv6 from here': seen({
    'customer.doors': doors(door({ v6: 'no-route' }), smtp({ v6: 'no-route' }), web()),
  }),
  'DNS gives another of several addresses': seen({ 'customer.names': { names: [name({ here: ['203.0.113.26'] })] } }),
  'DNS could not be asked': seen({ 'customer.names': { names: [name({ here: [], dns: null })] } }),
  'a hosts file that agrees': seen({ 'customer.names': { names: [name({ hostsFile: ['203.0.113.25'] })] } }),
  'one port closed, the other of the pair open': seen({
    'customer.doors': doors(door(), smtp({ ...shut }), smtp({ purpose: 'outgoing-other', port: 587 }), web()),
  }),
  'the clock is four minutes off': seen({ 'customer.clock': { offsetSeconds: 240, by: 'mx.host.example' } }),
  'a certificate that nobody knows and nobody owns up to': seen({
    'customer.doors': doors(door({ certificate: { ...issued('CN=Postvakt CA'), until: ASKED } }), smtp(), web()),
  }),
};
