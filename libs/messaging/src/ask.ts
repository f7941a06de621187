import { DiscoveryService } from '@nestjs/core';
import { defineProblem, type QuestionContract } from '@clientele/contracts';
import { quickInstance } from '@clientele/validation';
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
    const reply = await this.request(subject, question, deadlineMs).catch(() => {
      throw new NoAnswer({ detail: subject });
    });
    const quick = quickInstance(answer, reply);
    if (quick) return quick;
    const instance = plainToInstance(answer, reply);
    if (validateSync(instance).length > 0)
      throw new NoAnswer({ detail: `${subject}: not the answer expected` });
    return instance;
  }

  private async request(subject: string, question: object, timeout: number): Promise<object> {
    // Asked on a lost connection it would wait until there is another.
    if (!this.broker.isUp) throw new Error('not connected');
    const connection = await this.broker.connection();
    const reply = await connection.request(subject, JSON.stringify(question), { timeout });
    return reply.json<object>();
  }
}
