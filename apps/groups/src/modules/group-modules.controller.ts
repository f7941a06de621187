import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { IdParam, IfMatch, Problems, type RawJson } from '@clientele/http';
import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { GroupBeingDeleted, GroupNotFound } from '../groups/groups.problems';
import { GroupModules } from './group-modules.service';
import { PutGroupModulesBody } from './modules.bodies';
import { ModuleUnknown } from './modules.problems';
import { ModulesQueries } from './modules.queries';
import { GroupModulesView } from './modules.views';

@ApiTags('modules')
@Controller('groups')
export class GroupModulesController {
  constructor(
    private readonly modules: GroupModules,
    private readonly queries: ModulesQueries,
  ) {}

  /** Tells which modules the members of a group may use, as far as this group decides. */
  @Get(':id/modules')
  @Allow({ employee: 'groups:read' })
  @Problems([GroupNotFound])
  @ApiOkResponse({ type: GroupModulesView })
  get(@Caller() caller: Principal, @Param() { id }: IdParam): Promise<RawJson<GroupModulesView>> {
    return this.queries.ofGroup(caller, id);
  }

  /** Decides which modules the members of a group may use. */
  @Put(':id/modules')
  @Allow({ employee: 'groups:write' })
  @Problems([GroupNotFound, GroupBeingDeleted, ModuleUnknown])
  @ApiOkResponse({ type: GroupModulesView })
  put(
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
    @IfMatch() version: number,
    @Body() body: PutGroupModulesBody,
  ): Promise<RawJson<GroupModulesView>> {
    return this.modules.put(caller, id, version, body);
  }
}
