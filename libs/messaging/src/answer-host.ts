import type { QuestionContract } from '@clientele/contracts';
import type { Msg, NatsConnection } from '@nats-io/transport-node';
import { quickInstance } from '@clientele/validation';
import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { Answers } from './ask';
import { Broker } from './broker';

type Responder = (question: object) => Promise<object>;

/** Connects every `@Answers` method of the application to its subject; replicas share the questions. */
@Injectable()
export class AnswerHost implements OnApplicationBootstrap {
  private readonly logger = new Logger(AnswerHost.name);

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly broker: Broker,
  ) {}

  onApplicationBootstrap(): void {
    void this.subscribe();
  }

  private async subscribe(): Promise<void> {
    const connection = await this.broker.connection();
    for (const wrapper of this.discovery.getProviders()) {
      if (!wrapper.instance || typeof wrapper.instance !== 'object') continue;
      const prototype: object = Object.getPrototypeOf(wrapper.instance);
      for (const method of this.scanner.getAllMethodNames(prototype)) {
        const contract = this.discovery.getMetadataByDecorator(Answers, wrapper, method);
        if (contract) void this.serve(connection, contract, wrapper.instance[method].bind(wrapper.instance));
      }
    }
  }

  private async serve(
    connection: NatsConnection,
    contract: QuestionContract,
    respond: Responder,
  ): Promise<void> {
    for await (const message of connection.subscribe(contract.subject, { queue: contract.subject })) {
      // No answer is the answer to a question that cannot be answered: the asker's deadline tells it.
      void this.answer(contract, respond, message).catch((error: unknown) =>
        this.logger.warn(`${contract.subject} was not answered`, error),
      );
    }
  }

  private async answer({ question }: QuestionContract, respond: Responder, message: Msg): Promise<void> {
    const asked = this.checked(question, message.json<object>());
    message.respond(JSON.stringify(await respond(asked)));
  }

  private checked(question: QuestionContract['question'], plain: object): object {
    const quick = quickInstance(question, plain);
    if (quick) return quick;
    const asked = plainToInstance(question, plain);
    const [mistake] = validateSync(asked);
    if (mistake) throw new Error(mistake.toString());
    return asked;
  }
}
