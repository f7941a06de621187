import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { IdParam, IfMatch, ListQuery, Once, Problems } from '@clientele/http';
import { Concerns } from '@clientele/sight';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ProfileUnknown } from '../links/links.problems';
import { PermissionUnknown, ScopeNotSupported } from '../permissions/permissions.problems';
import { ProfileChanges } from './profile-changes.service';
import { CreateProfileBody, DeleteProfileQuery, EditProfileBody, OrderProfilesBody } from './profiles.bodies';
import { OrderNotComplete, ProfileInUse, ProfileNeeded, ProfileNotFound } from './profiles.problems';
import { ProfilesQueries } from './profiles.queries';
import { ProfilesPageView, ProfileView } from './profiles.views';

@ApiTags('profiles')
@Controller('profiles')
export class ProfilesController {
  constructor(
    private readonly changes: ProfileChanges,
    private readonly queries: ProfilesQueries,
  ) {}

  /** Lists profiles, from the top of the hierarchy down. */
  @Get()
  @Allow({ employee: 'customers:read', contact: 'contacts:manage' })
  @Concerns('nobody')
  list(@Caller() caller: Principal, @Query() query: ListQuery): Promise<ProfilesPageView> {
    return this.queries.list(caller, query);
  }

  /** Reads a profile. */
  @Get(':id')
  @Allow({ employee: 'customers:read', contact: 'contacts:manage' })
  @Concerns('nobody')
  @Problems([ProfileNotFound])
  get(@Caller() caller: Principal, @Param() { id }: IdParam): Promise<ProfileView> {
    return this.queries.get(caller, id);
  }

  /** Creates a profile, with permissions of its own or those of another one. */
  @Post()
  @Allow({ employee: 'profiles:write' })
  @Problems([ProfileUnknown, PermissionUnknown, ScopeNotSupported])
  create(
    @Once() once: Once,
    @Caller() caller: Principal,
    @Body() body: CreateProfileBody,
  ): Promise<ProfileView> {
    return this.changes.create(once, caller, body);
  }

  /** Gives the hierarchy a new order. */
  @Put('order')
  @HttpCode(204)
  @Allow({ employee: 'profiles:write' })
  @Problems([OrderNotComplete])
  order(@Caller() caller: Principal, @Body() { profileIds }: OrderProfilesBody): Promise<void> {
    return this.changes.order(caller, profileIds);
  }

  /** Changes a profile. What its contacts may do follows with their next token, at most five minutes later. */
  @Patch(':id')
  @Allow({ employee: 'profiles:write' })
  @Problems([ProfileNotFound, PermissionUnknown, ScopeNotSupported])
  edit(
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
    @IfMatch() version: number,
    @Body() body: EditProfileBody,
  ): Promise<ProfileView> {
    return this.changes.edit(caller, id, version, body);
  }

  /** Deletes a profile. Contacts that have it get the replacement; without one they are in the way. */
  @Delete(':id')
  @HttpCode(204)
  @Allow({ employee: 'profiles:write' })
  @Problems([ProfileNotFound, ProfileNeeded, ProfileInUse, ProfileUnknown])
  remove(
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
    @Query() query: DeleteProfileQuery,
  ): Promise<void> {
    return this.changes.remove(caller, id, query);
  }
}
