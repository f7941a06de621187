import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { IdParam, Problems, type RawJson } from '@clientele/http';
import { Concerns } from '@clientele/sight';
import { Controller, Get, Header, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { aMail } from './mail.subject';
import { ListMailsQuery } from './mails.bodies';
import { MailNotFound } from './mails.problems';
import { MailsQueries } from './mails.queries';
import { MailsPageView, MailWithTextView } from './mails.views';

@ApiTags('mails')
@Controller('mails')
export class MailsController {
  constructor(private readonly queries: MailsQueries) {}

  /** Lists mails on their way out and sent, the newest first. */
  @Get()
  @Allow({ employee: 'mails:read' })
  @Concerns('listed')
  @ApiOkResponse({ type: MailsPageView })
  list(@Caller() caller: Principal, @Query() query: ListMailsQuery): Promise<RawJson<MailsPageView>> {
    return this.queries.list(caller, query);
  }

  /** Reads a mail with its text and how sending it went. */
  @Get(':id')
  @Allow({ employee: 'mails:read' })
  @Concerns(aMail())
  @Problems([MailNotFound])
  @ApiOkResponse({ type: MailWithTextView })
  get(@Caller() caller: Principal, @Param() { id }: IdParam): Promise<RawJson<MailWithTextView>> {
    return this.queries.get(caller, id);
  }

  /** Downloads a mail as it is sent, for a mail program. */
  @Get(':id/eml')
  @Allow({ employee: 'mails:read' })
  @Concerns(aMail())
  @Header('content-disposition', 'attachment; filename="mail.eml"')
  @Problems([MailNotFound])
  @ApiOkResponse({ content: { 'message/rfc822': { schema: { type: 'string', format: 'binary' } } } })
  async source(@Caller() caller: Principal, @Param() { id }: IdParam): Promise<StreamableFile> {
    return new StreamableFile(await this.queries.source(caller, id), { type: 'message/rfc822' });
  }
}
