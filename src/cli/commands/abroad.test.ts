/** The words of `mailbox countries|travel|vendors|abroad`: what they become, and what is misuse. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseArguments } from '../arguments.ts';
import { findCommand } from '../commands.ts';

async function parsed(line: string): Promise<unknown> {
  const words = line.split(' ');
  const command = findCommand(words);
  assert.ok(command !== null);
  const args = parseArguments(words.slice(command.name.split(' ').length), command.options);
  if (!args.ok) return `${args.key} ${args.option}`;
  const outcome = await command.parse(args.value, { language: 'en', readStdin: async () => '' });
  if (outcome === null) return 'usage';
  return outcome.ok ? outcome.value : outcome.problem.key;
}

test('countries: a list, any, warn', async () => {
  const address = 'kari@fjord.example';
  assert.deepEqual(await parsed(`mailbox countries ${address} NO SE`), {
    address,
    countries: ['NO', 'SE'],
    mode: 'allow',
  });
  assert.deepEqual(await parsed(`mailbox countries ${address} any`), { address, countries: ['any'], mode: 'allow' });
  assert.deepEqual(await parsed(`mailbox countries ${address} --warn NO`), {
    address,
    countries: ['NO'],
    mode: 'warn',
  });
  assert.equal(await parsed(`mailbox countries ${address}`), 'usage');
});

test('travel: countries with both days, or clear alone', async () => {
  const address = 'kari@fjord.example';
  assert.deepEqual(await parsed(`mailbox travel ${address} ES FR --from 2026-12-01 --until 2026-12-20`), {
    address,
    clear: false,
    journey: { countries: ['ES', 'FR'], from: '2026-12-01', until: '2026-12-20' },
  });
  assert.deepEqual(await parsed(`mailbox travel ${address} --clear`), { address, clear: true });
  assert.equal(await parsed(`mailbox travel ${address} ES --clear`), 'usage');
  assert.equal(await parsed(`mailbox travel ${address} ES --from 2026-12-01`), 'optionNeedsValue');
  assert.equal(await parsed(`mailbox travel ${address} --from 2026-12-01 --until 2026-12-02`), 'usage');
  assert.equal(await parsed('mailbox travel'), 'usage');
  assert.deepEqual(await parsed(`mailbox vendors ${address} refuse`), { address, vendors: 'refuse' });
  assert.deepEqual(await parsed(`mailbox abroad ${address}`), { address });
});
