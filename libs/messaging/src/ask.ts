import { DiscoveryService } from '@nestjs/core';
import { defineProblem, type QuestionContract } from '@clientele/contracts';
import { Injectable } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { Broker } from './broker';

/** The service asked did not answer in time. */
export class NoAnswer extends defineProblem(
  'unavailable',
  'no-answer',
  'Another part of the shop did not answer in time',
) {}

/** Marks a method `(request) => Promise<reply>` that answers other services' questions. */
export const Answers = DiscoveryService.createDecorator<QuestionContract>();

/** Asks other services what is needed rarely and fresh. */
@Injectable()
export class Ask {
  constructor(private readonly broker: Broker) {}

  /** The answer, or `NoAnswer` after `deadlineMs`. */
  async ask<Q extends object, A extends object>(
    { subject, answer }: QuestionContract<Q, A>,
    question: Q,
    deadlineMs: number,
  ): Promise<A> {
    if (!(await this.broker.isConnected())) throw new NoAnswer({ detail: subject });
    const connection = await this.broker.connection();
    const reply = await connection
      .request(subject, JSON.stringify(question), { timeout: deadlineMs })
      .catch(() => {
        throw new NoAnswer({ detail: subject });
      });
    const instance = plainToInstance(answer, reply.json());
    if (validateSync(instance).length > 0)
      throw new NoAnswer({ detail: `${subject}: not the answer expected` });
    return instance;
  }
}
