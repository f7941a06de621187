import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { Problems } from '@clientele/http';
import { Concerns } from '@clientele/sight';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { aContact } from '../contacts/contact.subject';
import { aCustomer } from '../customers/customer.subject';
import { ContactNotFound } from '../contacts/contacts.problems';
import { CustomerNotFound } from '../customers/customers.problems';
import { ExplainAccessQuery } from './access.bodies';
import { AccessService } from './access.service';
import { AccessExplanationView } from './access.views';

@ApiTags('profiles')
@Controller('access')
export class AccessController {
  constructor(private readonly access: AccessService) {}

  /** Tells whether a contact may do something for a customer, through which profile, and what is in the way. */
  @Get('explain')
  @Allow({ employee: 'customers:read' })
  @Concerns([aContact('contactId'), aCustomer('customerId')])
  @Problems([ContactNotFound, CustomerNotFound])
  explain(@Caller() caller: Principal, @Query() query: ExplainAccessQuery): Promise<AccessExplanationView> {
    return this.access.explain(caller, query);
  }
}
