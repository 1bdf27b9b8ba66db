/** Letters that are built to be endless work; each once took seconds or minutes, or is a neighbour of one that did. */
const SIZE = 1 << 18;

/** So much of one thing. */
export const fill = (unit: string, size = SIZE): string => unit.repeat(Math.ceil(size / unit.length));
const much = fill('x', 2 * SIZE);

export const LETTERS: Readonly<Record<string, string>> = {
  'a value that is one long name': fill(`<b style="color:${'a'.repeat(1_990)}">x</b>`, 2 * SIZE),
  'a value of dashes': fill(`<b style="color:${'-'.repeat(1_990)}">x</b>`),
  'addresses in addresses': fill(`<b style="color:${'url('.repeat(495)}">x</b>`),
  'open quotes in a value': fill(`<b style='background:${'"'.repeat(1_989)}'>x</b>`),
  'a background of long names': fill(`<b style="background:url(x) ${'a'.repeat(1_900)}">x</b>`),
  'numbers without end': fill(`<b style="width:${'1.'.repeat(990)}">x</b>`),
  'a sheet of long names': `<style>${fill(`p{color:${'a'.repeat(1_990)}}`)}</style>`,
  'a sheet of open brackets': `<style>${fill(`${'['.repeat(990)}{color:red}`)}</style>`,
  'elements in elements': fill('<div>'),
  'bold in bold': fill('<b>'),
  'elements in elements and back': fill(`${'<b>'.repeat(400)}${'</b>'.repeat(400)}`),
  'quotes in quotes': fill('<blockquote>'),
  'many of nothing where many are open': `${'<b>'.repeat(500)}${fill('<i></i>')}`,
  'ends without a beginning where many are open': `${'<b>'.repeat(500)}${fill('</i>')}`,
  'a text that many links share': `${'<a href="http://x.example/">'.repeat(190)}${fill('a.no ')}`,
  'pictures that go, behind much text': much + fill('x<img src="//a.example/" width=1 height=1>'),
  'sheets behind much text': much + fill('x<style>a{color:red}</style>'),
  'silent elements': fill('<title></title>'),
  scripts: fill('<script>x</script>'),
  cells: fill('<td>'),
  brackets: fill('<'),
  'half entities': fill('&#'),
  'lines of nothing': fill('\n'),
};
export const PLAIN: Readonly<Record<string, string>> = {
  'addresses that end in dots': fill(`http://${'.'.repeat(1_980)}a `),
  'addresses in addresses': fill('http://'),
  'quotes in quotes': fill('> > \n'),
  brackets: fill('>'),
};
