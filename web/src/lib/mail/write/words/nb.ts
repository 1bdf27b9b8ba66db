/** Writing and the outbox. */
export const nb = {
  title: 'Ny melding',
};
export type Words = typeof nb;
