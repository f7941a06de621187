import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { IdParam, IfMatch, Once, Problems, type RawJson, TooBusy } from '@clientele/http';
import { Concerns } from '@clientele/sight';
import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { aContact, aContactOfSeen } from './contact.subject';
import { aCustomer } from '../customers/customer.subject';
import { CustomerClosed, CustomerNotFound, EmailTaken, TitleUnknown } from '../customers/customers.problems';
import { ProfileUnknown } from '../links/links.problems';
import { PasswordTooWeak } from '../passwords/passwords.problems';
import { PurchaseLimitNotValid } from '../purchase-limits/purchase-limits.problems';
import { ContactCreation } from './contact-creation.service';
import { CreateContactBody, EditContactBody, ListContactsQuery } from './contacts.bodies';
import { ContactHasPassword, ContactNotFound, ContactShared } from './contacts.problems';
import { ContactsQueries } from './contacts.queries';
import { ContactsService } from './contacts.service';
import { ContactsPageView, ContactView } from './contacts.views';

@ApiTags('contacts')
@Controller('contacts')
export class ContactsController {
  constructor(
    private readonly contacts: ContactsService,
    private readonly creation: ContactCreation,
    private readonly queries: ContactsQueries,
  ) {}

  /** Lists contacts. */
  @Get()
  @Allow({ employee: 'customers:read' })
  @Concerns('listed')
  @ApiOkResponse({ type: ContactsPageView })
  list(@Caller() caller: Principal, @Query() query: ListContactsQuery): Promise<RawJson<ContactsPageView>> {
    return this.queries.list(caller, query);
  }

  /** Reads a contact, with whom it acts for. */
  @Get(':id')
  @Allow({ employee: 'customers:read' })
  @Concerns(aContact())
  @Problems([ContactNotFound])
  @ApiOkResponse({ type: ContactView })
  get(@Caller() caller: Principal, @Param() { id }: IdParam): Promise<RawJson<ContactView>> {
    return this.queries.get(caller, id);
  }

  /** Creates a contact, acting for any number of customers. */
  @Post()
  @Allow({ employee: 'customers:write' })
  @Concerns(aCustomer('links.customerId'))
  @Problems([
    CustomerNotFound,
    CustomerClosed,
    EmailTaken,
    TitleUnknown,
    ProfileUnknown,
    PurchaseLimitNotValid,
    PasswordTooWeak,
    TooBusy,
  ])
  @ApiCreatedResponse({ type: ContactView })
  create(
    @Once() once: Once,
    @Caller() caller: Principal,
    @Body() body: CreateContactBody,
  ): Promise<RawJson<ContactView>> {
    return this.creation.create(once, caller, body);
  }

  /** Changes a contact, or switches it on or off. Whom it acts for is changed by its links. */
  @Patch(':id')
  @Allow({ employee: 'customers:write' })
  @Concerns([aContact(), aContactOfSeen()])
  @Problems([ContactNotFound, ContactShared, EmailTaken, TitleUnknown])
  @ApiOkResponse({ type: ContactView })
  edit(
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
    @IfMatch() version: number,
    @Body() body: EditContactBody,
  ): Promise<RawJson<ContactView>> {
    return this.contacts.edit(caller, id, version, body);
  }

  /** Has a link mailed to a contact without a password, with which it sets one. */
  @Post(':id/invitations')
  @HttpCode(202)
  @Allow({ employee: 'customers:write' })
  @Concerns(aContact())
  @Problems([ContactNotFound, ContactHasPassword])
  invite(
    @Once({ keyRequired: true }) once: Once,
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
  ): Promise<void> {
    return this.creation.invite(once, caller, id);
  }
}
