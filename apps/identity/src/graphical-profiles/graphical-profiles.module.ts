import { Module } from '@nestjs/common';
import { GraphicalProfilesController } from './graphical-profiles.controller';
import { GraphicalProfilesQueries } from './graphical-profiles.queries';
import { GraphicalProfilesService } from './graphical-profiles.service';
import { LogosService } from './logos.service';

@Module({
  controllers: [GraphicalProfilesController],
  providers: [GraphicalProfilesService, GraphicalProfilesQueries, LogosService],
  exports: [GraphicalProfilesQueries],
})
export class GraphicalProfilesModule {}
