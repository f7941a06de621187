import { schemaDrift } from '@clientele/testing';
import { supportSchema } from '../src/support.schema';

describe('the schema of support', () => {
  it('is built by migrations exactly as the entities describe it', async () => {
    expect(await schemaDrift(supportSchema)).toEqual([]);
  });
});
