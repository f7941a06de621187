import { Module } from '@nestjs/common';
import { TitlesController } from './titles.controller';
import { TitlesQueries } from './titles.queries';
import { TitlesService } from './titles.service';

@Module({ controllers: [TitlesController], providers: [TitlesService, TitlesQueries] })
export class TitlesModule {}
