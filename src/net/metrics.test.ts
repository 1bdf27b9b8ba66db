import assert from 'node:assert/strict';
import test from 'node:test';
import { Metrics, seriesKey } from './metrics.ts';

test('counters and gauges in the exposition format', () => {
  const metrics = new Metrics();
  const mails = metrics.counter('postvakt_messages_total', 'Messages by step.');
  mails.add({ step: 'accepted', direction: 'inbound' });
  mails.add({ direction: 'inbound', step: 'accepted' }, 2);
  mails.add({ step: 'a "quoted"\nword' }, -5);
  metrics.gauge('postvakt_up', 'One.', () => 1);
  metrics.gauge('postvakt_connections', 'Open.', () => new Map([[seriesKey({ endpoint: 'imaps' }), 3]]));
  assert.equal(
    metrics.render(),
    [
      '# HELP postvakt_messages_total Messages by step.',
      '# TYPE postvakt_messages_total counter',
      'postvakt_messages_total{direction="inbound",step="accepted"} 3',
      'postvakt_messages_total{step="a \\"quoted\\"\\nword"} 0',
      '# HELP postvakt_up One.',
      '# TYPE postvakt_up gauge',
      'postvakt_up 1',
      '# HELP postvakt_connections Open.',
      '# TYPE postvakt_connections gauge',
      'postvakt_connections{endpoint="imaps"} 3',
      '',
    ].join('\n'),
  );
});
