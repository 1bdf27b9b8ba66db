/**
 * Webmail on another engine: real Dovecot holds the mail, real Postfix takes what is sent, and our app works on them by a
 * master user. With all that Dovecot can, and with what old and odd servers lack; the wire is read along, and no command may be
 * used that was not announced. Run by test/e2e/run.
 */
import assert from 'node:assert/strict';
import { foreignDoors } from '#src/engine/postfix-dovecot/foreign-doors.ts';
import type { MailDoor, MailWay } from '#src/engine/mail-way.ts';
import { startWorld } from '../../../lab/world.ts';
import { owner, signedIn } from '../../centre-client.ts';
import { atEnd, check, suite } from '../harness/report.ts';
import { startPostfix } from '../harness/postfix.ts';
import { allChecks } from './checks.ts';
import { type DeskPlan, type Names, openDesk } from './desk.ts';
import { type Dovecot, type DovecotPlan, MASTER, startDovecot } from './dovecot.ts';
import { killChecks } from './killed.ts';
import { startWire, unannounced, usedBy } from './wire.ts';

const ENGLISH: Names = { drafts: 'Drafts', sent: 'Sent', junk: 'Junk', trash: 'Trash', archive: 'Archive' };
const NORWEGIAN: Names = { drafts: 'Kladd', sent: 'Sendt', junk: 'Søppelpost', trash: 'Papirkurv', archive: 'Arkiv' };
const SWEDISH: Names = {
  drafts: 'Utkast',
  sent: 'Skickat',
  junk: 'Skräppost',
  trash: 'Papperskorgen',
  archive: 'Arkiv',
};
const plain = (names: Names): DovecotPlan['folders'] =>
  Object.fromEntries(Object.values(names).map((name) => [name, null]));

interface Setting {
  readonly title: string;
  readonly names: Names;
  readonly plan: DovecotPlan;
  /** Extensions that must have been used: what is there is worth using, and the reading of the wire is proven. */
  readonly uses: readonly string[];
}
const SETTINGS: readonly Setting[] = [
  {
    title: 'all of Dovecot',
    names: ENGLISH,
    plan: {
      location: 'sdbox:~/sdbox',
      prefix: '',
      separator: '/',
      folders: { Drafts: '\\Drafts', Sent: '\\Sent', Junk: '\\Junk', Trash: '\\Trash', Archive: '\\Archive' },
      capability: null,
    },
    uses: ['MOVE', 'IDLE', 'CONDSTORE', 'LIST-STATUS', 'SPECIAL-USE', 'ENABLE', 'LITERAL+'],
  },
  {
    title: 'IMAP4rev1 alone',
    names: NORWEGIAN,
    plan: {
      location: 'maildir:~/Maildir',
      prefix: 'INBOX.',
      separator: '.',
      folders: plain(NORWEGIAN),
      capability: 'IMAP4rev1',
    },
    uses: [],
  },
  {
    title: 'some of it',
    names: SWEDISH,
    plan: {
      location: 'sdbox:~/sdbox',
      prefix: 'INBOX/',
      separator: '/',
      folders: { ...plain(SWEDISH), [SWEDISH.trash]: '\\Trash' },
      capability: 'IMAP4rev1 LITERAL- IDLE NAMESPACE UIDPLUS SPECIAL-USE',
    },
    uses: ['IDLE', 'UIDPLUS', 'NAMESPACE', 'LITERAL+'],
  },
];

const SUBMISSION = 26_587;
const loopback = (port: number, encryption: MailDoor['encryption'], ca: string): MailDoor => ({
  host: '127.0.0.1',
  port,
  encryption,
  servername: 'imap.annet.example',
  ca: [ca],
});

