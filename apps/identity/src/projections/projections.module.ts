import { Module } from '@nestjs/common';
import { GroupHoldings } from '../owners/group-holdings.service';
import { GroupMentions } from '../owners/group-mentions.service';
import { SalesTeamsModule } from '../sales-teams/sales-teams.module';
import { ProjectionsConsumer } from './projections.consumer';
import { IdentityProjectionsController } from './projections.controller';

@Module({
  imports: [SalesTeamsModule],
  controllers: [IdentityProjectionsController],
  providers: [ProjectionsConsumer, GroupHoldings, GroupMentions],
})
export class ProjectionsModule {}
