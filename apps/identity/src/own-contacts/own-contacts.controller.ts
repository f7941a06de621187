import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { IdParam, IfMatch, ListQuery, Once, Problems, type RawJson } from '@clientele/http';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ContactNotFound, ContactShared } from '../contacts/contacts.problems';
import { CustomerClosed, CustomerNotFound, EmailTaken, TitleUnknown } from '../customers/customers.problems';
import { AboveOwnPosition, LastAdministrator, OwnLimit, ProfileUnknown } from '../links/links.problems';
import { PurchaseLimitNotValid } from '../purchase-limits/purchase-limits.problems';
import { AddOwnContactBody, EditOwnContactBody } from './own-contacts.bodies';
import { OwnContactsQueries } from './own-contacts.queries';
import { OwnContactsService } from './own-contacts.service';
import { OwnContactsPageView, OwnContactView } from './own-contacts.views';

@ApiTags('me')
@Controller('me/contacts')
export class OwnContactsController {
  constructor(
    private readonly contacts: OwnContactsService,
    private readonly queries: OwnContactsQueries,
  ) {}

  /** Lists who acts for the own customer, the highest profiles first. */
  @Get()
  @Allow({ contact: 'contacts:manage' })
  @ApiOkResponse({ type: OwnContactsPageView })
  list(@Caller() caller: Principal, @Query() query: ListQuery): Promise<RawJson<OwnContactsPageView>> {
    return this.queries.list(caller, query);
  }

  /** Reads a contact that acts for the own customer. */
  @Get(':id')
  @Allow({ contact: 'contacts:manage' })
  @Problems([ContactNotFound])
  @ApiOkResponse({ type: OwnContactView })
  get(@Caller() caller: Principal, @Param() { id }: IdParam): Promise<RawJson<OwnContactView>> {
    return this.queries.get(caller, id);
  }

  /** Adds a contact to the own customer, at or below the own position; it is invited by mail. */
  @Post()
  @Allow({ contact: 'contacts:manage' })
  @Problems([
    CustomerClosed,
    CustomerNotFound,
    EmailTaken,
    TitleUnknown,
    ProfileUnknown,
    PurchaseLimitNotValid,
    AboveOwnPosition,
  ])
  @ApiCreatedResponse({ type: OwnContactView })
  add(
    @Once() once: Once,
    @Caller() caller: Principal,
    @Body() body: AddOwnContactBody,
  ): Promise<RawJson<OwnContactView>> {
    return this.contacts.add(once, caller, body);
  }

  /** Changes a contact of the own customer, at or below the own position. */
  @Patch(':id')
  @Allow({ contact: 'contacts:manage' })
  @Problems([
    CustomerNotFound,
    ContactNotFound,
    ContactShared,
    TitleUnknown,
    ProfileUnknown,
    PurchaseLimitNotValid,
    AboveOwnPosition,
    OwnLimit,
    LastAdministrator,
  ])
  @ApiOkResponse({ type: OwnContactView })
  edit(
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
    @IfMatch() version: number,
    @Body() body: EditOwnContactBody,
  ): Promise<RawJson<OwnContactView>> {
    return this.contacts.edit(caller, id, version, body);
  }

  /** Ends that a contact acts for the own customer. The contact itself stays, as it may act for others. */
  @Delete(':id')
  @HttpCode(204)
  @Allow({ contact: 'contacts:manage' })
  @Problems([CustomerNotFound, ContactNotFound, AboveOwnPosition, LastAdministrator])
  remove(@Caller() caller: Principal, @Param() { id }: IdParam): Promise<void> {
    return this.contacts.remove(caller, id);
  }
}
