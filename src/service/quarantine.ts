/**
 * Use cases of quarantine by the host: a domain neither sends nor takes in mail until somebody acts; its people still sign
 * in and read. Called by CLI and console. One Block of rule `quarantine-host`; the rest is the gate's and the notices'.
 */
import type { Block } from '#src/model/block.ts';
import { domainByName } from '#src/store/domains.ts';
import type { Blocks } from './block-port.ts';
import type { Acting } from './change.ts';
import { readDomain } from './input.ts';
import { done, misuse, type Outcome, refused } from './outcome.ts';

export interface Quarantining extends Acting {
  readonly blocks: Pick<Blocks, 'start' | 'lift' | 'list' | 'active'>;
}
const MAX_REASON = 300;
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f-\u009f]+/gu;

/** A day (its end, UTC) or a moment; null when it is neither, or past. */
function readUntil(text: string, now: number): number | null {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/.test(text);
  if (!day && !moment) return null;
  const at = Date.parse(day ? `${text}T23:59:59Z` : text);
  return Number.isFinite(at) && at > now ? at : null;
}

/** Puts a domain in quarantine; again while it is in one, nothing changes and the running one is given back. */
export async function addQuarantine(
  deps: Quarantining,
  input: { readonly domain: string; readonly reason: string; readonly until?: string },
): Promise<Outcome<Block>> {
  const name = readDomain(input.domain);
  if (!name.ok) return name;
  const reason = input.reason.replace(CONTROL, ' ').trim().slice(0, MAX_REASON);
  if (reason === '') return misuse('quarantineReasonMissing');
  const until = input.until === undefined ? null : readUntil(input.until, deps.clock.now());
  if (input.until !== undefined && until === null) return misuse('untilBad', { input: input.until.slice(0, 60) });
  const domain = await domainByName(deps.db.sql, name.value);
  if (domain === null) return refused('domainMissing', { domain: name.value });
  return await deps.blocks.start({
    subject: { kind: 'domain', id: domain.id },
    directions: ['outgoing', 'incoming'],
    rule: 'quarantine-host',
    cause: 'dom-quarantine',
    evidence: { reason },
    until,
    lifters: until === null ? ['support'] : ['time', 'support'],
    actor: deps.actor,
  });
}

/** Ends the quarantine of a domain; mail that waits at senders comes in by itself. */
export async function liftQuarantine(deps: Quarantining, typed: string): Promise<Outcome<Block>> {
  const name = readDomain(typed);
  if (!name.ok) return name;
  const domain = await domainByName(deps.db.sql, name.value);
  if (domain === null) return refused('domainMissing', { domain: name.value });
  const active = await deps.blocks.active([{ kind: 'domain', id: domain.id }]);
  const block = active.find((one) => one.rule === 'quarantine-host');
  if (block === undefined) return refused('quarantineMissing', { domain: name.value });
  return await deps.blocks.lift(block.id, 'support', deps.actor);
}

/** Quarantines that run now, newest first. */
export async function listQuarantine(deps: Pick<Quarantining, 'blocks'>): Promise<Outcome<readonly Block[]>> {
  const all = await deps.blocks.list(undefined, { onlyActive: true });
  return all.ok ? done(all.value.filter((block) => block.rule === 'quarantine-host')) : all;
}
