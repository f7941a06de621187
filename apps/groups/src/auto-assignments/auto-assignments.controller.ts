import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { IdParam, IfMatch, Once, Problems, type RawJson } from '@clientele/http';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { GroupUnknown } from '../groups/groups.problems';
import {
  CreateAutoAssignmentBody,
  EditAutoAssignmentBody,
  EditSettingsBody,
  ListAutoAssignmentsQuery,
} from './auto-assignments.bodies';
import { AutoAssignmentNotFound, DefaultGroupNotGiven } from './auto-assignments.problems';
import { AutoAssignmentsQueries } from './auto-assignments.queries';
import { AutoAssignmentsService } from './auto-assignments.service';
import {
  AutoAssignmentSettingsView,
  AutoAssignmentsPageView,
  AutoAssignmentView,
} from './auto-assignments.views';

@ApiTags('auto-assignments')
@Controller('auto-assignments')
export class AutoAssignmentsController {
  constructor(
    private readonly rules: AutoAssignmentsService,
    private readonly queries: AutoAssignmentsQueries,
  ) {}

  /** Lists the rules by which buying puts customers into groups. */
  @Get()
  @Allow({ employee: 'auto-assignments:read' })
  @ApiOkResponse({ type: AutoAssignmentsPageView })
  list(
    @Caller() caller: Principal,
    @Query() query: ListAutoAssignmentsQuery,
  ): Promise<RawJson<AutoAssignmentsPageView>> {
    return this.queries.list(caller, query);
  }

  /** Tells whether automatic assignment is on. */
  @Get('settings')
  @Allow({ employee: 'auto-assignments:read' })
  settings(@Caller() caller: Principal): Promise<AutoAssignmentSettingsView> {
    return this.queries.settings(caller);
  }

  /** Switches all rules on or off. */
  @Patch('settings')
  @Allow({ employee: 'auto-assignments:write' })
  switch(
    @Caller() caller: Principal,
    @Body() { enabled }: EditSettingsBody,
  ): Promise<AutoAssignmentSettingsView> {
    return this.rules.switch(caller, enabled);
  }

  /** Reads a rule. */
  @Get(':id')
  @Allow({ employee: 'auto-assignments:read' })
  @Problems([AutoAssignmentNotFound])
  @ApiOkResponse({ type: AutoAssignmentView })
  get(@Caller() caller: Principal, @Param() { id }: IdParam): Promise<RawJson<AutoAssignmentView>> {
    return this.queries.get(caller, id);
  }

  /** Creates a rule. Who buys the product, or of the category, or for the amount, joins the groups once that is paid. */
  @Post()
  @Allow({ employee: 'auto-assignments:write' })
  @Problems([GroupUnknown, DefaultGroupNotGiven])
  create(
    @Once() once: Once,
    @Caller() caller: Principal,
    @Body() body: CreateAutoAssignmentBody,
  ): Promise<AutoAssignmentView> {
    return this.rules.create(once, caller, body);
  }

  /** Changes a rule, for payments from now on. */
  @Patch(':id')
  @Allow({ employee: 'auto-assignments:write' })
  @Problems([AutoAssignmentNotFound, GroupUnknown, DefaultGroupNotGiven])
  edit(
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
    @IfMatch() version: number,
    @Body() body: EditAutoAssignmentBody,
  ): Promise<AutoAssignmentView> {
    return this.rules.edit(caller, id, version, body);
  }

  /** Deletes a rule. What it gave stays. */
  @Delete(':id')
  @HttpCode(204)
  @Allow({ employee: 'auto-assignments:write' })
  @Problems([AutoAssignmentNotFound])
  delete(@Caller() caller: Principal, @Param() { id }: IdParam): Promise<void> {
    return this.rules.delete(caller, id);
  }
}
