/** Ferdig brev til den som har domenets DNS, på norsk bokmål: hvem, hva, nøyaktige oppføringer, hvorfor, hvordan se det. */
export interface LetterParts {
  readonly domain: string;
  /** Navnetjenerne, når vi kjenner dem. */
  readonly servers: string;
  readonly host: string;
  /** Linjer som i en sonefil. */
  readonly remove: readonly string[];
  readonly add: readonly string[];
  /** Det samme som felt i et panel. */
  readonly panel: readonly {
    readonly name: string;
    readonly type: string;
    readonly value: string;
    readonly ttl: number;
  }[];
  /** Årsaken i en setning. */
  readonly why: string;
  readonly checks: readonly string[];
}

const block = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [title, '', ...lines.map((line) => `    ${line}`), ''];

export const letters = {
  dns: (a: LetterParts): string =>
    [
      `Emne: Endring av DNS for ${a.domain}`,
      '',
      'Hei,',
      '',
      `E-posten til ${a.domain} ligger hos ${a.host}, og DNS for domenet ligger hos dere${a.servers === '' ? '' : ` (${a.servers})`}. Kan dere gjøre denne endringen?`,
      '',
      ...block('Fjern:', a.remove),
      ...block('Legg inn:', a.add),
      ...block(
        'Det samme for et panel:',
        a.panel.map((one) => `Navn: ${one.name} | Type: ${one.type} | TTL: ${one.ttl} | Verdi: ${one.value}`),
      ),
      `Hvorfor: ${a.why}`,
      '',
      ...block('Slik ser dere at det er på plass:', a.checks),
      'Andre oppføringer skal stå som de er.',
      '',
      'Vennlig hilsen',
    ].join('\n'),
};
