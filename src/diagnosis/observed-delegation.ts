/** What the probes of registry, delegation and DNSSEC observe, field by field. Types only. */
// oxlint-disable-next-line typescript/no-empty-object-type -- filled in by its probes
export interface DelegationObservations {}
