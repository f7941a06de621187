import { SightModule } from '@clientele/sight';
import { Module } from '@nestjs/common';
import { SalesTeamsConsumer } from './sales-teams.consumer';

@Module({ imports: [SightModule], providers: [SalesTeamsConsumer] })
export class SalesTeamsModule {}
