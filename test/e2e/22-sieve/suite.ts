/**
 * The same rules in two engines: what ours decides (model/placement.ts, model/auto-reply.ts) and what Pigeonhole's sieve-test
 * does with the script that we write of them, for drawn rules and drawn messages. Run by test/e2e/run.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { ruleFacts } from '#src/engine/embedded/rules/rule-facts.ts';
import { vacationState } from '#src/model/auto-reply.ts';
import type { Condition, MailRule, MailRules, RuleAction, Vacation } from '#src/model/mail-rules.ts';
import { placementOf } from '#src/model/placement.ts';
import { scanHeader } from '#src/protocol/mime/header-fields.ts';
import { sieveOf } from '#src/protocol/sieve/write.ts';
import { check, suite } from '../harness/report.ts';

const ME = 'kari@fjord.example';
const ALIAS = 'post@fjord.example';
const NOBODY = 65_534;
const SEED = 20_261_122;
const CASES = 150;

const folder = fc.constantFrom('Arkiv', 'Økonomi/Ål', 'Junk', 'INBOX', 'A "b"');
const address = fc.constantFrom('x@ute.example', 'y@ute.example');
const words = fc.constantFrom(
  'faktura',
  'PÅ ØL',
  'ola',
  'dal.example',
  'a*b',
  '"quoted"',
  '\\',
  'Kari',
  'fjord',
  'nyheter',
);
const textMatch = fc.constantFrom('contains', 'not-contains', 'is', 'starts', 'ends') as fc.Arbitrary<'contains'>;
const condition: fc.Arbitrary<Condition> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      field: fc.constantFrom('from', 'to', 'subject', 'list-id') as fc.Arbitrary<'from'>,
      match: textMatch,
      value: fc.oneof(words, fc.constantFrom('ola@dal.example', ME, 'Faktura på øl', 'ola@', '@fjord.example')),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      field: fc.constant('size' as const),
      match: fc.constantFrom('over', 'under') as fc.Arbitrary<'over'>,
      bytes: fc.constantFrom(10, 1000, 100_000),
    }),
  },
  { weight: 1, arbitrary: fc.record({ field: fc.constant('spam' as const), is: fc.boolean() }) },
);
const action: fc.Arbitrary<RuleAction> = fc.oneof(
  fc.record({ kind: fc.constantFrom('folder' as const, 'copy' as const), folder }),
  fc.record({ kind: fc.constant('forward' as const), to: address, keep: fc.boolean() }),
  fc.record({ kind: fc.constant('mark' as const), mark: fc.constantFrom('seen' as const, 'flagged' as const) }),
  fc.constant({ kind: 'discard' } as const),
);
let count = 0;
const rule: fc.Arbitrary<MailRule> = fc
  .record({
    enabled: fc.constantFrom(true, true, true, false),
    match: fc.constantFrom('all', 'any') as fc.Arbitrary<'all'>,
    conditions: fc.array(condition, { maxLength: 3 }),
    actions: fc.array(action, { minLength: 1, maxLength: 3 }),
    stop: fc.boolean(),
  })
  .map((made) => ({ ...made, id: `r${(count += 1)}`, name: 'Regel', madeAt: 0, madeBy: 'x', madeFrom: null }));
const senders = fc.uniqueArray(fc.constantFrom('ola@dal.example', '@dal.example', '@annet.example'), { maxLength: 2 });
const vacation: fc.Arbitrary<Vacation | null> = fc.option(
  fc.record({
    enabled: fc.boolean(),
    fromAt: fc.constantFrom(null, 0, Date.now() + 86_400_000),
    untilAt: fc.constantFrom(null, 1000, Date.now() + 86_400_000),
    subject: fc.constantFrom(null, 'Borte "nå"'),
    text: fc.constant('Jeg er på fjellet.'),
    everyDays: fc.constant(7),
  }),
);
const rules: fc.Arbitrary<MailRules> = fc.record({
  rules: fc.array(rule, { maxLength: 4 }),
  forwarding: fc.option(
    fc.record({
      targets: fc.uniqueArray(address, { minLength: 1, maxLength: 2 }),
      keepCopy: fc.boolean(),
      madeAt: fc.constant(0),
      madeFrom: fc.constant(null),
    }),
  ),
  vacation,
  blockedSenders: senders,
  allowedSenders: senders,
  spam: fc.constantFrom('junk', 'inbox') as fc.Arbitrary<'junk'>,
});
interface Message {
  readonly mailFrom: string;
  readonly bytes: Buffer;
}
const message: fc.Arbitrary<Message> = fc
  .record({
    from: fc.constantFrom('Ola Dal <ola@dal.example>', 'b@annet.example', '"Kari" <c@tredje.example>'),
    to: fc.constantFrom(`Kari <${ME}>`, ALIAS, 'noen@annet.example'),
    subject: fc.constantFrom('=?utf-8?q?Faktura_p=C3=A5_=C3=B8l?=', 'Nyheter a*b', 'Hei \\ "quoted"', ''),
    list: fc.constantFrom('', '', 'List-Id: Nyheter <nyheter.dal.example>\r\n'),
    spam: fc.constantFrom('', '', 'X-Spam-Flag: YES\r\n'),
    long: fc.boolean(),
  })
  .map(({ from, to, subject, list, spam, long }) => ({
    mailFrom: /<?([^<>\s]+@[^<>\s]+)>?$/.exec(from)?.[1] ?? from,
    bytes: Buffer.from(
      `${spam}From: ${from}\r\nTo: ${to}\r\nSubject: ${subject}\r\nMessage-ID: <m@x>\r\n${list}\r\n${'hei\r\n'.repeat(long ? 400 : 1)}`,
    ),
  }));

interface Effects {
  readonly copies: readonly string[];
  readonly forwards: readonly string[];
  readonly isAnswered: boolean;
}
/** What our engine would do. */
function ours(wanted: MailRules, { mailFrom, bytes }: Message): Effects {
  const { fields } = scanHeader(bytes, 0, bytes.length);
  const placed = placementOf(wanted, ruleFacts(bytes, fields, { mailFrom, recipient: ME }));
  const isDiscarded = placed.trail.some(({ effect }) => effect.kind === 'discard');
  // Whom it answers (RFC 3834) Pigeonhole decides when it sends, which sieve-test does not: compared is what is wanted.
  const isAnswered = !placed.isUnwanted && !isDiscarded && vacationState(wanted.vacation, Date.now()) === 'on';
  return {
    copies: placed.copies.map((copy) => `${copy.folder} ${copy.marks.toSorted().join(' ')}`.trim()).toSorted(),
    forwards: placed.forwards.toSorted(),
    isAnswered,
  };
}

