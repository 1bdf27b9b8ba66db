/** What people type into To: many addresses at once, with names. Splits and judges as the server does. Pure. */

export interface Typed {
  readonly name: string;
  readonly address: string;
  readonly isGood: boolean;
}

/** Splits at commas, semicolons, line ends and tabs that stand in no quotes or brackets; blanks between bare addresses too. */
export function splitTyped(text: string): string[] {
  const out: string[] = [];
  let part = '';
  let quoted = false;
  let inside = 0;
  for (const letter of text.replace(/\r/g, '')) {
    if (letter === '"') quoted = !quoted;
    else if (!quoted && letter === '<') inside += 1;
    else if (!quoted && letter === '>') inside = Math.max(0, inside - 1);
    if (!quoted && inside === 0 && /[,;\n\t]/.test(letter)) {
      out.push(part);
      part = '';
    } else part += letter;
  }
  out.push(part);
  return out.flatMap((one) => bare(one.trim())).filter((one) => one !== '');
}
/** `a@b.no c@d.no`: nobody put a comma. */
const bare = (text: string): string[] =>
  !text.includes('<') && !text.includes('"') && text.split(/\s+/).filter((word) => word.includes('@')).length > 1
    ? text.split(/\s+/)
    : [text];

const LABEL = '[\\p{L}\\p{N}](?:[\\p{L}\\p{N}\\p{M}-]*[\\p{L}\\p{N}\\p{M}])?';
const GOOD = new RegExp(
  `^[^\\s"(),:;<>@[\\]\\\\.]+(?:\\.[^\\s"(),:;<>@[\\]\\\\.]+)*@${LABEL}(?:\\.${LABEL})*\\.(?!\\p{N}+$)${LABEL}$`,
  'u',
);

export function readTyped(text: string): Typed {
  const named = /^(.*?)\s*<([^<>]*)>\s*$/s.exec(text.trim());
  const address = (named?.[2] ?? text).trim();
  const name = (named?.[1] ?? '')
    .trim()
    .replace(/^"(.*)"$/s, '$1')
    .replace(/\\(.)/g, '$1');
  return { name, address, isGood: address.length <= 320 && GOOD.test(address) };
}

/** As it is kept and sent. */
export const typedOf = (name: string, address: string): string => {
  if (name === '' || name === address) return address;
  return /[^\p{L}\p{N} .'_-]/u.test(name) || name.endsWith('.')
    ? `"${name.replace(/["\\]/g, '\\$&')}" <${address}>`
    : `${name} <${address}>`;
};

/** Words by which people say that something is attached, in the languages of our readers. */
const ATTACHED =
  /(?<!\p{L})(?:vedlagt|vedlegg(?:et|ene)?|vedlegger|legger ved|lagt ved|bifog(?:a|as|ad|at|ade|ar)|bilag(?:a|an|or|orna)|attached|attachments?|attaching|enclosed|liitteenä)(?!\p{L})/iu;
/** `> quoted` does not count: it speaks of somebody else's files. */
export const speaksOfFiles = (text: string): boolean =>
  ATTACHED.test(
    text
      .split('\n')
      .filter((line) => !line.startsWith('>'))
      .join('\n'),
  );
