import { type DynamicModule, Module } from '@nestjs/common';
import { Broker } from './broker';
import { TestClock, testClockOf } from './test-clock';

/** NATS for a process that owns no database, and so has neither outbox nor inbox. */
@Module({})
export class BrokerModule {
  static for(process: string): DynamicModule {
    return {
      module: BrokerModule,
      global: true,
      providers: [Broker, testClockOf(process)],
      exports: [Broker, TestClock],
    };
  }
}
