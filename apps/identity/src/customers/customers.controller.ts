import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { IdParam, IfMatch, Once, Problems, type RawJson, TooBusy } from '@clientele/http';
import { Concerns } from '@clientele/sight';
import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { aCustomer } from './customer.subject';
import { GroupUnknown } from '../owners/owners.problems';
import { PasswordTooWeak } from '../passwords/passwords.problems';
import { SalesTeamFull } from '../sales-teams/sales-teams.problems';
import { CustomerCreation } from './customer-creation.service';
import { CreateCustomerBody, EditCustomerBody, ListCustomersQuery } from './customers.bodies';
import {
  B2bModeOff,
  CustomerClosed,
  CustomerMoved,
  CustomerNotFound,
  EmailTaken,
  ExternalReferenceTaken,
  RegisteredShopUnknown,
  TitleUnknown,
} from './customers.problems';
import { CustomersQueries } from './customers.queries';
import { CustomersService } from './customers.service';
import { CustomersPageView, CustomerView } from './customers.views';

@ApiTags('customers')
@Controller('customers')
export class CustomersController {
  constructor(
    private readonly creation: CustomerCreation,
    private readonly customers: CustomersService,
    private readonly queries: CustomersQueries,
  ) {}

  /** Lists and searches customers. Closed ones are left out unless asked for. */
  @Get()
  @Allow({ employee: 'customers:read' })
  @Concerns('listed')
  @Problems([TooBusy])
  @ApiOkResponse({ type: CustomersPageView })
  list(@Caller() caller: Principal, @Query() query: ListCustomersQuery): Promise<RawJson<CustomersPageView>> {
    return this.queries.list(caller, query);
  }

  /** Reads a customer with its addresses, contacts and groups. One that was merged answers with where the other is. */
  @Get(':id')
  @Allow({ employee: 'customers:read' })
  @Concerns(aCustomer())
  @Problems([CustomerNotFound, CustomerMoved])
  @ApiOkResponse({ type: CustomerView })
  get(@Caller() caller: Principal, @Param() { id }: IdParam): Promise<RawJson<CustomerView>> {
    return this.queries.get(caller, id);
  }

  /**
   * Creates a customer and its first contact, which may do everything for it; without a password it is invited by mail.
   * Who sees only the customers of the own sales teams makes one of theirs.
   */
  @Post()
  @Allow({ employee: 'customers:write' })
  @Concerns('nobody')
  @Problems([
    ...[EmailTaken, ExternalReferenceTaken, TitleUnknown, B2bModeOff, PasswordTooWeak, TooBusy],
    ...[GroupUnknown, RegisteredShopUnknown, SalesTeamFull],
  ])
  @ApiCreatedResponse({ type: CustomerView })
  create(
    @Once() once: Once,
    @Caller() caller: Principal,
    @Body() body: CreateCustomerBody,
  ): Promise<RawJson<CustomerView>> {
    return this.creation.create(once, caller, body);
  }

  /** Changes a customer; switches it, its newsletter or its partner offers on or off. */
  @Patch(':id')
  @Allow({ employee: 'customers:write' })
  @Concerns(aCustomer())
  @Problems([CustomerNotFound, CustomerClosed, EmailTaken, ExternalReferenceTaken, TitleUnknown, B2bModeOff])
  @ApiOkResponse({ type: CustomerView })
  edit(
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
    @IfMatch() version: number,
    @Body() body: EditCustomerBody,
  ): Promise<RawJson<CustomerView>> {
    return this.customers.edit(caller, id, version, body);
  }
}
