import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { IdParam, IfMatch, ListQuery, Once, Problems, type RawJson } from '@clientele/http';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { TitleDeletionService } from './title-deletion.service';
import { CreateTitleBody, DeleteTitleQuery, EditTitleBody } from './titles.bodies';
import { ReplacementUnknown, TitleInUse, TitleNotFound } from './titles.problems';
import { TitlesQueries } from './titles.queries';
import { TitlesService } from './titles.service';
import { TitlesPageView, TitleView } from './titles.views';

@ApiTags('titles')
@Controller('titles')
export class TitlesController {
  constructor(
    private readonly titles: TitlesService,
    private readonly deletion: TitleDeletionService,
    private readonly queries: TitlesQueries,
  ) {}

  /** Lists titles, for forms: by `position`, or by `id`, `type` or `name`, the English one. */
  @Get()
  @Allow({ employee: 'titles:read', contact: 'logged-in', visitor: true })
  @ApiOkResponse({ type: TitlesPageView })
  list(@Caller() caller: Principal, @Query() query: ListQuery): Promise<RawJson<TitlesPageView>> {
    return this.queries.list(caller, query);
  }

  /** Reads a title. */
  @Get(':id')
  @Allow({ employee: 'titles:read', contact: 'logged-in', visitor: true })
  @Problems([TitleNotFound])
  @ApiOkResponse({ type: TitleView })
  get(@Caller() caller: Principal, @Param() { id }: IdParam): Promise<RawJson<TitleView>> {
    return this.queries.get(caller, id);
  }

  /** Adds a title. */
  @Post()
  @Allow({ employee: 'titles:write' })
  @ApiCreatedResponse({ type: TitleView })
  create(
    @Once() once: Once,
    @Caller() caller: Principal,
    @Body() body: CreateTitleBody,
  ): Promise<RawJson<TitleView>> {
    return this.titles.create(once, caller, body);
  }

  /** Changes a title. */
  @Patch(':id')
  @Allow({ employee: 'titles:write' })
  @Problems([TitleNotFound])
  @ApiOkResponse({ type: TitleView })
  edit(
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
    @IfMatch() version: number,
    @Body() body: EditTitleBody,
  ): Promise<RawJson<TitleView>> {
    return this.titles.edit(caller, id, version, body);
  }

  /** Deletes a title. While customers or contacts have it, say which they get instead. */
  @Delete(':id')
  @HttpCode(204)
  @Allow({ employee: 'titles:write' })
  @Problems([TitleNotFound, TitleInUse, ReplacementUnknown])
  remove(
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
    @IfMatch() version: number,
    @Query() { replaceWith }: DeleteTitleQuery,
  ): Promise<void> {
    return this.deletion.remove(caller, id, version, replaceWith);
  }
}
