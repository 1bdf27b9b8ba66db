/**
 * Plans and host policy for operators: every plan with who uses it and what the configuration fixes, a change first as before
 * and after with how many it touches, then done; and the host's own rules with where each is set. Called by the API.
 */
import { type Configuration, readConfiguration } from '#src/model/configuration.ts';
import { isPlanName, type Plan, PLAN_KEYS, type PlanKey } from '#src/model/plan.ts';
import type { Person } from '#src/model/person.ts';
import { customersOnPlan, planUse } from '#src/store/customer-pages.ts';
import { planByName } from '#src/store/plans.ts';
import type { App } from '../app.ts';
import { shown } from '../input.ts';
import { done, misuse, type Outcome, refused } from '../outcome.ts';
import { listPlans, setPlan, tryPlan } from '../plans.ts';

type Deps = Pick<App, 'db' | 'clock' | 'configuration'>;
const MOST_CUSTOMERS = 50;

export interface PlanValue {
  readonly key: PlanKey;
  readonly kind: (typeof PLAN_KEYS)[PlanKey]['kind'];
  readonly value: string;
  readonly standard: string;
  readonly least: number;
  readonly words: readonly string[];
  /** Written in the configuration: set again at each start, so it cannot be changed here. */
  readonly isFixed: boolean;
}
export interface PlanView {
  readonly name: string;
  readonly mailboxes: number;
  readonly customers: number;
  readonly values: readonly PlanValue[];
}

function view(plan: Plan, configuration: Configuration, use: Awaited<ReturnType<typeof planUse>>): PlanView {
  const fixed = Object.hasOwn(configuration.plans, plan.name) ? configuration.plans[plan.name] : {};
  const keys = Object.keys(PLAN_KEYS) as PlanKey[];
  return {
    name: plan.name,
    ...(use.get(plan.name) ?? { mailboxes: 0, customers: 0 }),
    values: keys.map((key) => {
      const rule = PLAN_KEYS[key];
      return {
        key,
        kind: rule.kind,
        value: String(plan.values[key]),
        standard: String(rule.standard),
        least: rule.least,
        words: 'words' in rule ? rule.words : [],
        isFixed: Object.hasOwn(fixed, key),
      };
    }),
  };
}

/** All plans by name. */
export async function plansForOperators(deps: Deps): Promise<readonly PlanView[]> {
  const [plans, use] = await Promise.all([listPlans(deps), planUse(deps.db.sql)]);
  return plans.map((plan) => view(plan, deps.configuration, use));
}

/** One plan with the customers who use it. */
export async function planSheet(deps: Deps, name: string) {
  const plan = isPlanName(name) ? await planByName(deps.db.sql, name) : null;
  if (plan === null) return refused('planMissing', { plan: shown(name) });
  const [use, customers] = await Promise.all([
    planUse(deps.db.sql),
    customersOnPlan(deps.db.sql, name, MOST_CUSTOMERS),
  ]);
  return done({ ...view(plan, deps.configuration, use), users: customers });
}

export interface PlanChange {
  readonly isNew: boolean;
  readonly changes: readonly { readonly key: string; readonly before: string; readonly after: string }[];
  readonly mailboxes: number;
  readonly customers: number;
}
type Values = Readonly<Record<string, string>>;

/** What the change would be; nothing is changed. */
export async function previewPlan(deps: Deps, name: string, values: Values): Promise<Outcome<PlanChange>> {
  const problem = fixedProblem(deps, name, values);
  if (problem !== null) return problem;
  const tried = await tryPlan(deps, name, words(values));
  if (!tried.ok) return tried;
  const { before, after } = tried.value;
  const use = (await planUse(deps.db.sql)).get(name) ?? { mailboxes: 0, customers: 0 };
  const keys = Object.keys(PLAN_KEYS) as PlanKey[];
  return done({
    isNew: before === null,
    changes: keys
      .filter((key) => before === null || before.values[key] !== after.values[key])
      .map((key) => ({
        key,
        before: before === null ? '' : String(before.values[key]),
        after: String(after.values[key]),
      })),
    ...use,
  });
}

/** Makes the change, or a new plan. */
export async function changePlanValues(
  deps: Deps,
  person: Person,
  name: string,
  values: Values,
): Promise<Outcome<Plan>> {
  const problem = fixedProblem(deps, name, values);
  return problem ?? (await setPlan({ ...deps, actor: person.name }, name, words(values)));
}

const words = (values: Values): readonly string[] => Object.entries(values).map(([key, value]) => `${key}=${value}`);

function fixedProblem({ configuration }: Deps, name: string, values: Values): Outcome<never> | null {
  const fixed = Object.hasOwn(configuration.plans, name) ? configuration.plans[name] : {};
  const key = Object.keys(values).find((one) => Object.hasOwn(fixed, one));
  return key === undefined ? null : misuse('planKeyFixed', { key });
}

/** Rules of the host that are no plan's, as they stand in the configuration. No secrets among them. */
const HOST_KEYS = [
  'hostname',
  'geo.database',
  'protect.failures',
  'protect.window',
  'protect.block',
  'inbound.dmarc',
  'message.maxBytes',
  'journal.keepDays',
  'reputation.ipLists',
  'reputation.domainLists',
  'outbound.addresses',
  'dns.nameServers',
  'dns.servers',
  'registry.registrars',
  'links.base',
  'tls.mode',
] as const;
export interface HostRule {
  readonly key: string;
  readonly value: string;
  readonly isDefault: boolean;
}

const at = (tree: unknown, key: string): unknown =>
  key.split('.').reduce<unknown>((node, name) => (node as Record<string, unknown> | undefined)?.[name], tree);
const told = (value: unknown): string =>
  Array.isArray(value) ? value.map(String).join(', ') : typeof value === 'string' ? value : JSON.stringify(value ?? '');

/** Each with whether somebody set it. */
export function hostRules({ configuration }: Pick<Deps, 'configuration'>): readonly HostRule[] {
  const plain = readConfiguration({});
  return HOST_KEYS.map((key) => {
    const value = told(at(configuration, key));
    return { key, value, isDefault: plain.ok && told(at(plain.value, key)) === value };
  });
}
