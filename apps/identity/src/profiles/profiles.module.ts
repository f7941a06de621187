import { Module } from '@nestjs/common';
import { ProfilesController } from './profiles.controller';
import { ProfilesQueries } from './profiles.queries';
import { ProfilesService } from './profiles.service';

@Module({ controllers: [ProfilesController], providers: [ProfilesService, ProfilesQueries] })
export class ProfilesModule {}
