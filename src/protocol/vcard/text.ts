/** Quoted-printable text of old vCards in any character set that the platform knows. Called by read.ts. Pure. */

/** What it says; unknown character sets are read as UTF-8. */
export function charsetText(quoted: string, charset: string): string {
  const bytes = Buffer.from(
    quoted.replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
  try {
    return new TextDecoder(charset.trim().toLowerCase()).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}
