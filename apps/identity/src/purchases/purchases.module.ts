import { Module } from '@nestjs/common';
import { PurchasesConsumer } from './purchases.consumer';

@Module({ providers: [PurchasesConsumer] })
export class PurchasesModule {}
