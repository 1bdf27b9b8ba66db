/** What the probes of what is seen from outside: ports, certificates, set-up records, the loop observe, field by field. Types only. */
// oxlint-disable-next-line typescript/no-empty-object-type -- filled in by its probes
export interface OutsideObservations {}
