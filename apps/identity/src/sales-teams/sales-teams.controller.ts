import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { IdParam, IfMatch, Once, Problems, type RawJson } from '@clientele/http';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CreateSalesTeamBody, EditSalesTeamBody, ListSalesTeamsQuery } from './sales-teams.bodies';
import { SalesTeamNameTaken, SalesTeamNotFound } from './sales-teams.problems';
import { SalesTeamsQueries } from './sales-teams.queries';
import { SalesTeamsService } from './sales-teams.service';
import { SalesTeamsPageView, SalesTeamView } from './sales-teams.views';

@ApiTags('sales-teams')
@Controller('sales-teams')
export class SalesTeamsController {
  constructor(
    private readonly queries: SalesTeamsQueries,
    private readonly teams: SalesTeamsService,
  ) {}

  /** Lists sales teams; members who do not see all see their own. */
  @Get()
  @Allow({ employee: 'sales-teams:read' })
  @ApiOkResponse({ type: SalesTeamsPageView })
  list(
    @Caller() caller: Principal,
    @Query() query: ListSalesTeamsQuery,
  ): Promise<RawJson<SalesTeamsPageView>> {
    return this.queries.list(caller, query);
  }

  /** Reads a sales team. */
  @Get(':id')
  @Allow({ employee: 'sales-teams:read' })
  @Problems([SalesTeamNotFound])
  @ApiOkResponse({ type: SalesTeamView })
  get(@Caller() caller: Principal, @Param() { id }: IdParam): Promise<RawJson<SalesTeamView>> {
    return this.queries.get(caller, id);
  }

  /** Makes a sales team, without members and responsibilities at first. */
  @Post()
  @Allow({ employee: 'sales-teams:write', seesAll: true })
  @Problems([SalesTeamNameTaken])
  @ApiCreatedResponse({ type: SalesTeamView })
  create(
    @Once() once: Once,
    @Caller() caller: Principal,
    @Body() body: CreateSalesTeamBody,
  ): Promise<RawJson<SalesTeamView>> {
    return this.teams.create(once, caller, body);
  }

  /** Renames a sales team. */
  @Patch(':id')
  @Allow({ employee: 'sales-teams:write', seesAll: true })
  @Problems([SalesTeamNotFound, SalesTeamNameTaken])
  @ApiOkResponse({ type: SalesTeamView })
  edit(
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
    @IfMatch() version: number,
    @Body() body: EditSalesTeamBody,
  ): Promise<RawJson<SalesTeamView>> {
    return this.teams.edit(caller, id, version, body);
  }

  /** Deletes a sales team; its members lose sight of its customers. */
  @Delete(':id')
  @HttpCode(204)
  @Allow({ employee: 'sales-teams:write', seesAll: true })
  @Problems([SalesTeamNotFound])
  remove(@Caller() caller: Principal, @Param() { id }: IdParam): Promise<void> {
    return this.teams.remove(caller, id);
  }
}
