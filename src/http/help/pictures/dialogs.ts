/** Draws the settings of a mail program, neutral, with the right values in it and the ones that people miss marked. */
import { box, type Drawn, fitted, mark, type PictureFacts, WIDTH, word } from './pen.ts';
import type { Field, MarkKey, Program, Row } from './programs.ts';

const MARGIN = 16;
const HEAD = 42;
const GROUP = 34;

function labelOf(field: Field, { words: { labels } }: PictureFacts): string {
  switch (field) {
    case 'imap.host':
    case 'smtp.host':
      return labels.server;
    case 'imap.port':
    case 'smtp.port':
      return labels.port;
    case 'imap.tls':
    case 'smtp.tls':
      return labels.security;
    case 'kind':
      return labels.kind;
    case 'login':
      return labels.user;
    case 'password':
      return labels.password;
    case 'sign-in':
      return labels.signIn;
    case 'auth':
      return labels.auth;
    case 'sender':
      return labels.sender;
  }
}

/** The value, and whether it is typed as it stands. */
function valueOf(field: Field, { words: { labels }, values }: PictureFacts): readonly [string, boolean] {
  switch (field) {
    case 'imap.host':
    case 'imap.port':
    case 'smtp.host':
    case 'smtp.port':
      return [values[field], true];
    case 'imap.tls':
    case 'smtp.tls':
      return ['SSL/TLS', false];
    case 'kind':
      return ['IMAP', false];
    case 'login':
    case 'sender':
      return values.login.includes('@') ? [values.login, true] : [labels.wholeAddress, false];
    case 'password':
      return [labels.secret, false];
    case 'sign-in':
      return [labels.on, false];
    case 'auth':
      return [labels.normalPassword, false];
  }
}

function legendOf(key: MarkKey, { words: { legend }, values }: PictureFacts): string {
  switch (key) {
    case 'server':
      return legend.server({ host: values['imap.host'] });
    case 'incoming':
      return legend.incoming({ port: values['imap.port'] });
    case 'outgoing':
      return legend.outgoing({ port: values['smtp.port'] });
    case 'user':
    case 'signIn':
    case 'password':
    case 'imap':
    case 'sender':
      return legend[key];
  }
}

const lookOf = (row: Row): string => (row.mark === undefined ? 'in' : 'hi');
const typed = (isTyped: boolean): string => (isTyped ? 'm' : '');

/** Each look draws one row and says how tall it is. */
const ROWS: Readonly<
  Record<'window' | 'material' | 'list', { height: number; draw: (y: number, row: Row, facts: PictureFacts) => string }>
> = {
  window: {
    height: 38,
    draw: (y, row, facts) => {
      const [value, isTyped] = valueOf(row.field, facts);
      return (
        fitted({ x: 34, y: y + 20, width: 126 }, labelOf(row.field, facts), 's') +
        box(166, y, 206, 30, lookOf(row), 6) +
        fitted({ x: 176, y: y + 20, width: 186 }, value, typed(isTyped))
      );
    },
  },
  material: {
    height: 50,
    draw: (y, row, facts) => {
      const [value, isTyped] = valueOf(row.field, facts);
      const line = row.field === 'sign-in' ? switchOn(330, y + 18) : '';
      return (
        box(80, y, 280, 44, lookOf(row), 6) +
        fitted({ x: 90, y: y + 17, width: 250 }, labelOf(row.field, facts), 's') +
        fitted({ x: 90, y: y + 35, width: 250 }, value, typed(isTyped)) +
        line
      );
    },
  },
  list: {
    height: 40,
    draw: (y, row, facts) => {
      const [value, isTyped] = valueOf(row.field, facts);
      return (
        box(78, y, 284, 36, row.mark === undefined ? 'in soft-line' : 'hi', 9) +
        fitted({ x: 90, y: y + 23, width: 100 }, labelOf(row.field, facts), 's') +
        fitted({ x: 196, y: y + 23, width: 156 }, value, typed(isTyped))
      );
    },
  },
};
const switchOn = (x: number, y: number): string =>
  `<rect class="btn" x="${x - 14}" y="${y - 6}" width="32" height="18" rx="9"/><circle class="w" cx="${x + 9}" cy="${y + 3}" r="6.500"/>`;

