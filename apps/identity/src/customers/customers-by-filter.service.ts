import { Clock } from '@clientele/config';
import {
  type CustomersByFilterAnswer,
  type CustomersByFilterQuestion,
  customersByFilter,
} from '@clientele/contracts';
import { Database, dynamicStatement } from '@clientele/database';
import { BorderPipe, ValidationFailed } from '@clientele/http';
import { Answers } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { Filters } from '../filters';
import { dayOf } from './age.domain';
import { addFilters } from './customer-list.queries';
import { CustomerFilters } from './customers.bodies';

/** Finds customers for other services as their list does: by the same names, checked and meant the same. */
@Injectable()
export class CustomersByFilter {
  private readonly border = new BorderPipe();

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  @Answers(customersByFilter)
  async find({ filter, ...question }: CustomersByFilterQuestion): Promise<CustomersByFilterAnswer> {
    try {
      const filters = await this.border.check(CustomerFilters, filter);
      return { customerIds: await this.read(filters, question), faults: [] };
    } catch (error) {
      if (error instanceof ValidationFailed)
        return { customerIds: [], faults: [...(error.members.errors ?? [])] };
      throw error;
    }
  }

  private async read(
    filters: CustomerFilters,
    { shopId, seenBy, after, limit }: Omit<CustomersByFilterQuestion, 'filter'>,
  ): Promise<string[]> {
    const today = dayOf(this.clock.now());
    const { sql, parameters } = addFilters(new Filters([limit]), { shopId, seenBy }, filters, today).where(
      after,
      (p) => `c.id > ${p}`,
    );
    const found = `SELECT c.id FROM customers c WHERE ${sql} ORDER BY c.id LIMIT $1::integer`;
    const rows = await dynamicStatement<{ id: string }>(found).rows(this.db, parameters);
    return rows.map(({ id }) => id);
  }
}
