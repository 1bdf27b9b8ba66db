/**
 * A message to support, with a case attached: written to the audit log first, so that it is never lost, then sent as mail to
 * every operator who helps and whose name is an address; without one to the postmaster of this host. Called by the API.
 */
import { texts } from '#src/messages/catalogue.ts';
import { type Person, viewerOf } from '#src/model/person.ts';
import { newId } from '#src/net/ids.ts';
import { allOperators } from '#src/store/centre.ts';
import type { App } from '../app.ts';
import { change } from '../change.ts';
import { done, type Outcome, refused } from '../outcome.ts';
import { languageIn } from './persons.ts';

type Deps = Pick<App, 'db' | 'clock' | 'cases' | 'hostname' | 'sendLetter' | 'linkBase'>;
export interface SupportMessage {
  readonly text: string;
  readonly case?: string | undefined;
}

/** Gives the number under which the message is found. */
export async function askSupport(
  deps: Deps,
  person: Person,
  asked: SupportMessage,
): Promise<Outcome<{ readonly id: string }>> {
  const kept = asked.case === undefined ? null : await deps.cases.show(asked.case, viewerOf(person));
  if (kept !== null && !kept.ok) return refused('notThere');
  const at = deps.clock.now();
  const id = newId(at);
  const subject = person.kind === 'contact' ? person.customer : person.name;
  const text = asked.text.trim();
  const written = await change({ ...deps, actor: person.name }, async (_tx, audit) => {
    await audit('support.message', subject, null, { id, case: asked.case ?? null, text });
    return done({ id });
  });
  if (!written.ok) return written;
  const found = kept?.ok === true ? kept.value : null;
  const details =
    found === null
      ? []
      : [
          '',
          `${found.address ?? found.domain}: ${found.verdict} (${found.symptom}, ${new Date(found.at).toISOString()})`,
          ...found.findings.map((one) => `- ${one.role}: ${one.cause} (${one.certainty})`),
          `${deps.linkBase()}/case/${found.id}`,
        ];
  for (const { address, language } of await helpers(deps)) {
    const title = texts(language).centre.supportTitle({ from: person.name });
    const body = [`${person.name} (${subject}), ${id}`, '', text, ...details, ''].join('\n');
    await deps.sendLetter({ id: newId(at), to: address, language, title, text: body, at });
  }
  return written;
}

async function helpers({ db, hostname }: Deps) {
  const operators = await allOperators(db.sql);
  const reachable = operators.filter(
    ({ name, role }) => name.includes('@') && (role === 'owner' || role === 'support'),
  );
  return reachable.length === 0
    ? [{ address: `postmaster@${hostname}`, language: 'en' as const }]
    : reachable.map(({ name, language }) => ({ address: name, language: languageIn(language) }));
}
