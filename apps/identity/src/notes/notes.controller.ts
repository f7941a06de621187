import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { IdParam, IfMatch, ListQuery, Once, Problems, type RawJson } from '@clientele/http';
import { Concerns } from '@clientele/sight';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { aCustomer } from '../customers/customer.subject';
import { CustomerClosed, CustomerNotFound } from '../customers/customers.problems';
import { CreateNoteBody, EditNoteBody, NoteParam } from './notes.bodies';
import { NoteNotFound, NoteOfAnother } from './notes.problems';
import { NotesQueries } from './notes.queries';
import { NotesService } from './notes.service';
import { NotesPageView, NoteView } from './notes.views';

@ApiTags('customers')
@Controller('customers/:id/notes')
export class NotesController {
  constructor(
    private readonly notes: NotesService,
    private readonly queries: NotesQueries,
  ) {}

  /** Lists the private notes about a customer: the pinned ones first, then the latest. */
  @Get()
  @Allow({ employee: 'customers:read' })
  @Concerns(aCustomer())
  @Problems([CustomerNotFound])
  @ApiOkResponse({ type: NotesPageView })
  list(
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
    @Query() query: ListQuery,
  ): Promise<RawJson<NotesPageView>> {
    return this.queries.list(caller, id, query);
  }

  /** Writes a private note about a customer. */
  @Post()
  @Allow({ employee: 'customers:write' })
  @Concerns(aCustomer())
  @Problems([CustomerNotFound, CustomerClosed])
  @ApiCreatedResponse({ type: NoteView })
  create(
    @Once() once: Once,
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
    @Body() body: CreateNoteBody,
  ): Promise<RawJson<NoteView>> {
    return this.notes.create(once, caller, id, body);
  }

  /** Changes what a note says, as its author; pins or unpins it, as anybody. */
  @Patch(':noteId')
  @Allow({ employee: 'customers:write' })
  @Concerns(aCustomer())
  @Problems([CustomerNotFound, NoteNotFound, NoteOfAnother])
  @ApiOkResponse({ type: NoteView })
  edit(
    @Caller() caller: Principal,
    @Param() param: NoteParam,
    @IfMatch() version: number,
    @Body() body: EditNoteBody,
  ): Promise<RawJson<NoteView>> {
    return this.notes.edit(caller, param, version, body);
  }

  /** Deletes a note, as its author. */
  @Delete(':noteId')
  @HttpCode(204)
  @Allow({ employee: 'customers:write' })
  @Concerns(aCustomer())
  @Problems([CustomerNotFound, NoteNotFound, NoteOfAnother])
  remove(@Caller() caller: Principal, @Param() param: NoteParam): Promise<void> {
    return this.notes.remove(caller, param);
  }
}
