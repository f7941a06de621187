import { Module } from '@nestjs/common';
import { ShopsConsumer } from './shops.consumer';

@Module({ providers: [ShopsConsumer] })
export class ShopsModule {}
