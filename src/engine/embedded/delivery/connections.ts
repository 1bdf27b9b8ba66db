/**
 * Connections to other hosts: opened, greeted, encrypted where offered, and kept a moment for the next message to the same
 * address. Called by `remote.ts`. Holds at most a few idle ones and closes them by itself.
 */
import { SmtpClient } from './smtp-client.ts';
import type { Heard, SmtpTimeouts } from './smtp-client.ts';
import type { Target } from './route.ts';
import { refusedOutcome, troubleOutcome } from './transaction.ts';
import type { Outcome } from '../queue/job.ts';

export interface ConnectionOptions {
  readonly hostname: string;
  readonly timeouts: SmtpTimeouts;
  /** How long an idle connection is kept. */
  readonly idleMs: number;
}
export type Opened =
  | { readonly kind: 'open'; readonly client: SmtpClient; readonly reused: boolean }
  | { readonly kind: 'failed'; readonly outcome: Outcome };

interface Idle {
  readonly client: SmtpClient;
  readonly uses: number;
  readonly timer: NodeJS.Timeout;
}
const MAX_IDLE = 50;
const MAX_USES = 100;

export interface Connections {
  /** `fresh` passes over idle ones. */
  open(target: Target, fresh: boolean): Promise<Opened>;
  /** Takes a connection back for the next message. */
  keep(target: Target, client: SmtpClient): void;
  close(): void;
}

/** One set of connections for all deliveries. */
export function createConnections(options: ConnectionOptions): Connections {
  const idle = new Map<string, Idle>();
  const uses = new WeakMap<SmtpClient, number>();
  const keyOf = (target: Target): string => `${target.host} ${target.address} ${target.port}`;
  const take = (key: string): SmtpClient | null => {
    const found = idle.get(key);
    if (found === undefined) return null;
    clearTimeout(found.timer);
    idle.delete(key);
    if (found.client.usable) return found.client;
    found.client.destroy();
    return null;
  };
  return {
    open: async (target, fresh) => {
      const kept = fresh ? null : take(keyOf(target));
      if (kept !== null) return { kind: 'open', client: kept, reused: true };
      return connect(target, options, true);
    },
    keep: (target, client) => {
      const key = keyOf(target);
      const count = (uses.get(client) ?? 0) + 1;
      uses.set(client, count);
      if (!client.usable || count >= MAX_USES || idle.size >= MAX_IDLE || idle.has(key)) return client.quit();
      const timer = setTimeout(() => {
        idle.delete(key);
        client.quit();
      }, options.idleMs);
      timer.unref();
      idle.set(key, { client, uses: count, timer });
    },
    close: () => {
      for (const { client, timer } of idle.values()) {
        clearTimeout(timer);
        client.destroy();
      }
      idle.clear();
    },
  };
}

/** Greeting, EHLO, STARTTLS where offered, EHLO again. When encryption fails, once more without (RFC 7435 §3). */
async function connect(target: Target, options: ConnectionOptions, encrypt: boolean): Promise<Opened> {
  const { timeouts } = options;
  const client = await SmtpClient.open(target.address, target.port, timeouts.connectMs);
  if (!(client instanceof SmtpClient)) return { kind: 'failed', outcome: troubleOutcome(client, target) };
  const failed = (heard: Heard): Opened => {
    client.quit();
    return { kind: 'failed', outcome: helloOutcome(heard, target) };
  };
  const greeting = await client.hear(timeouts.greetingMs);
  if (greeting.kind !== 'reply' || greeting.reply.code !== 220) return failed(greeting);
  const hello = await client.hello(options.hostname, timeouts.greetingMs);
  if (hello.kind !== 'reply' || hello.reply.code !== 250) return failed(hello);
  if (!encrypt || !client.extensions.has('STARTTLS')) return { kind: 'open', client, reused: false };
  const started = await client.startTls(target.host, timeouts.greetingMs);
  if (started.kind === 'trouble') {
    client.destroy();
    return connect(target, options, false);
  }
  if (started.reply.code !== 220) return { kind: 'open', client, reused: false };
  const again = await client.hello(options.hostname, timeouts.greetingMs);
  return again.kind === 'reply' && again.reply.code === 250 ? { kind: 'open', client, reused: false } : failed(again);
}

/** A refusal before MAIL is about us or the host, never about a recipient: it waits, whatever its code (as Postfix does). */
function helloOutcome(heard: Heard, target: Target): Outcome {
  if (heard.kind === 'trouble') return troubleOutcome(heard, target);
  const outcome = refusedOutcome(heard.reply, target);
  return outcome.kind === 'permanent' ? { ...outcome, kind: 'temporary' } : outcome;
}
