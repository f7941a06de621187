import { Module } from '@nestjs/common';
import { CategoriesController } from './categories.controller';
import { CategoriesQueries } from './categories.queries';
import { CategoriesService } from './categories.service';

@Module({ controllers: [CategoriesController], providers: [CategoriesService, CategoriesQueries] })
export class CategoriesModule {}
