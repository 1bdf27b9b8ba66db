/**
 * In the browser, in place of the framework's serialiser of rich values (vite.config.ts): what our pages keep in the history
 * is plain JSON, and no page asks a server of the framework for data. Spares every first view four kilobytes.
 */
export const stringify = (state: unknown): string => JSON.stringify(state);
export const parse = (text: string): unknown => JSON.parse(text);
/** Answers of a framework's server: there is none. */
export const unflatten = (): never => {
  throw new Error('this app has no server of the framework');
};
export const uneval = unflatten;
export const stringifyAsync = unflatten;
export class DevalueError extends Error {}
