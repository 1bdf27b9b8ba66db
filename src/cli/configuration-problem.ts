/** Turns what was wrong with the configuration into a Problem with words. Pure. */
import type { ConfigurationFailure } from '#src/net/configuration-file.ts';
import type { Problem } from '#src/service/outcome.ts';

/** Exit code 2: nothing was started or changed. */
export function configurationProblem(failure: ConfigurationFailure): Problem {
  const named = (key: string, file: string | undefined): string => (file === undefined ? key : `${key} (${file})`);
  switch (failure.kind) {
    case 'unknown-key':
      return failure.near === undefined
        ? { exit: 2, key: 'configurationUnknownKey', args: { key: named(failure.key, failure.file) } }
        : {
            exit: 2,
            key: 'configurationUnknownKeyNear',
            args: { key: named(failure.key, failure.file), near: failure.near },
          };
    case 'bad-value':
      return {
        exit: 2,
        key: 'configurationBadValue',
        args: { key: named(failure.key, failure.file), value: failure.value, expected: failure.expected },
      };
    case 'unreadable-file':
      return { exit: 2, key: 'configurationUnreadable', args: { file: failure.file, why: failure.why } };
    case 'bad-toml':
      return {
        exit: 2,
        key: 'configurationBadToml',
        args: { file: failure.file, line: failure.line, why: failure.why },
      };
  }
}
