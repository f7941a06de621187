import { Allow, Caller, ShopUnknown } from '@clientele/auth';
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
  GroupBeingDeleted,
  GroupNotFound,
  GroupReferencesUnknown,
  GroupReferredTo,
  GroupUnknown,
  ReplacementNeeded,
  RoleGroupCountsEverywhere,
  RoleGroupNeeded,
} from './groups.problems';
import { GroupDeletions } from './group-deletion.service';
import { GroupReferences } from './group-references.service';
import { GroupsQueries } from './groups.queries';
import { GroupsService } from './groups.service';
import { GroupDeletionView, GroupsPageView, GroupView } from './groups.views';

@ApiTags('groups')
@Controller('groups')
export class GroupsController {
  constructor(
    private readonly groups: GroupsService,
    private readonly queries: GroupsQueries,
    private readonly deletions: GroupDeletions,
    private readonly references: GroupReferences,
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
  @Problems([ExternalReferenceTaken, ShopUnknown])
  create(@Once() once: Once, @Caller() caller: Principal, @Body() body: CreateGroupBody): Promise<GroupView> {
    return this.groups.create(once, caller, body);
  }

  /** Changes a group. Prices of its members follow at once. */
  @Patch(':id')
  @Allow({ employee: 'groups:write' })
  @Problems([
    GroupNotFound,
    GroupBeingDeleted,
    ExternalReferenceTaken,
    RoleGroupCountsEverywhere,
    ShopUnknown,
  ])
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
  @Problems([GroupNotFound, GroupBeingDeleted])
  showPrices(
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
    @Body() { showPrices }: ShowPricesBody,
  ): Promise<GroupView> {
    return this.groups.showPrices(caller, id, showPrices);
  }

  /** Tells what deleting a group would concern; who does not answer in time is named. */
  @Get(':id/deletion')
  @Allow({ employee: 'groups:read' })
  @Problems([GroupNotFound])
  previewDeletion(@Caller() caller: Principal, @Param() { id }: IdParam): Promise<GroupDeletionView> {
    return this.references.preview(caller, id);
  }

  /**
   * Deletes a group. It is gone at once for prices, rules and whoever would join. Its members leave it within moments, a
   * million within minutes; where it was the default, the replacement becomes it. The group is shown as `deleting` until then.
   */
  @Delete(':id')
  @HttpCode(202)
  @Allow({ employee: 'groups:write' })
  @Problems([
    GroupNotFound,
    GroupUnknown,
    ReplacementNeeded,
    RoleGroupNeeded,
    GroupReferredTo,
    GroupReferencesUnknown,
    GroupBeingDeleted,
  ])
  delete(
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
    @Query() query: DeleteGroupQuery,
  ): Promise<void> {
    return this.deletions.delete(caller, id, query);
  }
}
