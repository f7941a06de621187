import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { Once } from '@clientele/http';
import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ProjectionParam } from './projections.bodies';
import { ProjectionsService } from './projections.service';
import { ProjectionRebuildView } from './projections.views';

@ApiTags('ops')
@Controller('ops/groups/projections')
export class GroupsProjectionsController {
  constructor(private readonly projections: ProjectionsService) {}

  /** Asks the owner of a projection's facts to publish them again; the projection follows while the service runs. */
  @Post(':name/rebuild')
  @HttpCode(202)
  @Allow({ employee: 'ops:write' })
  rebuild(
    @Once() once: Once,
    @Caller() caller: Principal,
    @Param() { name }: ProjectionParam,
  ): Promise<ProjectionRebuildView> {
    return this.projections.rebuild(once, caller, name);
  }
}
