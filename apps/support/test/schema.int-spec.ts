import { leftByUndoing, schemaDrift } from '@clientele/testing';
import { supportSchema } from '../src/support.schema';

describe('the schema of support', () => {
  it('is built by migrations exactly as the entities describe it', async () => {
    expect(await schemaDrift(supportSchema)).toEqual([]);
  });

  it('is undone by each migration as it was done', async () => {
    expect(await leftByUndoing(supportSchema)).toEqual([]);
  });
});
