/** Appliers for places: countries, journeys, vendors' servers, a stopped network, and sending that suspicion closed. */
import type { MailboxId } from '#src/model/ids.ts';
import { isActive } from '#src/model/block.ts';
import { DAY_MS } from '#src/model/notice.ts';
import { blockByIdOrCode } from '#src/store/blocks.ts';
import { mailboxByAddress } from '#src/store/mailboxes.ts';
import { abroadRule, addTravel, setCountries, setVendors } from '../abroad/settings.ts';
import { releaseAfterRepair } from '../abuse/repair.ts';
import { done, refused } from '../outcome.ts';
import type { Scope } from './rows.ts';
import { type Applier, textArg } from './applier.ts';

const OWNERS: Applier['who'] = ['customer', 'mailbox'];
const proving = { kind: 'diagnosis' } as const;
const ruleScopes = (mailbox: MailboxId): readonly Scope[] => [
  { table: 'mailboxes', column: 'id', value: mailbox, key: 'id', columns: ['sign_in_countries'] },
  { table: 'abroad_settings', column: 'mailbox_id', value: mailbox, key: 'mailbox_id' },
  { table: 'travel_windows', column: 'mailbox_id', value: mailbox, key: 'id' },
];

export const allowCountryFix: Applier = {
  who: OWNERS,
  plan: async (deps, job) => {
    const address = textArg(job, 'address');
    const country = textArg(job, 'country');
    const mailbox = await mailboxByAddress(deps.db.sql, address);
    if (mailbox === null || country === '') return refused('fixOutOfReach', { fix: job.fix.id });
    const { mode, countries } = await abroadRule(deps.db.sql, mailbox);
    if (mode !== 'allow' || countries.includes(country)) return done({ kind: 'already', proving });
    const wanted = [...countries, country].sort();
    return done({
      kind: 'change',
      changes: [{ kind: 'countries', object: address, before: countries.join(' '), after: wanted.join(' ') }],
      undo: { kind: 'rows', scopes: ruleScopes(mailbox.id) },
      proving,
      run: async () => {
        const set = await setCountries({ ...deps, actor: job.actor }, address, wanted);
        return set.ok ? done({}) : set;
      },
    });
  },
};

const JOURNEY_DAYS = 14;

export const openJourneyFix: Applier = {
  who: OWNERS,
  plan: async (deps, job) => {
    const address = textArg(job, 'address');
    const country = textArg(job, 'country');
    const mailbox = await mailboxByAddress(deps.db.sql, address);
    if (mailbox === null || country === '') return refused('fixOutOfReach', { fix: job.fix.id });
    const { mode, countries, travel } = await abroadRule(deps.db.sql, mailbox);
    const now = deps.clock.now();
    const isOpen = travel.some((one) => one.from <= now && now < one.until && one.countries.includes(country));
    if (mode !== 'allow' || countries.includes(country) || isOpen) return done({ kind: 'already', proving });
    const day = (at: number): string => new Date(at).toISOString().slice(0, 10);
    const journey = { countries: [country], from: day(now), until: day(now + JOURNEY_DAYS * DAY_MS) };
    const words = `${country} ${journey.from}–${journey.until}`;
    return done({
      kind: 'change',
      changes: [{ kind: 'journey', object: address, before: null, after: words }],
      undo: { kind: 'rows', scopes: ruleScopes(mailbox.id) },
      proving,
      run: async () => {
        const added = await addTravel({ ...deps, actor: job.actor }, address, journey);
        return added.ok ? done({}) : added;
      },
    });
  },
};

export const allowVendorsFix: Applier = {
  who: OWNERS,
  plan: async (deps, job) => {
    const address = textArg(job, 'address');
    const mailbox = await mailboxByAddress(deps.db.sql, address);
    if (mailbox === null) return refused('fixOutOfReach', { fix: job.fix.id });
    const { vendors } = await abroadRule(deps.db.sql, mailbox);
    if (vendors === 'allow') return done({ kind: 'already', proving });
    return done({
      kind: 'change',
      changes: [{ kind: 'vendors', object: address, before: vendors, after: 'allow' }],
      undo: { kind: 'rows', scopes: ruleScopes(mailbox.id) },
      proving,
      run: async () => {
        const set = await setVendors({ ...deps, actor: job.actor }, address, 'allow');
        return set.ok ? done({}) : set;
      },
    });
  },
};

/** Lifts the Block of a network for guessing: as support, or as the customer where the Block lets a customer lift it. */
export const freeNetworkFix: Applier = {
  who: OWNERS,
  plan: async (deps, job) => {
    const code = textArg(job, 'code');
    const block = await blockByIdOrCode(deps.db.sql, code);
    if (block === null) return refused('fixOutOfReach', { fix: job.fix.id });
    if (!isActive(block, deps.clock.now())) return done({ kind: 'already', proving });
    const by = job.viewer.kind === 'operator' ? 'support' : 'customer';
    if (!block.lifters.includes(by)) return refused('blockNotYours', { block: block.code });
    return done({
      kind: 'change',
      changes: [{ kind: 'block', object: block.subjectName, before: `${block.rule} ${block.code}`, after: null }],
      undo: { kind: 'none' },
      proving,
      run: async () => {
        const lifted = await deps.blocks.lift(block.id, by, job.actor);
        return lifted.ok ? done({}) : lifted;
      },
    });
  },
};

/** What suspicion closed opens only after the repair; the rules for that are in abuse/repair.ts. */
export const reopenSendingFix: Applier = {
  who: OWNERS,
  plan: async (deps, job) => {
    const address = textArg(job, 'address') || (job.case.address ?? '');
    const mailbox = await mailboxByAddress(deps.db.sql, address);
    if (mailbox === null) return refused('fixOutOfReach', { fix: job.fix.id });
    const active = await deps.blocks.active([{ kind: 'mailbox', id: mailbox.id }]);
    const closing = active.filter((block) => block.directions.includes('outgoing') && block.rule.startsWith('abuse-'));
    if (closing.length === 0) return done({ kind: 'already', proving });
    return done({
      kind: 'change',
      changes: closing.map((block) => ({
        kind: 'block',
        object: address,
        before: `${block.rule} ${block.code}`,
        after: null,
      })),
      undo: { kind: 'none' },
      proving,
      run: async () => {
        const released = await releaseAfterRepair({ ...deps, actor: job.actor }, address);
        return released.ok ? done({}) : released;
      },
    });
  },
};
