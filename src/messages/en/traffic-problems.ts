/** Why an announcement of work came to nothing, in English. */
import type { trafficProblems as shape } from '../nb/traffic-problems.ts';

export const trafficProblems: typeof shape = {
  maintenanceTimeBad: (a) =>
    `“${a.input}” cannot be the end. Work must end in the future, after it begins, and last 31 days at most.`,
  maintenancePartBad: (a) => `“${a.input}” cannot be worked on. Choose all, sending, receiving or reading.`,
  maintenanceTextBad: () => 'Say on one line what is done, 1 to 300 characters. Customers see it.',
  maintenanceMissing: (a) => `There is no announced work with id “${a.id}”.`,
};
