import { Module } from '@nestjs/common';
import { RanksController } from './ranks.controller';
import { RanksQueries } from './ranks.queries';

@Module({ controllers: [RanksController], providers: [RanksQueries] })
export class RanksModule {}
