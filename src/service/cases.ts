/**
 * Cases: what a diagnosis found is kept with its recording, so that a fix, support or the customer later speaks of the same
 * thing. Written by diagnose, read by fixes, CLI and API; who it does not belong to does not learn that it is there.
 */
import type { Recording, Verdict } from '#src/diagnosis/finding.ts';
import { reason } from '#src/diagnosis/reason.ts';
import { isCaseId, type Viewer } from '#src/model/case.ts';
import type { Language } from '#src/model/language.ts';
import type { Clock } from '#src/net/clock.ts';
import { newId } from '#src/net/ids.ts';
import {
  caseById,
  casesOf,
  type CaseFinding,
  insertCase,
  purgeCases,
  type StoredCase,
  trimCases,
} from '#src/store/cases.ts';
import type { Database } from '#src/store/database.ts';
import { domainByName } from '#src/store/domains.ts';
import { mailboxByAddress } from '#src/store/mailboxes.ts';
import { shown } from './input.ts';
import { done, type Outcome, refused } from './outcome.ts';

export interface CaseDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly keepDays: number;
}
export interface NewCase {
  readonly recording: Recording;
  readonly verdict: Verdict;
  readonly language: Language;
  readonly askedBy: string;
}

/** A recording over this is not kept; its findings are. */
const MOST_BYTES = 262_144;
/** Of one subject, without a fix. */
const MOST_OF_SUBJECT = 20;
const PURGE_EVERY = 200;
const DAY_MS = 86_400_000;

/** Findings with their ids: `1`, `2` … as they are told. */
export const numbered = (verdict: Verdict): readonly CaseFinding[] =>
  verdict.findings.map((finding, index) => ({ ...finding, id: String(index + 1) }));

export interface Cases {
  /** Gives the id. Not one `write`: a case decides nothing that anybody keeps in memory. */
  keep(made: NewCase): Promise<string>;
  show(id: string, viewer: Viewer): Promise<Outcome<StoredCase>>;
  list(of: { readonly domain: string; readonly address?: string }, viewer: Viewer): Promise<readonly StoredCase[]>;
  /** Removes what is older than the journal is kept. */
  purge(): Promise<number>;
}

/**
 * May this viewer see the case? A customer those of its domains, a mailbox those about itself; `at`: not those from before the
 * domain or mailbox was theirs.
 */
export async function isTheirs(
  db: Database,
  of: { readonly domain: string; readonly address: string | null; readonly at?: number },
  viewer: Viewer,
): Promise<boolean> {
  const { at = Number.POSITIVE_INFINITY } = of;
  switch (viewer.kind) {
    case 'operator':
      return true;
    case 'mailbox': {
      const mailbox = of.address === viewer.address ? await mailboxByAddress(db.sql, viewer.address) : null;
      return mailbox !== null && at >= mailbox.createdAt;
    }
    case 'customer': {
      const domain = await domainByName(db.sql, of.domain);
      return domain?.customer === viewer.id && at >= domain.createdAt;
    }
  }
}

export function createCases({ db, clock, keepDays }: CaseDeps): Cases {
  let kept = 0;
  const purge = (): Promise<number> => purgeCases(db.sql, clock.now() - keepDays * DAY_MS);
  return {
    keep: async ({ recording, verdict, language, askedBy }) => {
      const at = clock.now();
      const { domain, address = null } = recording.subject;
      const size = Buffer.byteLength(JSON.stringify(recording.evidence));
      const made: StoredCase = {
        // The last twelve are chance alone: 60 bits that nobody guesses.
        id: newId(at).slice(-12),
        domain,
        address,
        symptom: recording.symptom,
        language,
        askedBy,
        at,
        verdict: verdict.verdict,
        findings: numbered(verdict),
        evidence: size > MOST_BYTES ? null : recording.evidence,
      };
      await insertCase(db.sql, made);
      await trimCases(db.sql, made, MOST_OF_SUBJECT);
      if (kept++ % PURGE_EVERY === 0) await purge();
      return made.id;
    },
    show: async (id, viewer) => {
      const found = isCaseId(id) ? await caseById(db.sql, id) : null;
      if (found === null || !(await isTheirs(db, found, viewer))) return refused('caseMissing', { case: shown(id) });
      return done(found);
    },
    list: async (of, viewer) => {
      const all = await casesOf(db.sql, of, MOST_OF_SUBJECT);
      const mine = await Promise.all(all.map((one) => isTheirs(db, one, viewer)));
      return all.filter((_, index) => mine[index]);
    },
    purge,
  };
}

/** What the case's recording says today: the same as then, unless this program has learnt. Null without a recording. */
export function replay({ domain, address, symptom, evidence }: StoredCase): Verdict | null {
  if (evidence === null) return null;
  const subject = address === null ? { domain } : { domain, address };
  return reason({ subject, symptom, evidence });
}
