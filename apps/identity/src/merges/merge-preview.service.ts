import {
  groupsHoldings,
  type HoldingsAnswer,
  type HoldingsQuestion,
  ordersHoldings,
  type Principal,
  type QuestionContract,
  supportHoldings,
} from '@clientele/contracts';
import { Database } from '@clientele/database';
import { Ask, NoAnswer } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { Customer } from '../customers/customer.entity';
import { CustomerClosed, CustomerNotFound } from '../customers/customers.problems';
import { requireMergeable } from './customer-merges.service';
import { planMerge } from './merge-plan.domain';
import { holdings, sharedContacts } from './merge-preview.queries';
import type { MergePairQuery } from './merges.bodies';
import { MergeWithItself } from './merges.problems';
import type { MergeHoldingsView, MergePartyView, MergePreviewView } from './merges.views';

const SERVICES: Readonly<Record<string, QuestionContract<HoldingsQuestion, HoldingsAnswer>>> = {
  groups: groupsHoldings,
  orders: ordersHoldings,
  support: supportHoldings,
};
const PATIENCE_MS = 1_000;

/** Tells what merging two customers would do. */
@Injectable()
export class MergePreview {
  constructor(
    private readonly db: Database,
    private readonly ask: Ask,
  ) {}

  async of({ shopId }: Principal, { fromId, intoId }: MergePairQuery): Promise<MergePreviewView> {
    if (fromId === intoId) throw new MergeWithItself();
    const [from, into] = [await this.party(shopId, fromId), await this.party(shopId, intoId)];
    requireMergeable({ from, into });
    const { conflicts, given } = planMerge(from, into);
    const [shared, here, elsewhere] = await Promise.all([
      sharedContacts.rows(this.db, [fromId, intoId]),
      holdings.first(this.db, [fromId, intoId]),
      Promise.all(Object.keys(SERVICES).map((service) => this.holdingsOf(service, fromId))),
    ]);
    const { counts = {}, kept = [] } = here ?? {};
    return {
      ...{ from: toParty(from), into: toParty(into), conflicts: [...conflicts], fills: { ...given }, kept },
      moves: [{ service: 'identity', counts }, ...elsewhere.filter(isKnown)],
      unavailable: Object.keys(SERVICES).filter((_, i) => elsewhere[i] === undefined),
      sharedContacts: shared.map(({ contact }) => contact),
    };
  }

  private async party(shopId: string, id: string): Promise<Customer> {
    const customer = await this.db.manager.findOneBy(Customer, { id, shopId });
    if (!customer) throw new CustomerNotFound();
    if (customer.state !== 'open') throw new CustomerClosed({ state: customer.state });
    return customer;
  }

  private async holdingsOf(service: string, customerId: string): Promise<MergeHoldingsView | undefined> {
    const question = SERVICES[service];
    if (!question) return undefined;
    try {
      return { service, counts: (await this.ask.ask(question, { customerId }, PATIENCE_MS)).counts };
    } catch (error) {
      if (error instanceof NoAnswer) return undefined;
      throw error;
    }
  }
}

const isKnown = (holding: MergeHoldingsView | undefined): holding is MergeHoldingsView =>
  holding !== undefined;

const toParty = ({ id, number, firstName, lastName, email, company, isGuest }: Customer): MergePartyView => ({
  ...{ id, number, firstName, lastName, email, company, isGuest },
});
