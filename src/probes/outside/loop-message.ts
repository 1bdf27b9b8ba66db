/**
 * A test message through our own public door into the mailbox, timed, and taken out again. Only on request
 * (`context.deep`): it is real mail, seen by a program that looks in that second. Called by group.ts. Goes to a mailbox of
 * this host and nowhere else.
 */
import type { LoopMessage } from '#src/diagnosis/observed-outside.ts';
import type { MailboxId } from '#src/model/ids.ts';
import { newId } from '#src/net/ids.ts';
import { ownProbeName } from '#src/net/probe-name.ts';
import { SmtpClient, type Heard } from '#src/engine/embedded/delivery/smtp-client.ts';
import { readPlace } from '#src/net/reach.ts';
import type { GroupDeps } from '../group.ts';
import { type Untold, untold } from '../run-probe.ts';

const WAIT_MS = 3000;
const STEP_MS = 1500;
const LOOK_EVERY_MS = 15;

/** What the door said against it, or null when it took the message. */
async function hand(deps: GroupDeps, address: string, bytes: Buffer): Promise<string | Untold | null> {
  const { hostname } = deps.host();
  const place = deps.reach(hostname, 25) ?? readPlace(deps.endpoints().inbound ?? '');
  if (place === null) return untold('not-running');
  const client = await SmtpClient.open(place.host === '0.0.0.0' ? '127.0.0.1' : place.host, place.port, STEP_MS);
  if (!(client instanceof SmtpClient)) return untold(client.why);
  const refused = (heard: Heard, wanted: number): string | null => {
    if (heard.kind !== 'reply') return heard.why;
    return heard.reply.code === wanted ? null : `${heard.reply.code} ${heard.reply.lines.join(' ')}`.slice(0, 300);
  };
  const times = { connectMs: STEP_MS, greetingMs: STEP_MS, commandMs: STEP_MS, dataMs: STEP_MS, dataEndMs: WAIT_MS };
  const steps: readonly (() => Promise<string | null>)[] = [
    async () => refused(await client.hear(STEP_MS), 220),
    async () => refused(await client.hello(ownProbeName(hostname), STEP_MS), 250),
    async () => refused(await client.command('MAIL FROM:<>', STEP_MS), 250),
    async () => refused(await client.command(`RCPT TO:<${address}>`, STEP_MS), 250),
    async () => refused(await client.command('DATA', STEP_MS), 354),
    async () => refused(await client.data(bytes, times), 250),
  ];
  try {
    for (const step of steps) {
      const words = await step();
      if (words !== null) return words;
    }
    return null;
  } finally {
    client.quit();
  }
}

const messageOf = (deps: GroupDeps, address: string, mark: string): Buffer => {
  const { hostname } = deps.host();
  return Buffer.from(
    [
      `From: Postvakt <postmaster@${hostname}>`,
      `To: <${address}>`,
      'Subject: Postvakt test message',
      `Date: ${new Date(deps.clock.now()).toUTCString().replace('GMT', '+0000')}`,
      `Message-ID: <${mark}@${hostname}>`,
      'Auto-Submitted: auto-generated',
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      '',
      'This message tests the way into this mailbox. It is removed again at once.',
      '',
    ].join('\r\n'),
  );
};

/** `loop.submission-to-mailbox`. */
export async function lookAtLoop(
  deps: GroupDeps,
  address: string,
  mailbox: { readonly id: string; readonly quotaBytes: number },
): Promise<LoopMessage | Untold> {
  const mark = `loop-${newId()}`;
  const started = deps.clock.monotonic();
  const took = (): number => Math.round(deps.clock.monotonic() - started);
  const handle = await deps.store.open(mailbox.id as MailboxId, mailbox.quotaBytes);
  try {
    const inbox = await handle.folder('INBOX');
    if (inbox === null) return untold('no-inbox');
    const words = await hand(deps, address, messageOf(deps, address, mark));
    if (words !== null && typeof words !== 'string') return words;
    if (words !== null) return { address, arrived: false, tookMs: took(), removed: false, refusal: words };
    for (;;) {
      for (const { uid } of await handle.rows(inbox.id, { from: inbox.uidNext })) {
        const header = await handle.readHeader(inbox.id, uid);
        if (header?.includes(`<${mark}@`) !== true) continue;
        const tookMs = took();
        const gone = await handle.expunge(inbox.id, [uid]);
        return { address, arrived: true, tookMs, removed: gone.includes(uid), refusal: null };
      }
      if (took() > WAIT_MS) return { address, arrived: false, tookMs: took(), removed: false, refusal: null };
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  } finally {
    handle.close();
  }
}
