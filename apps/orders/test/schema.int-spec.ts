import { schemaDrift } from '@clientele/testing';
import { ordersSchema } from '../src/orders.schema';

describe('the schema of orders', () => {
  it('is built by migrations exactly as the entities describe it', async () => {
    expect(await schemaDrift(ordersSchema)).toEqual([]);
  });
});
