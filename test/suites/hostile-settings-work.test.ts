/**
 * Settings that are built to be endless work: they are read in the host's one thread, by anybody's request, so the largest
 * file that is taken must be done with at once. Each of these once took seconds, minutes or hours, or is a neighbour of one
 * that did. What a text costs a character is counted as well: it may not grow with the text.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MOST_FILE_BYTES } from '#src/model/program-settings.ts';
import { readProgramSettings } from '#src/protocol/program-settings/read.ts';

/** Far above what it takes even on a busy machine, far below what anything quadratic would take. */
const MOST_MS = 4_000;
const fill = (unit: string, head = ''): string =>
  head + unit.repeat(Math.floor((MOST_FILE_BYTES - head.length - 64) / Buffer.byteLength(unit)));

const PREFS = 'user_pref("mail.account.account1.server", "server1");\n';
const FILES: Readonly<Record<string, string>> = {
  'lines of nothing, then a letter': `${fill('\n')}x`,
  'old line ends, then a letter': `${fill('\r')}x`,
  'blanks, then a letter': `${fill(' ')}x`,
  'tabs, then a letter': `${fill('\t')}x`,
  'beginnings of sections': fill('[retriever\n'),
  'a signature of the registry again and again': fill('[HKEY_A\\\n'),
  'comments without an end': fill('<!--', '<k9settings>'),
  'plain parts without an end': fill('<![CDATA[', '<k9settings>'),
  'instructions without an end': fill('<?', '<k9settings>'),
  'declarations without an end': fill('<!', '<k9settings>'),
  'comments in a plain part': `${fill('<!--', '<k9settings><accounts><![CDATA[')}]]></accounts></k9settings>`,
  'tags without an end': fill('<a b="" ', '<k9settings>'),
  'a sender of signs': fill('a@', 'set imap_user = x\nmy_hdr from: '),
  'a sender behind brackets': fill('<', 'set imap_user = x\nmy_hdr from: '),
  'an address of colons': fill(':', 'set imap_user = "imap://'),
  'a quote without an end': fill('\\"', 'poll a user "'),
  'quotes without an end': fill(`"\\" '\\' `, 'poll a user '),
  'blanks within a line': `${fill(`${'a '.padEnd(4_000)}x\n`, 'account a\nhost b\n')}`,
  'blanks within an entry': fill(`${'a='.padEnd(4_000)}x\n`, '[Data Source]\n[Mail Account]\n'),
  'a value that never ends': fill('\\\n', `REGEDIT4\n[HKEY_A]\n"a"=${'b'.repeat(49_000)}hex:\\\n`),
  'many values that never end': fill(`"a"=hex:${'\\\n'.repeat(20_000)}`, 'REGEDIT4\n[HKEY_A]\n'),
  'open strings': fill('user_pref("mail.a", "', PREFS),
  'quoted signs': fill('\\"', `${PREFS}user_pref("mail.a", "`),
  'objects in objects': fill('{"accounts":[', '{"accounts":[],"identities":'),
  'a long string': fill('\\"', '{"accounts":[],"identities":"'),
  'names of servers': fill('imap '),
  'words for encryption': fill('spa '),
  'ticked boxes': fill('[x] ntlm '),
  'directions in brackets': fill('smtp (imap) '),
  'passwords in a list': fill('password: a, '),
  'hosts of one letter': fill('host a '),
  'parts of a name': fill('a.'),
  'parts of an address': fill('a@'),
};

for (const [name, file] of Object.entries(FILES))
  test(`${name}: read at once`, () => {
    // Its own work, whatever else the machine does meanwhile.
    const start = process.cpuUsage();
    const read = readProgramSettings(Buffer.from(file));
    const tookMs = process.cpuUsage(start).user / 1_000;
    assert.ok(tookMs < MOST_MS, `took ${Math.round(tookMs)} ms`);
    assert.ok(read.ok || read.why !== 'too-large', 'it was not read at all');
  });

/** Characters of texts that are cut out and looked through, while `work` runs. */
function charactersIn(work: () => void): number {
  // Both are called below with what they were called on.
  // oxlint-disable-next-line typescript/unbound-method
  const { split } = String.prototype;
  // oxlint-disable-next-line typescript/unbound-method
  const { exec } = RegExp.prototype;
  let count = 0;
  String.prototype.split = function counted(this: string, ...args: Parameters<typeof split>) {
    count += this.length;
    return Reflect.apply(split, this, args) as string[];
  } as typeof split;
  RegExp.prototype.exec = function counted(this: RegExp, text: string) {
    if (!this.sticky) count += text.length;
    return exec.call(this, text);
  };
  try {
    work();
  } finally {
    String.prototype.split = split;
    RegExp.prototype.exec = exec;
  }
  return count;
}

for (const word of ['imap ', 'spa ', '[x] ntlm ', 'smtp (imap) ', 'password: a, ', 'user kari ', 'host a ', 'type x '])
  test(`a line of “${word.trim()}” costs the same a character, however long it is`, () => {
    const cost = (characters: number): number => {
      const bytes = Buffer.from(`hei ${word.repeat(characters / word.length)}`);
      return charactersIn(() => readProgramSettings(bytes)) / characters;
    };
    const [short, long] = [cost(4_000), cost(60_000)];
    assert.ok(long <= short * 1.5 + 10, `${Math.round(short)} → ${Math.round(long)} characters for each`);
  });
