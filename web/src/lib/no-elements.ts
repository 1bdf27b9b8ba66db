/**
 * In the browser, in place of the framework's custom elements (vite.config.ts): we make none, and each first view would fetch
 * them.
 */
export function create_custom_element(): never {
  throw new Error('this app has no custom elements');
}
