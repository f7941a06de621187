import { leftByUndoing, schemaDrift } from '@clientele/testing';
import { groupsSchema } from '../src/groups.schema';

describe('the schema of groups', () => {
  it('is built by migrations exactly as the entities describe it', async () => {
    expect(await schemaDrift(groupsSchema)).toEqual([]);
  });

  it('is undone by each migration as it was done', async () => {
    expect(await leftByUndoing(groupsSchema)).toEqual([]);
  });
});
