/**
 * Splits a command line into words and options by a command's own list. Pure.
 * Options: `--name value`, `--name=value`, `--flag`. What is not on the list is misuse that names it.
 */
export interface OptionSpec {
  /** `value` takes the next word, `flag` does not. */
  readonly [name: string]: 'value' | 'flag';
}
export interface Arguments {
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, string | true>>;
}
export type ParsedArguments =
  | { readonly ok: true; readonly value: Arguments }
  | {
      readonly ok: false;
      readonly key: 'unknownOption' | 'optionNeedsValue' | 'optionTakesNoValue';
      readonly option: string;
    };

/** Parses `argv`; `--` ends the options; a lone `-` is a word (standard input). */
export function parseArguments(argv: readonly string[], specs: OptionSpec): ParsedArguments {
  const words: string[] = [];
  const options: Record<string, string | true> = {};
  for (let i = 0; i < argv.length; i += 1) {
    const word = argv[i];
    if (word === '--') {
      words.push(...argv.slice(i + 1));
      break;
    }
    if (!word.startsWith('--')) {
      words.push(word);
      continue;
    }
    const equals = word.indexOf('=');
    const name = equals < 0 ? word.slice(2) : word.slice(2, equals);
    const kind = Object.hasOwn(specs, name) ? specs[name] : undefined;
    if (kind === undefined) return { ok: false, key: 'unknownOption', option: word };
    if (kind === 'flag') {
      if (equals >= 0) return { ok: false, key: 'optionTakesNoValue', option: `--${name}` };
      options[name] = true;
    } else if (equals >= 0) {
      options[name] = word.slice(equals + 1);
    } else {
      i += 1;
      if (i >= argv.length) return { ok: false, key: 'optionNeedsValue', option: `--${name}` };
      options[name] = argv[i];
    }
  }
  return { ok: true, value: { words, options } };
}
