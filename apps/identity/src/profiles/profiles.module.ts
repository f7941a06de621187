import { Module } from '@nestjs/common';
import { ProfileChanges } from './profile-changes.service';
import { ProfilesController } from './profiles.controller';
import { ProfilesQueries } from './profiles.queries';

@Module({ controllers: [ProfilesController], providers: [ProfileChanges, ProfilesQueries] })
export class ProfilesModule {}
