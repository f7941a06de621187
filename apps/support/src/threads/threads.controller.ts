import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { IdParam, IfMatch, Once, Problems, type RawJson } from '@clientele/http';
import { Concerns } from '@clientele/sight';
import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { aThread } from './thread.subject';
import { MessagesService } from './messages.service';
import { AddMessageBody, EditThreadBody, ListThreadsQuery } from './threads.bodies';
import { ThreadNotFound } from './threads.problems';
import { ThreadsQueries } from './threads.queries';
import { ThreadEdits } from './thread-edits.service';
import { MessageView, ThreadsPageView, ThreadView } from './threads.views';

@ApiTags('threads')
@Controller('threads')
export class ThreadsController {
  constructor(
    private readonly edits: ThreadEdits,
    private readonly messages: MessagesService,
    private readonly queries: ThreadsQueries,
  ) {}

  /** Lists threads, those with the newest messages first; contacts see those of the customer they act for. */
  @Get()
  @Allow({ employee: 'threads:read', contact: 'support:write' })
  @Concerns('listed')
  @ApiOkResponse({ type: ThreadsPageView })
  list(@Caller() caller: Principal, @Query() query: ListThreadsQuery): Promise<RawJson<ThreadsPageView>> {
    return this.queries.list(caller, query);
  }

  /** Reads a thread with all that was said. */
  @Get(':id')
  @Allow({ employee: 'threads:read', contact: 'support:write' })
  @Concerns(aThread())
  @Problems([ThreadNotFound])
  @ApiOkResponse({ type: ThreadView })
  get(@Caller() caller: Principal, @Param() { id }: IdParam): Promise<RawJson<ThreadView>> {
    return this.queries.get(caller, id);
  }

  /** Changes where a thread stands, who is in charge, or what it is about. */
  @Patch(':id')
  @Allow({ employee: 'threads:write' })
  @Concerns(aThread())
  @Problems([ThreadNotFound])
  @ApiOkResponse({ type: ThreadView })
  edit(
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
    @IfMatch() version: number,
    @Body() body: EditThreadBody,
  ): Promise<RawJson<ThreadView>> {
    return this.edits.edit(caller, id, version, body);
  }

  /**
   * Adds a message. An employee's goes out by mail, and the first who replies takes charge; a contact's opens a
   * closed thread again.
   */
  @Post(':id/messages')
  @Allow({ employee: 'threads:write', contact: 'support:write' })
  @Concerns(aThread())
  @Problems([ThreadNotFound])
  addMessage(
    @Once({ keyRequired: true }) once: Once,
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
    @Body() body: AddMessageBody,
  ): Promise<MessageView> {
    return this.messages.add(once, caller, id, body);
  }
}
