/** An operator looks at the centre as a customer sees it: for this tab only, until he goes back. Used by the customer's sheet. */
import { keepSeenAs } from '../api.ts';

/** Opens the customer's centre; everything is asked anew. */
export function seeAs(customer: string): void {
  keepSeenAs(customer);
  location.assign('/overview');
}
