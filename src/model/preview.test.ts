/** First words of a message: what counts as the end of a line. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { previewOf } from './preview.ts';

test('every kind of line end leaves a blank between two lines', () => {
  for (const end of ['\r\n', '\n', '\r', '\u0085', '\u2028', '\u2029'])
    assert.equal(previewOf(`Hei Kari,${end}takk for sist.`), 'Hei Kari, takk for sist.');
});
