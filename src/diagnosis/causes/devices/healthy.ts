/** What the probes of this pack see when all is well: part of the healthy recording in diagnosis/recordings.ts. For tests only. */
import type { DevicesObservations } from '../../observed-devices.ts';

const ADDRESS = 'kari@fjord.example';
const NOW = Date.parse('2026-11-21T14:00:00.000Z');
const minutesAgo = (minutes: number): string => new Date(NOW - minutes * 60_000).toISOString();

export const QUIET_DEVICES: DevicesObservations = {
  'state.account': {
    address: ADDRESS,
    protocols: ['imap', 'pop3', 'smtp'],
    mustChange: false,
    appPasswordsOnly: false,
    appPasswords: 0,
    near: [],
  },
  'state.folders': {
    folders: [
      { name: 'INBOX', use: null, subscribed: true, messages: 12, sizeBytes: 900_000, markedBytes: 0, newestAt: null },
    ],
  },
  'state.store': { messages: 12, faults: 0, folders: [] },
  'state.forward': {
    address: ADDRESS,
    targets: ['ola@fjord.example'],
    mailboxRemovedAt: null,
    passedOn: 0,
    lastPassedOnAt: null,
  },
  'state.forwards-gone': { days: 30, gone: [] },
  'state.certificate': {
    names: ['mx.host.example'],
    validFrom: minutesAgo(100_000),
    validUntil: minutesAgo(-100_000),
    isOwnAuthority: false,
  },
  'auth.mechanisms': { hours: 72, attempts: [] },
  'connection.places': {
    hours: 72,
    days: 14,
    places: [
      {
        remoteAddress: '192.0.2.10',
        isShared: false,
        incoming: { served: 9, broken: 0, lastOkAt: minutesAgo(30), lastAt: minutesAgo(30) },
        outgoing: { served: 2, broken: 0, lastOkAt: minutesAgo(100), lastAt: minutesAgo(100) },
      },
    ],
    lastReadAt: minutesAgo(30),
    lastSentAt: minutesAgo(100),
    arrived: 4,
    readingAttempts: 9,
  },
  'mta.changes': { days: 7, programs: [] },
  'network.countries': { hours: 24, countries: [], elsewhere: 9, vpn: null },
};
