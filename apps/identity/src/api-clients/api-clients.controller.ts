import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { IdParam, IfMatch, ListQuery, Problems, type RawJson } from '@clientele/http';
import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { PermissionNotHeld } from '../roles/role.domain';
import { CreateApiClientBody, EditApiClientBody, RotateSecretBody } from './api-clients.bodies';
import { ApiClientNotFound } from './api-clients.problems';
import { ApiClientsQueries } from './api-clients.queries';
import { ApiClientsService } from './api-clients.service';
import { type ApiClientSecretView, ApiClientsPageView, ApiClientView } from './api-clients.views';

@ApiTags('api-clients')
@Controller('api-clients')
export class ApiClientsController {
  constructor(
    private readonly queries: ApiClientsQueries,
    private readonly clients: ApiClientsService,
  ) {}

  /** Lists API clients. */
  @Get()
  @Allow({ employee: 'api-clients:read' })
  @ApiOkResponse({ type: ApiClientsPageView })
  list(@Caller() caller: Principal, @Query() query: ListQuery): Promise<RawJson<ApiClientsPageView>> {
    return this.queries.list(caller, query);
  }

  /** Reads an API client. */
  @Get(':id')
  @Allow({ employee: 'api-clients:read' })
  @Problems([ApiClientNotFound])
  @ApiOkResponse({ type: ApiClientView })
  get(@Caller() caller: Principal, @Param() { id }: IdParam): Promise<RawJson<ApiClientView>> {
    return this.queries.get(caller, id);
  }

  /** Makes an API client with scopes that the caller has. Its secret is shown this once. */
  @Post()
  @Allow({ employee: 'api-clients:write' })
  @Problems([PermissionNotHeld])
  create(@Caller() caller: Principal, @Body() body: CreateApiClientBody): Promise<ApiClientSecretView> {
    return this.clients.create(caller, body);
  }

  /** Changes an API client; switches it off. */
  @Patch(':id')
  @Allow({ employee: 'api-clients:write' })
  @Problems([ApiClientNotFound, PermissionNotHeld])
  @ApiOkResponse({ type: ApiClientView })
  edit(
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
    @IfMatch() version: number,
    @Body() body: EditApiClientBody,
  ): Promise<RawJson<ApiClientView>> {
    return this.clients.edit(caller, id, version, body);
  }

  /** Gives an API client a new secret, shown this once; the one before stays good for the overlap. */
  @Post(':id/secret')
  @HttpCode(200)
  @Allow({ employee: 'api-clients:write' })
  @Problems([ApiClientNotFound, PermissionNotHeld])
  rotate(
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
    @Body() { overlapHours }: RotateSecretBody,
  ): Promise<ApiClientSecretView> {
    return this.clients.rotate(caller, id, overlapHours);
  }
}
