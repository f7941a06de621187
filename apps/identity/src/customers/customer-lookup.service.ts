import { type CustomersByKeyAnswer, type CustomersByKeyQuestion, customersByKey } from '@clientele/contracts';
import { Database, statement } from '@clientele/database';
import { Answers } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { normalizeEmail } from '../emails/email';

interface Found extends Record<string, unknown> {
  readonly key: string;
  readonly customerId: string;
}

const byNumber = statement<Found>(
  'customers-lookup-by-number',
  `SELECT w.key, c.id AS "customerId" FROM unnest($2::text[], $3::bigint[]) AS w (key, number)
   JOIN customers c ON c.shop_id = $1 AND c.number = w.number AND c.state = 'open'`,
);

const byEmail = statement<Found>(
  'customers-lookup-by-email',
  `SELECT w.key, c.id AS "customerId" FROM unnest($2::text[], $3::text[]) AS w (key, email)
   JOIN customers c ON c.shop_id = $1 AND c.normalized_email = w.email AND c.state = 'open' AND NOT c.is_guest`,
);

/** Finds customers for other services, by what people name them by. */
@Injectable()
export class CustomerLookup {
  constructor(private readonly db: Database) {}

  @Answers(customersByKey)
  async find({ shopId, by, keys }: CustomersByKeyQuestion): Promise<CustomersByKeyAnswer> {
    const read = by === 'number' ? numberOf : normalizeEmail;
    const wanted = keys.flatMap((key) => {
      const value = read(key);
      return value === undefined ? [] : [{ key, value }];
    });
    const parameters = [shopId, wanted.map(({ key }) => key), wanted.map(({ value }) => value)];
    return { found: await (by === 'number' ? byNumber : byEmail).rows(this.db, parameters) };
  }
}

const numberOf = (key: string): string | undefined => /^\s*(\d{1,18})\s*$/.exec(key)?.[1];
