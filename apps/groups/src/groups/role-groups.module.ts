import { Module } from '@nestjs/common';
import { RoleGroupsConsumer } from './role-groups.consumer';
import { RoleGroups } from './role-groups.service';

@Module({ providers: [RoleGroups, RoleGroupsConsumer], exports: [RoleGroups] })
export class RoleGroupsModule {}
