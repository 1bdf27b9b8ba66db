/** `check`: what stands between this machine and a mail server. Runs where the customer is; asks no server of ours. */
import type { Symptom } from '#src/diagnosis/finding.ts';
import { texts } from '#src/messages/catalogue.ts';
import { check } from '#src/service/check.ts';
import { checkDepsHere } from '#src/service/check-here.ts';
import { type DiagnoseResult, renderText } from '#src/service/diagnose.ts';
import { hereAndNow } from '#src/service/diagnose-text.ts';
import { done, misuse } from '#src/service/outcome.ts';
import { type Command, command } from '../command.ts';

interface Parameters {
  readonly address: string;
  readonly symptom: Symptom;
  readonly incoming: string | null;
  readonly outgoing: string | null;
  readonly progress: boolean;
}
const SYMPTOMS: readonly Symptom[] = ['receive', 'send', 'both', 'some', 'slow', 'unknown'];
const textOf = (value: string | true | undefined): string | null => (typeof value === 'string' ? value : null);

export const CHECK_COMMANDS: readonly Command[] = [
  command<Parameters, DiagnoseResult>({
    name: 'check',
    usage:
      '<address> [--incoming <host[:port]>] [--outgoing <host[:port]>] [--symptom receive|send|both|some|slow] [--progress]',
    options: { incoming: 'value', outgoing: 'value', symptom: 'value', progress: 'flag' },
    parse: ({ words, options }) => {
      if (words.length !== 1) return null;
      const symptom = SYMPTOMS.find((one) => one === (options.symptom ?? 'unknown'));
      if (symptom === undefined) return misuse('badSymptom', { symptom: String(options.symptom) });
      const [incoming, outgoing] = [textOf(options.incoming), textOf(options.outgoing)];
      return done({ address: words[0], symptom, incoming, outgoing, progress: options.progress === true });
    },
    runHere: (params, { language, emit, configuration }) => {
      const { diagnose } = texts(language);
      return check(checkDepsHere(configuration), params, { language, ...hereAndNow() }, ({ probe, ...seen }) => {
        if (!params.progress) return;
        const name = diagnose.probes[probe] ?? probe;
        emit(seen.kind === 'known' ? `· ${name}` : `? ${name}: ${diagnose.whys[seen.why] ?? seen.why}`);
      });
    },
    render: (result, language) => renderText(result, language).trimEnd(),
    exitCode: (result) => (result.verdict === 'healthy' ? 0 : 1),
  }),
];
