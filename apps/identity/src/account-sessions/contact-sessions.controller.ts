import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { IdParam, ListQuery, Problems, type RawJson } from '@clientele/http';
import { Concerns } from '@clientele/sight';
import { Controller, Delete, Get, HttpCode, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { aContact } from '../contacts/contact.subject';
import { ContactNotFound } from '../contacts/contacts.problems';
import { ContactSessionParams } from './account-sessions.bodies';
import { SessionNotFound } from './account-sessions.problems';
import { AccountSessionsService } from './account-sessions.service';
import { SessionsPageView } from './account-sessions.views';

@ApiTags('contacts')
@Controller('contacts/:id/sessions')
export class ContactSessionsController {
  constructor(private readonly sessions: AccountSessionsService) {}

  /** Lists where a contact is logged in. */
  @Get()
  @Allow({ employee: 'customers:read' })
  @Concerns(aContact())
  @Problems([ContactNotFound])
  @ApiOkResponse({ type: SessionsPageView })
  list(
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
    @Query() query: ListQuery,
  ): Promise<RawJson<SessionsPageView>> {
    return this.sessions.ofContact(caller, id, query);
  }

  /** Logs a contact out everywhere. */
  @Delete()
  @HttpCode(204)
  @Allow({ employee: 'customers:write' })
  @Concerns(aContact())
  @Problems([ContactNotFound])
  endAll(@Caller() caller: Principal, @Param() { id }: IdParam): Promise<void> {
    return this.sessions.endAllOfContact(caller, id);
  }

  /** Ends a session of a contact. */
  @Delete(':sessionId')
  @HttpCode(204)
  @Allow({ employee: 'customers:write' })
  @Concerns(aContact())
  @Problems([ContactNotFound, SessionNotFound])
  end(@Caller() caller: Principal, @Param() { id, sessionId }: ContactSessionParams): Promise<void> {
    return this.sessions.endOfContact(caller, id, sessionId);
  }
}
