import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { IdParam, ListQuery, Once, Problems, type RawJson } from '@clientele/http';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  ListResponsibilitiesQuery,
  ResponsibilitiesBody,
  ResponsibilityParam,
  TeamMemberParam,
  TeamMembersBody,
} from './sales-teams.bodies';
import {
  SalesTeamFull,
  SalesTeamNotFound,
  SalesTeamPartNotFound,
  SalesTeamPartUnknown,
} from './sales-teams.problems';
import { SalesTeamsQueries } from './sales-teams.queries';
import { ResponsibilitiesPageView, SalesTeamView, TeamMembersPageView } from './sales-teams.views';
import { TeamParts } from './team-parts.service';

@ApiTags('sales-teams')
@Controller('sales-teams/:id')
export class TeamPartsController {
  constructor(
    private readonly queries: SalesTeamsQueries,
    private readonly parts: TeamParts,
  ) {}

  /** Lists the members of a sales team. */
  @Get('members')
  @Allow({ employee: 'sales-teams:read' })
  @Problems([SalesTeamNotFound])
  @ApiOkResponse({ type: TeamMembersPageView })
  members(
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
    @Query() query: ListQuery,
  ): Promise<RawJson<TeamMembersPageView>> {
    return this.queries.members(caller, id, query);
  }

  /** Makes employees members, as far as they are not. */
  @Post('members')
  @HttpCode(200)
  @Allow({ employee: 'sales-teams:write', seesAll: true })
  @Problems([SalesTeamNotFound, SalesTeamPartUnknown, SalesTeamFull])
  @ApiOkResponse({ type: SalesTeamView })
  addMembers(
    @Once() once: Once,
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
    @Body() { employeeIds }: TeamMembersBody,
  ): Promise<RawJson<SalesTeamView>> {
    return this.parts.addMembers(once, caller, id, employeeIds);
  }

  /** Takes members out, as far as they are some. */
  @Post('members/removals')
  @HttpCode(200)
  @Allow({ employee: 'sales-teams:write', seesAll: true })
  @Problems([SalesTeamNotFound])
  @ApiOkResponse({ type: SalesTeamView })
  removeMembers(
    @Once() once: Once,
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
    @Body() { employeeIds }: TeamMembersBody,
  ): Promise<RawJson<SalesTeamView>> {
    return this.parts.removeMembers(once, caller, id, employeeIds);
  }

  /** Takes a member out. */
  @Delete('members/:employeeId')
  @HttpCode(204)
  @Allow({ employee: 'sales-teams:write', seesAll: true })
  @Problems([SalesTeamNotFound, SalesTeamPartNotFound])
  removeMember(@Caller() caller: Principal, @Param() { id, employeeId }: TeamMemberParam): Promise<void> {
    return this.parts.removeMember(caller, id, employeeId);
  }

  /** Lists what a sales team is responsible for. */
  @Get('responsibilities')
  @Allow({ employee: 'sales-teams:read' })
  @Problems([SalesTeamNotFound])
  @ApiOkResponse({ type: ResponsibilitiesPageView })
  responsibilities(
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
    @Query() query: ListResponsibilitiesQuery,
  ): Promise<RawJson<ResponsibilitiesPageView>> {
    return this.queries.responsibilities(caller, id, query);
  }

  /**
   * Makes a team responsible for customers, groups, segments or shops, as far as it is not. Members see the customers within
   * seconds, of a shop that shares customers those who registered there; a main shop stands for all, seen with the next token.
   */
  @Post('responsibilities')
  @HttpCode(200)
  @Allow({ employee: 'sales-teams:write', seesAll: true })
  @Problems([SalesTeamNotFound, SalesTeamPartUnknown, SalesTeamFull])
  @ApiOkResponse({ type: SalesTeamView })
  addResponsibilities(
    @Once() once: Once,
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
    @Body() { items }: ResponsibilitiesBody,
  ): Promise<RawJson<SalesTeamView>> {
    return this.parts.addResponsibilities(once, caller, id, items);
  }

  /** Takes responsibilities away, as far as the team has them. */
  @Post('responsibilities/removals')
  @HttpCode(200)
  @Allow({ employee: 'sales-teams:write', seesAll: true })
  @Problems([SalesTeamNotFound])
  @ApiOkResponse({ type: SalesTeamView })
  removeResponsibilities(
    @Once() once: Once,
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
    @Body() { items }: ResponsibilitiesBody,
  ): Promise<RawJson<SalesTeamView>> {
    return this.parts.removeResponsibilities(once, caller, id, items);
  }

  /** Takes a responsibility away. */
  @Delete('responsibilities/:kind/:targetId')
  @HttpCode(204)
  @Allow({ employee: 'sales-teams:write', seesAll: true })
  @Problems([SalesTeamNotFound, SalesTeamPartNotFound])
  removeResponsibility(
    @Caller() caller: Principal,
    @Param() { id, kind, targetId }: ResponsibilityParam,
  ): Promise<void> {
    return this.parts.removeResponsibility(caller, id, { kind, id: targetId });
  }
}
