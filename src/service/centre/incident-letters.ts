/**
 * Answers everybody whom an incident affects: a letter to each customer's contacts, in the customer's language, and the same
 * words in the open requests to support whose cases were folded into it. Called by incident-work.ts.
 */
import { INCIDENT_WORDS } from '#src/messages/incident-words.ts';
import type { Incident, IncidentNote } from '#src/model/incident.ts';
import { readersOf } from '#src/model/notice.ts';
import type { Person } from '#src/model/person.ts';
import { newId } from '#src/net/ids.ts';
import { contactsOf, customerById } from '#src/store/customers.ts';
import { domainsOf } from '#src/store/domains.ts';
import { affectedOf } from '#src/store/incidents.ts';
import { addSupportMessage, requestsLike } from '#src/store/support-requests.ts';
import type { App } from '../app.ts';
import { change } from '../change.ts';
import { done } from '../outcome.ts';

type Deps = Pick<App, 'db' | 'clock' | 'hostname' | 'sendLetter' | 'linkBase'>;
const MOST_CONTACTS = 5;
const MOST_REQUESTS = 100;

/** Gives how many customers were told, in how many letters, and how many requests were answered. */
export async function answerAffected(deps: Deps, person: Person, incident: Incident, text: IncidentNote) {
  const { sql } = deps.db;
  const { customers, cases } = await affectedOf(sql, incident.id);
  const folded = new Set(cases);
  let letters = 0;
  let requests = 0;
  let told = 0;
  for (const id of customers) {
    const customer = await customerById(sql, id);
    if (customer === null) continue;
    const { language } = customer;
    const [contacts, domains, open] = await Promise.all([
      contactsOf(sql, customer.id),
      domainsOf(sql, customer.id),
      requestsLike(sql, { customer: customer.id, states: ['open'], limit: MOST_REQUESTS }),
    ]);
    const stopped = domains.map(({ name }) => name);
    const readers = readersOf({ mailboxes: [], contacts, contactLanguage: language, stopped });
    const asked = open.filter(({ caseId }) => caseId !== null && folded.has(caseId));
    const to = [...new Set([...asked.map(({ replyTo }) => replyTo), ...readers.map(({ address }) => address)])];
    const at = deps.clock.now();
    await change({ ...deps, actor: person.name }, async (tx, audit) => {
      for (const request of asked)
        await addSupportMessage(tx, request, {
          id: newId(at),
          request: request.id,
          voice: 'operator',
          author: person.name,
          text: text[language],
          at,
        });
      await audit('incident.told', customer.id, null, { incident: incident.id, text: text[language] });
      return done(null);
    });
    const title = INCIDENT_WORDS[language].title(deps);
    const body = `${text[language].trim()}\n\n${deps.linkBase()}/overview\n`;
    for (const address of to.slice(0, MOST_CONTACTS))
      if (await deps.sendLetter({ id: newId(at), to: address, language, title, text: body, at })) letters += 1;
    requests += asked.length;
    told += 1;
  }
  return { customers: told, letters, requests };
}
