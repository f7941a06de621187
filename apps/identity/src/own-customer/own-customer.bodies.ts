import { Combined } from '@clientele/http';
import { PickType } from '@nestjs/swagger';
import { EditCustomerBody } from '../customers/customers.bodies';
import { CompanyBody, EditPersonBody } from '../customers/person.bodies';

/** What a contact may change of the customer it acts for. */
export class EditOwnCustomerBody extends Combined(
  EditPersonBody,
  CompanyBody,
  PickType(EditCustomerBody, ['newsletter', 'partnerOffers']),
) {}
