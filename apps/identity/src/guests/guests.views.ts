import { RegisteredCustomerView } from '../registrations/registrations.views';
import { VisitorView } from '../sessions/sessions.views';

/** The guest customer, and the token that acts for it until it has ordered. */
export class GuestView {
  customer: RegisteredCustomerView;
  visitor: VisitorView;
}
