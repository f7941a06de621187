import { type DynamicModule, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { AnswerHost } from './answer-host';
import { Ask } from './ask';
import { Broker } from './broker';
import { ConsumerHost } from './consumer-host';
import { ConsumerRegistry } from './consumer-registry';
import { DeadLetters } from './dead-letters';
import { Followers } from './followers';
import { Housekeeping } from './housekeeping';
import { Inbox } from './inbox';
import { MessageHandler } from './message-handler';
import { MessagingMetrics } from './messaging.metrics';
import { opsController } from './ops.controller';
import { Outbox } from './outbox';
import { OutboxRelay } from './outbox-relay';
import { ProjectionRebuilds } from './projection-rebuilds';
import { Publisher } from './publisher';
import { Republisher } from './republisher';
import { Restraint } from './restraint';
import { StreamRoom } from './stream-room';
import { streamOf } from './streams';
import { Suspects } from './suspects';
import { testClockOf } from './test-clock';

/** Events out through the outbox, in through the inbox; questions and answers between services. */
@Module({})
export class MessagingModule {
  static for(service: string): DynamicModule {
    return {
      module: MessagingModule,
      global: true,
      imports: [DiscoveryModule],
      controllers: [opsController(service)],
      providers: [
        Broker,
        Outbox,
        OutboxRelay,
        Publisher,
        Inbox,
        ConsumerRegistry,
        ConsumerHost,
        MessageHandler,
        DeadLetters,
        Republisher,
        ProjectionRebuilds,
        Ask,
        AnswerHost,
        Housekeeping,
        {
          provide: Followers,
          useFactory: (broker: Broker) => new Followers(broker, streamOf(service)),
          inject: [Broker],
        },
        {
          provide: StreamRoom,
          useFactory: (broker: Broker) => new StreamRoom(broker, streamOf(service)),
          inject: [Broker],
        },
        Restraint,
        Suspects,
        MessagingMetrics,
        testClockOf(service),
      ],
      exports: [Broker, Outbox, ProjectionRebuilds, Ask, ConsumerHost, DeadLetters, Restraint],
    };
  }
}
