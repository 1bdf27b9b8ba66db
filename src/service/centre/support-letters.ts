/**
 * Letters about a request to support: to every operator who helps and whose name is an address (without one to the
 * postmaster of this host), and a receipt to the asker. Called by support.ts after the request is kept.
 */
import { texts } from '#src/messages/catalogue.ts';
import type { SupportRequest } from '#src/model/support.ts';
import { newId } from '#src/net/ids.ts';
import type { StoredCase } from '#src/store/cases.ts';
import { allOperators } from '#src/store/centre.ts';
import type { App } from '../app.ts';
import { languageIn } from './persons.ts';

type Deps = Pick<App, 'db' | 'clock' | 'hostname' | 'sendLetter' | 'linkBase'>;

/** An operator may answer by mail: the letter says where to. */
export async function lettersToHelpers(
  deps: Deps,
  request: SupportRequest,
  text: string,
  kept: StoredCase | null,
): Promise<void> {
  const at = deps.clock.now();
  const link = deps.linkBase();
  const about = request.about === null ? [] : [request.about];
  const details =
    kept === null
      ? []
      : [
          '',
          `${kept.address ?? kept.domain}: ${kept.verdict} (${kept.symptom}, ${new Date(kept.at).toISOString()})`,
          ...kept.findings.map((one) => `- ${one.role}: ${one.cause} (${one.certainty})`),
          `${link}/case/${kept.id}`,
        ];
  const body = [
    `${request.askerName} (${request.customer}), ${request.id}`,
    ...about,
    `Reply-To: ${request.replyTo}`,
    `${link}/console/cases/${request.id}`,
    '',
    text,
    ...details,
    '',
  ].join('\n');
  for (const { address, language } of await helpers(deps)) {
    const title = `${texts(language).centre.supportTitle({ from: request.askerName })}: ${request.title}`;
    await deps.sendLetter({ id: newId(at), to: address, language, title, text: body, at, replyTo: request.replyTo });
  }
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

/** That it has arrived, and where the conversation is. Holds nothing of what was written: the address is only typed. */
export async function letterToAsker(deps: Deps, request: SupportRequest): Promise<void> {
  const { customer } = texts(request.language);
  const at = deps.clock.now();
  await deps.sendLetter({
    id: newId(at),
    to: request.replyTo,
    language: request.language,
    title: customer.supportReceivedTitle({ title: request.id }),
    text: `${customer.supportReceivedText({ link: `${deps.linkBase()}/support/${request.id}` })}\n`,
    at,
  });
}
