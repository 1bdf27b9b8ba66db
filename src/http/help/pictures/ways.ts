/** Pictures of ways: how a mail goes, where the country rule stops, ports of a hotel network, forwarding, the chain that Diagnose walks. */
import { arrow, box, type Drawn, fitted, mark, paragraph, type Picture, sign, word } from './pen.ts';

/** Boxes below each other with arrows between them. */
function column(x: number, boxes: readonly { text: string; look: string; note?: string; mark?: number }[]): string {
  const height = 44;
  const step = 84;
  return boxes
    .map(({ text, look, note, mark: number }, at) => {
      const y = 46 + at * step;
      const way = at === 0 ? '' : arrow([x + 96, y - step + height], [x + 96, y - 2]);
      const said = note === undefined ? '' : fitted({ x: x + 106, y: y - 15, width: 88 }, note, 's m');
      return `${way}${said}${box(x, y, 192, height, look)}${fitted({ x: x + 14, y: y + 27, width: 166 }, text, 'h')}${number === undefined ? '' : mark(x + 190, y + 3, number)}`;
    })
    .join('');
}

export const mailPath: Picture = ({ words: { path }, values }): Drawn => ({
  height: 362,
  legend: path.legend,
  svg: `${word(20, 30, path.out, 'a')}${column(20, [
    { text: path.you, look: 'w', mark: 1 },
    { text: path.us, look: 'hi', note: values['smtp.port'], mark: 2 },
    { text: path.theirs, look: 'w', note: '25', mark: 3 },
    { text: path.reader, look: 'w' },
  ])}${word(228, 30, path.in, 'a')}${column(228, [
    { text: path.writersServer, look: 'w', mark: 4 },
    { text: path.us, look: 'hi', note: 'MX · 25' },
    { text: path.mailbox, look: 'hi', mark: 5 },
    { text: path.you, look: 'w', note: values['imap.port'] },
  ])}`,
});

interface Lane {
  readonly from: string;
  readonly via: string;
  readonly to: string;
  readonly isOpen: boolean;
}
/** One way across: who, what stands in it, where it ends; stopped ways end at the sign. */
function lane(y: number, { from, via, to, isOpen }: Lane, number: number): string {
  const line = isOpen
    ? arrow([140, y + 26], [290, y + 26], 'lg')
    : arrow([140, y + 26], [200, y + 26], 'lb') + `<path class="l faint" d="M232 ${y + 26}H290"/>`;
  return `${box(16, y, 124, 52, 'w')}${fitted({ x: 24, y: y + 31, width: 110 }, from, 'h')}${line}${sign(216, y + 26, isOpen)}${fitted({ x: 148, y: y + 8, width: 136 }, via, isOpen ? 'tg s' : 'tb s')}${box(292, y, 132, 52, isOpen ? 'ok' : 'in')}${fitted({ x: 300, y: y + 31, width: 118 }, to, 'h')}${mark(414, y, number)}`;
}

export const countryRule: Picture = ({ words: { country } }) => ({
  height: 310,
  legend: country.legend,
  svg: `${word(16, 30, country.from, 'a')}${lane(48, { from: country.program, via: country.rule, to: country.doors, isOpen: false }, 1)}${lane(126, { from: country.browser, via: '443', to: country.centre, isOpen: true }, 2)}${word(16, 216, country.others, 'a')}${lane(234, { from: '@', via: '25', to: country.mailbox, isOpen: true }, 3)}`,
});

export const hotelPorts: Picture = ({ words: { hotel }, values }) => {
  const row = (y: number, name: string, said: string, isOpen: boolean, number?: number): string =>
    `${box(16, y, 408, 44, isOpen ? 'ok' : 'no')}${sign(42, y + 22, isOpen)}${fitted({ x: 64, y: y + 27, width: 210 }, name, 'h')}${fitted({ x: 286, y: y + 27, width: 96 }, said, isOpen ? 'tg s' : 'tb s')}${number === undefined ? '' : mark(402, y + 22, number)}`;
  return {
    height: 266,
    legend: hotel.legend,
    svg: `${word(16, 30, hotel.network, 'a')}${row(46, hotel.port25, hotel.closed, false)}${row(98, `${values['smtp.port']} · SSL/TLS`, hotel.often, true, 1)}${row(150, `${values['smtp.starttls.port']} · STARTTLS`, hotel.often, true, 2)}${row(202, `443 · ${hotel.web}`, hotel.open, true, 3)}`,
  };
};

