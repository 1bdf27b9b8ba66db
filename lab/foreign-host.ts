/**
 * A mail host somewhere else in the world's internet: a domain with MX and a host behind it that can be told to misbehave
 * (smtp-sink.ts moods). Used by scenarios of mail that leaves. Ends with the world.
 */
import type { Customer, World } from './world.ts';
import { type Sink, type SinkMood, startSmtpSink } from './smtp-sink.ts';

/** A domain of its own for each customer and name, so that no scenario touches another's. */
export const foreignDomain = ({ domain }: Pick<Customer, 'domain'>, name = 'mottaker'): string =>
  `${name}-${domain.split('.')[0]}.test`;

/** Makes `domain` with a host that takes mail as its mood says; `setMood` changes it. */
export async function foreignHost(world: World, domain: string, mood: SinkMood = {}): Promise<Sink> {
  const sink = await startSmtpSink(mood);
  world.onStop(() => sink.stop());
  world.dns.add({
    [domain]: { NS: [`ns.${domain}`], MX: [`10 mx.${domain}`] },
    [`mx.${domain}`]: { A: ['198.51.100.40'] },
  });
  world.place(`mx.${domain}`, sink.address);
  return sink;
}

/** Waits until all that this address sent was tried: delivered, failed, held, or waiting for its next try. */
export async function tried(world: World, sender: string): Promise<void> {
  const { queue } = world.host.app;
  for (let tries = 0; tries < 6000; tries += 1) {
    const open = queue.list({ select: { sender } });
    if (open.every(({ state, tries: done }) => state === 'held' || (state === 'waiting' && done > 0))) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`mail of ${sender} was not tried`);
}
/** Tries again now what waits for its next try, and waits for the outcome. */
export async function triedAgain(world: World, sender: string): Promise<void> {
  const { queue } = world.host.app;
  const before = new Map(queue.list({ select: { sender } }).map(({ queueId, tries }) => [queueId, tries]));
  await queue.retry({ sender });
  for (let rounds = 0; rounds < 6000; rounds += 1) {
    const open = queue.list({ select: { sender }, states: ['waiting', 'active'] });
    if (open.every(({ queueId, tries, state }) => state === 'waiting' && tries > (before.get(queueId) ?? -1))) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`mail of ${sender} was not tried again`);
}