/** One Postfix for all: it asks a Dovecot who may send, and hands over to whichever holds the recipient's domain. */
const startSubmission = async (
  { folder, auth }: Dovecot,
  port: number,
  homes: readonly (readonly [string, Dovecot])[],
) =>
  await startPostfix('127.0.0.1', port, {
    myhostname: 'smtp.annet.example',
    smtpd_tls_security_level: 'may',
    smtpd_tls_cert_file: `${folder}/cert.pem`,
    smtpd_tls_key_file: `${folder}/key.pem`,
    smtpd_tls_auth_only: 'yes',
    smtpd_sasl_auth_enable: 'yes',
    smtpd_sasl_type: 'dovecot',
    smtpd_sasl_path: `inet:127.0.0.1:${auth}`,
    // Who signs in may send; nobody else on this machine.
    mynetworks: '192.0.2.1/32',
    smtpd_relay_restrictions: 'permit_sasl_authenticated, reject',
    smtpd_recipient_restrictions: 'permit_sasl_authenticated, reject',
    transport_maps: `inline:{${homes.map(([domain, { lmtp }]) => `${domain}=lmtp:inet:127.0.0.1:${lmtp}`).join(', ')}}`,
  });

await suite(async () => {
  await killChecks();
  const ways = new Map<string, MailWay>();
  const nobody = foreignDoors({ imap: loopback(1, 'implicit', ''), submission: null, master: MASTER });
  const wayOf = (address: string): MailWay => ways.get(address) ?? nobody;
  const world = await startWorld(
    { POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"' },
    {
      mailWay: {
        reading: (one) => wayOf(one.address).reading(one),
        sending: (one) => wayOf(one.address).sending(one),
        signIn: (one) => wayOf(one.address).signIn(one),
        wasTaken: (mailbox, once) => nobody.wasTaken(mailbox, once),
      },
    },
  );
  atEnd(() => world.stop());
  let seed = 810;
  const reader = async (way: (address: string) => MailWay) => {
    const one = await owner(world, (seed += 1));
    ways.set(one.customer.address, way(one.customer.address));
    const browser = await signedIn(world, one.customer.address, one.customer.password);
    await browser.ask('PUT', '/mail/settings', { body: { undoSeconds: 0 } });
    return { owner: one, browser };
  };
  const dovecots = await Promise.all(SETTINGS.map(({ plan }) => startDovecot(plan)));
  const [first] = dovecots;
  const made: DeskPlan[] = [];
  for (const [at, { title, plan, names }] of SETTINGS.entries()) {
    const dovecot = dovecots[at];
    const wire = await startWire(dovecot.imap);
    const imap = loopback(wire.port, 'none', dovecot.ca);
    const submission = loopback(SUBMISSION, 'starttls', first.ca);
    const who = await reader(() => foreignDoors({ imap, submission, master: MASTER }));
    made.push({ title, world, plan, names, dovecot, wire, ...who });
  }
  await startSubmission(
    first,
    SUBMISSION,
    made.map(({ owner: { customer }, dovecot }) => [customer.domain, dovecot]),
  );
  // Side by side: each has a mailbox and a wire of its own, and where there is no IDLE most of the time is waiting.
  await Promise.all(
    made.map(async (plan, at) => {
      const desk = await openDesk(plan);
      await allChecks(desk);
      await check(`${desk.title}: no command was used that the server had not announced`, () => {
        assert.ok(desk.wire.commands.length > 100);
        assert.deepEqual(unannounced(desk.wire), []);
        const used = usedBy(desk.wire);
        assert.deepEqual(
          SETTINGS[at].uses.filter((word) => !used.has(word)),
          [],
        );
      });
    }),
  );
  for (const [title, encryption, port, ca, status] of [
    ['STARTTLS', 'starttls', first.imap, first.ca, 200],
    ['TLS from the first byte', 'implicit', first.imaps, first.ca, 200],
    ['a certificate nobody vouches for', 'starttls', first.imap, dovecots[1].ca, 503],
  ] as const)
    await check(`by ${title} webmail ${status === 200 ? 'reads' : 'does not go'}`, async () => {
      const way = foreignDoors({ imap: loopback(port, encryption, ca), submission: null, master: MASTER });
      const { browser } = await reader(() => way);
      const answer = await browser.get<{ folders: readonly unknown[] }>('/mail/folders');
      assert.equal(answer.status, status, JSON.stringify(answer.body));
    });
});
