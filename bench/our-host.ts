/** Our server as the bench measures it: a process of its own on a fresh data folder, reached through its ports only. */
import { HOST_ADDRESS, startHost, type Host } from '../test/e2e/harness/host.ts';
import type { MailHost } from './mail-host.ts';

const DOMAIN = 'fjord.example';
const PASSWORD = 'secret-of-the-bench';

export interface OurHost extends MailHost {
  readonly data: string;
  readonly startedInMs: number;
}

/** Starts on `data` (fresh when absent). Mailboxes are made once and remembered in `known` over restarts. */
export const startOurs = async (known: Set<string>, data?: string): Promise<OurHost> => {
  const host: Host = await startHost({
    ...(data === undefined ? {} : { data }),
    env: { POSTVAKT_LOG__LEVEL: '"warn"' },
  });
  if (known.size === 0) await host.ask(['domain', 'add', DOMAIN]);
  return {
    name: 'Postvakt',
    data: host.data,
    startedInMs: host.startedInMs,
    smtp: { host: HOST_ADDRESS, port: host.port('inbound') },
    imaps: { host: HOST_ADDRESS, port: host.port('imaps') },
    password: PASSWORD,
    mailbox: async (name) => {
      const address = `${name}@${DOMAIN}`;
      if (!known.has(address)) await host.addMailbox(address, PASSWORD);
      known.add(address);
      return address;
    },
    processes: () => Promise.resolve([host.process.child.pid ?? -1]),
    stop: async () => void (await host.stop()),
  };
};
