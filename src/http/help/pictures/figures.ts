/** Pictures of facts: DNS records, the sliding hour, an error message taken apart, clocks of the registry and of a bill, keys, space. */
import { arrow, box, fitted, mark, type Picture, sign, word } from './pen.ts';

export const dnsZone: Picture = ({ words: { dns }, values }) => {
  const { domain } = values;
  const row = (at: number, name: string, type: string, value: string): string => {
    const y = 58 + at * 64;
    return `${box(28, y, 384, 54, 'hi', 6)}${fitted({ x: 40, y: y + 21, width: 250 }, name, 'm s')}${word(356, y + 21, type, 'a end')}${fitted({ x: 40, y: y + 42, width: 340 }, value, 'm')}${mark(392, y + 18, at + 1)}`;
  };
  return {
    height: 330,
    legend: dns.legend,
    svg: `${box(16, 10, 408, 308, 'w', 12)}${fitted({ x: 34, y: 40, width: 370 }, `${dns.zone} ${domain}`, 'h')}${row(0, domain, 'MX', `10 ${values['mx.host']}`)}${row(1, domain, 'TXT', values['spf.value'])}${row(2, `${values['dkim.selector']}._domainkey.${domain}`, 'TXT', dns.key)}${row(3, `_dmarc.${domain}`, 'TXT', values['dmarc.value'])}`,
  };
};

/** How full each ten minutes were: quiet, busy, the limit, closed, open again. */
const TENS = [8, 14, 6, 22, 38, 64, 96, 0, 0, 0, 0, 0, 0, 10, 16];
export const slidingHour: Picture = ({ words: { hour }, values }) => {
  const left = 26;
  const step = 26;
  const floor = 190;
  const stopAt = left + 7 * step;
  const bars = TENS.map((height, at) =>
    height === 0 ? '' : box(left + at * step + 3, floor - height, step - 6, height, at === 6 ? 'no' : 'hi', 3),
  ).join('');
  return {
    height: 246,
    legend: hour.legend,
    svg: `${box(stopAt, 74, 6 * step, floor - 74, 'no', 4)}${fitted({ x: stopAt + 12, y: 128, width: 6 * step - 24 }, hour.closed, 'tb')}${fitted({ x: stopAt + 12, y: 148, width: 6 * step - 24 }, hour.minutes({ minutes: values['limit.block.minutes'] }), 's')}${bars}<path class="l" d="M${left} ${floor}H416"/><path class="lb" d="M${left} 92H${stopAt}"/>${fitted({ x: left, y: 84, width: 110 }, `${hour.limit}: ${values['limit.hour']}`, 'tb s')}<path class="l" d="M${left + step} 206v8H${stopAt}v-8"/>${word(left + 4 * step, 232, '60 min', 's mid')}${mark(left + step - 8, 214, 1)}${mark(stopAt, 60, 2)}${mark(stopAt + 6 * step + 14, 152, 3)}${fitted({ x: stopAt + 6 * step - 2, y: 214, width: 64 }, hour.open, 'tg s')}`,
  };
};

export const errorText: Picture = ({ words: { error }, values }) => ({
  height: 250,
  legend: error.legend,
  svg: `${box(16, 14, 408, 222, 'w', 12)}${box(32, 34, 250, 32, 'hi', 6)}${fitted({ x: 42, y: 55, width: 220 }, values['smtp.host'], 'm')}${mark(282, 50, 1)}${box(32, 84, 56, 36, 'no', 6)}${word(44, 108, '450', 'm big')}${mark(88, 84, 2)}${box(108, 84, 84, 36, 'wn', 6)}${word(120, 108, '4.7.1', 'm big')}${mark(192, 84, 3)}${box(32, 140, 372, 36, 'hi', 6)}${fitted({ x: 44, y: 163, width: 340 }, error.text)}${mark(404, 140, 4)}${fitted({ x: 44, y: 208, width: 350 }, `https://${values['imap.host']}/b/k7m2p9xd`, 'm s')}`,
});

interface Span {
  readonly width: number;
  readonly look: 'ok' | 'wn' | 'no' | 'in';
  readonly text: string;
}
function clockRow(y: number, name: string, spans: readonly Span[], days: readonly string[]): string {
  let x = 16;
  let svg = word(16, y - 8, name, 'h');
  spans.forEach(({ width, look, text }, at) => {
    svg += box(x, y, width - 4, 34, look, 6) + fitted({ x: x + 8, y: y + 22, width: width - 18 }, text, 's');
    svg += word(x, y + 51, days[at], 's');
    x += width;
  });
  return svg;
}
export const registryClock: Picture = ({ words: { clock } }) => {
  const day = (text: string): string => clock.day({ day: text });
  const row = (y: number, name: string, widths: readonly number[], days: readonly string[], end = clock.last): string =>
    clockRow(
      y,
      name,
      [
        { width: widths[0], look: 'ok', text: clock.works },
        { width: widths[1], look: 'wn', text: clock.down },
        { width: widths[2], look: 'no', text: end },
      ],
      days,
    );
  return {
    height: 316,
    legend: clock.legend,
    svg: `${word(16, 26, clock.due, 'a')}${arrow([90, 22], [424, 22])}${row(64, '.no', [200, 120, 84], [day('0'), day('60'), day('90')], clock.gone)}${row(158, '.se  .nu', [96, 220, 84], [day('0'), day('10'), day('70')])}${row(252, '.com  .net  .org', [160, 140, 84], [day('0'), day('45'), day('75')])}${mark(400, 60, 3)}${mark(316, 60, 2)}${mark(204, 60, 1)}`,
  };
};

