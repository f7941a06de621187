import { DEFAULT_SHOP_ID, newId } from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import { DELIVERED_TITLES } from './delivered-titles';
import { Title } from './title.entity';

/** Makes the titles that a shop starts with. */
export async function deliverTitles(tx: Tx, shopId: string): Promise<void> {
  if ((await tx.countBy(Title, { shopId })) > 0) return;
  await tx.insert(
    Title,
    DELIVERED_TITLES.map(({ id, type, ...name }, position) => ({
      ...{ id: shopId === DEFAULT_SHOP_ID ? id : newId(), shopId, type, name, position },
    })),
  );
}
