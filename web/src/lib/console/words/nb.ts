/** Konsollens ord på norsk. Types of the words come from here. */
export const nb = {
  table: { all: 'Velg alle', choose: 'Velg' },
  search: {
    label: 'Søk etter alt',
    hint: 'Kunde, adresse, domene, meldings-ID, stoppkode, faktura eller IP-adresse',
    go: 'Søk',
  },
};
export type Words = typeof nb;
