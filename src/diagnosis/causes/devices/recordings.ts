/** Recordings with one planted cause of what devices did: accounts, client settings, networks, and healthy ones. Used by tests only. */
import type { Recording, Symptom } from '../../finding.ts';
import type { Attempt, Mismatch, Observations } from '../../observations.ts';
import type { FolderSeen, MechanismTried, PlaceSeen } from '../../observed-devices.ts';
import { ago, attempt, mismatch, recording, refusal } from '../../recordings.ts';
import type { DevicesCause } from './ids.ts';

type Parts = Parameters<typeof recording>[0];
const address = 'kari@fjord.example';

const account = (more: Partial<Observations['state.account']> = {}): Parts => ({
  'state.account': {
    address,
    protocols: ['imap', 'pop3', 'smtp'],
    mustChange: false,
    appPasswordsOnly: false,
    appPasswords: 0,
    near: [],
    ...more,
  },
});
const signIns = (...attempts: readonly Partial<Attempt>[]): Parts => ({
  'auth.sign-ins': { days: 14, attempts: attempts.map((one) => attempt(one)) },
});
const failed = (more: Partial<Attempt>): Partial<Attempt> => ({
  outcome: 'wrong-password',
  cause: 'acc-wrong-password',
  secret: 'A',
  firstAt: ago(20),
  lastAt: ago(4),
  count: 3,
  ...more,
});
const refused = (cause: string, more: Partial<Attempt> = {}): Parts =>
  signIns({ outcome: 'refused', cause, firstAt: ago(20), lastAt: ago(4), count: 2, ...more });

const folder = (name: string, more: Partial<FolderSeen> = {}): FolderSeen => ({
  name,
  use: null,
  subscribed: true,
  messages: 3,
  sizeBytes: 100,
  markedBytes: 0,
  newestAt: ago(100),
  ...more,
});
const folders = (...list: readonly FolderSeen[]): Parts => ({ 'state.folders': { folders: list } });
const fullQuota: Parts = { 'state.quota': { usedBytes: 1000, quotaBytes: 1000, messages: 9 } };
const noDevices: Parts = signIns();

const certificate = (isOwnAuthority: boolean): Parts => ({
  'state.certificate': {
    names: ['mx.host.example'],
    validFrom: ago(100_000),
    validUntil: ago(-100_000),
    isOwnAuthority,
  },
});
const turnedDown = (more: Partial<Mismatch>): Parts => ({
  'connection.mismatches': {
    hours: 72,
    mismatches: [mismatch({ outcome: 'tls-failed', firstWords: null, sni: 'mx.host.example', ...more })],
    strangers: 0,
  },
});

const quiet = { served: 0, broken: 0, lastOkAt: null, lastAt: null };
const place = (more: Partial<PlaceSeen> = {}): PlaceSeen => ({
  remoteAddress: '192.0.2.10',
  isShared: false,
  incoming: { served: 4, broken: 0, lastOkAt: ago(30), lastAt: ago(30) },
  outgoing: quiet,
  ...more,
});
const places = (more: Partial<Observations['connection.places']> = {}): Parts => ({
  'connection.places': {
    hours: 72,
    days: 14,
    places: [place()],
    lastReadAt: ago(30),
    lastSentAt: null,
    arrived: 3,
    readingAttempts: 4,
    ...more,
  },
});
const mechanism = (more: Partial<MechanismTried> = {}): Parts => ({
  'auth.mechanisms': {
    hours: 72,
    attempts: [
      {
        ...attempt({ outcome: 'bad-mechanism', cause: 'cli-auth-method', login: '', firstAt: ago(9), lastAt: ago(3) }),
        mechanism: 'CRAM-MD5',
        attributed: 'address-used',
        ...more,
      },
    ],
  },
});
const turnedAway = (more: Parameters<typeof refusal>[0]): Parts => ({
  'mta.messages': {
    days: 7,
    refusals: [refusal({ attributed: 'mailbox', ...more })],
    delivered: 4,
    lastDeliveredAt: ago(60),
    lastSubmittedAt: ago(100),
  },
});
const changes = (more: Partial<Observations['mta.changes']['programs'][number]> = {}): Parts => ({
  'mta.changes': {
    days: 7,
    programs: [
      {
        step: 'expunged',
        folder: 'INBOX',
        endpoint: 'pop3s',
        remoteAddress: '192.0.2.77',
        client: null,
        messages: 5,
        atOnce: 5,
        firstAt: ago(50),
        lastAt: ago(40),
        ...more,
      },
    ],
  },
});
const countries = (more: Partial<Observations['network.countries']> = {}): Parts => ({
  'network.countries': {
    hours: 24,
    countries: [
      { country: 'ES', isJourney: true, died: 5, worked: 0, since: ago(50), newestSince: ago(50), lastAt: ago(2) },
    ],
    elsewhere: 12,
    vpn: null,
    ...more,
  },
});
const alias: Parts = {
  'state.address': { address, kind: 'alias', targets: ['ola@far.example'] },
  ...noDevices,
};
const forward = (mailboxRemovedAt: string | null): Parts => ({
  ...alias,
  'state.forward': {
    address,
    targets: ['ola@far.example'],
    mailboxRemovedAt,
    passedOn: 4,
    lastPassedOnAt: ago(9),
  },
});
const toFar = {
  address,
  targets: ['ola@far.example'],
  mailboxRemovedAt: null,
  passedOn: 0,
  lastPassedOnAt: null,
} as const;
const heldBy = (state: 'waiting' | 'refused') =>
  ({ target: 'ola@far.example', via: address, state, isOpen: state === 'waiting', askedAt: ago(90) }) as const;
