import assert from 'node:assert/strict';
import test from 'node:test';
import { runCommandLine } from './run.ts';

async function said(...argv: readonly string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const never = (): never => assert.fail('nothing is to be run');
  const code = await runCommandLine({
    argv,
    environment: { LANG: 'en_US.UTF-8' },
    load: never,
    openAlone: never,
    serve: never,
    readStdin: never,
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

test('the first word of several commands tells all of them and nothing else', async () => {
  const asked = await said('forward', '--help');
  assert.equal(asked.code, 0);
  assert.match(asked.out, /postvakt forward set .*\[--ask\]\n {2}postvakt forward off/);
  assert.doesNotMatch(asked.out, /postvakt (?!forward|<…>)/);
  const bare = await said('forward');
  assert.deepEqual([bare.code, bare.out], [2, '']);
  assert.match(bare.err, /postvakt forward set/);
  assert.doesNotMatch(bare.err, /Unknown/);
});

test('a word that begins no command is unknown, with all there is', async () => {
  for (const words of [['forwardx'], ['forwardx', '--help'], ['forw']]) {
    const { code, err } = await said(...words);
    assert.equal(code, 2);
    assert.match(err, /^Unknown command: [\s\S]*postvakt start\n[\s\S]*postvakt forward set/);
  }
  const all = await said('--help');
  assert.equal(all.code, 0);
  assert.match(all.out, /postvakt start\n/);
});
