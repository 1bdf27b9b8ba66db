/**
 * The id of a cause: `family-what`, as in the catalogue (docs/causes.md).
 * `model` and the engine only name causes; what proves them lives in `diagnosis/causes`.
 */
export type CauseFamily = 'acc' | 'cli' | 'net' | 'dom' | 'snd' | 'bil' | 'svc';
export type CauseId = `${CauseFamily}-${string}`;
