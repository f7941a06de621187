import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { IfMatch, Once, Problems } from '@clientele/http';
import { Concerns } from '@clientele/sight';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DefinePermissionBody, PermissionParam, RenamePermissionBody } from './permissions.bodies';
import { PermissionCodeTaken, PermissionInUse, PermissionNotFound } from './permissions.problems';
import { PermissionsService } from './permissions.service';
import { PermissionsView, PermissionView } from './permissions.views';

@ApiTags('profiles')
@Controller('permissions')
export class PermissionsController {
  constructor(private readonly permissions: PermissionsService) {}

  /** Lists what profiles can allow: functions of the suite, then those of the shop. */
  @Get()
  @Allow({ employee: 'customers:read', contact: 'contacts:manage' })
  @Concerns('nobody')
  list(@Caller() caller: Principal): Promise<PermissionsView> {
    return this.permissions.list(caller);
  }

  /** Defines a permission for a function that the storefront has. */
  @Post()
  @Allow({ employee: 'profiles:write' })
  @Problems([PermissionCodeTaken])
  define(
    @Once() once: Once,
    @Caller() caller: Principal,
    @Body() body: DefinePermissionBody,
  ): Promise<PermissionView> {
    return this.permissions.define(once, caller, body);
  }

  /** Renames a permission of the shop. */
  @Patch(':code')
  @Allow({ employee: 'profiles:write' })
  @Problems([PermissionNotFound])
  rename(
    @Caller() caller: Principal,
    @Param() permission: PermissionParam,
    @IfMatch() version: number,
    @Body() body: RenamePermissionBody,
  ): Promise<PermissionView> {
    return this.permissions.rename(caller, permission, version, body);
  }

  /** Deletes a permission of the shop that no profile has. */
  @Delete(':code')
  @HttpCode(204)
  @Allow({ employee: 'profiles:write' })
  @Problems([PermissionNotFound, PermissionInUse])
  remove(@Caller() caller: Principal, @Param() permission: PermissionParam): Promise<void> {
    return this.permissions.remove(caller, permission);
  }
}
