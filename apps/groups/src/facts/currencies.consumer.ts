import { type DomainEvent, type ShopChanged, shopChanged } from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import { Consume } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { ShopCurrencies } from '../shops/shop-currencies.service';
import { countFacts } from './count-facts';
import { spenders } from './facts.queries';

/** Keeps in which currency shops add up what is spent. */
@Injectable()
export class CurrenciesConsumer {
  constructor(private readonly currencies: ShopCurrencies) {}

  /** A shop is told of before there is much to add up: what came before that is added up anew. */
  @Consume({ event: shopChanged, durable: 'groups-currencies' })
  async keep({ aggregate: { id }, data: { currency } }: DomainEvent<ShopChanged>, tx: Tx): Promise<void> {
    if (!(await this.currencies.keep(tx, id, currency))) return;
    const customers = (await spenders.rows(tx, [id])).map(({ customerId }) => [customerId, id] as const);
    await countFacts(tx, new Map(customers), this.currencies, 'orders');
  }
}
