import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { ListQuery, type RawJson } from '@clientele/http';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ProfilesQueries } from './profiles.queries';
import { ProfilesPageView } from './profiles.views';

@ApiTags('profiles')
@Controller('profiles')
export class ProfilesController {
  constructor(private readonly queries: ProfilesQueries) {}

  /** Lists profiles, from the top of the hierarchy down. */
  @Get()
  @Allow({ employee: 'customers:read', contact: 'contacts:manage' })
  @ApiOkResponse({ type: ProfilesPageView })
  list(@Caller() caller: Principal, @Query() query: ListQuery): Promise<RawJson<ProfilesPageView>> {
    return this.queries.list(caller, query);
  }
}