/** The numbers of marks, in the order in which they are seen. */
function marksOf(program: Program): readonly MarkKey[] {
  return program.groups.flatMap(([, rows]) => rows.flatMap((row) => row.mark ?? []));
}

/** The drawing of one program's settings. */
export function drawProgram(program: Program, facts: PictureFacts): Drawn {
  const legend = marksOf(program).map((key) => legendOf(key, facts));
  return program.look === 'columns'
    ? { ...columns(program, facts), legend }
    : { ...rows(program, program.look, facts), legend };
}

function frame(program: Program, height: number, inner: string): string {
  const isPhone = program.look === 'material' || program.look === 'list';
  const [x, width] = isPhone ? [64, 312] : [MARGIN, WIDTH - 2 * MARGIN];
  const round = isPhone ? 26 : 12;
  const dots = isPhone
    ? ''
    : [0, 1, 2].map((at) => `<circle class="in" cx="${396 - at * 17}" cy="29" r="5"/>`).join('');
  const title = word(isPhone ? 86 : 34, 34, program.title, 'h');
  return `${box(x, 10, width, height - 20, 'w', round)}${dots}${title}<path class="thin" d="M${x} 46H${x + width}"/>${inner}`;
}

const button = (program: Program, y: number, { words: { labels } }: PictureFacts, x: number): string =>
  program.button === null ? '' : box(x, y, 92, 32, 'btn', 8) + word(x + 46, y + 21, labels[program.button], 'btx');

function rows(program: Program, look: keyof typeof ROWS, facts: PictureFacts): Pick<Drawn, 'height' | 'svg'> {
  const { height: tall, draw } = ROWS[look];
  const { labels } = facts.words;
  const left = look === 'window' ? 34 : 82;
  let y = HEAD + 8;
  let seen = 0;
  let svg = '';
  for (const [name, fields] of program.groups) {
    svg += word(left, y + 22, name === 'kind' ? labels.kind : labels[name], 'a');
    y += GROUP;
    for (const row of fields) {
      svg += draw(y, row, facts);
      if (row.mark !== undefined) {
        seen += 1;
        svg += mark(look === 'window' ? 392 : 362, y + (look === 'window' ? 15 : tall / 2 - 3), seen);
      }
      y += tall;
    }
  }
  if (program.button !== null) svg += button(program, y + 6, facts, look === 'window' ? 280 : 268);
  const height = y + (program.button === null ? 24 : 58);
  return { height, svg: frame(program, height, svg) };
}

/** Incoming and outgoing beside each other, labels at the left. */
function columns(program: Program, facts: PictureFacts): Pick<Drawn, 'height' | 'svg'> {
  const [[, incoming], [, outgoing]] = program.groups;
  const { labels } = facts.words;
  let svg =
    fitted({ x: 126, y: 72, width: 134 }, labels.incoming, 'a') +
    fitted({ x: 278, y: 72, width: 134 }, labels.outgoing, 'a');
  const marked = marksOf(program);
  const cell = (x: number, y: number, row: Row): string => {
    const [value, isTyped] = valueOf(row.field, facts);
    const number = row.mark === undefined ? 0 : marked.indexOf(row.mark) + 1;
    return (
      box(x, y, 142, 30, lookOf(row), 6) +
      fitted({ x: x + 8, y: y + 20, width: number === 0 ? 126 : 112 }, value, typed(isTyped)) +
      (number === 0 ? '' : mark(x + 136, y + 2, number))
    );
  };
  incoming.forEach((row, at) => {
    const y = 84 + at * 40;
    svg += fitted({ x: 30, y: y + 20, width: 84 }, labelOf(row.field, facts), 's');
    svg += cell(122, y, row) + cell(274, y, outgoing[at]);
  });
  const y = 84 + incoming.length * 40;
  svg += button(program, y + 6, facts, 324);
  const height = y + 58;
  return { height, svg: frame(program, height, svg) };
}
