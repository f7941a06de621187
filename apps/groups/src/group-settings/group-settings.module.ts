import { Module } from '@nestjs/common';
import { GroupSettingsController } from './group-settings.controller';
import { GroupSettingsService } from './group-settings.service';

@Module({ controllers: [GroupSettingsController], providers: [GroupSettingsService] })
export class GroupSettingsModule {}
