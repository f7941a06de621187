import { auditEntriesRecorded } from '@clientele/contracts';
import { ReadsTogether } from './reads-together';

const [FIRST] = auditEntriesRecorded.example.entries;

const together = (...reads: readonly (readonly [resourceId?: string, customerId?: string])[]) => {
  if (!FIRST) throw new Error('The contract has an example.');
  const all = new ReadsTogether(FIRST);
  for (const [resourceId, customerId] of reads) all.add({ resourceId, customerId });
  return all;
};

describe('reads of a second', () => {
  it('name the one thing that was read, however often', () => {
    expect(together(['a', 'x'], ['a', 'x']).toEntry()).toMatchObject({
      ...{ times: 2, resourceId: 'a', customerId: 'x', resourceIds: undefined, customerIds: undefined },
    });
  });

  it('name all things and customers, each once', () => {
    expect(together(['a', 'x'], ['b', 'x'], ['a', 'x']).toEntry()).toMatchObject({
      ...{
        times: 3,
        resourceId: undefined,
        resourceIds: ['a', 'b'],
        customerId: 'x',
        customerIds: undefined,
      },
    });
    expect(together(['a', 'x'], ['b', 'y']).toEntry()).toMatchObject({
      ...{ customerId: undefined, customerIds: ['x', 'y'] },
    });
  });

  it('are of nothing in particular where lists were read', () => {
    expect(together([], []).toEntry()).toMatchObject({
      times: 2,
      resourceId: undefined,
      resourceIds: undefined,
    });
  });

  it('are full at a thousand things', () => {
    const reads = together(...Array.from({ length: 999 }, (_, i) => [`${i}`] as const));
    expect(reads.isFull).toBe(false);

    reads.add({ resourceId: 'last', customerId: undefined });
    expect(reads.isFull).toBe(true);
  });
});
