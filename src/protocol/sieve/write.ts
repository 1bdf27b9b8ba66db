/**
 * The rules of a mailbox as a Sieve script (RFC 5228; fileinto, copy RFC 3894, imap4flags RFC 5232, vacation RFC 5230,
 * variables RFC 5229, envelope, mailbox RFC 5490, relational RFC 5231, date RFC 5260) for the second engine, and for the
 * customer who moves. Says the same as model/placement.ts, which decides here. Pure; reads no Sieve.
 */
import { type Condition, JUNK_FOLDER, type MailRule, type MailRules, type RuleAction } from '#src/model/mail-rules.ts';

/** RFC 5228 §2.4.2: a quoted string; longer texts as they are, for quoting has no limit on lines. */
const quoted = (text: string): string => `"${text.replace(/\0/g, '').replace(/([\\"])/g, '\\$1')}"`;
/** RFC 5228 §2.7.1: `*` and `?` are wild in :matches. */
const literal = (text: string): string => text.replace(/([\\*?])/g, '\\$1');
const list = (items: readonly string[]): string =>
  items.length === 1 ? quoted(items[0]) : `[${items.map(quoted).join(', ')}]`;

/** Sieve's comparator folds ASCII only, so that words with å, ä or ö are asked for in both cases. */
function spellings(value: string): readonly string[] {
  const plain = value.normalize('NFC');
  return /[^\0-\x7f]/.test(plain) ? [...new Set([plain, plain.toLowerCase(), plain.toUpperCase()])] : [plain];
}

const HEADERS = { from: ['from'], to: ['to', 'cc'], subject: ['subject'], 'list-id': ['list-id'] } as const;

/** One text condition; `to` also looks at the envelope, as ours does. */
function textTest(condition: Extract<Condition, { readonly value: string }>): string {
  const { field, match, value } = condition;
  const headers = list(HEADERS[field]);
  if (match === 'contains' || match === 'not-contains') {
    const words = list(spellings(value));
    const tests = [`header :contains ${headers} ${words}`];
    if (field === 'to') tests.push(`envelope :contains "to" ${words}`);
    const any = tests.length === 1 ? tests[0] : `anyof (${tests.join(', ')})`;
    return match === 'contains' ? any : `not ${any}`;
  }
  const how = match === 'is' ? ':is' : ':matches';
  const pattern = (text: string): string =>
    match === 'is' ? text : match === 'starts' ? `${literal(text)}*` : `*${literal(text)}`;
  const words = list(spellings(value).map(pattern));
  const test = field === 'from' || field === 'to' ? 'address' : 'header';
  const tests = [`${test} ${how} ${headers} ${words}`];
  if (field === 'to') tests.push(`envelope ${how} "to" ${words}`);
  return tests.length === 1 ? tests[0] : `anyof (${tests.join(', ')})`;
}

const SPAM = 'string :is "${spam}" "yes"';

function testOf(condition: Condition): string {
  switch (condition.field) {
    case 'size':
      // Ours says "more than" and "less than" in bytes; so does Sieve (RFC 5228 §5.9).
      return `size :${condition.match} ${condition.bytes}`;
    case 'spam':
      return condition.is ? SPAM : `not ${SPAM}`;
    case 'from':
    case 'to':
    case 'subject':
    case 'list-id':
      return textTest(condition);
  }
}

function actionOf(action: RuleAction, rule: MailRule): readonly string[] {
  switch (action.kind) {
    case 'folder':
      // "discard" only takes INBOX away: a fileinto that repeats a copy would not (Pigeonhole merges the two).
      return [`fileinto :copy :create ${quoted(action.folder)};`, 'discard;', 'set "filed" "yes";'];
    case 'copy':
      return [`fileinto :copy :create ${quoted(action.folder)};`];
    case 'forward':
      return [`if not ${SPAM} { redirect ${action.keep ? ':copy ' : ''}${quoted(action.to)}; }`];
    case 'mark':
      return [`addflag ${quoted(action.mark === 'seen' ? '\\Seen' : '\\Flagged')};`];
    case 'discard':
      return ['discard;', 'stop;'];
    case 'reply':
      return [`if not ${SPAM} { vacation :days 1 :handle ${quoted(rule.id)} ${quoted(action.text)}; }`];
  }
}

