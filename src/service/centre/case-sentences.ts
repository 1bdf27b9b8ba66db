/**
 * Ready sentences for an answer, in the customer's language, from what the diagnosis found: greeting, cause, repair, what to
 * try. Called by the API for the operator's console. Pure, apart from the kept case.
 */
import { texts } from '#src/messages/catalogue.ts';
import type { Person } from '#src/model/person.ts';
import { requestById } from '#src/store/support-requests.ts';
import type { App } from '../app.ts';
import { done, type Outcome, refused } from '../outcome.ts';
import { operatorWho } from './console-operator.ts';
import { caseFor } from './diagnosing.ts';

type Deps = Pick<App, 'db' | 'cases' | 'diagnose' | 'diagnosePublic'>;
const MOST_FINDINGS = 4;

/** `caseId`: another diagnosis than the one that came with the request, e.g. one made again. */
export async function readySentences(
  deps: Deps,
  person: Person,
  id: string,
  caseId?: string,
): Promise<Outcome<readonly string[]>> {
  const who = operatorWho(person, 'look');
  if (!who.ok) return who;
  const request = await requestById(deps.db.sql, id);
  if (request === null) return refused('notThere');
  const { supportReady: words } = texts(request.language).centre;
  const asked = caseId ?? request.caseId;
  const kept = asked === null ? null : await caseFor(deps, person, asked, request.language);
  if (kept !== null && !kept.ok && caseId !== undefined) return kept;
  const result = kept?.ok === true ? kept.value.result : null;
  const findings = result?.findings.filter(({ role }) => role !== 'consequence').slice(0, MOST_FINDINGS) ?? [];
  const said = findings.flatMap(({ title, summary, fix }) => [
    words.found({ title: title.replace(/\.$/, ''), summary }),
    ...fix.slice(0, 1).map(({ text }) => words.fix({ text })),
  ]);
  const healthy = result?.verdict === 'healthy' ? [words.healthy()] : [];
  return done([words.hello(), ...said, ...healthy, words.more(), `${words.bye()}\n${who.value.name.split('@')[0]}`]);
}
