/**
 * What an article tells its reader of himself: addresses and limits that hold for him, and the Blocks that stop his mail
 * now. A visitor gets what holds for everybody here; nobody gets anything of another. Called by http/help; changes nothing.
 */
import type { Block, BlockSubject } from '#src/model/block.ts';
import type { HelpValues } from '#src/model/help-article.ts';
import type { Language } from '#src/model/language.ts';
import type { Person } from '#src/model/person.ts';
import { DEFAULT_PLAN_VALUES, type PlanValues, STANDARD_PLAN } from '#src/model/plan.ts';
import { DEFAULT_SELECTOR, wantedRecords } from '#src/model/wanted-records.ts';
import { texts } from '#src/messages/catalogue.ts';
import { sizeText } from '#src/messages/telling.ts';
import type { Database } from '#src/store/database.ts';
import { domainById, domainsOf } from '#src/store/domains.ts';
import { mailboxById, mailboxesOf } from '#src/store/mailboxes.ts';
import { planByName } from '#src/store/plans.ts';
import type { Blocks } from '../block-port.ts';
import { subjectsOf } from '../blocks.ts';

export interface ReaderStateDeps {
  readonly db: Database;
  readonly blocks: Pick<Blocks, 'active'>;
  readonly hostname: string;
  readonly maxMessageBytes: number;
  /** How long the journal and cases are kept. */
  readonly journalDays: number;
  /** Endpoint name → `address:port`. */
  readonly endpoints: Readonly<Record<string, string>>;
}
/** What concerns one signed-in person; nothing for a visitor and for operators. */
interface Own {
  readonly login: string | null;
  readonly domain: string | null;
  readonly plan: string;
  readonly quotaBytes: number | null;
  readonly subjects: readonly BlockSubject[];
}
export interface ReaderState {
  readonly values: HelpValues;
  /** Active ones, of the reader's own mailbox, domains and customer only; no code: its page is not for him. */
  readonly blocks: readonly Block[];
}

const NOBODY: Own = { login: null, domain: null, plan: STANDARD_PLAN, quotaBytes: null, subjects: [] };
/** Mailboxes of one customer whose Blocks are looked up for a page. */
const MOST_SUBJECTS = 500;

/** Values and Blocks for whoever reads; `person` null: a visitor. */
export async function readerState(
  deps: ReaderStateDeps,
  person: Person | null,
  language: Language,
): Promise<ReaderState> {
  const own = await ownOf(deps.db, person);
  const plan = (await planByName(deps.db.sql, own.plan))?.values ?? DEFAULT_PLAN_VALUES;
  const blocks = own.subjects.length === 0 ? [] : await deps.blocks.active(own.subjects);
  return {
    values: valuesOf(deps, own, plan, language),
    blocks: person?.kind === 'mailbox' ? blocks.map(withoutBills) : blocks,
  };
}

/** Who reads mail is not always who pays: a bill's number, and the page that tells it, are for the customer's contacts. */
const withoutBills = (block: Block): Block => (block.rule === 'unpaid' ? { ...block, evidence: {}, code: '' } : block);

async function ownOf({ sql }: Database, person: Person | null): Promise<Own> {
  if (person?.kind === 'mailbox') {
    const mailbox = await mailboxById(sql, person.id);
    if (mailbox === null) return NOBODY;
    const domain = await domainById(sql, mailbox.domain);
    return {
      login: mailbox.address,
      domain: domain?.name ?? null,
      plan: mailbox.plan,
      quotaBytes: mailbox.quotaBytes,
      subjects: subjectsOf({ mailbox: mailbox.id, domain: mailbox.domain, customer: person.customer }),
    };
  }
  if (person?.kind === 'contact') {
    const domains = await domainsOf(sql, person.customer);
    const subjects: BlockSubject[] = [...subjectsOf({ customer: person.customer })];
    const plans = new Set<string>();
    for (const { id } of domains) {
      subjects.push(...subjectsOf({ domain: id }));
      if (subjects.length > MOST_SUBJECTS) break;
      for (const mailbox of await mailboxesOf(sql, id)) {
        subjects.push(...subjectsOf({ mailbox: mailbox.id }));
        plans.add(mailbox.plan);
      }
    }
    // With several plans no single number is his; then the standard one stands, as for everybody.
    const plan = plans.size === 1 ? [...plans][0] : STANDARD_PLAN;
    return { ...NOBODY, domain: domains.length === 1 ? domains[0].name : null, plan, subjects };
  }
  return NOBODY;
}

function valuesOf(deps: ReaderStateDeps, own: Own, plan: PlanValues, language: Language): HelpValues {
  const { hostname, endpoints, maxMessageBytes, journalDays } = deps;
  const words = texts(language).help.values;
  const numbers = new Intl.NumberFormat(texts(language).diagnose.locale);
  const format = (value: number): string => numbers.format(value);
  const port = (endpoint: string, usual: number): string => endpoints[endpoint]?.split(':').at(-1) ?? String(usual);
  const domain = own.domain ?? words.domain;
  const record = (purpose: string): string =>
    wantedRecords({ domain, hostname }).find((one) => one.purpose === purpose)?.value ?? '';
  const quota = own.quotaBytes ?? plan['quota.bytes'];
  return {
    'imap.host': hostname,
    'imap.port': port('imaps', 993),
    'pop3.host': hostname,
    'pop3.port': port('pop3s', 995),
    'smtp.host': hostname,
    'smtp.port': port('submissions', 465),
    'smtp.starttls.port': port('submission', 587),
    login: own.login ?? words.login,
    domain,
    'limit.hour': format(plan['mailbox.hour.max']),
    'limit.day': format(plan['mailbox.day.max']),
    'limit.domain.hour': format(plan['domain.hour.max']),
    'limit.block.minutes': format(Math.ceil(plan['mailbox.hour.block'] / 60)),
    'limit.recipients': format(plan['message.recipients.max']),
    'limit.warn': format(plan['limit.warn']),
    'bulk.recipients': format(plan['bulk.recipients']),
    quota: quota === 0 ? words.noQuota : sizeText(quota, language),
    'message.max': sizeText(maxMessageBytes, language),
    'dunning.reminder': format(plan['dunning.reminder.days']),
    'dunning.last': format(plan['dunning.last.days']),
    'dunning.stop': format(plan['dunning.stop.days']),
    'dunning.incoming': format(plan['dunning.incoming.days']),
    'dunning.delete': format(plan['dunning.delete.days']),
    'mx.host': hostname,
    'spf.value': record('spf'),
    'dkim.selector': DEFAULT_SELECTOR,
    'dmarc.value': record('dmarc'),
    'journal.days': format(journalDays),
  };
}
