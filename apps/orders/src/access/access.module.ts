import { Module } from '@nestjs/common';
import { AccessConsumer } from './access.consumer';

@Module({ providers: [AccessConsumer] })
export class AccessModule {}
