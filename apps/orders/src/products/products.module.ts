import { Module } from '@nestjs/common';
import { ProductsController } from './products.controller';
import { ProductsQueries } from './products.queries';
import { ProductsService } from './products.service';

@Module({ controllers: [ProductsController], providers: [ProductsService, ProductsQueries] })
export class ProductsModule {}
