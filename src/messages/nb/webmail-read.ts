/** Ord om en melding som leses i webmailen, på norsk bokmål. Brukes av service/webmail. */
export const webmailRead = {
  broken: {
    noHeader: 'Meldingen mangler hodet som skal si hvem den er fra og når den ble sendt.',
    structure: 'Meldingen er så sammensatt eller ødelagt at ikke alle delene kan vises.',
    encoding: 'En del er kodet på en måte som ingen kjenner, og vises slik den kom.',
    charset: 'En del sier at den er skrevet med et tegnsett som ikke finnes, så noen tegn kan være feil.',
    bytes: 'Teksten hadde tegn som ikke hører hjemme i e-post. De er utelatt.',
    empty: 'Vi fant ingen tekst å vise i meldingen.',
    recipients: 'Meldingen har flere mottakere enn det vises her.',
  },
  document: {
    quoted: 'Vis eller skjul det som er sitert',
    leadsTo: 'fører til ',
    from: 'Fra',
    to: 'Til',
    cc: 'Kopi',
    at: 'Sendt',
    files: 'Vedlegg',
  },
};
