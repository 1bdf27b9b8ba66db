/** What the probes of pasted error texts and bounces observe, field by field. Types only. */
// oxlint-disable-next-line typescript/no-empty-object-type -- filled in by its probes
export interface PastedObservations {}
