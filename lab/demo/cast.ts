/**
 * Who lives at the example host: each firm with a domain, a person who signs in, and what is wrong with their mail. Data
 * only; how each fault is planted is in plants.ts, the sentences are in words/.
 */
import type { Symptom } from '#src/diagnosis/finding.ts';
import type { PresentCause } from '#src/diagnosis/present.ts';

/** The one password of everybody in the demo. */
export const PASSWORD = 'blue boats sail slowly';
export const OPERATOR = 'vakt@fjord.example';

export interface Role {
  /** Names the sentences and the sign-in link. */
  readonly key: RoleKey;
  readonly firm: string;
  readonly domain: string;
  readonly person: string;
  /** Before the @. */
  readonly local: string;
  /** More mailboxes of the firm. */
  readonly colleagues?: readonly string[];
  /** Who follows the link: the person of the mailbox, or the firm's contact (`<key>@privat.example`). */
  readonly signsIn: 'mailbox' | 'contact';
  /** Where the link leads; else to the overview. */
  readonly opens?: 'mail';
  /** What Diagnose names first; null: nothing is wrong. */
  readonly cause: PresentCause | null;
  readonly symptom: Symptom;
  /** What Diagnose is asked about, when it is not the person's address. */
  readonly about?: 'domain' | `${string}@`;
  /** Who turns it green: a button of ours, somebody in the simulated world, support, or time alone. */
  readonly way: 'none' | 'button' | 'world' | 'support' | 'time';
  /** DNS of the firm is at another company: we may not write it. */
  readonly isDnsElsewhere?: true;
  /** Limits of its own. */
  readonly plan?: readonly string[];
  /** Customer for so many days; default a week. */
  readonly days?: number;
}
export type RoleKey =
  | 'kari'
  | 'ola'
  | 'anne'
  | 'bjorn'
  | 'ingrid'
  | 'lise'
  | 'sofia'
  | 'per'
  | 'hilde'
  | 'erik'
  | 'turid'
  | 'jonas'
  | 'magnus'
  | 'nina'
  | 'trygve'
  | 'rektor'
  | 'alva'
  | 'simen';

