/**
 * The yardstick's test message: from the mailbox to itself, once by webmail's way and once by the public door, timed from the
 * door's "yes" to the mailbox, and taken out again. Called by the API on request only: it is real mail, and counts as such.
 */
import { createTransport } from 'nodemailer';
import type { JournalEvent } from '#src/model/journal.ts';
import type { StoredMailbox } from '#src/model/mailbox.ts';
import { newId } from '#src/net/ids.ts';
import type { JournalStore } from '#src/store/journal/journal-store.ts';
import type { MailConnections } from './webmail/connections.ts';
import { type DoorPlace, insideDoors, publicDoors, type YardstickDeps } from './yardstick.ts';

export interface TestMessageDeps extends YardstickDeps {
  readonly journal: Pick<JournalStore, 'subscribe'>;
  readonly connections: Pick<MailConnections, 'use'>;
}
export interface TestMessage {
  readonly by: 'webmail' | 'public';
  /** `unknown`: that way could not be tried from here. */
  readonly state: 'arrived' | 'refused' | 'late' | 'unknown';
  /** From the door's "yes" to the mailbox; null unless it arrived. */
  readonly tookMs: number | null;
  /** Where it was put: a rule or the Junk folder may have had a say. */
  readonly folder: string | null;
  readonly said: string | null;
}
export interface TestWords {
  readonly subject: string;
  readonly text: string;
}

const LIMIT_MS = 5000;
const ARRIVES_MS = 10_000;

/** Sends both and waits for both; never throws. */
export async function sendTestMessages(
  deps: TestMessageDeps,
  mailbox: StoredMailbox,
  words: TestWords,
): Promise<readonly TestMessage[]> {
  const inside = insideDoors(deps).find(({ way }) => way === 'send');
  const outside = (await publicDoors(deps)).find(({ way }) => way === 'send');
  const one = await sendOne(deps, mailbox, words, 'webmail', inside === undefined ? [] : [inside]);
  return [one, await sendOne(deps, mailbox, words, 'public', outside?.places ?? [])];
}

type Arrival = { readonly at: number; readonly folder: string | null; readonly uid: number | null };

async function sendOne(
  deps: TestMessageDeps,
  mailbox: StoredMailbox,
  words: TestWords,
  by: TestMessage['by'],
  places: readonly DoorPlace[],
): Promise<TestMessage> {
  const none = { by, tookMs: null, folder: null } as const;
  if (places.length === 0) return { ...none, state: 'unknown', said: null };
  const mark = `<yardstick-${newId()}@${deps.hostname}>`;
  const arrival = arrivalOf(deps, mailbox.address, mark);
  try {
    const said = await hand(deps, mailbox, words, mark, places);
    if (said !== null) return { ...none, state: 'refused', said };
    const taken = deps.clock.monotonic();
    const arrived = await arrival.within(ARRIVES_MS);
    if (arrived === null) return { ...none, state: 'late', said: null };
    await takeOut(deps, mailbox, arrived).catch(() => undefined); // then it stays, and says what it is
    return {
      by,
      state: 'arrived',
      tookMs: Math.max(0, Math.round(arrived.at - taken)),
      folder: arrived.folder,
      said: null,
    };
  } finally {
    arrival.stop();
  }
}

/** The first place that is reached decides; null: it said yes. */
async function hand(
  deps: TestMessageDeps,
  mailbox: StoredMailbox,
  words: TestWords,
  mark: string,
  places: readonly DoorPlace[],
): Promise<string | null> {
  let said = '';
  for (const { host, port, implicit, servername, ca } of places) {
    const transport = createTransport({
      host,
      port,
      secure: implicit,
      requireTLS: !implicit,
      tls: ca === null ? { servername, rejectUnauthorized: false } : { servername, ca: [...ca] },
      auth: { user: mailbox.address, pass: deps.tickets.issue(mailbox.id) },
      connectionTimeout: LIMIT_MS,
      greetingTimeout: LIMIT_MS,
      socketTimeout: LIMIT_MS,
    });
    try {
      await transport.sendMail({
        from: mailbox.address,
        to: mailbox.address,
        subject: words.subject,
        text: words.text,
        messageId: mark,
        headers: { 'Auto-Submitted': 'auto-generated' }, // RFC 3834: no automatic answer to it
      });
      return null;
    } catch (error) {
      const { response, message, command } = error as { response?: string; message: string; command?: string };
      said = response ?? message;
      if (command !== 'CONN') return said;
    } finally {
      transport.close();
    }
  }
  return said;
}

/** Listens before the message goes, so that nothing is too quick for it. */
function arrivalOf(
  { journal, clock }: TestMessageDeps,
  address: string,
  mark: string,
): { within(ms: number): Promise<Arrival | null>; stop(): void } {
  let tell: (arrival: Arrival) => void = () => undefined;
  const arrived = new Promise<Arrival>((resolve) => (tell = resolve));
  const stop = journal.subscribe({ names: [address] }, (event: JournalEvent) => {
    if (event.kind === 'message' && event.step === 'delivered' && event.messageIdHeader === mark)
      tell({ at: clock.monotonic(), folder: event.folder ?? null, uid: event.uid ?? null });
  });
  return {
    stop,
    async within(ms) {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), ms)));
      try {
        return await Promise.race([arrived, late]);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

async function takeOut(
  { connections }: TestMessageDeps,
  mailbox: StoredMailbox,
  { folder, uid }: Arrival,
): Promise<void> {
  if (folder === null || uid === null) return;
  await connections.use(mailbox, async (imap) => {
    const lock = await imap.getMailboxLock(folder);
    try {
      await imap.noop(); // a folder that was open already hears of it now
      await imap.messageDelete(String(uid), { uid: true });
    } finally {
      lock.release();
    }
  });
}
