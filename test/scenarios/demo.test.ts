/**
 * The demo's cast: after the week that lab/demo plays, Diagnose names for each what docs/demo.md says — asked with the
 * symptom that fits and with none — and what somebody in the world does turns it green.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type Acts, startActs } from '../../lab/demo/acts.ts';
import { CAST, type Role, subjectOf } from '../../lab/demo/cast.ts';
import { type Stage, startStage } from '../../lab/demo/stage.ts';
import { playWeek } from '../../lab/demo/week.ts';
import { roleWords, wordsIn } from '../../lab/demo/words.ts';

let stage: Stage;
let acts: Acts;
before(async () => {
  const any = { http: 0, inbound: 0, submission: 0, submissions: 0, imap: 0, imaps: 0, pop3: 0, pop3s: 0 };
  stage = await startStage({ language: 'nb', ports: any });
  acts = await startActs(stage, await playWeek(stage));
});
after(async () => {
  await acts.stop();
  await stage.stop();
});

for (const role of CAST)
  void test(`${role.key}: ${role.cause ?? 'healthy'}`, async () => {
    const asked = await stage.world.diagnose(subjectOf(role), role.symptom);
    assert.equal(asked.verdict, role.cause === null ? 'healthy' : 'cause-found', JSON.stringify(asked.findings));
    assert.equal(asked.findings[0]?.cause ?? null, role.cause);
    // Without a symptom the same stands first; a shortcoming of sending alone is a note then.
    const plain = await stage.world.diagnose(subjectOf(role));
    assert.equal(plain.findings[0]?.cause ?? null, role.cause);
  });

for (const key of ['ola', 'bjorn', 'hilde', 'erik', 'trygve', 'alva'] as const)
  void test(`${key}: healed by somebody in the world`, async () => {
    const role = CAST.find((one) => one.key === key) as Role;
    assert.equal(await acts.perform(key, ''), true);
    const result = await stage.world.diagnose(subjectOf(role), role.symptom);
    assert.equal(result.verdict, 'healthy', JSON.stringify(result.findings));
  });

void test('the page of the demo has everybody with the cause; a button has words where there is an act', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/demo.md'), 'utf8');
  for (const { person, cause, key } of CAST) {
    assert.ok(
      page.split('\n').some((line) => line.includes(person) && line.includes(cause ?? 'healthy')),
      person,
    );
    for (const language of ['nb', 'sv', 'en'] as const)
      assert.equal(roleWords(language, key).act !== undefined, acts.keys.includes(key), `${language} ${key}`);
  }
  assert.deepEqual(Object.keys(wordsIn('nb').roles).sort(), CAST.map(({ key }) => key).sort());
});

void test('nobody’s week is empty: mail in each mailbox that is there, sign-ins of days ago', async () => {
  const { app } = stage.world.host;
  const sixDaysAgo = app.clock.now() - 6 * 86_400_000;
  const events = await app.billing.journal.query({ names: ['kari@fjord.example'], kinds: ['sign-in'], limit: 100 });
  assert.ok(
    events.some((one) => one.at < sixDaysAgo),
    'a sign-in of the first day',
  );
  assert.ok(events.every((one) => one.at <= app.clock.now()));
});
