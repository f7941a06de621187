import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { IdParam, IfMatch, Once, Problems, type RawJson } from '@clientele/http';
import { Concerns } from '@clientele/sight';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { aCustomer } from '../customers/customer.subject';
import { anAddress } from './address.subject';
import { CustomerClosed, CustomerNotFound } from '../customers/customers.problems';
import { CreateAddressBody, EditAddressBody, ListAddressesQuery } from './addresses.bodies';
import { AddressNotFound } from './addresses.problems';
import { AddressesQueries } from './addresses.queries';
import { AddressesService } from './addresses.service';
import { AddressesPageView, AddressView } from './addresses.views';

@ApiTags('addresses')
@Controller()
export class AddressesController {
  constructor(
    private readonly addresses: AddressesService,
    private readonly queries: AddressesQueries,
  ) {}

  /** Lists addresses: all of the shop for employees, those of the own customer for contacts. */
  @Get('addresses')
  @Allow({ employee: 'customers:read', contact: 'addresses:manage' })
  @Concerns('listed')
  @ApiOkResponse({ type: AddressesPageView })
  list(@Caller() caller: Principal, @Query() query: ListAddressesQuery): Promise<RawJson<AddressesPageView>> {
    return this.queries.list(caller, query);
  }

  /** Reads an address. */
  @Get('addresses/:id')
  @Allow({ employee: 'customers:read', contact: 'addresses:manage' })
  @Concerns(anAddress())
  @Problems([AddressNotFound])
  @ApiOkResponse({ type: AddressView })
  get(@Caller() caller: Principal, @Param() { id }: IdParam): Promise<RawJson<AddressView>> {
    return this.queries.get(caller, id);
  }

  /** Adds an address to a customer. */
  @Post('customers/:id/addresses')
  @Allow({ employee: 'customers:write', contact: 'addresses:manage' })
  @Concerns(aCustomer())
  @Problems([CustomerNotFound, CustomerClosed])
  @ApiCreatedResponse({ type: AddressView })
  create(
    @Once() once: Once,
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
    @Body() body: CreateAddressBody,
  ): Promise<RawJson<AddressView>> {
    return this.addresses.create(once, caller, id, body);
  }

  /** Changes an address. No order refers to it. */
  @Patch('addresses/:id')
  @Allow({ employee: 'customers:write', contact: 'addresses:manage' })
  @Concerns(anAddress())
  @Problems([AddressNotFound])
  @ApiOkResponse({ type: AddressView })
  edit(
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
    @IfMatch() version: number,
    @Body() body: EditAddressBody,
  ): Promise<RawJson<AddressView>> {
    return this.addresses.edit(caller, id, version, body);
  }

  /** Deletes an address. No order refers to it. */
  @Delete('addresses/:id')
  @HttpCode(204)
  @Allow({ employee: 'customers:write', contact: 'addresses:manage' })
  @Concerns(anAddress())
  @Problems([AddressNotFound])
  remove(@Caller() caller: Principal, @Param() { id }: IdParam): Promise<void> {
    return this.addresses.remove(caller, id);
  }
}
