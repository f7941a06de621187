import { Module } from '@nestjs/common';
import { ShopsModule } from '../shops/shops.module';
import { Descriptions } from './descriptions.service';
import { RebuildsConsumer } from './rebuilds.consumer';

@Module({ imports: [ShopsModule], providers: [Descriptions, RebuildsConsumer] })
export class DescriptionsModule {}