const gone = (...names: readonly string[]): Parts => ({
  'state.forwards-gone': {
    days: 30,
    gone: names.map((name) => ({
      address: `${name}@fjord.example`,
      removedAt: ago(900),
      removedBy: 'operator',
      refused: 3,
      lastRefusedAt: ago(5),
    })),
  },
});
const mac = 'Mac OS X Mail 16.0';
const half: Parts = {
  'auth.other-names': {
    hours: 24,
    attempts: [
      attempt({
        outcome: 'unknown-user',
        attributed: 'address-used',
        login: 'kari',
        client: mac,
        firstAt: ago(9),
        lastAt: ago(3),
      }),
    ],
  },
};
const seen = (parts: Parts, symptom: Symptom = 'unknown'): Recording => recording(parts, symptom);

export const BROKEN_DEVICES: Record<DevicesCause, Recording> = {
  'acc-wrong-password-kind': seen(signIns({}, failed({ cause: 'acc-wrong-password-kind' }))),
  'acc-app-password-required': seen({
    ...account({ appPasswordsOnly: true }),
    ...refused('acc-app-password-required'),
  }),
  'acc-password-expired': seen({ ...account({ mustChange: true }), ...refused('acc-password-expired') }),
  'acc-protocol-off': seen({ ...account({ protocols: ['pop3', 'smtp'] }), ...refused('acc-protocol-off') }),
  'acc-quota-trash': seen({
    ...fullQuota,
    ...folders(folder('INBOX', { sizeBytes: 500 }), folder('Trash', { use: 'Trash', sizeBytes: 500 })),
  }),
  'acc-index-corrupt': seen({ 'state.store': { messages: 12, faults: 2, folders: ['INBOX'] } }),
  'acc-forward-loop': seen({
    ...alias,
    ...turnedAway({ cause: 'acc-forward-loop', rcptTo: address, endpoint: 'inbound', attributed: 'name' }),
  }),
  'acc-forward-no-copy': seen(forward(ago(2000)), 'receive'),
  'acc-forward-no-consent': seen({
    ...forward(null),
    'state.forward': { ...toFar, reaches: [], held: [heldBy('waiting')] },
  }),
  'acc-catchall-off': {
    ...seen(gone('post', 'salg'), 'receive'),
    subject: { domain: 'fjord.example' },
  },
  'cli-split-password': seen(
    signIns({ lastAt: ago(1) }, failed({ endpoint: 'submissions', client: 'laptop', cause: 'cli-stale-password' })),
    'send',
  ),
  'cli-password-store-corrupt': seen(signIns({ firstAt: ago(10), lastAt: ago(10) }, failed({}))),
  'cli-gmail-sendas-stale': seen(
    signIns(
      {},
      failed({ endpoint: 'submissions', remoteAddress: '198.51.100.9', client: 'mail-yw1', network: 'Google' }),
    ),
    'send',
  ),
  'cli-wrong-incoming-host': seen({
    ...certificate(true),
    ...turnedDown({ alert: 'bad_certificate', sni: 'mail.old.example' }),
  }),
  'cli-wrong-outgoing-host': seen(
    {
      ...certificate(true),
      ...account(),
      ...places(),
      'mta.messages': { days: 7, refusals: [], delivered: 3, lastDeliveredAt: ago(9), lastSubmittedAt: null },
    },
    'send',
  ),
  'cli-own-authority-unknown': seen({ ...certificate(true), ...turnedDown({ alert: 'unknown_ca' }) }),
  'cli-root-ca-too-old': seen({ ...certificate(false), ...turnedDown({ alert: 'unknown_ca' }) }),
  'cli-clock-wrong': seen({ ...certificate(true), ...turnedDown({ alert: 'certificate_expired' }) }),
  'cli-protocol-mixed': seen({
    ...turnedDown({
      outcome: 'wrong-protocol',
      endpoint: 'pop3s',
      localPort: 995,
      firstWords: 'a1 CAPABILITY',
      sni: 'pop.host.example',
    }),
  }),
  'cli-auth-method': seen(mechanism()),
  'cli-apple-automanage': seen({ ...signIns({ client: mac }), ...half }),
  'cli-identity-typo': seen({
    ...account(),
    ...turnedAway({ cause: 'cli-from-not-owned', mailFrom: 'kair@fjord.example' }),
  }),
  'cli-sender-syntax': seen(turnedAway({ cause: 'cli-sender-syntax', mailFrom: 'kari at fjord' })),
  'cli-too-many-connections': seen(
    turnedAway({
      cause: 'cli-too-many-connections',
      stage: 'command',
      endpoint: 'imaps',
      mailFrom: null,
      rcptTo: null,
    }),
  ),
  'cli-pop-deletes': seen(changes(), 'some'),
  'cli-local-junk-rule': seen(changes({ step: 'moved', folder: 'Junk', endpoint: 'imaps' }), 'receive'),
  'cli-imap-prefix-special': seen(folders(folder('Sent', { use: 'Sent' }), folder('Sent Items')), 'some'),
  'cli-folder-not-subscribed-or-window': seen(folders(folder('Prosjekt', { subscribed: false })), 'some'),
  'net-censorship': seen(countries()),
  'net-vpn-impossible': seen(countries({ vpn: { name: 'Skjold VPN', lastOkAt: ago(900) } })),
  'net-submission-blocked': seen(
    places({
      places: [
        place(),
        place({
          remoteAddress: '192.0.2.99',
          incoming: { served: 2, broken: 0, lastOkAt: ago(2000), lastAt: ago(2000) },
          outgoing: { served: 2, broken: 0, lastOkAt: ago(2000), lastAt: ago(2000) },
        }),
      ],
      lastSentAt: ago(2000),
    }),
    'send',
  ),
  'net-unstable-link': seen(
    places({ places: [place({ incoming: { served: 2, broken: 7, lastOkAt: ago(9), lastAt: ago(2) } })] }),
    'slow',
  ),
};

