import { Client as Api, eventually } from '@clientele/testing';
import type { Client } from 'pg';
import { CATEGORY_IDS } from '../generator/products';
import type { GeneratedCustomer } from './customers';

const COUNT = 12;

/** The groups that customers are put into. */
export class LoadedGroups {
  constructor(
    private readonly registeredId: string,
    private readonly ids: readonly string[],
  ) {}

  static readonly count = COUNT;

  /** The groups of a customer, the default group first. */
  of({ groups }: Pick<GeneratedCustomer, 'groups'>): string[] {
    return [...groups.flatMap((index) => this.ids[index] ?? []), this.registeredId];
  }

  /** The group of all registered customers. */
  get fallbackId(): string {
    return this.registeredId;
  }
}

/** Creates groups over the API, as their events fill what the other services know of them. */
export async function createGroups(
  api: Api,
  databases: { readonly groups: Client; readonly orders: Client; readonly identity: Client },
): Promise<LoadedGroups> {
  const ids: string[] = [];
  for (let i = 0; i < COUNT; i++) ids.push((await api.post<{ id: string }>('/v1/groups', groupOf(i))).id);

  const { rows } = await databases.groups.query<{ id: string }>(
    `SELECT id FROM groups WHERE role = 'customer'`,
  );
  const registeredId = rows[0]?.id ?? '';
  for (const client of [databases.orders, databases.identity])
    await eventually(async () => {
      const { rowCount } = await client.query('SELECT FROM known_groups WHERE id = ANY ($1)', [
        [...ids, registeredId],
      ]);
      if (rowCount !== COUNT + 1) throw new Error(`Only ${rowCount} groups are known.`);
    }, 30_000);
  return new LoadedGroups(registeredId, ids);
}

const groupOf = (index: number) => ({
  name: { en: `Group ${index}`, fr: `Groupe ${index}` },
  discountPercent: String(5 + index),
  priceDisplay: index % 2 === 0 ? 'tax-included' : 'tax-excluded',
  showPrices: true,
  categoryDiscounts: CATEGORY_IDS.slice(0, index % 4).map((categoryId) => ({
    categoryId,
    discountPercent: String(index),
  })),
});