export const CAST: readonly Role[] = [
  {
    key: 'kari',
    firm: 'Fjord Kaffebrenneri',
    domain: 'fjord.example',
    person: 'Kari Fjord',
    local: 'kari',
    colleagues: ['ola'],
    signsIn: 'mailbox',
    opens: 'mail',
    cause: null,
    symptom: 'unknown',
    way: 'none',
  },
  {
    key: 'ola',
    firm: 'Fjord Kaffebrenneri',
    domain: 'fjord.example',
    person: 'Ola Lien',
    local: 'ola',
    signsIn: 'mailbox',
    cause: 'cli-stale-password',
    symptom: 'both',
    way: 'world',
  },
  {
    key: 'anne',
    firm: 'Berg Bygg',
    domain: 'bergbygg.example',
    person: 'Anne Berg',
    local: 'anne',
    signsIn: 'mailbox',
    cause: 'snd-account-hour-limit',
    symptom: 'send',
    way: 'time',
    plan: ['bulk.mode=off', 'abuse.unknown.max=0'],
  },
  {
    key: 'bjorn',
    firm: 'Dal Rørlegger',
    domain: 'dalror.example',
    person: 'Bjørn Dal',
    local: 'bjorn',
    signsIn: 'contact',
    cause: 'bil-unpaid-suspended',
    symptom: 'send',
    way: 'world',
    days: 60,
  },
  {
    key: 'ingrid',
    firm: 'Nord Reiser',
    domain: 'nordreiser.example',
    person: 'Ingrid Nord',
    local: 'ingrid',
    signsIn: 'mailbox',
    cause: 'net-geo-block-by-us',
    symptom: 'both',
    way: 'button',
  },
  {
    key: 'lise',
    firm: 'Lund Blomster',
    domain: 'lundblomster.example',
    person: 'Lise Lund',
    local: 'lise',
    signsIn: 'contact',
    cause: 'dom-no-mx',
    symptom: 'receive',
    way: 'button',
  },
  {
    key: 'sofia',
    firm: 'Sol Regnskap',
    domain: 'solregnskap.example',
    person: 'Sofia Sol',
    local: 'sofia',
    signsIn: 'contact',
    cause: 'dom-spf-lacks-us',
    symptom: 'send',
    way: 'button',
  },
  {
    key: 'per',
    firm: 'Skog Verksted',
    domain: 'skogverksted.example',
    person: 'Per Skog',
    local: 'per',
    signsIn: 'contact',
    cause: 'dom-dmarc-own-policy-hits-self',
    symptom: 'send',
    way: 'button',
  },
  {
    key: 'hilde',
    firm: 'Vik Marina',
    domain: 'vikmarina.example',
    person: 'Hilde Vik',
    local: 'hilde',
    signsIn: 'contact',
    cause: 'dom-expired',
    symptom: 'receive',
    about: 'domain',
    way: 'world',
  },
  {
    key: 'erik',
    firm: 'Holm Möbler',
    domain: 'holmmobler.example',
    person: 'Erik Holm',
    local: 'erik',
    signsIn: 'contact',
    cause: 'dom-dnssec-bogus',
    symptom: 'receive',
    way: 'world',
  },
  {
    key: 'turid',
    firm: 'Strand Hotell',
    domain: 'strandhotell.example',
    person: 'Turid Strand',
    local: 'turid',
    signsIn: 'mailbox',
    cause: 'acc-quota-trash',
    symptom: 'receive',
    way: 'button',
    plan: ['quota.bytes=4000000'],
  },
  {
    key: 'jonas',
    firm: 'Torg Frukt',
    domain: 'torgfrukt.example',
    person: 'Jonas Torg',
    local: 'jonas',
    colleagues: ['salg'],
    signsIn: 'contact',
    cause: 'acc-mailbox-deleted',
    symptom: 'both',
    about: 'salg@',
    way: 'button',
  },
  {
    key: 'magnus',
    firm: 'Elv Kraft',
    domain: 'elvkraft.example',
    person: 'Magnus Elv',
    local: 'magnus',
    signsIn: 'mailbox',
    cause: 'acc-compromised',
    symptom: 'send',
    way: 'button',
  },
  {
    key: 'nina',
    firm: 'Bok & Papir',
    domain: 'bokogpapir.example',
    person: 'Nina Bokhandler',
    local: 'nina',
    signsIn: 'mailbox',
    cause: 'snd-bulk-not-allowed',
    symptom: 'send',
    way: 'none',
    plan: ['bulk.mode=refuse'],
  },
  {
    key: 'trygve',
    firm: 'Trygg Hage',
    domain: 'trygghage.example',
    person: 'Trygve Hagen',
    local: 'trygve',
    signsIn: 'contact',
    cause: 'dom-on-uri-blocklist',
    symptom: 'send',
    way: 'world',
  },
  {
    key: 'rektor',
    firm: 'Marina Skole',
    domain: 'marinaskole.example',
    person: 'Randi Rektor',
    local: 'rektor',
    signsIn: 'contact',
    cause: 'acc-forward-loop',
    symptom: 'receive',
    about: 'post@',
    way: 'button',
  },
  {
    key: 'alva',
    firm: 'Alva Bageri',
    domain: 'alvabageri.example',
    person: 'Alva Ek',
    local: 'alva',
    signsIn: 'contact',
    cause: 'dom-mx-wrong-host',
    symptom: 'receive',
    way: 'world',
    isDnsElsewhere: true,
  },
  {
    key: 'simen',
    firm: 'Hamn Foto',
    domain: 'hamnfoto.example',
    person: 'Simen Hamn',
    local: 'simen',
    signsIn: 'contact',
    cause: 'dom-quarantine',
    symptom: 'both',
    about: 'domain',
    way: 'support',
  },
];

export const addressOf = ({ local, domain }: Role): string => `${local}@${domain}`;
export const contactOf = ({ key }: Role): string => `${key}@privat.example`;
/** What Diagnose is asked about. */
export const subjectOf = (role: Role): string =>
  role.about === undefined ? addressOf(role) : role.about === 'domain' ? role.domain : `${role.about}${role.domain}`;
/** Who signs in by the role's link. */
export const signInName = (role: Role): string => (role.signsIn === 'contact' ? contactOf(role) : addressOf(role));
/** A number of its own: places of devices. */
export const numberOf = (role: Role): number => CAST.indexOf(role) + 1;
