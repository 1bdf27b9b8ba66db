/**
 * One order from any state to its certificate (RFC 8555 §7.4): begun, proved, finalized, fetched. What it has is written down
 * before each step that cannot be taken back, so that it goes on after a kill. Called by keeper.ts.
 */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { certificateRequest, freshKey, renewalId } from '#src/net/acme/certificate-request.ts';
import type { ChallengeAnswers } from '#src/net/acme/challenge-answers.ts';
import type { Told } from '#src/net/acme/client.ts';
import type { KeptFiles, KeptName, OpenOrder } from '#src/net/acme/kept-files.ts';
import type { Clock } from '#src/net/clock.ts';
import {
  type AcmeOrder,
  plainWords,
  readAuthorization,
  readOrder,
  readOrderList,
} from '#src/protocol/acme/documents.ts';
import { type Account, type AccountDeps, ensureAccount, forgetAccount } from './account.ts';
import { failure, inWords, type Ordered, over } from './ordered.ts';
import { type ChallengeKind, prove } from './prove.ts';

export interface OrderDeps extends AccountDeps {
  readonly files: KeptFiles;
  readonly answers: ChallengeAnswers;
  readonly clock: Clock;
  /** Directory of the authority. */
  readonly directory: string;
  /** Ways we can prove a name, the preferred one first. */
  readonly challenges: readonly ChallengeKind[];
  /** Waits; rejects when the host stops. */
  readonly pause: (ms: number) => Promise<void>;
}
/** An order that takes longer is left as it stands and gone on with at the next try. */
const PATIENCE_MS = 180_000;
const MOST_WAIT_MS = 30_000;

/** Takes the name's order as far as it goes. Never throws for what the authority says. */
export async function order(deps: OrderDeps, kept: KeptName): Promise<Ordered> {
  const account = await ensureAccount(deps);
  if (account.kind !== 'told') return failure(account);
  const begun = await begin(deps, kept, account.value);
  if (begun.kind !== 'told') {
    if (begun.kind === 'refused' && begun.problem.type === 'accountDoesNotExist') forgetAccount(deps);
    return failure(begun);
  }
  return await drive(deps, kept.name, account.value, begun.value);
}

/** The open order: the one written down, the one that a kill left nameless, or a new one. */
async function begin(deps: OrderDeps, kept: KeptName, account: Account): Promise<Told<OpenOrder & { url: string }>> {
  const { files, clock, directory, client } = deps;
  const told = (open: OpenOrder & { url: string }): Told<OpenOrder & { url: string }> => {
    files.putName({ ...kept, order: open });
    return { kind: 'told', value: open, location: null, retryAfterMs: 0 };
  };
  const before = kept.order?.directory === directory ? kept.order : null;
  if (before !== null && before.url !== null) return told({ ...before, url: before.url });
  const open: OpenOrder = before ?? { url: null, key: freshKey(), at: clock.now(), directory };
  if (before !== null) {
    const found = await findNameless(deps, kept.name, account);
    if (found !== null) return told({ ...open, url: found });
  }
  files.putName({ ...kept, order: open });
  const at = await client.directory();
  if (at.kind !== 'told') return at;
  const id = kept.certificate?.directory === directory ? renewalId(kept.certificate.chain) : null;
  const replaces = at.value.renewalInfo === null || id === null ? {} : { replaces: id };
  const ask = (more: object) =>
    client.say(
      {
        url: at.value.newOrder,
        account: account.url,
        payload: { identifiers: [{ type: 'dns', value: kept.name }], ...more },
      },
      readOrder,
    );
  let made = await ask(replaces);
  // RFC 9773 §5: replaced already, or not of this authority: then it is an order like any other.
  if (made.kind === 'refused' && 'replaces' in replaces && /alreadyReplaced|malformed/.test(made.problem.type))
    made = await ask({});
  if (made.kind !== 'told') return made;
  if (made.location === null) return { kind: 'unreachable', why: 'malformed answer' };
  return told({ ...open, url: made.location });
}