/** What sieve-test tells that it did. */
function read(output: string): Effects {
  const copies: string[][] = [];
  const forwards: string[] = [];
  let marks: string[] = [];
  let name: string | null = null;
  const finish = (): void => {
    // A second copy in the same folder is none: Pigeonhole stores it once, with the newer marks.
    const before = copies.findIndex(([folderName]) => folderName === name);
    if (name !== null && before < 0) copies.push([name, ...marks.toSorted()]);
    else if (name !== null) copies[before] = [name, ...marks.toSorted()];
    [name, marks] = [null, []];
  };
  for (const line of output.split('\n')) {
    const stored = /^ \* store message in folder: (.+)$/.exec(line);
    const flags = /^ {8}\+ add IMAP flags: (.+)$/.exec(line);
    const sent = /^ \* redirect message to: <(.+)>$/.exec(line);
    if (line.startsWith(' * ')) finish();
    if (stored !== null) name = stored[1];
    if (flags !== null) marks = flags[1].split(/[ ,]+/).map((flag) => flag.replace('\\', '').toLowerCase());
    if (sent !== null) forwards.push(sent[1]);
  }
  finish();
  return {
    copies: copies.map((copy) => copy.join(' ')).toSorted(),
    forwards: forwards.toSorted(),
    isAnswered: output.includes('send vacation message'),
  };
}

const place = mkdtempSync(join(tmpdir(), 'sieve-'));
chmodSync(place, 0o755);
mkdirSync(join(place, 'mail'));
chownSync(join(place, 'mail'), NOBODY, NOBODY);
writeFileSync(
  join(place, 'dovecot.conf'),
  `mail_location = maildir:${place}/mail\nmail_uid = ${NOBODY}\nmail_gid = ${NOBODY}\nfirst_valid_uid = 1\nssl = no\nlog_path = /dev/stderr\n`,
);
const run = promisify(execFile);
async function theirs(wanted: MailRules, { mailFrom, bytes }: Message): Promise<Effects> {
  writeFileSync(join(place, 'rules.sieve'), sieveOf(wanted, [ME, ALIAS]));
  writeFileSync(join(place, 'message.eml'), bytes);
  const files = [join(place, 'rules.sieve'), join(place, 'message.eml')];
  const envelope = ['-r', ME, '-a', ME, '-f', mailFrom];
  const { stdout } = await run('sieve-test', ['-c', join(place, 'dovecot.conf'), ...envelope, ...files], {
    uid: NOBODY,
    gid: NOBODY,
    cwd: place,
    env: { ...process.env, HOME: place },
  });
  return read(stdout);
}

await suite(async () => {
  const drawn = fc.sample(fc.tuple(rules, message), { seed: SEED, numRuns: CASES });
  await check(`${CASES} drawn sets of rules do the same to a drawn message in both engines`, async () => {
    for (const [wanted, one] of drawn) {
      const [mine, other] = [ours(wanted, one), await theirs(wanted, one)];
      const about = () => `${sieveOf(wanted, [ME, ALIAS])}\n${one.bytes.toString().slice(0, 200)}`;
      assert.deepEqual(mine, other, `ours: ${JSON.stringify(mine)}, Sieve: ${JSON.stringify(other)}\n${about()}`);
    }
  });
  await check('the draw was not one-sided: every kind of effect occurred', () => {
    const all = drawn.map(([wanted, one]) => ours(wanted, one));
    assert.ok(all.some(({ isAnswered }) => isAnswered) && all.some(({ isAnswered }) => !isAnswered));
    assert.ok(all.some(({ forwards }) => forwards.length > 0));
    for (const name of ['INBOX', 'Junk', 'Økonomi/Ål'])
      assert.ok(
        all.some(({ copies }) => copies.includes(name)),
        name,
      );
    assert.ok(
      all.some(({ copies, forwards }) => copies.length + forwards.length === 0),
      'discarded',
    );
    return Promise.resolve();
  });
});
