/** What the probes of what devices did: accounts, client settings, networks observe, field by field. Types only. */
// oxlint-disable-next-line typescript/no-empty-object-type -- filled in by its probes
export interface DevicesObservations {}
