import { Module } from '@nestjs/common';
import { GroupModulesController } from './group-modules.controller';
import { GroupModules } from './group-modules.service';
import { ModulesController } from './modules.controller';
import { ModulesQueries } from './modules.queries';
import { ModulesService } from './modules.service';

@Module({
  controllers: [ModulesController, GroupModulesController],
  providers: [ModulesService, ModulesQueries, GroupModules],
})
export class ModulesModule {}
