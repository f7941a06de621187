import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { IdParam, ListQuery, Once, Problems, type RawJson } from '@clientele/http';
import { JobNotFound, JobOver, Jobs, StartsJob } from '@clientele/jobs';
import { Concerns } from '@clientele/sight';
import { Body, Controller, Get, HttpCode, Param, Post, Query, type StreamableFile } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { CreateAssignmentReplayBody } from './assignment-replays.bodies';
import { AssignmentReplaysService, REPLAYS } from './assignment-replays.service';
import { AssignmentReplaysPageView, AssignmentReplayView } from './assignment-replays.views';

// It is about all customers, so those who see some cannot begin one: who may change memberships is asked, not who may change rules.
@ApiTags('auto-assignments')
@Controller('auto-assignments/replays')
export class AssignmentReplaysController {
  constructor(
    private readonly replays: AssignmentReplaysService,
    private readonly jobs: Jobs,
  ) {}

  /** Lists replays, newest first. */
  @Get()
  @Allow({ employee: 'memberships:read' })
  @Concerns('listed')
  @ApiOkResponse({ type: AssignmentReplaysPageView })
  list(@Caller() caller: Principal, @Query() query: ListQuery): Promise<RawJson<AssignmentReplaysPageView>> {
    return this.jobs.list<AssignmentReplaysPageView>(caller, REPLAYS, query);
  }

  /** Reads how far a replay is. */
  @Get(':id')
  @Allow({ employee: 'memberships:read' })
  @Concerns('listed')
  @Problems([JobNotFound])
  @ApiOkResponse({ type: AssignmentReplayView })
  get(@Caller() caller: Principal, @Param() { id }: IdParam): Promise<RawJson<AssignmentReplayView>> {
    return this.jobs.get<AssignmentReplayView>(caller, REPLAYS, id);
  }

  /**
   * Gives what orders of some time give by the rules that work now, soon. That is what was paid for while automatic assignment was
   * off, or before there was a rule. What a rule gave for a line before is not given again, and time counts from the payment.
   * Unless said otherwise nothing is changed, and the report tells who would get what.
   */
  @Post()
  @Allow({ employee: 'memberships:write' })
  @StartsJob()
  @ApiAcceptedResponse({ type: AssignmentReplayView })
  create(
    @Once() once: Once,
    @Caller() caller: Principal,
    @Body() body: CreateAssignmentReplayBody,
  ): Promise<RawJson<AssignmentReplayView>> {
    return this.replays.create(once, caller, body);
  }

  /** Ends a replay after the orders that it is at. What is given stays given. */
  @Post(':id/cancel')
  @HttpCode(200)
  @Allow({ employee: 'memberships:write' })
  @Concerns('listed')
  @Problems([JobNotFound, JobOver])
  @ApiOkResponse({ type: AssignmentReplayView })
  cancel(
    @Once() once: Once,
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
  ): Promise<RawJson<AssignmentReplayView>> {
    return this.jobs.cancel<AssignmentReplayView>(once, caller, REPLAYS, id);
  }

  /** Downloads the report as CSV: each order that gives something, by which rule, to whom, which group and until when. */
  @Get(':id/result')
  @Allow({ employee: 'memberships:read' })
  @Concerns('listed')
  @Problems([JobNotFound])
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  report(@Caller() caller: Principal, @Param() { id }: IdParam): Promise<StreamableFile> {
    return this.replays.report(caller, id);
  }
}
