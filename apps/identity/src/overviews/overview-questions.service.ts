import {
  type CustomerQuestion,
  groupsOverview,
  ORDERS_OVERVIEW_PARTS,
  ordersOverview,
  type QuestionContract,
  segmentsOverview,
  SUPPORT_OVERVIEW_PARTS,
  supportOverview,
  vouchersOverview,
} from '@clientele/contracts';
import { Ask, NoAnswer } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import type { AskedPart } from './overview.domain';

/** Longer than any answer takes while all is well; nobody waits longer for a service that is not. */
const DEADLINE_MS = 800;

/** The beginning of a list, as another service gave it. */
export interface AnsweredPart {
  readonly items: readonly object[];
  readonly hasMore: boolean;
}

/** What was answered; a part that was asked for and is not there has no answer. */
export type AnsweredParts = Partial<Record<AskedPart, AnsweredPart>>;

/** Asks the other services what they have of a customer. */
@Injectable()
export class OverviewQuestions {
  constructor(private readonly ask: Ask) {}

  /** Some parts, from all services at once, with or without how orders were paid. */
  async about(
    customer: CustomerQuestion,
    asked: readonly AskedPart[],
    payments: boolean,
  ): Promise<AnsweredParts> {
    const parts = {
      orders: ORDERS_OVERVIEW_PARTS.filter((part) => asked.includes(part)),
      support: SUPPORT_OVERVIEW_PARTS.filter((part) => asked.includes(part)),
    };
    const [groups, segments, vouchers, orders, support] = await Promise.all([
      asked.includes('groups') ? this.answerTo(groupsOverview, customer) : undefined,
      asked.includes('segments') ? this.answerTo(segmentsOverview, customer) : undefined,
      asked.includes('vouchers') ? this.answerTo(vouchersOverview, customer) : undefined,
      parts.orders.length > 0
        ? this.answerTo(ordersOverview, { ...customer, parts: parts.orders, payments })
        : undefined,
      parts.support.length > 0
        ? this.answerTo(supportOverview, { ...customer, parts: parts.support })
        : undefined,
    ]);
    const others = {
      ...(groups && { groups }),
      ...(segments && { segments }),
      ...(vouchers && { vouchers }),
    };
    return { ...others, ...orders, ...support };
  }

  private answerTo<Q extends object, A extends object>(
    contract: QuestionContract<Q, A>,
    question: Q,
  ): Promise<A | undefined> {
    return this.ask.ask(contract, question, DEADLINE_MS).catch((error: unknown) => {
      if (error instanceof NoAnswer) return undefined;
      throw error;
    });
  }
}
