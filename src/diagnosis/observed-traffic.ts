/** What the probes of messages on their way, and the service itself observe, field by field. Types only. */
// oxlint-disable-next-line typescript/no-empty-object-type -- filled in by its probes
export interface TrafficObservations {}
