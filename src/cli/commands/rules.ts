/** `rule …`, `forward …`, `vacation …`, `sender …`: what an owner wants done with his mail. */
import { texts } from '#src/messages/catalogue.ts';
import { type Condition, NO_RULES, type RuleAction, type TextField, type Vacation } from '#src/model/mail-rules.ts';
import type { RuleDraft } from '#src/model/mail-rules-check.ts';
import {
  type ChangeRequest,
  changeRules,
  type RulesChange,
  type RulesView,
  showRules,
  sieveScript,
} from '#src/service/mail-rules.ts';
import { askNew } from '#src/service/forward-consents.ts';
import { done, misuse } from '#src/service/outcome.ts';
import { type Command, command } from '../command.ts';
import { table } from '../table.ts';

type Options = Readonly<Record<string, string | boolean | undefined>>;
const value = (options: Options, name: string): string | undefined => {
  const found = options[name];
  return typeof found === 'string' ? found : undefined;
};

const TEXTS: readonly TextField[] = ['from', 'to', 'subject', 'list-id'];

function conditionsOf(options: Options): readonly Condition[] {
  const words = TEXTS.flatMap((field): readonly Condition[] => {
    const text = value(options, field);
    return text === undefined ? [] : [{ field, match: 'contains', value: text }];
  });
  const over = value(options, 'over');
  return [
    ...words,
    ...(over === undefined ? [] : [{ field: 'size', match: 'over', bytes: Number(over) } as const]),
    ...(options['spam'] === true ? [{ field: 'spam', is: true } as const] : []),
  ];
}

function actionsOf(options: Options): readonly RuleAction[] {
  const [folder, copy, forward, reply] = ['folder', 'copy', 'forward', 'reply'].map((name) => value(options, name));
  const mark = value(options, 'mark');
  return [
    ...(mark === 'seen' || mark === 'flagged' ? [{ kind: 'mark', mark } as const] : []),
    ...(folder === undefined ? [] : [{ kind: 'folder', folder } as const]),
    ...(copy === undefined ? [] : [{ kind: 'copy', folder: copy } as const]),
    ...(forward === undefined ? [] : [{ kind: 'forward', to: forward, keep: options['keep'] === true } as const]),
    ...(reply === undefined ? [] : [{ kind: 'reply', text: reply } as const]),
    ...(options['discard'] === true ? [{ kind: 'discard' } as const] : []),
  ];
}

const draftOf = (options: Options): RuleDraft => ({
  name: value(options, 'name') ?? '',
  enabled: true,
  match: options['any'] === true ? 'any' : 'all',
  conditions: conditionsOf(options),
  actions: actionsOf(options),
  stop: options['stop'] === true,
});

const conditionText = (condition: Condition): string => {
  switch (condition.field) {
    case 'size':
      return `size ${condition.match} ${condition.bytes}`;
    case 'spam':
      return condition.is ? 'spam' : 'not spam';
    case 'from':
    case 'to':
    case 'subject':
    case 'list-id':
      return `${condition.field} ${condition.match} "${condition.value}"`;
  }
};
const actionText = (action: RuleAction): string => {
  switch (action.kind) {
    case 'folder':
    case 'copy':
      return `${action.kind} ${action.folder}`;
    case 'forward':
      return `forward ${action.to}${action.keep ? ' (keep)' : ''}`;
    case 'mark':
      return `mark ${action.mark}`;
    case 'discard':
    case 'reply':
      return action.kind;
  }
};

function show({ rules, consents, circles }: Pick<RulesView, 'rules' | 'consents' | 'circles'>, none: string): string {
  const rows = rules.rules.map(({ id, name, enabled, match, conditions, actions }) => [
    id,
    name,
    enabled ? 'on' : 'off',
    conditions.map(conditionText).join(match === 'all' ? ' & ' : ' | '),
    actions.map(actionText).join(', '),
  ]);
  const { forwarding, vacation } = rules;
  const lines = [
    ...(rows.length === 0 ? [] : [table(['id', 'name', 'state', 'when', 'then'], rows)]),
    ...(forwarding === null
      ? []
      : [`forward: ${forwarding.targets.join(', ')}${forwarding.keepCopy ? ' (keep)' : ''}`]),
    ...consents.map(({ target, state, isOver }) => `consent: ${target} ${isOver ? 'no answer' : state}`),
    ...circles.map((path) => `circle: ${path.join(' → ')}`),
    ...(vacation === null ? [] : [`vacation: ${vacation.enabled ? 'on' : 'off'}`]),
    ...(rules.blockedSenders.length === 0 ? [] : [`blocked: ${rules.blockedSenders.join(' ')}`]),
    ...(rules.allowedSenders.length === 0 ? [] : [`allowed: ${rules.allowedSenders.join(' ')}`]),
    ...(rules.spam === NO_RULES.spam ? [] : [`spam: ${rules.spam}`]),
  ];
  return lines.length === 0 ? none : lines.join('\n');
}

