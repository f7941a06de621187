import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { IfMatch, Problems, type RawJson } from '@clientele/http';
import { Concerns } from '@clientele/sight';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Database } from '@clientele/database';
import { aContact } from '../contacts/contact.subject';
import { aCustomer } from '../customers/customer.subject';
import { ContactNotFound } from '../contacts/contacts.problems';
import { CustomerClosed, CustomerNotFound } from '../customers/customers.problems';
import { PurchaseLimitNotValid } from '../purchase-limits/purchase-limits.problems';
import { EditLinkBody, LinkParam, PutLinkBody } from './links.bodies';
import { LastAdministrator, LinkNotFound, ProfileUnknown } from './links.problems';
import { readLink } from './links.queries';
import { LinksService } from './links.service';
import { LinkView } from './links.views';

@ApiTags('contacts')
@Controller('contacts/:id/links/:customerId')
export class LinksController {
  constructor(
    private readonly links: LinksService,
    private readonly db: Database,
  ) {}

  /** Reads what a contact may do for a customer. */
  @Get()
  @Allow({ employee: 'customers:read' })
  @Concerns(aCustomer('customerId'))
  @Problems([LinkNotFound])
  @ApiOkResponse({ type: LinkView })
  get(@Caller() { shopId }: Principal, @Param() link: LinkParam): Promise<RawJson<LinkView>> {
    return readLink(this.db, shopId, link);
  }

  /** Lets a contact act for a customer, or replaces what it may do for it. */
  @Put()
  @Allow({ employee: 'customers:write' })
  @Concerns([aContact(), aCustomer('customerId')])
  @Problems([
    ContactNotFound,
    CustomerNotFound,
    CustomerClosed,
    ProfileUnknown,
    LastAdministrator,
    PurchaseLimitNotValid,
  ])
  @ApiOkResponse({ type: LinkView })
  put(
    @Caller() caller: Principal,
    @Param() link: LinkParam,
    @Body() body: PutLinkBody,
  ): Promise<RawJson<LinkView>> {
    return this.links.put(caller, link, body);
  }

  /** Changes the profile or the purchase limit of a contact for a customer. */
  @Patch()
  @Allow({ employee: 'customers:write' })
  @Concerns(aCustomer('customerId'))
  @Problems([CustomerNotFound, LinkNotFound, ProfileUnknown, LastAdministrator, PurchaseLimitNotValid])
  @ApiOkResponse({ type: LinkView })
  edit(
    @Caller() caller: Principal,
    @Param() link: LinkParam,
    @IfMatch() version: number,
    @Body() body: EditLinkBody,
  ): Promise<RawJson<LinkView>> {
    return this.links.edit(caller, link, version, body);
  }

  /** Ends that a contact acts for a customer: at once for orders, and its session for the customer. */
  @Delete()
  @HttpCode(204)
  @Allow({ employee: 'customers:write' })
  @Concerns(aCustomer('customerId'))
  @Problems([CustomerNotFound, LinkNotFound, LastAdministrator])
  remove(@Caller() caller: Principal, @Param() link: LinkParam): Promise<void> {
    return this.links.remove(caller, link);
  }
}
