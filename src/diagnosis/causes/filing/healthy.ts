/** What the probes of this pack see when all is well: part of the healthy recording in diagnosis/recordings.ts. For tests only. */
import type { FilingObservations } from '../../observed-filing.ts';

/** Copies of sent mail are looked at for those who miss them, and for nobody else. */
export const QUIET_FILING: Omit<FilingObservations, 'mta.sent-copies'> = {
  'state.wishes': {
    address: 'kari@fjord.example',
    rules: [],
    ruleCount: 0,
    forwarding: null,
    vacation: null,
    blocked: [],
    allowed: [],
    answersToday: 0,
  },
  'mta.filed': { days: 14, arrived: 4, inInbox: 4, groups: [], circles: [] },
  'mta.junk': { days: 14, folder: 'Junk', count: 0, messages: [] },
  'mta.answers': {
    days: 7,
    isAsked: false,
    answered: 0,
    lastAnsweredAt: null,
    unanswered: [],
    floods: [],
    pingPongs: [],
  },
};
