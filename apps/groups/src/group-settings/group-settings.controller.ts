import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { EditGroupSettingsBody } from './group-settings.bodies';
import { GroupSettingsService } from './group-settings.service';
import { GroupSettingsView } from './group-settings.views';

@ApiTags('groups')
@Controller('groups/settings')
export class GroupSettingsController {
  constructor(private readonly settings: GroupSettingsService) {}

  /** Tells what the shop decides of all its groups. */
  @Get()
  @Allow({ employee: 'groups:read' })
  get(@Caller() caller: Principal): Promise<GroupSettingsView> {
    return this.settings.get(caller);
  }

  /** Changes what the shop decides of all its groups, as far as it is given. */
  @Patch()
  @Allow({ employee: 'groups:write' })
  edit(@Caller() caller: Principal, @Body() body: EditGroupSettingsBody): Promise<GroupSettingsView> {
    return this.settings.edit(caller, body);
  }
}
