import { Unrecorded } from '@clientele/audit';
import { Allow, AtShop, Caller, Public } from '@clientele/auth';
import type { Place, Principal } from '@clientele/contracts';
import { IfMatch, Once, Problems, type RawJson, Strict, TooBusy } from '@clientele/http';
import { Concerns } from '@clientele/sight';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { aCustomer } from '../customers/customer.subject';
import { aPage } from './page.subject';
import { CustomerNotFound } from '../customers/customers.problems';
import { GroupUnknown } from '../owners/owners.problems';
import { PageEntranceService } from './page-entrance.service';
import {
  CreatePageBody,
  EditPageBody,
  EnterPageBody,
  ListPagesQuery,
  PageAddressParam,
} from './pages.bodies';
import {
  PageAddressTaken,
  PageCodeNeeded,
  PageCodesDelayed,
  PageCodeWrong,
  PageNotFound,
  PageValidityWrong,
} from './pages.problems';
import { PagesQueries } from './pages.queries';
import { PagesService } from './pages.service';
import { EnteredPageView, PagesPageView, PageView } from './pages.views';

@ApiTags('pages')
@Controller('pages')
export class PagesController {
  constructor(
    private readonly pages: PagesService,
    private readonly queries: PagesQueries,
    private readonly entrance: PageEntranceService,
  ) {}

  /** Enters a page: gives its looks, and a visitor's token with which prices are those of its customer or group. */
  @Get(':address')
  @Public('token-ignored')
  @Strict({ max: 600, seconds: 60 })
  @Problems([PageNotFound, PageCodeNeeded])
  @ApiOkResponse({ type: EnteredPageView })
  enter(@AtShop() place: Place, @Param() { address }: PageAddressParam): Promise<EnteredPageView> {
    return this.entrance.enter(place, address);
  }

  /** Enters a page by its access code. */
  @Post(':address/visits')
  @HttpCode(200)
  @Public('token-ignored')
  @Strict({ max: 20, seconds: 60 })
  @Unrecorded('Nothing is kept of somebody who has not logged in.')
  @Problems([PageNotFound, PageCodeWrong, PageCodesDelayed, TooBusy])
  @ApiOkResponse({ type: EnteredPageView })
  enterWith(
    @AtShop() place: Place,
    @Param() { address }: PageAddressParam,
    @Body() { accessCode }: EnterPageBody,
  ): Promise<EnteredPageView> {
    return this.entrance.enterWith(place, address, accessCode);
  }

  /** Lists pages. */
  @Get()
  @Allow({ employee: 'customers:read' })
  @Concerns('listed')
  @ApiOkResponse({ type: PagesPageView })
  list(@Caller() caller: Principal, @Query() query: ListPagesQuery): Promise<RawJson<PagesPageView>> {
    return this.queries.list(caller, query);
  }

  /** Reads how a page is set up. */
  @Get(':address/settings')
  @Allow({ employee: 'customers:read' })
  @Concerns(aPage('address'))
  @Problems([PageNotFound])
  @ApiOkResponse({ type: PageView })
  get(@Caller() caller: Principal, @Param() { address }: PageAddressParam): Promise<RawJson<PageView>> {
    return this.queries.get(caller, address);
  }

  /** Creates a page of a customer or a group. */
  @Post()
  @Allow({ employee: 'customers:write' })
  @Concerns(aCustomer('customerId'))
  @Problems([PageAddressTaken, PageValidityWrong, CustomerNotFound, GroupUnknown, TooBusy])
  @ApiCreatedResponse({ type: PageView })
  create(
    @Once() once: Once,
    @Caller() caller: Principal,
    @Body() body: CreatePageBody,
  ): Promise<RawJson<PageView>> {
    return this.pages.create(once, caller, body);
  }

  /** Changes a page. */
  @Patch(':address')
  @Allow({ employee: 'customers:write' })
  @Concerns(aPage('address'))
  @Problems([PageNotFound, PageAddressTaken, PageValidityWrong, TooBusy])
  @ApiOkResponse({ type: PageView })
  edit(
    @Caller() caller: Principal,
    @Param() { address }: PageAddressParam,
    @IfMatch() version: number,
    @Body() body: EditPageBody,
  ): Promise<RawJson<PageView>> {
    return this.pages.edit(caller, address, version, body);
  }

  /** Deletes a page. Tokens given by it are good for what is left of their day. */
  @Delete(':address')
  @HttpCode(204)
  @Allow({ employee: 'customers:write' })
  @Concerns(aPage('address'))
  @Problems([PageNotFound])
  remove(@Caller() caller: Principal, @Param() { address }: PageAddressParam): Promise<void> {
    return this.pages.remove(caller, address);
  }
}
