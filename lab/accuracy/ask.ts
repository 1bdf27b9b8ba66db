/**
 * Plants in a world and asks its host: the one way in which every part of the accuracy run makes an outcome. What goes
 * wrong in the lab itself is an outcome with an error, never silence.
 */
import type { Symptom } from '#src/diagnosis/finding.ts';
import type { DiagnoseResult } from '#src/service/diagnose.ts';
import type { Draw, Telling } from '../generate.ts';
import type { BaselineAnswer, BaselineResult } from '../baselines/baseline.ts';
import { wantedRecord } from '../baselines/wanted-record.ts';
import { webmailFirst } from '../baselines/webmail-first.ts';
import type { Customer, World } from '../world.ts';
import type { LabOutcome } from './outcome.ts';

export interface Question {
  readonly subject: string;
  readonly symptom: Symptom;
  /** Pasted along. */
  readonly text?: string;
  /** A program's settings, brought along. */
  readonly settings?: Uint8Array;
}
export type Frame = Pick<LabOutcome, 'pile' | 'kind' | 'group' | 'title' | 'planted' | 'allowed'> & {
  readonly open?: true;
  readonly withFile?: true;
};

const message = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** One question, as each telling puts it. */
export async function askAll(
  world: World,
  frame: Frame,
  draw: Draw,
  question: Question,
  tellings: readonly Telling[],
): Promise<readonly LabOutcome[]> {
  const outcomes: LabOutcome[] = [];
  for (const telling of tellings) {
    const symptom = draw.symptom(question.symptom, telling);
    outcomes.push({ ...frame, telling, ...(await ask(world, { ...question, symptom }, draw)) });
  }
  return outcomes;
}

async function ask(
  world: World,
  { subject, symptom, text, settings }: Question,
  { language }: Draw,
): Promise<Pick<LabOutcome, 'result' | 'error' | 'firstRowMs' | 'ms'>> {
  const began = performance.now();
  let firstRowMs: number | null = null;
  try {
    const outcome = await world.host.app.diagnose(
      {
        subject,
        symptom,
        language,
        ...(text === undefined ? {} : { text }),
        ...(settings === undefined ? {} : { settings }),
      },
      () => (firstRowMs ??= performance.now() - began),
    );
    const ms = performance.now() - began;
    if (!outcome.ok) return { result: null, error: JSON.stringify(outcome.problem), firstRowMs, ms };
    const result: DiagnoseResult = outcome.value;
    return { result, error: null, firstRowMs, ms };
  } catch (error) {
    return { result: null, error: message(error), firstRowMs, ms: performance.now() - began };
  }
}

/**
 * Asks the simpler methods about the same customer, after ours (one of them signs in) and in the known pile only; what they
 * say goes with the answer to the question as it is told.
 */
export async function besides(
  world: World,
  customer: Customer,
  symptom: Symptom,
  outcomes: readonly LabOutcome[],
): Promise<readonly LabOutcome[]> {
  const [first, ...others] = outcomes;
  if (first === undefined || first.pile !== 'known') return outcomes;
  const heard = (answer: BaselineAnswer): BaselineResult => ({
    named: first.planted.length > 0 && answer.names(first.planted[0]),
    complaints: answer.complaints,
  });
  const baselines = {
    'compare with the wanted record': heard(await wantedRecord(world, customer.domain)),
    'webmail first, the tree of the articles': heard(await webmailFirst(world, customer, symptom)),
  };
  return [{ ...first, baselines }, ...others];
}

/** An outcome for each telling when planting itself failed. */
export const notPlanted = (frame: Frame, tellings: readonly Telling[], error: unknown): readonly LabOutcome[] =>
  tellings.map((telling) => ({ ...frame, telling, result: null, error: message(error), firstRowMs: null, ms: 0 }));
