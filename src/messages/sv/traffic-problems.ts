/** Varför ett besked om arbete inte blev av, på svenska. */
import type { trafficProblems as shape } from '../nb/traffic-problems.ts';

export const trafficProblems: typeof shape = {
  maintenanceTimeBad: (a) =>
    `”${a.input}” går inte som slut. Arbetet måste sluta framåt i tiden, efter att det börjar, och vara högst 31 dygn.`,
  maintenancePartBad: (a) => `”${a.input}” kan inte vara under arbete. Välj all, sending, receiving eller reading.`,
  maintenanceTextBad: () => 'Skriv på en rad vad som görs, 1 till 300 tecken. Kunden får se det.',
  maintenanceMissing: (a) => `Det finns inget aviserat arbete med id ”${a.id}”.`,
};
