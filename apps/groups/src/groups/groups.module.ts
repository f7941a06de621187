import { Module } from '@nestjs/common';
import { GroupsController } from './groups.controller';
import { GroupsQueries } from './groups.queries';
import { GroupsService } from './groups.service';

@Module({ controllers: [GroupsController], providers: [GroupsService, GroupsQueries] })
export class GroupsModule {}
