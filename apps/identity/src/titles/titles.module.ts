import { Module } from '@nestjs/common';
import { PicturesService } from './pictures.service';
import { TitleDeletionService } from './title-deletion.service';
import { TitlePicturesController } from './title-pictures.controller';
import { TitlesController } from './titles.controller';
import { TitlesQueries } from './titles.queries';
import { TitlesService } from './titles.service';

@Module({
  controllers: [TitlesController, TitlePicturesController],
  providers: [TitlesService, TitleDeletionService, PicturesService, TitlesQueries],
})
export class TitlesModule {}
