/** What the HTTP door shows of a host: health, metrics, the authority, start page, Blocks. Made by host.ts; decides nothing. */
import { join } from 'node:path';
import type { MailStore } from '#src/engine/embedded/mail-store.ts';
import type { Configuration } from '#src/model/configuration.ts';
import type { Language } from '#src/model/language.ts';
import type { BillingDeps } from '#src/service/billing/deps.ts';
import { receiveFromProviders } from '#src/service/billing/providers.ts';
import type { OpenCountry } from '#src/service/abroad/open-country.ts';
import type { Blocks } from '#src/service/block-port.ts';
import { readLibrary } from '#src/service/help/library.ts';
import { listOperators } from '#src/service/centre/operators.ts';
import { listDomains } from '#src/service/domains.ts';
import { listMailboxes } from '#src/service/mailboxes.ts';
import type { Clock } from '#src/net/clock.ts';
import type { Locate } from '#src/net/geo/locate.ts';
import { prepareDataFolder } from '#src/net/data-folder.ts';
import type { Database } from '#src/store/database.ts';
import { blockByIdOrCode } from '#src/store/blocks.ts';
import { blockPage, noBlockPage } from './block-page.ts';
import type { HttpSources } from './server.ts';

export interface HostSourcesDeps extends Pick<HttpSources, 'centre' | 'web' | 'setup' | 'challenge'> {
  readonly db: Database;
  readonly clock: Clock;
  readonly dataFolder: string;
  readonly hostname: string;
  readonly billing: BillingDeps;
  readonly store: MailStore;
  readonly webhookSecret: string;
  readonly blocks: Pick<Blocks, 'attempts' | 'active'>;
  readonly configuration: Pick<Configuration, 'message' | 'journal'>;
  readonly openCountry: OpenCountry;
  readonly locate: Locate;
  /** Networks of trusted proxies. */
  readonly trustedProxies: readonly string[];
  /** Where links begin, without a slash at the end. */
  readonly linkBase: () => string;
  /** Throws while the queue cannot be read. */
  readonly queueWorks: () => unknown;
  readonly metrics: () => string;
  readonly authority: () => string | null;
  readonly endpoints: Readonly<Record<string, string>>;
}

const works = async (look: () => unknown): Promise<boolean> => {
  try {
    await look();
    return true;
  } catch {
    return false;
  }
};

export function createHttpSources(deps: HostSourcesDeps): HttpSources {
  const { db, clock, dataFolder, hostname, endpoints, openCountry, locate, trustedProxies, linkBase } = deps;
  const reader = (language: Language) => ({
    language,
    now: clock.now(),
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  });
  return {
    health: async () => ({
      database: await works(() => db.revision()),
      queue: await works(deps.queueWorks),
      dataFolder: prepareDataFolder(dataFolder) === null,
    }),
    centre: deps.centre,
    web: deps.web,
    ...(deps.setup === undefined ? {} : { setup: deps.setup }),
    challenge: deps.challenge,
    metrics: deps.metrics,
    authority: deps.authority,
    payments: receiveFromProviders(deps.billing, deps.webhookSecret),
    abroad: { open: openCountry, countryAt: (address) => locate(address).country, clock, trustedProxies, linkBase },
    help: {
      ...deps,
      library: readLibrary(join(import.meta.dirname, '..', '..', 'help')),
      maxMessageBytes: deps.configuration.message.maxBytes,
      journalDays: deps.configuration.journal.keepDays,
    },
    startPage: async () => {
      const mailboxes = await listMailboxes({ db });
      const all = mailboxes.ok ? mailboxes.value.map((mailbox) => mailbox.address) : [];
      const domains = (await listDomains({ db })).map(({ name }) => ({
        domain: name,
        mailboxes: all.filter((address) => address.endsWith(`@${name}`)),
      }));
      const isFirstOperatorWanted = deps.web != null && (await listOperators({ db })).length === 0;
      return { hostname, endpoints, domains, isFirstOperatorWanted };
    },
    blockPage: async (code, language) => {
      // Codes only: an id is not for guessing, but it is not for links either.
      const block = /^[a-z0-9]{8}$/.test(code) ? await blockByIdOrCode(db.sql, code) : null;
      if (block === null) return { found: false, html: noBlockPage(reader(language)) };
      return { found: true, html: blockPage(block, await deps.blocks.attempts(block.id), reader(language)) };
    },
  };
}
