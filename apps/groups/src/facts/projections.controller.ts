import { Allow, Caller } from '@clientele/auth';
import { groupsProjectionRebuildRequested, type Principal } from '@clientele/contracts';
import { Once } from '@clientele/http';
import { ProjectionRebuilds, ProjectionRebuildView } from '@clientele/messaging';
import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ProjectionParam } from './projections.bodies';

@ApiTags('ops')
@Controller('ops/groups/projections')
export class GroupsProjectionsController {
  constructor(private readonly rebuilds: ProjectionRebuilds) {}

  /** Asks the owner of a projection's facts to publish them again; the projection follows while the service runs. */
  @Post(':name/rebuild')
  @HttpCode(202)
  @Allow({ employee: 'ops:write' })
  rebuild(
    @Once() once: Once,
    @Caller() caller: Principal,
    @Param() { name }: ProjectionParam,
  ): Promise<ProjectionRebuildView> {
    return this.rebuilds.request(once, caller, groupsProjectionRebuildRequested, { projection: name });
  }
}
