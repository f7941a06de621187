import { Allow, AtShop, Caller, OptionalCaller, Public } from '@clientele/auth';
import type { Place, Principal } from '@clientele/contracts';
import { IdParam, IfMatch, Once, Problems, type RawJson } from '@clientele/http';
import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CreateInboxBody, EditInboxBody, ListInboxesQuery } from './inboxes.bodies';
import { InboxNotFound } from './inboxes.problems';
import { InboxesQueries } from './inboxes.queries';
import { InboxesService } from './inboxes.service';
import { InboxesPageView, InboxView } from './inboxes.views';

@ApiTags('inboxes')
@Controller('inboxes')
export class InboxesController {
  constructor(
    private readonly inboxes: InboxesService,
    private readonly queries: InboxesQueries,
  ) {}

  /** Lists the inboxes that can be written to. Employees with `inboxes:read` get all of them, with all they have. */
  @Get()
  @Public()
  @ApiOkResponse({ type: InboxesPageView })
  list(
    @OptionalCaller() caller: Principal | undefined,
    @AtShop() place: Place,
    @Query() query: ListInboxesQuery,
  ): Promise<RawJson<InboxesPageView>> {
    return this.queries.list(caller, place, query);
  }

  /** Reads an inbox. */
  @Get(':id')
  @Allow({ employee: 'inboxes:read' })
  @Problems([InboxNotFound])
  @ApiOkResponse({ type: InboxView })
  get(@Caller() caller: Principal, @Param() { id }: IdParam): Promise<RawJson<InboxView>> {
    return this.queries.get(caller, id);
  }

  /** Creates an inbox. */
  @Post()
  @Allow({ employee: 'inboxes:write' })
  create(@Once() once: Once, @Caller() caller: Principal, @Body() body: CreateInboxBody): Promise<InboxView> {
    return this.inboxes.create(once, caller, body);
  }

  /** Changes an inbox. What was written to it before stays as it is. */
  @Patch(':id')
  @Allow({ employee: 'inboxes:write' })
  @Problems([InboxNotFound])
  edit(
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
    @IfMatch() version: number,
    @Body() body: EditInboxBody,
  ): Promise<InboxView> {
    return this.inboxes.edit(caller, id, version, body);
  }
}