export const HEALTHY_DEVICES: Record<string, Recording> = {
  'app passwords only, and they are used': seen({ ...account({ appPasswordsOnly: true, appPasswords: 1 }) }),
  'a way in was off and is on again': seen({ ...account(), ...refused('acc-protocol-off') }),
  'a change was due and is done': seen({ ...account(), ...refused('acc-password-expired'), ...signIns({}) }),
  'much in the trash, and room enough': seen(folders(folder('Trash', { use: 'Trash', sizeBytes: 900_000 }))),
  'the store was checked': seen({ 'state.store': { messages: 12, faults: 0, folders: [] } }),
  'an inbox that became a forward on purpose': seen({ ...forward(ago(90_000)) }, 'unknown'),
  'reads, never writes, and asks why mail is slow': seen({ ...account(), ...places() }, 'slow'),
  'two folders of one use, and nothing is missing': seen(
    folders(folder('Sent', { use: 'Sent' }), folder('Sent Items')),
  ),
  'a POP3 program that deletes, all alone': seen(
    { ...changes(), ...signIns({ endpoint: 'pop3s', remoteAddress: '192.0.2.77' }) },
    'receive',
  ),
  'three scanners abroad, and nobody is there': seen(countries({ elsewhere: 0 })),
  'filtered, and the VPN gets through': seen(countries({ vpn: { name: 'Skjold VPN', lastOkAt: ago(1) } })),
  'another mechanism first, then the right one': seen({ ...mechanism(), ...signIns({ lastAt: ago(1) }) }),
  'the certificate was turned down once, then taken': seen({
    ...certificate(true),
    ...turnedDown({ alert: 'unknown_ca', lastAt: ago(60) }),
  }),
  'a phone whose connections die in the pocket': seen(
    places({ places: [place({ incoming: { served: 2, broken: 40, lastOkAt: ago(9), lastAt: ago(2) } })] }),
    'receive',
  ),
};
