import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { IdParam, ListQuery, Problems, type RawJson } from '@clientele/http';
import { Controller, Delete, Get, HttpCode, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { SessionNotFound } from './account-sessions.problems';
import { AccountSessionsService } from './account-sessions.service';
import { SessionsPageView } from './account-sessions.views';

@ApiTags('me')
@Controller('me/sessions')
export class OwnSessionsController {
  constructor(private readonly sessions: AccountSessionsService) {}

  /** Lists where the caller is logged in. */
  @Get()
  @Allow({ employee: 'logged-in', contact: 'logged-in' })
  @ApiOkResponse({ type: SessionsPageView })
  list(@Caller() caller: Principal, @Query() query: ListQuery): Promise<RawJson<SessionsPageView>> {
    return this.sessions.own(caller, query);
  }

  /** Logs the caller out everywhere else. */
  @Delete()
  @HttpCode(204)
  @Allow({ employee: 'logged-in', contact: 'logged-in' })
  endOthers(@Caller() caller: Principal): Promise<void> {
    return this.sessions.endOthers(caller);
  }

  /** Ends one of the caller's sessions. */
  @Delete(':id')
  @HttpCode(204)
  @Allow({ employee: 'logged-in', contact: 'logged-in' })
  @Problems([SessionNotFound])
  end(@Caller() caller: Principal, @Param() { id }: IdParam): Promise<void> {
    return this.sessions.endOwn(caller, id);
  }
}
