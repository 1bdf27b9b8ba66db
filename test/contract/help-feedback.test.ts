/** What readers answered, counted for operators: the use case on both databases, and its route for operators only. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addOperator } from '#src/service/centre/operators.ts';
import { createAnswers } from '#src/service/help/answers.ts';
import { helpFeedback } from '#src/service/help/feedback.ts';
import { startWorld } from '../../lab/world.ts';
import { owner, settled, signedIn } from '../centre-client.ts';
import { billingHost } from './billing-host.ts';
import { onEachEngine } from './store-engines.ts';

const DAY_MS = 86_400_000;

onEachEngine('answers of readers', (engine) => {
  void test('are counted by article, language and day; words come without names and addresses, the newest first', async () => {
    const host = await billingHost(await engine.fresh());
    try {
      const store = createAnswers(host);
      let network = 0;
      const say = (article: string, language: 'nb' | 'sv', helpful: boolean, words = '') =>
        store({ article, language, helpful, words }, `10.0.${(network += 1)}.1`);
      const insert = (daysAgo: number) =>
        host.db.sql
          .insertInto('help_answers')
          .values({
            id: `old-${daysAgo}`,
            article: 'outlook',
            language: 'nb',
            helpful: 1,
            words: 'gammelt',
            at: host.clock.now() - daysAgo * DAY_MS,
          })
          .execute();
      await say('outlook', 'nb', true);
      await say('outlook', 'nb', false, 'Fant ikke porten. Svar til kari@fjord.example');
      await say('outlook', 'sv', false);
      await say('bounces', 'nb', false, 'Hva er 5.7.1?');
      await insert(3);
      await insert(40);
      const found = await helpFeedback(host, { days: 30 });
      assert.deepEqual(found.articles, [
        { article: 'outlook', language: 'nb', yes: 2, no: 1 },
        { article: 'bounces', language: 'nb', yes: 0, no: 1 },
        { article: 'outlook', language: 'sv', yes: 0, no: 1 },
      ]);
      assert.deepEqual(
        found.days.map(({ yes, no }) => [yes, no]),
        [
          [1, 0],
          [1, 3],
        ],
      );
      assert.equal(found.days[1].day, new Date(host.clock.now()).toISOString().slice(0, 10));
      assert.deepEqual(found.words.map(({ words }) => words).toSorted(), [
        'Fant ikke porten. Svar til …',
        'Hva er 5.7.1?',
        'gammelt',
      ]);
      assert.equal(found.words.at(-1)?.words, 'gammelt');
      const swedish = await helpFeedback(host, { days: 1, language: 'sv', article: 'outlook' });
      assert.deepEqual([swedish.articles.length, swedish.words.length, swedish.isCut], [1, 0, false]);
      for (let count = 0; count < 201; count += 1) await say('bounces', 'nb', true, `nr ${count}`);
      const many = await helpFeedback(host, { days: 1 });
      assert.deepEqual([many.words.length, many.isCut], [200, true]);
    } finally {
      await host.close();
    }
  });
});

test('operators read them; for a customer there is no such route', async () => {
  const world = await startWorld({ POSTVAKT_LISTEN__HTTP: '"127.0.0.1:0"' });
  try {
    const { app } = world.host;
    await createAnswers(app)({ article: 'outlook', language: 'nb', helpful: false, words: 'Uklart' }, '203.0.113.5');
    const mine = await owner(world, 4731);
    await settled(addOperator(app, { name: 'leser', role: 'reader', password: 'et langt passord 3' }));
    const reader = await signedIn(world, 'leser', 'et langt passord 3');
    const { status, body } = await reader.get<{ articles: unknown; words: { words: string; at: string }[] }>(
      '/console/feedback?days=2&language=nb',
    );
    assert.equal(status, 200);
    assert.deepEqual(body.articles, [{ article: 'outlook', language: 'nb', yes: 0, no: 1 }]);
    assert.match(`${body.words[0].words} ${body.words[0].at}`, /^Uklart \d{4}-\d\d-\d\dT/);
    assert.equal((await reader.get('/console/feedback?days=9999')).status, 422);
    const contact = await signedIn(world, mine.contact, mine.contactPassword);
    assert.equal((await contact.get('/console/feedback')).status, 404);
  } finally {
    await world.stop();
  }
});
