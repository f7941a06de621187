import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { IdParam, IfMatch, ListQuery, Once, Problems, type RawJson } from '@clientele/http';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { PermissionNotHeld } from './role.domain';
import { CreateRoleBody, EditRoleBody } from './roles.bodies';
import { RoleInUse, RoleIsDelivered, RoleNotFound } from './roles.problems';
import { RolesQueries } from './roles.queries';
import { RolesService } from './roles.service';
import { RolesPageView, RoleView } from './roles.views';

@ApiTags('roles')
@Controller('roles')
export class RolesController {
  constructor(
    private readonly queries: RolesQueries,
    private readonly roles: RolesService,
  ) {}

  /** Lists roles. */
  @Get()
  @Allow({ employee: 'employees:read' })
  @ApiOkResponse({ type: RolesPageView })
  list(@Caller() caller: Principal, @Query() query: ListQuery): Promise<RawJson<RolesPageView>> {
    return this.queries.list(caller, query);
  }

  /** Reads a role. */
  @Get(':id')
  @Allow({ employee: 'employees:read' })
  @Problems([RoleNotFound])
  @ApiOkResponse({ type: RoleView })
  get(@Caller() caller: Principal, @Param() { id }: IdParam): Promise<RawJson<RoleView>> {
    return this.queries.get(caller, id);
  }

  /** Makes a role with permissions that the caller has. */
  @Post()
  @Allow({ employee: 'employees:write' })
  @Problems([PermissionNotHeld])
  @ApiCreatedResponse({ type: RoleView })
  create(
    @Once() once: Once,
    @Caller() caller: Principal,
    @Body() body: CreateRoleBody,
  ): Promise<RawJson<RoleView>> {
    return this.roles.create(once, caller, body);
  }

  /** Changes a role; those who have it notice at their next refresh. The Owner's stays as it is. */
  @Patch(':id')
  @Allow({ employee: 'employees:write' })
  @Problems([RoleNotFound, RoleIsDelivered, PermissionNotHeld])
  @ApiOkResponse({ type: RoleView })
  edit(
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
    @IfMatch() version: number,
    @Body() body: EditRoleBody,
  ): Promise<RawJson<RoleView>> {
    return this.roles.edit(caller, id, version, body);
  }

  /** Deletes a role that no employee has. */
  @Delete(':id')
  @HttpCode(204)
  @Allow({ employee: 'employees:write' })
  @Problems([RoleNotFound, RoleIsDelivered, RoleInUse, PermissionNotHeld])
  remove(@Caller() caller: Principal, @Param() { id }: IdParam): Promise<void> {
    return this.roles.remove(caller, id);
  }
}