/** We were killed between asking and writing down: the authority's list knows the order. */
async function findNameless({ client }: OrderDeps, name: string, account: Account): Promise<string | null> {
  if (account.orders === null) return null;
  const listed = await client.say({ url: account.orders, account: account.url, payload: null }, readOrderList);
  if (listed.kind !== 'told') return null;
  for (const url of listed.value.toReversed().slice(0, 10)) {
    const one = await client.say({ url, account: account.url, payload: null }, readOrder);
    const isOurs = one.kind === 'told' && one.value.names.length === 1 && one.value.names[0] === name;
    if (isOurs && (one.value.status === 'pending' || one.value.status === 'ready')) return url;
  }
  return null;
}

async function drive(
  deps: OrderDeps,
  name: string,
  account: Account,
  open: OpenOrder & { url: string },
): Promise<Ordered> {
  const { client, clock, pause } = deps;
  const until = clock.monotonic() + PATIENCE_MS;
  const ask = () => client.say({ url: open.url, account: account.url, payload: null }, readOrder);
  let told: Told<AcmeOrder> = await ask();
  for (let wait = 250; ; wait = Math.min(wait * 2, 5000)) {
    if (told.kind !== 'told') return failure(told);
    const { status, authorizations, finalize, certificate, error } = told.value;
    if (status === 'invalid') return { ...over(error), words: await whyInvalid(deps, account, told.value) };
    if (status === 'valid')
      return certificate === null ? over(null) : await fetched(deps, name, account, open, certificate);
    if (status === 'ready') {
      const csr = certificateRequest([name], open.key).toString('base64url');
      told = await client.say({ url: finalize, account: account.url, payload: { csr } }, readOrder);
      continue;
    }
    if (status === 'pending') {
      const proved = await prove({ ...deps, until }, account, authorizations);
      if (proved !== null) return proved;
    }
    const waitMs = Math.max(wait, told.retryAfterMs);
    if (clock.monotonic() + waitMs > until || waitMs > MOST_WAIT_MS)
      return {
        kind: 'failed',
        trouble: 'unreachable',
        words: `the order is still ${status}`,
        retryAfterMs: waitMs,
        isOver: false,
      };
    if (status === 'processing') await pause(waitMs);
    told = await ask();
  }
}

/** The order says that it failed; the challenge says why. */
async function whyInvalid({ client }: OrderDeps, account: Account, found: AcmeOrder): Promise<string> {
  for (const url of found.authorizations) {
    const told = await client.say({ url, account: account.url, payload: null }, readAuthorization);
    const error = told.kind === 'told' ? told.value.challenges.find((one) => one.error !== null)?.error : null;
    if (error !== null && error !== undefined) return inWords(error);
  }
  return found.error === null ? 'the order was refused' : inWords(found.error);
}

async function fetched(
  { client, directory, clock }: OrderDeps,
  name: string,
  account: Account,
  open: OpenOrder,
  url: string,
): Promise<Ordered> {
  const told = await client.say({ url, account: account.url, payload: null }, (text) => text);
  if (told.kind !== 'told') return failure(told);
  const chain = (told.value.match(/-----BEGIN CERTIFICATE-----[\w+/=\s]+-----END CERTIFICATE-----/g) ?? []).slice(
    0,
    10,
  );
  const wrong = (words: string): Ordered => ({ ...over(null), words });
  try {
    const leaf = new X509Certificate(chain[0] ?? '');
    const [from, until] = [leaf.validFromDate.getTime(), leaf.validToDate.getTime()];
    if (!leaf.checkPrivateKey(createPrivateKey(open.key))) return wrong('the certificate is for another key');
    if (leaf.checkHost(name) === undefined) return wrong('the certificate is for another name');
    if (!(until > clock.now())) return wrong('the certificate is over');
    const certificate = { chain: `${chain.join('\n')}\n`, key: open.key, from, until, directory };
    return { kind: 'made', certificate };
  } catch (error) {
    return wrong(plainWords(`the certificate cannot be read: ${String(error)}`));
  }
}
