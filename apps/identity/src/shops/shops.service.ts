import { DEFAULT_SHOP_ID } from '@clientele/contracts';
import { Seed, type Tx } from '@clientele/database';
import { Injectable } from '@nestjs/common';

/** Makes the shop that every installation starts with. */
@Injectable()
export class ShopsService {
  @Seed({ order: -1 })
  async seed(tx: Tx): Promise<void> {
    await tx.query(
      `INSERT INTO shops (id, name, time_zone, currency) VALUES ($1, 'Shop', 'UTC', 'EUR') ON CONFLICT DO NOTHING`,
      [DEFAULT_SHOP_ID],
    );
  }
}
