/** The shape of letters about a person's way in: every event has them in each language. Types only. */
import type { SecurityWhat } from '#src/model/notice.ts';
import type { Told } from './shape.ts';

export type SecurityWords = Readonly<
  Record<
    SecurityWhat,
    { readonly title: (a: Told) => string; readonly what: (a: Told) => string; readonly todo: string }
  >
> & {
  readonly where: (a: { readonly program: string; readonly remote: string }) => string;
  readonly byOperator: string;
  readonly unknownProgram: string;
  readonly wasYou: string;
};
