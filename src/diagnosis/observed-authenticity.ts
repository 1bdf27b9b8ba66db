/** What the probes of SPF, DKIM, DMARC, MTA-STS, DANE, reverse names and block lists observe, field by field. Types only. */
// oxlint-disable-next-line typescript/no-empty-object-type -- filled in by its probes
export interface AuthenticityObservations {}
