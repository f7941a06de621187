import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { IdParam, IfMatch, Once, Problems, type RawJson } from '@clientele/http';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  CreateGroupBody,
  DeleteGroupQuery,
  EditGroupBody,
  ListGroupsQuery,
  ShowPricesBody,
} from './groups.bodies';
import {
  ExternalReferenceTaken,
  GroupNotFound,
  GroupReferredTo,
  GroupUnknown,
  RoleGroupNeeded,
} from './groups.problems';
import { GroupDeletion } from './group-deletion.service';
import { GroupsQueries } from './groups.queries';
import { GroupsService } from './groups.service';
import { GroupsPageView, GroupView } from './groups.views';

@ApiTags('groups')
@Controller('groups')
export class GroupsController {
  constructor(
    private readonly groups: GroupsService,
    private readonly queries: GroupsQueries,
    private readonly deletion: GroupDeletion,
  ) {}

  /** Lists groups. */
  @Get()
  @Allow({ employee: 'groups:read' })
  @ApiOkResponse({ type: GroupsPageView })
  list(@Caller() caller: Principal, @Query() query: ListGroupsQuery): Promise<RawJson<GroupsPageView>> {
    return this.queries.list(caller, query);
  }

  /** Reads a group. */
  @Get(':id')
  @Allow({ employee: 'groups:read' })
  @Problems([GroupNotFound])
  @ApiOkResponse({ type: GroupView })
  get(@Caller() caller: Principal, @Param() { id }: IdParam): Promise<RawJson<GroupView>> {
    return this.queries.get(caller, id);
  }

  /** Creates a group. */
  @Post()
  @Allow({ employee: 'groups:write' })
  @Problems([ExternalReferenceTaken])
  create(@Once() once: Once, @Caller() caller: Principal, @Body() body: CreateGroupBody): Promise<GroupView> {
    return this.groups.create(once, caller, body);
  }

  /** Changes a group. Prices of its members follow at once. */
  @Patch(':id')
  @Allow({ employee: 'groups:write' })
  @Problems([GroupNotFound, ExternalReferenceTaken])
  edit(
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
    @IfMatch() version: number,
    @Body() body: EditGroupBody,
  ): Promise<GroupView> {
    return this.groups.edit(caller, id, version, body);
  }

  /** Shows prices to a group, or hides them, whatever else was changed meanwhile. */
  @Put(':id/show-prices')
  @Allow({ employee: 'groups:write' })
  @Problems([GroupNotFound])
  showPrices(
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
    @Body() { showPrices }: ShowPricesBody,
  ): Promise<GroupView> {
    return this.groups.showPrices(caller, id, showPrices);
  }

  /**
   * Deletes a group. Its members leave it; where it was the default, the replacement becomes it.
   * Rules that give the group are in the way unless `force` is set.
   */
  @Delete(':id')
  @HttpCode(204)
  @Allow({ employee: 'groups:write' })
  @Problems([GroupNotFound, GroupUnknown, RoleGroupNeeded, GroupReferredTo])
  delete(
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
    @Query() query: DeleteGroupQuery,
  ): Promise<void> {
    return this.deletion.delete(caller, id, query);
  }
}
