/**
 * LIST and LSUB: patterns, folders that exist only through their children, special uses, status in the same answer
 * (RFC 3501 §6.3.8–9, RFC 5258, 5819, 6154). Called through registry.ts.
 */
import type { CommandOf } from '#src/protocol/imap/command.ts';
import { mailboxText } from '#src/protocol/imap/response-text.ts';
import type { FolderInfo } from '../../mail-store.ts';
import { accountOf, handler, type ImapContext, ok } from '../context.ts';
import { statusLine } from './folders.ts';

/** A name in the tree: a folder, or a level that exists only above one. */
interface Node {
  readonly name: string;
  readonly folder: FolderInfo | null;
}

/** Does `name` fit the pattern? `*` = anything, `%` = anything on this level. Linear: no backtracking regex. */
export function matchesPattern(name: string, pattern: string): boolean {
  // One pass over the name, keeping every place in the pattern that may come next.
  const collapsed = pattern.replaceAll(/\*[*%]*|%+(?:\*[*%]*)?/g, (run) => (run.includes('*') ? '*' : '%'));
  const text = /^inbox(?=$|[/*%])/i.test(collapsed) ? `INBOX${collapsed.slice(5)}` : collapsed;
  let places = spread(new Set([0]), text);
  for (const char of name) {
    const next = new Set<number>();
    for (const place of places) {
      const want = String.fromCodePoint(text.codePointAt(place) ?? 0);
      if (place >= text.length) continue;
      if (want === '*' || (want === '%' && char !== '/')) next.add(place);
      else if (want === char) next.add(place + want.length);
    }
    places = spread(next, text);
    if (places.size === 0) return false;
  }
  return places.has(text.length);
}

/** A wildcard may stand for nothing. */
function spread(places: Set<number>, text: string): Set<number> {
  for (const place of places) if (text[place] === '*' || text[place] === '%') places.add(place + 1);
  return places;
}

function tree(folders: readonly FolderInfo[]): Node[] {
  const nodes = new Map<string, Node>();
  for (const folder of folders) {
    const levels = folder.name.split('/');
    for (let depth = 1; depth < levels.length; depth += 1) {
      const name = levels.slice(0, depth).join('/');
      if (!nodes.has(name)) nodes.set(name, { name, folder: null });
    }
    nodes.set(folder.name, { name: folder.name, folder });
  }
  return [...nodes.values()];
}

const withChildren = (nodes: readonly Node[]): ReadonlySet<string> =>
  new Set(nodes.flatMap(({ name }) => (name.includes('/') ? [name.slice(0, name.lastIndexOf('/'))] : [])));

export const list = handler<'LIST'>('signed-in', async (context, command) => {
  if (!command.extended && command.patterns[0] === '') {
    context.out.text('* LIST (\\Noselect) "/" ""\r\n');
    return ok('LIST completed');
  }
  const folders = await accountOf(context).handle.folders();
  const nodes = tree(folders);
  const parents = withChildren(nodes);
  for (const node of nodes) {
    if (!command.patterns.some((pattern) => matchesPattern(node.name, command.reference + pattern))) continue;
    const line = listLine(context, command, node, folders, parents);
    if (line === null) continue;
    context.out.text(line);
    if (command.give.status !== null && node.folder !== null) {
      context.out.text(await statusLine(context, node.folder, command.give.status));
    }
  }
  return ok('LIST completed');
});

/** One line, or null when the selection options leave it out. */
function listLine(
  context: ImapContext,
  command: CommandOf<'LIST'>,
  node: Node,
  folders: readonly FolderInfo[],
  parents: ReadonlySet<string>,
): string | null {
  const { select, give } = command;
  const isChosen = (folder: FolderInfo | null): boolean =>
    folder !== null &&
    (!select.includes('SUBSCRIBED') || folder.subscribed) &&
    (!select.includes('SPECIAL-USE') || folder.specialUse !== null);
  let childInfo = '';
  if (select.includes('RECURSIVEMATCH')) {
    const below = folders.filter((folder) => folder.name.startsWith(`${node.name}/`) && isChosen(folder));
    // RFC 5258 §3.5: told only for children that the patterns do not show themselves.
    const hidden = below.some((folder) =>
      command.patterns.every((pattern) => !matchesPattern(folder.name, command.reference + pattern)),
    );
    if (hidden) childInfo = ` ("CHILDINFO" ("${select.includes('SUBSCRIBED') ? 'SUBSCRIBED' : 'SPECIAL-USE'}"))`;
  }
  const wanted = select.some((word) => word === 'SUBSCRIBED' || word === 'SPECIAL-USE');
  if (wanted && !isChosen(node.folder) && childInfo === '') return null;
  const attributes: string[] = [];
  if (node.folder === null) attributes.push(command.extended ? '\\NonExistent' : '\\Noselect');
  if ((give.subscribed || select.includes('SUBSCRIBED')) && node.folder?.subscribed) attributes.push('\\Subscribed');
  attributes.push(parents.has(node.name) ? '\\HasChildren' : '\\HasNoChildren');
  if (node.folder?.specialUse) attributes.push(node.folder.specialUse);
  return `* LIST (${attributes.join(' ')}) "/" ${mailboxText(node.name, context.utf8)}${childInfo}\r\n`;
}

export const lsub = handler<'LSUB'>('signed-in', async (context, command) => {
  const folders = (await accountOf(context).handle.folders()).filter((folder) => folder.subscribed);
  const pattern = command.reference + command.pattern;
  for (const node of tree(folders)) {
    // RFC 3501 §6.3.9: `%` shows a level that is not subscribed itself as \Noselect; `*` shows the subscribed ones.
    if (node.folder === null && !pattern.endsWith('%')) continue;
    if (!matchesPattern(node.name, pattern)) continue;
    const attribute = node.folder === null ? '\\Noselect' : '';
    context.out.text(`* LSUB (${attribute}) "/" ${mailboxText(node.name, context.utf8)}\r\n`);
  }
  return ok('LSUB completed');
});
