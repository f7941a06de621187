import { Module } from '@nestjs/common';
import { ProfileChanges } from './profile-changes.service';
import { ProfilesController } from './profiles.controller';
import { ProfilesQueries } from './profiles.queries';
import { ProfilesService } from './profiles.service';

@Module({ controllers: [ProfilesController], providers: [ProfilesService, ProfileChanges, ProfilesQueries] })
export class ProfilesModule {}
