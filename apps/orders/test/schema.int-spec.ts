import { leftByUndoing, schemaDrift } from '@clientele/testing';
import { ordersSchema } from '../src/orders.schema';

describe('the schema of orders', () => {
  it('is built by migrations exactly as the entities describe it', async () => {
    expect(await schemaDrift(ordersSchema)).toEqual([]);
  });

  it('is undone by each migration as it was done', async () => {
    expect(await leftByUndoing(ordersSchema)).toEqual([]);
  });
});