function ruleText(rule: MailRule): readonly string[] {
  const tests = rule.conditions.map(testOf);
  const test =
    tests.length === 0
      ? 'true'
      : tests.length === 1
        ? tests[0]
        : `${rule.match === 'all' ? 'allof' : 'anyof'} (${tests.join(', ')})`;
  const stops = rule.stop && !rule.actions.some(({ kind }) => kind === 'discard');
  const lines = rule.actions.flatMap((action) => actionOf(action, rule));
  // "stop" of ours ends the rules, not forwarding and the spam folder: what follows asks the variable.
  return [
    `# ${rule.name.replace(/[\r\n]+/g, ' ')}`,
    `if allof (not string :is "\${stopped}" "yes", ${test}) {`,
    ...[...lines, ...(stops ? ['set "stopped" "yes";'] : [])].map((line) => `  ${line}`),
    '}',
  ];
}

/** Whole addresses and `@domain` entries as tests of the author and the envelope. */
function senderTest(senders: readonly string[]): string {
  const addresses = senders.filter((entry) => !entry.startsWith('@'));
  const domains = senders.filter((entry) => entry.startsWith('@')).map((entry) => entry.slice(1));
  const tests = [
    ...(addresses.length === 0
      ? []
      : [`address :is "from" ${list(addresses)}`, `envelope :is "from" ${list(addresses)}`]),
    ...(domains.length === 0
      ? []
      : [`address :domain :is "from" ${list(domains)}`, `envelope :domain :is "from" ${list(domains)}`]),
  ];
  return tests.length === 0 ? 'false' : tests.length === 1 ? tests[0] : `anyof (${tests.join(', ')})`;
}

const iso = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/, '+00:00');

function vacationText(rules: MailRules, own: readonly string[]): readonly string[] {
  const { vacation } = rules;
  if (vacation === null || !vacation.enabled) return [];
  const now = (order: 'ge' | 'lt', at: number): string =>
    `currentdate :zone "+0000" :value "${order}" "iso8601" ${quoted(iso(at))}`;
  const bounds = [
    ...(vacation.fromAt === null ? [] : [now('ge', vacation.fromAt)]),
    ...(vacation.untilAt === null ? [] : [now('lt', vacation.untilAt)]),
  ];
  const subject = vacation.subject === null ? '' : ` :subject ${quoted(vacation.subject)}`;
  return [
    `if allof (${[`not ${SPAM}`, ...bounds].join(', ')}) {`,
    `  vacation :days ${vacation.everyDays}${subject} :addresses ${list(own)} ${quoted(vacation.text)};`,
    '}',
  ];
}

/** The script. `own`: all addresses of the mailbox, its own first. */
export function sieveOf(rules: MailRules, own: readonly string[]): string {
  const allowed = senderTest(rules.allowedSenders);
  const { forwarding } = rules;
  const lines = [
    'require ["fileinto", "copy", "mailbox", "envelope", "imap4flags", "variables", "vacation", "relational", "date"];',
    `if allof (header :contains "X-Spam-Flag" "YES", not ${allowed}) { set "spam" "yes"; }`,
    ...(rules.blockedSenders.length === 0
      ? []
      : [
          `if allof (not ${allowed}, ${senderTest(rules.blockedSenders)}) {`,
          `  fileinto :create ${quoted(JUNK_FOLDER)};`,
          '  stop;',
          '}',
        ]),
    ...rules.rules.filter(({ enabled }) => enabled).flatMap(ruleText),
    ...(forwarding === null || forwarding.targets.length === 0
      ? []
      : [
          `if not ${SPAM} {`,
          ...forwarding.targets.map((to) => `  redirect ${forwarding.keepCopy ? ':copy ' : ''}${quoted(to)};`),
          '}',
        ]),
    ...(rules.spam === 'junk'
      ? [
          `if allof (${SPAM}, not string :is "\${filed}" "yes") { fileinto :copy :create ${quoted(JUNK_FOLDER)}; discard; }`,
        ]
      : []),
    ...vacationText(rules, own),
  ];
  return `${lines.join('\r\n')}\r\n`;
}
