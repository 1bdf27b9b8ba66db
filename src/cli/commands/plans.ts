/** `plan …`: limits, quota and price. */
import type { Plan } from '#src/model/plan.ts';
import { listPlans, setPlan } from '#src/service/plans.ts';
import { done } from '#src/service/outcome.ts';
import { type Command, command } from '../command.ts';

const show = (plan: Plan): string =>
  [plan.name, ...Object.entries(plan.values).map(([key, value]) => `  ${key}=${value}`)].join('\n');

export const PLAN_COMMANDS: readonly Command[] = [
  command<null, readonly Plan[]>({
    name: 'plan list',
    usage: '',
    options: {},
    parse: ({ words }) => (words.length === 0 ? done(null) : null),
    run: async (app) => done(await listPlans(app)),
    render: (plans) => plans.map(show).join('\n'),
  }),
  command<{ readonly plan: string; readonly assignments: readonly string[] }, Plan>({
    name: 'plan set',
    usage: '<name> <key>=<value>…',
    options: {},
    parse: ({ words }) => (words.length >= 2 ? done({ plan: words[0], assignments: words.slice(1) }) : null),
    run: (app, { plan, assignments }) => setPlan(app, plan, assignments),
    render: show,
  }),
];
