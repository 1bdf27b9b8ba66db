/** Probe of messages: what we refused for or from this address, and what arrived. Reads the journal. */
import type { Attribution, MtaMessages, RefusalSeen } from '#src/diagnosis/observations.ts';
import { parseAddress } from '#src/model/address.ts';
import type { StoredEvent } from '#src/model/journal.ts';
import { clientOf, type Familiar, iso, isSingle, placeOf, unique } from './familiar.ts';
import type { ProbeDeps } from './sources.ts';

const DAYS = 7;
const SHOWN = 50;
type Refused = StoredEvent & { readonly kind: 'refusal' };
const isRefusal = (event: StoredEvent): event is Refused => event.kind === 'refusal' && isSingle(event);

function refusalOf(event: Refused, attributed: Attribution): RefusalSeen {
  return {
    firstAt: iso(event.at),
    lastAt: iso(event.lastAt),
    count: event.count,
    cause: event.cause,
    stage: event.stage,
    code: event.code,
    enhanced: event.enhanced,
    endpoint: event.connection.endpoint,
    remoteAddress: event.connection.remoteAddress,
    client: clientOf(event),
    mailFrom: event.mailFrom ?? null,
    rcptTo: event.rcptTo ?? null,
    sizeBytes: event.sizeBytes ?? null,
    attributed,
  };
}

/** Marks a refused envelope sender that this mailbox may use by now, as the gate judges: an alias that leads to it. */
async function asOfNow(deps: ProbeDeps, address: string, seen: RefusalSeen): Promise<RefusalSeen> {
  const { cause, stage, attributed, mailFrom } = seen;
  if (cause !== 'cli-from-not-owned' || stage !== 'mail-from' || attributed !== 'mailbox' || mailFrom === null)
    return seen;
  const from = parseAddress(mailFrom);
  if (!from.ok) return seen;
  const state = await deps.state.address(from.value.text);
  return state.kind === 'alias' && state.targets.includes(address) ? { ...seen, isSenderAllowed: true } : seen;
}

/** `mta.messages`. */
export async function lookAtMessages(deps: ProbeDeps, familiar: Familiar): Promise<MtaMessages> {
  const { address, mailbox, asked } = familiar;
  const since = asked - DAYS * 86_400_000;
  const [named, owned, delivered, submitted] = await Promise.all([
    deps.journal.query({ kinds: ['refusal'], names: [address], since, limit: 100 }),
    mailbox === undefined ? [] : deps.journal.query({ kinds: ['refusal'], mailbox, since, limit: 100 }),
    deps.journal.query({ kinds: ['message'], outcomes: ['delivered'], names: [address], since, limit: 200 }),
    deps.journal.query({
      kinds: ['message'],
      outcomes: ['accepted'],
      since,
      limit: 50,
      ...(mailbox === undefined ? { names: [address] } : { mailbox }),
    }),
  ]);
  const seen = unique([...named, ...owned])
    .filter(isRefusal)
    .map((event) => {
      const own = mailbox !== undefined && event.mailbox === mailbox;
      return refusalOf(event, own ? 'mailbox' : placeOf(familiar, event.connection.remoteAddress, 'name'));
    })
    .slice(0, SHOWN);
  const refusals = await Promise.all(seen.map((one) => asOfNow(deps, address, one)));
  const sent = submitted.find((event) => event.kind === 'message' && event.direction === 'submission');
  return {
    days: DAYS,
    refusals,
    delivered: delivered.length,
    lastDeliveredAt: delivered.length === 0 ? null : iso(delivered[0].lastAt),
    lastSubmittedAt: sent === undefined ? null : iso(sent.lastAt),
  };
}
