import { DEFAULT_SHOP_ID } from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import { Injectable } from '@nestjs/common';
import { GroupsConfig } from '../groups.config';
import { holdCurrency, keepCurrency, knownCurrency, openShop } from './known-shops.queries';

/** Tells in which currency shops add up what is spent. */
@Injectable()
export class ShopCurrencies {
  // It is fixed when a shop is made.
  private readonly known = new Map<string, string>();

  constructor(private readonly config: GroupsConfig) {
    this.known.set(DEFAULT_SHOP_ID, config.shopCurrency);
  }

  /**
   * As identity told. Until it has, as the service is set: what is told then waits for who adds up, and has it added up anew. Ask
   * before the facts of customers are locked, as who is told locks them after the shop.
   */
  async of(tx: Tx, shopId: string): Promise<string> {
    const currency = this.known.get(shopId) ?? (await this.ask(tx, shopId));
    if (currency === undefined) return this.config.shopCurrency;
    this.known.set(shopId, currency);
    return currency;
  }

  /** Keeps what identity told; true if sums may be in another currency. */
  async keep(tx: Tx, shopId: string, currency: string): Promise<boolean> {
    await openShop.rows(tx, [shopId, this.config.shopTimeZone]);
    const kept = await keepCurrency.first(tx, [shopId, currency]);
    return kept !== undefined && shopId !== DEFAULT_SHOP_ID && currency !== this.config.shopCurrency;
  }

  private async ask(tx: Tx, shopId: string): Promise<string | undefined> {
    const told = (await knownCurrency.first(tx, [shopId]))?.currency;
    if (told) return told;
    await openShop.rows(tx, [shopId, this.config.shopTimeZone]);
    return (await holdCurrency.first(tx, [shopId]))?.currency ?? undefined;
  }
}
