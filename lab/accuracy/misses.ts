/** Every answer that was not as it should be, one line each: what was planted, what was named. Pure. */
import {
  amongThree,
  bothNamed,
  invented,
  isAlarm,
  isNoted,
  isProvenWell,
  namedFirst,
  staysUnknown,
} from './measure.ts';
import { alarms, type LabOutcome, named } from './outcome.ts';

/** What is wrong with an answer, in a few words; null when nothing is. */
export function missOf(one: LabOutcome): string | null {
  if (one.error !== null) return `failed: ${one.error.split('\n')[0].slice(0, 120)}`;
  switch (one.kind) {
    case 'fault':
      if (!namedFirst(one)) return amongThree(one) ? 'not first' : 'missed';
      return invented(one).length > 0 ? `invented ${invented(one).join(', ')}` : null;
    case 'twin':
    case 'oddity':
      if (isAlarm(one)) return 'false alarm';
      if (isNoted(one)) return 'note on a healthy one';
      return isProvenWell(one) || one.open === true ? null : 'not proven healthy';
    case 'double':
      if (!bothNamed(one)) return 'not both named';
      if (!namedFirst(one)) return 'wrong order';
      return invented(one).length > 0 ? `invented ${invented(one).join(', ')}` : null;
    case 'blind-healthy':
    case 'blind-faulty':
      return staysUnknown(one) ? null : 'a broken prober became a finding';
  }
}

const tellings = { right: '', vague: ', told vaguely', wrong: ', told wrongly' } as const;

/** One line each, equal ones once, in the order of the run. */
export function misses(outcomes: readonly LabOutcome[]): readonly string[] {
  const lines = outcomes.flatMap((one) => {
    const miss = missOf(one);
    // A wrong symptom may turn the order and bring in its own story; a vague one may leave out what is no fault by itself.
    // Both are counted, and the causes listed; they are not misses.
    if (miss === null || (one.kind === 'fault' && one.error === null && one.telling === 'wrong')) return [];
    if (miss === 'missed' && one.telling === 'vague' && alarms(one).length === 0) return [];
    const said = named(one).join(', ') || (one.result?.verdict ?? 'nothing');
    return [
      `${miss} · ${one.group}: ${one.title} (${one.pile}${tellings[one.telling]}) · ${one.planted.join(' + ') || 'healthy'} → ${said}`,
    ];
  });
  return [...new Set(lines)];
}