export const forwardWay: Picture = ({ words: { forward } }) => ({
  height: 288,
  legend: forward.legend,
  svg: `${[forward.writer, forward.us, forward.target]
    .map(
      (text, at) =>
        box(16 + at * 148, 24, 112, 52, at === 1 ? 'hi' : 'w') +
        fitted({ x: 26 + at * 148, y: 55, width: 92 }, text, 'h'),
    )
    .join(
      '',
    )}${arrow([128, 50], [162, 50])}${arrow([276, 50], [310, 50])}${box(16, 104, 408, 44, 'no')}${sign(42, 126, false)}${fitted({ x: 64, y: 131, width: 320 }, forward.spf)}${mark(406, 126, 1)}${box(16, 160, 408, 44, 'ok')}${sign(42, 182, true)}${fitted({ x: 64, y: 187, width: 320 }, forward.dkim)}${mark(406, 182, 2)}${box(16, 216, 408, 44, 'ok')}${sign(42, 238, true)}${fitted({ x: 64, y: 243, width: 320 }, forward.copy)}${mark(406, 238, 3)}`,
});

export const chain: Picture = ({ words: { chain: words } }) => {
  const broken = 2;
  const link = (text: string, at: number): string => {
    const y = 20 + at * 58;
    const [look, said, tone] =
      at < broken
        ? ['ok', words.fine, 'tg s']
        : at === broken
          ? ['no', words.root, 'tb']
          : ['in faint', words.follows, 's'];
    const way = at === 0 ? '' : arrow([44, y - 14], [44, y - 1], at <= broken ? 'l' : 'l faint');
    const seen = at <= broken ? sign(44, y + 22, at < broken) : `<circle class="in" cx="44" cy="${y + 22}" r="11"/>`;
    return `${way}${box(16, y, 408, 44, look)}${seen}${fitted({ x: 66, y: y + 27, width: 190 }, text, 'h')}${fitted({ x: 270, y: y + 27, width: 146 }, said, tone)}`;
  };
  return { height: 376, legend: [], svg: words.links.map(link).join('') };
};

export const certificate: Picture = ({ words: { certificate: words }, values }) => {
  const row = (at: number, name: string, asked: string, shown: string, isGood: boolean): string => {
    const y = 54 + at * 62;
    return `${box(16, y, 408, 52, isGood ? 'ok' : 'no')}${word(28, y + 20, name, 's')}${fitted({ x: 28, y: y + 40, width: 160 }, asked, 'm')}${sign(208, y + 26, isGood)}${fitted({ x: 230, y: y + 31, width: 158 }, shown, 'm')}${mark(408, y + 26, at + 1)}`;
  };
  return {
    height: 252,
    legend: words.legend,
    svg: `${fitted({ x: 16, y: 34, width: 190 }, words.asked, 'a')}${fitted({ x: 230, y: 34, width: 190 }, words.shown, 'a')}${row(0, words.name, words.wrongName, values['imap.host'], false)}${row(1, words.date, '', words.today, true)}${row(2, words.issuer, '', words.known, true)}`,
  };
};

export const watch: Picture = ({ words: { watch: words }, values }) => {
  const line = (y: number, label: string, value: string, look = ''): string =>
    fitted({ x: 40, y, width: 106 }, label, 's') + fitted({ x: 156, y, width: 216 }, value, look);
  return {
    height: 262,
    legend: words.legend,
    svg: `${box(16, 14, 408, 234, 'w', 14)}${word(36, 44, words.title, 'a')}<circle class="dot" cx="400" cy="38" r="6"/>${box(28, 60, 384, 176, 'in soft-line', 10)}${word(40, 88, words.tried, 's')}${word(40, 112, words.what, 'tb big')}${line(140, words.program, words.phone)}${mark(396, 136, 1)}${line(164, words.from, `${values['smtp.host']}:${values['smtp.port']} · TLS 1.3`, 'm')}${mark(396, 160, 2)}${box(40, 184, 340, 40, 'hi')}${paragraph({ x: 52, y: 209, width: 318 }, words.change, 'h')}${mark(396, 204, 3)}`,
  };
};
