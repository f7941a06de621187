import { schemaDrift } from '@clientele/testing';
import { groupsSchema } from '../src/groups.schema';

describe('the schema of groups', () => {
  it('is built by migrations exactly as the entities describe it', async () => {
    expect(await schemaDrift(groupsSchema)).toEqual([]);
  });
});
