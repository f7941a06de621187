import { leftByUndoing, schemaDrift } from '@clientele/testing';
import { identitySchema } from '../src/identity.schema';

describe('the schema of identity', () => {
  it('is built by migrations exactly as the entities describe it', async () => {
    expect(await schemaDrift(identitySchema)).toEqual([]);
  });

  it('is undone by each migration as it was done', async () => {
    expect(await leftByUndoing(identitySchema)).toEqual([]);
  });
});