const changing = (
  name: string,
  usage: string,
  options: Readonly<Record<string, 'value' | 'flag'>>,
  wanted: (words: readonly string[], options: Options) => RulesChange | null | 'bad-time',
): Command =>
  command<ChangeRequest, RulesView>({
    name,
    usage,
    options,
    parse: ({ words, options: given }) => {
      const made = words.length === 0 ? null : wanted(words.slice(1), given);
      if (made === 'bad-time') return misuse('ruleTimesBad');
      const consent = given['ask'] === true ? { consent: 'ask' as const } : {};
      return made === null ? null : done({ address: words[0], change: made, ...consent });
    },
    run: async (app, request) => {
      const made = await changeRules(app, request);
      if (!made.ok || !made.value.consents.some(({ state }) => state === 'waiting')) return made;
      const found = await showRules(app, request.address);
      if (!found.ok) return found;
      await askNew(app, app.actor, found.value.mailbox.id);
      return made;
    },
    render: (view, language) => show(view, texts(language).host.none),
  });

const RULE_OPTIONS = {
  name: 'value',
  from: 'value',
  to: 'value',
  subject: 'value',
  'list-id': 'value',
  over: 'value',
  spam: 'flag',
  any: 'flag',
  folder: 'value',
  copy: 'value',
  forward: 'value',
  keep: 'flag',
  ask: 'flag',
  mark: 'value',
  reply: 'value',
  discard: 'flag',
  stop: 'flag',
} as const;

/** ISO 8601 or a date; null = no bound; NaN when it is none. */
const timeOf = (text: string | undefined): number | null => (text === undefined ? null : Date.parse(text));

function vacationOf(options: Options): Vacation | 'bad-time' | null {
  const text = value(options, 'text');
  const [fromAt, untilAt] = [timeOf(value(options, 'from')), timeOf(value(options, 'until'))];
  if (text === undefined) return null;
  if (Number.isNaN(fromAt) || Number.isNaN(untilAt)) return 'bad-time';
  const everyDays = Number(value(options, 'days') ?? 7);
  return { enabled: true, fromAt, untilAt, subject: value(options, 'subject') ?? null, text, everyDays };
}

const senders = (name: string, kind: 'add-sender' | 'remove-sender', list: 'blocked' | 'allowed'): Command =>
  changing(`sender ${name}`, '<address> <sender|@domain>', {}, ([sender, ...more]) =>
    sender === undefined || more.length > 0 ? null : { kind, list, sender },
  );

export const RULE_COMMANDS: readonly Command[] = [
  command<{ readonly address: string }, RulesView>({
    name: 'rule list',
    usage: '<address>',
    options: {},
    parse: ({ words }) => (words.length === 1 ? done({ address: words[0] }) : null),
    run: async (app, { address }) => {
      const found = await showRules(app, address);
      if (!found.ok) return found;
      const { address: own, consents, circles, rules, version } = found.value;
      return done({ address: own, consents, circles, rules, version });
    },
    render: (view, language) => show(view, texts(language).host.none),
  }),
  command<{ readonly address: string }, { readonly script: string }>({
    name: 'rule sieve',
    usage: '<address>',
    options: {},
    parse: ({ words }) => (words.length === 1 ? done({ address: words[0] }) : null),
    run: async (app, { address }) => {
      const script = await sieveScript(app, address);
      return script.ok ? done({ script: script.value }) : script;
    },
    render: ({ script }) => script.trimEnd(),
  }),
  changing(
    'rule add',
    '<address> --name <name> [--from|--to|--subject|--list-id <text>] [--over <bytes>] [--spam] [--any] [--folder|--copy <folder>] [--forward <address> [--keep] [--ask]] [--mark seen|flagged] [--reply <text>] [--discard] [--stop]',
    RULE_OPTIONS,
    (words, options) => (words.length > 0 ? null : { kind: 'save-rule', id: null, rule: draftOf(options) }),
  ),
  changing('rule remove', '<address> <id>', {}, ([id, ...more]) =>
    id === undefined || more.length > 0 ? null : { kind: 'remove-rule', id },
  ),
  changing('rule spam', '<address> junk|inbox', {}, ([to]) =>
    to === 'junk' || to === 'inbox' ? { kind: 'spam', to } : null,
  ),
  changing('forward set', '<address> <target>… [--keep] [--ask]', { keep: 'flag', ask: 'flag' }, (targets, { keep }) =>
    targets.length === 0 ? null : { kind: 'forwarding', targets, keepCopy: keep === true },
  ),
  changing('forward off', '<address>', {}, (words) =>
    words.length > 0 ? null : { kind: 'forwarding', targets: [], keepCopy: true },
  ),
  changing(
    'vacation set',
    '<address> --text <words> [--subject <words>] [--from <time>] [--until <time>] [--days <n>]',
    { text: 'value', subject: 'value', from: 'value', until: 'value', days: 'value' },
    (words, options) => {
      const vacation = words.length > 0 ? null : vacationOf(options);
      return vacation === null || vacation === 'bad-time' ? vacation : { kind: 'vacation', vacation };
    },
  ),
  changing('vacation off', '<address>', {}, (words) =>
    words.length > 0 ? null : { kind: 'vacation', vacation: null },
  ),
  senders('block', 'add-sender', 'blocked'),
  senders('unblock', 'remove-sender', 'blocked'),
  senders('allow', 'add-sender', 'allowed'),
  senders('disallow', 'remove-sender', 'allowed'),
];
