import { Module } from '@nestjs/common';
import { DeliveredInboxes } from './delivered-inboxes.service';

@Module({ providers: [DeliveredInboxes], exports: [DeliveredInboxes] })
export class DeliveredInboxesModule {}
