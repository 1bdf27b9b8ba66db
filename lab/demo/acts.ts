/**
 * What somebody in the simulated world does when the newcomer asks for it: a person types a password into a phone, a bank
 * moves money, a registrar renews, a DNS company publishes what it was sent. Called by the guide's buttons (door.ts). And
 * what goes on by itself: Ola's phone, which keeps trying.
 */
import { payInvoice } from '#src/service/billing/payments.ts';
import { invoicesOf } from '#src/service/billing/invoices.ts';
import { setLists } from '../block-list.ts';
import { PASSWORD, type RoleKey } from './cast.ts';
import { reads, receives, sends } from './devices.ts';
import { letterTexts } from './letters.ts';
import { type Guest, must, OLD_PASSWORD, phoneOf } from './plants.ts';
import type { Stage } from './stage.ts';

const PHONE_EVERY_MS = 20_000;
const MAIL_EVERY_MS = 45_000;
const YEAR_MS = 365 * 86_400_000;

export interface Acts {
  /** The roles for which somebody in the world can do something. */
  readonly keys: readonly RoleKey[];
  /** False when there is nothing to do for this role. */
  perform(key: string, typed: string): Promise<boolean>;
  stop(): Promise<void>;
}

const WORLD: Readonly<Partial<Record<RoleKey, (stage: Stage, guest: Guest) => Promise<unknown> | void>>> = {
  // The bank pays, and Bjørn sends what he could not send.
  bjorn: async (stage, guest) => {
    const { billing } = stage.world.host.app;
    const open = (await must(invoicesOf(billing, guest.owner))).filter((one) => one.state !== 'paid');
    for (const { id } of open) await must(payInvoice(billing, { invoice: id }));
    const [text] = letterTexts(stage.language).slice(3);
    await sends(stage, guest, phoneOf(guest), [{ from: guest.address, to: ['post@nordkraft.example'], ...text }]);
  },
  hilde: ({ world, clock }, { domain, zones }) => {
    world.registry.set(domain, { status: ['active'], expiresAt: new Date(clock.now() + YEAR_MS).toISOString() });
    world.dns.add(zones);
  },
  erik: ({ world }, { domain }) => world.dns.delegate(domain, { signing: { ds: 'right' } }),
  trygve: ({ world }) => setLists(world, []),
  alva: ({ world }, { zones }) => world.dns.add(zones),
};

/** Begins what goes on by itself; resolves when the phone has tried once. Stop it, or it goes on. */
export async function startActs(stage: Stage, guests: readonly Guest[]): Promise<Acts> {
  const of = (key: string): Guest | undefined => guests.find((one) => one.role.key === key);
  let typed = OLD_PASSWORD;
  let stopped = false;
  const running = new Set<Promise<unknown>>();
  /** Whatever fails here is the world's own trouble, not the demo's end. */
  const begin = (work: () => Promise<unknown>): Promise<unknown> => {
    const one = work().catch(() => {});
    running.add(one);
    void one.finally(() => running.delete(one));
    return one;
  };
  const phoneTries = async (): Promise<void> => {
    const ola = of('ola');
    if (ola !== undefined && !stopped) await reads(stage, { ...ola, password: typed }, phoneOf(ola));
  };
  let count = 0;
  const mailComes = async (): Promise<void> => {
    const texts = letterTexts(stage.language).slice(2);
    count += 1;
    const from = 'post@nordkraft.example';
    if (!stopped) await receives(stage, [{ from, to: ['kari@fjord.example'], ...texts[count % texts.length] }]);
  };
  await begin(phoneTries);
  await begin(phoneTries);
  const timers = [
    setInterval(() => void begin(phoneTries), PHONE_EVERY_MS),
    setInterval(() => void begin(mailComes), MAIL_EVERY_MS),
  ];
  return {
    keys: ['ola', ...(Object.keys(WORLD) as RoleKey[])],
    perform: async (key, text) => {
      const guest = of(key);
      if (guest === undefined) return false;
      if (key === 'ola') {
        typed = text === '' ? PASSWORD : text;
        await begin(phoneTries);
        return true;
      }
      const act = WORLD[guest.role.key];
      if (act === undefined) return false;
      await act(stage, guest);
      return true;
    },
    stop: async () => {
      stopped = true;
      for (const timer of timers) clearInterval(timer);
      await Promise.all(running);
    },
  };
}
