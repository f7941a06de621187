import { Module } from '@nestjs/common';
import { BoughtProductsController } from './bought-products.controller';
import { BoughtProductsQueries } from './bought-products.queries';

@Module({ controllers: [BoughtProductsController], providers: [BoughtProductsQueries] })
export class BoughtProductsModule {}
