import { Module } from '@nestjs/common';
import { RoleGroups } from './role-groups.service';

@Module({ providers: [RoleGroups], exports: [RoleGroups] })
export class RoleGroupsModule {}