export const billSteps: Picture = ({ words: { bill }, values }) => {
  const steps = [
    [bill.due, '', 'ok'],
    [bill.reminder, bill.after({ days: values['dunning.reminder'] }), 'ok'],
    [bill.last, bill.after({ days: values['dunning.last'] }), 'wn'],
    [bill.stop, bill.after({ days: values['dunning.stop'] }), 'no'],
    [bill.incoming, bill.after({ days: values['dunning.incoming'] }), 'no'],
  ] as const;
  const svg = steps.map(([text, when, look], at) => {
    const y = 18 + at * 52;
    const way = at === 0 ? '' : `<path class="l" d="M36 ${y - 24}V${y + 8}"/>`;
    return `${way}<circle class="${look}" cx="36" cy="${y + 20}" r="10"/>${box(62, y, 362, 40, look)}${fitted({ x: 76, y: y + 25, width: 186 }, text, 'h')}${fitted({ x: 274, y: y + 25, width: 142 }, when, 's')}`;
  });
  return {
    height: 336,
    legend: [],
    svg: `${svg.join('')}${box(62, 282, 362, 40, 'ok')}${sign(36, 302, true)}${fitted({ x: 76, y: 307, width: 336 }, bill.paid, 'tg')}`,
  };
};

export const twoStep: Picture = ({ words: { twoStep: words } }) => ({
  height: 262,
  legend: words.legend,
  svg: `${word(16, 30, words.know, 'a')}${box(16, 42, 176, 56, 'hi')}${fitted({ x: 30, y: 66, width: 150 }, words.password, 'h')}${word(30, 86, '••••••••••', 's')}${mark(192, 42, 1)}${word(16, 128, words.have, 'a')}${box(16, 140, 176, 56, 'hi')}${fitted({ x: 30, y: 164, width: 150 }, words.code, 'h')}${fitted({ x: 30, y: 184, width: 150 }, words.key, 's')}${arrow([194, 76], [262, 76], 'lg')}${arrow([194, 168], [262, 168], 'lg')}${box(264, 56, 160, 132, 'ok')}${sign(344, 100, true)}${fitted({ x: 282, y: 146, width: 124 }, words.inside, 'h')}${box(16, 212, 408, 38, 'wn')}${fitted({ x: 30, y: 236, width: 350 }, words.paper, 'h')}${mark(406, 231, 2)}`,
});

export const appPasswords: Picture = ({ words: { appPasswords: words } }) => {
  const secrets = ['kvrt-mtpa-…', 'hqwd-zzle-…', 'bnxo-ufyc-…'];
  const row = (name: string, at: number): string => {
    const y = 22 + at * 70;
    const isGood = at !== 0;
    return `${box(16, y, 196, 54, isGood ? 'w' : 'in')}${fitted({ x: 30, y: y + 23, width: 168 }, name, 'h')}${word(30, y + 43, secrets[at], 's m')}${isGood ? arrow([214, y + 27], [290, y + 27], 'lg') : arrow([214, y + 27], [236, y + 27], 'lb') + sign(252, y + 27, false)}${isGood ? '' : fitted({ x: 232, y: y + 10, width: 180 }, words.revoked, 'tb s')}`;
  };
  return {
    height: 236,
    legend: words.legend,
    svg: `${words.devices.map(row).join('')}${box(292, 60, 132, 130, 'hi')}${fitted({ x: 306, y: 130, width: 106 }, words.mailbox, 'h')}${mark(212, 92, 1)}${mark(212, 22, 2)}`,
  };
};

export const fullSpace: Picture = ({ words: { space }, values }) => {
  const shares = [
    [150, 'hi'],
    [84, 'hi'],
    [104, 'wn'],
    [56, 'wn'],
  ] as const;
  let x = 22;
  const bars = shares.map(([width, look]) => {
    const svg = box(x, 52, width - 3, 44, look, 4);
    x += width;
    return svg;
  });
  const names = space.folders.map((name, at) => {
    const y = 132 + Math.floor(at / 2) * 34;
    const left = 24 + (at % 2) * 204;
    return `${box(left, y - 13, 18, 18, shares[at][1], 4)}${fitted({ x: left + 28, y: y + 1, width: 160 }, name, at > 1 ? 'h' : '')}`;
  });
  return {
    height: 196,
    legend: space.legend,
    svg: `${fitted({ x: 22, y: 34, width: 300 }, values.quota, 'a')}${box(18, 48, 404, 52, 'in', 8)}${bars.join('')}${names.join('')}${mark(338, 48, 1)}`,
  };
};
