import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { ListQuery, type RawJson } from '@clientele/http';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { RolesQueries } from './roles.queries';
import { RolesPageView } from './roles.views';

@ApiTags('roles')
@Controller('roles')
export class RolesController {
  constructor(private readonly queries: RolesQueries) {}

  /** Lists roles. */
  @Get()
  @Allow({ employee: 'employees:read' })
  @ApiOkResponse({ type: RolesPageView })
  list(@Caller() caller: Principal, @Query() query: ListQuery): Promise<RawJson<RolesPageView>> {
    return this.queries.list(caller, query);
  }
}
