/**
 * `outside.mta-sts`: the policy that senders who check are told to keep (RFC 8461), fetched as they fetch it, against the
 * MX records; and whether anybody is told of failures (TLS-RPT, RFC 8460).
 */
import type { DnsMx } from '#src/diagnosis/observations.ts';
import type { OutsideMtaSts } from '#src/diagnosis/observed-authenticity.ts';
import type { WebFetch } from '#src/net/web-answer.ts';
import { isCovered, isSts, isTlsReport, parseStsPolicy, stsId } from '#src/protocol/mta-sts/policy.ts';
import type { GroupDeps } from '../group.ts';
import { type Untold, untold } from '../run-probe.ts';

const FETCH = { limitMs: 3000, maxBytes: 65_536, maxRedirects: 0 } as const;

/** `fetch` is the one of net/web-fetch.ts; §3.3: redirects are not followed. */
export async function lookAtMtaSts(
  deps: Pick<GroupDeps, 'resolver'>,
  fetch: WebFetch,
  domain: string,
  mx: DnsMx | undefined,
): Promise<OutsideMtaSts | Untold> {
  const [answer, reporting] = await Promise.all([
    deps.resolver.txt(`_mta-sts.${domain}`),
    deps.resolver.txt(`_smtp._tls.${domain}`),
  ]);
  if (answer.kind === 'failed') return untold(answer.why);
  const records = answer.kind === 'records' ? answer.records.filter(isSts) : [];
  const base: OutsideMtaSts = {
    domain,
    records: records.map((text) => text.slice(0, 300)),
    state: 'off',
    mode: null,
    patterns: [],
    uncovered: [],
    covered: [],
    why: null,
    maxAgeSeconds: null,
    reports: reporting.kind === 'records' && reporting.records.some(isTlsReport),
  };
  if (records.length === 0) return base;
  // §3.1: with several records, or one that cannot be read, senders do as if there were none.
  if (records.length > 1 || stsId(records[0]) === null) return { ...base, state: 'bad-record' };
  return await withPolicy(base, fetch, mx);
}

async function withPolicy(
  base: OutsideMtaSts,
  fetch: WebFetch,
  mx: DnsMx | undefined,
): Promise<OutsideMtaSts | Untold> {
  const url = `https://mta-sts.${base.domain}/.well-known/mta-sts.txt`;
  let fetched = await fetch(url, FETCH);
  // A failure is asked again before it counts; silence never does.
  if (fetched.kind === 'failed' && fetched.why !== 'timeout') fetched = await fetch(url, FETCH);
  if (fetched.kind === 'failed') {
    if (['dns', 'private-address', 'timeout', 'unreachable'].includes(fetched.why)) return untold(`web:${fetched.why}`);
    return { ...base, state: 'no-policy', why: fetched.why };
  }
  if (fetched.tls?.authorized !== true) return { ...base, state: 'bad-certificate', why: fetched.tls?.why ?? null };
  if (fetched.status !== 200) return { ...base, state: 'no-policy', why: String(fetched.status) };
  const policy = parseStsPolicy(fetched.body);
  if ('wrong' in policy) return { ...base, state: 'bad-policy', why: policy.wrong };
  if (mx === undefined) return untold('mx-unknown');
  const hosts = mx.records.map((one) => one.host).filter((host) => host !== '');
  const covered = hosts.filter((host) => isCovered(policy, host));
  const uncovered = hosts.filter((host) => !isCovered(policy, host));
  return {
    ...base,
    state: uncovered.length > 0 && policy.mode !== 'none' ? 'mismatch' : 'ok',
    mode: policy.mode,
    patterns: policy.mx.slice(0, 20),
    covered,
    uncovered,
    maxAgeSeconds: policy.maxAgeSeconds,
  };
}
