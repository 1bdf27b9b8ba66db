/** Words that are nearly a known one: for search, when somebody types what no article has. Pure. */

/** A shorter word is near too many others. */
const LEAST = 4;
const LONG = 8;

/** The known words nearest to what was typed; none when nothing is near enough. */
export function nearestWords(typed: string, known: Iterable<string>): readonly string[] {
  if (typed.length < LEAST || /\d/.test(typed)) return [];
  let most = typed.length >= LONG ? 2 : 1;
  let best: string[] = [];
  for (const word of known) {
    if (word.length < LEAST || Math.abs(word.length - typed.length) > most) continue;
    const distance = editDistance(typed, word, most);
    if (distance > most) continue;
    if (distance < most) best = [];
    most = distance;
    best.push(word);
  }
  return best;
}

/** Letters put in, left out, changed or swapped with the next; above `most` it is only known to be more. */
export function editDistance(a: string, b: string, most: number): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let row = 1; row <= a.length; row += 1) {
    const here = [row];
    for (let at = 1; at <= b.length; at += 1) {
      const isSame = a[row - 1] === b[at - 1];
      let cost = Math.min(last[at] + 1, here[at - 1] + 1, last[at - 1] + (isSame ? 0 : 1));
      const isSwapped = row > 1 && at > 1 && a[row - 1] === b[at - 2] && a[row - 2] === b[at - 1];
      if (isSwapped) cost = Math.min(cost, before[at - 2] + 1);
      here.push(cost);
    }
    if (Math.min(...here) > most) return most + 1;
    before = last;
    last = here;
  }
  return last[b.length];
}
