import { IsObject, IsUUID } from 'class-validator';
import { defineQuestion } from '../question';

/** What is kept of a customer? */
export class HoldingsQuestion {
  @IsUUID() customerId: string;
}

export class HoldingsAnswer {
  /** How many of what. */
  @IsObject() counts: Record<string, number>;
}

/** What is kept of a group? */
export class GroupHoldingsQuestion {
  @IsUUID() groupId: string;
}

const question: HoldingsQuestion = { customerId: '0198c0de-0000-7000-8000-000000000001' };

/** Tells how much groups keeps of a customer. Answered by groups. */
export const groupsHoldings = defineQuestion('ask.groups.holdings.v1', HoldingsQuestion, HoldingsAnswer, {
  question,
  answer: { counts: { memberships: 2 } },
});

/** Tells how much orders keeps of a customer. Answered by orders. */
export const ordersHoldings = defineQuestion('ask.orders.holdings.v1', HoldingsQuestion, HoldingsAnswer, {
  question,
  answer: { counts: { carts: 1, orders: 3 } },
});

/** Tells how much support keeps of a customer. Answered by support. */
export const supportHoldings = defineQuestion('ask.support.holdings.v1', HoldingsQuestion, HoldingsAnswer, {
  question,
  answer: { counts: { threads: 1 } },
});

/** Tells how much names a group here, before it is deleted. Answered by orders. */
export const ordersGroupHoldings = defineQuestion(
  'ask.orders.group-holdings.v1',
  GroupHoldingsQuestion,
  HoldingsAnswer,
  {
    question: { groupId: '0198c0de-0000-7000-8000-000000000010' },
    answer: { counts: { vouchers: 2 } },
  },
);

/** Tells how much belongs to a group or names it, before it is deleted. Answered by identity. */
export const groupHoldings = defineQuestion(
  'ask.identity.group-holdings.v1',
  GroupHoldingsQuestion,
  HoldingsAnswer,
  {
    question: { groupId: '0198c0de-0000-7000-8000-000000000010' },
    answer: { counts: { documents: 3, pages: 1, graphicalProfiles: 0, formRules: 2, salesTeams: 1 } },
  },
);
