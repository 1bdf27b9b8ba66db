/**
 * After a fix: is the cause gone? The whole diagnosis runs again with fresh evidence, and where it can be, the outcome is
 * proven beside it. A probe that could not tell is no proof: then it settles. Called by fixes.ts and fix-watch.ts.
 */
import type { Finding, Subject, Symptom, Verdict } from '#src/diagnosis/finding.ts';
import { domainByName } from '#src/store/domains.ts';
import { mailboxAddressesOf } from '#src/store/mailboxes.ts';
import type { FixDeps, Job, Proving } from './fixes/applier.ts';
import { askDoor, type Proof, waitForDns } from './fix-prove.ts';

export interface VerifyDeps extends FixDeps {
  readonly judge: (subject: Subject, symptom: Symptom) => Promise<Verdict>;
  /** Our door for the world's mail, `address:port`; undefined while no server runs. */
  readonly inbound: () => string | undefined;
  /** How long DNS is waited for. */
  readonly settleMs: number;
}
export interface Seen {
  readonly fixed: boolean | 'settling';
  readonly until: number | null;
  readonly proofs: readonly Proof[];
}

/** True: still there. False: gone. Null: it could not be seen. */
export function isPresent(finding: Finding, verdict: Verdict): boolean | null {
  const same = verdict.findings.some(
    (one) =>
      one.cause === finding.cause &&
      one.about.domain === finding.about.domain &&
      one.about.address === finding.about.address,
  );
  if (same) return true;
  const blind = new Set(verdict.unchecked.map((one) => one.probe));
  return finding.evidence.some((one) => blind.has(one.probe)) ? null : false;
}

export async function verify(deps: VerifyDeps, job: Job, proving: Proving): Promise<Seen> {
  const { address, domain, symptom } = job.case;
  const proofs: Proof[] = [];
  const began = deps.clock.now();
  let until: number | null = null;
  if (proving.kind === 'dns' && !(await waitForDns(deps, proving, deps.settleMs)))
    until = began + proving.oldTtlSeconds * 1000;
  const verdict = await deps.judge(address === null ? { domain } : { domain, address }, symptom);
  const present = isPresent(job.finding, verdict);
  if (proving.kind === 'rule') {
    const asked = await proving.ask();
    proofs.push({ kind: 'rule', ...asked });
    // The rule is asked itself: what the journal still remembers from before does not count against it.
    return { fixed: asked.good, until, proofs };
  }
  if (proving.kind === 'dns' && until === null && proving.add.length > 0) {
    const [first] = proving.add;
    proofs.push({ kind: 'dns', good: true, address: `${first.name} ${first.type}`, reply: first.value.slice(0, 200) });
  }
  const wantsMail = proving.kind === 'rcpt' || (proving.kind === 'dns' && proving.rcpt);
  const proof = wantsMail ? await mailProof(deps, job) : null;
  if (proof !== null) proofs.push(proof);
  if (until !== null) return { fixed: 'settling', until, proofs };
  if (present === null) return { fixed: 'settling', until: null, proofs };
  return { fixed: !present && proofs.every((one) => one.good), until, proofs };
}

/** Of a domain any of its mailboxes will do. */
async function mailProof(deps: VerifyDeps, { case: { address, domain } }: Job): Promise<Proof | null> {
  const door = deps.inbound();
  const found = address === null ? await domainByName(deps.db.sql, domain) : null;
  const target = address ?? (found === null ? undefined : (await mailboxAddressesOf(deps.db.sql, found.id, 1)).at(0));
  return door === undefined || target === undefined ? null : await askDoor(door, deps.hostname, target);
}
