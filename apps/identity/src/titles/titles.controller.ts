import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { ListQuery, type RawJson } from '@clientele/http';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { TitlesQueries } from './titles.queries';
import { TitlesPageView } from './titles.views';

@ApiTags('titles')
@Controller('titles')
export class TitlesController {
  constructor(private readonly queries: TitlesQueries) {}

  /** Lists titles, for forms. */
  @Get()
  @Allow({ employee: 'titles:read', contact: 'logged-in', visitor: true })
  @ApiOkResponse({ type: TitlesPageView })
  list(@Caller() caller: Principal, @Query() query: ListQuery): Promise<RawJson<TitlesPageView>> {
    return this.queries.list(caller, query);
  }
}
