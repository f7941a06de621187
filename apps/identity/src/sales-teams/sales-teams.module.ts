import { Module } from '@nestjs/common';
import { MergedTeams } from './merged-teams.service';
import { ResponsibleTeamsController } from './responsible-teams.controller';
import { SalesTeamsController } from './sales-teams.controller';
import { SalesTeamsQueries } from './sales-teams.queries';
import { SalesTeamsService } from './sales-teams.service';
import { TeamAdoption } from './team-adoption.service';
import { TeamAnnouncements } from './team-announcements.service';
import { TeamPartsController } from './team-parts.controller';
import { TeamParts } from './team-parts.service';

@Module({
  controllers: [SalesTeamsController, TeamPartsController, ResponsibleTeamsController],
  providers: [SalesTeamsService, TeamParts, TeamAdoption, MergedTeams, TeamAnnouncements, SalesTeamsQueries],
  exports: [TeamAdoption, MergedTeams, TeamAnnouncements],
})
export class SalesTeamsModule {}
