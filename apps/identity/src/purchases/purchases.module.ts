import { Module } from '@nestjs/common';
import { GuestsModule } from '../guests/guests.module';
import { PurchasesConsumer } from './purchases.consumer';

@Module({ imports: [GuestsModule], providers: [PurchasesConsumer] })
export class PurchasesModule {}
