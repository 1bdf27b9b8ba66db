/**
 * The messages of the bench: the same bytes for every host, different from message to message, words from a small
 * Nordic vocabulary so that a text search has something to find. Used by smtp-load.ts and the IMAP rows.
 */
const WORDS = (
  'faktura møte ordre levering Tromsø Malmö Göteborg Ålesund blåbær rømmegrøt påske hösten vår kontor avtale ' +
  'regning betaling domene postkasse nettside kunde svar hei vennlig hilsen takk for sist neste uke mandag the mail ' +
  'server project meeting notes draft final version invoice number attached please see below regards'
).split(' ');

/** One message of about `sizeBytes` bytes, CRLF lines, dot-safe. `rare` goes into every hundredth body. */
export const benchMessage = (index: number, sizeBytes: number, to: string): Buffer => {
  const head =
    `From: Avsender ${index % 97} <sender${index % 97}@verden.example>\r\nTo: <${to}>\r\n` +
    `Subject: Melding ${index} om ${WORDS[index % WORDS.length]}\r\nMessage-ID: <bench-${index}-${to}>\r\n` +
    `Date: Sat, 21 Nov 2026 ${String(index % 24).padStart(2, '0')}:${String(index % 60).padStart(2, '0')}:00 +0100\r\n` +
    'MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n';
  const lines: string[] = [];
  let size = Buffer.byteLength(head);
  let seed = (index * 2_654_435_761) >>> 0;
  if (index % 100 === 7) {
    lines.push('Nøkkelordet er snøskuffe, husk det.');
    size += 38;
  }
  while (size < sizeBytes) {
    let line = '';
    while (line.length < 66) {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      line += `${WORDS[(seed >>> 8) % WORDS.length]} `;
    }
    lines.push(line.trimEnd());
    size += Buffer.byteLength(line) + 1;
  }
  return Buffer.from(`${head}${lines.join('\r\n')}\r\n`);
};
