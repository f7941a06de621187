import { defineEvent, systemActor } from '@clientele/contracts';
import { latestOfEach } from './latest';

class Facts {}

const contract = defineEvent('orders.test.stated.v1', Facts, {});
const [A, B] = ['00000000-0000-7000-8000-00000000000a', '00000000-0000-7000-8000-00000000000b'];
const anEvent = (id: string, version: number) =>
  contract.create(
    { aggregate: { id, version }, shopId: A, actor: systemActor('test'), occurredAt: new Date(0) },
    {},
  );

describe('latestOfEach', () => {
  it('keeps the newest of each aggregate, in the order of their ids', () => {
    const events = [anEvent(B, 1), anEvent(A, 2), anEvent(B, 3), anEvent(A, 1), anEvent(B, 2)];

    expect(latestOfEach(events)).toEqual([events[1], events[2]]);
  });

  it('prefers what came later where versions are the same: a snapshot', () => {
    const [first, second] = [anEvent(A, 1), anEvent(A, 1)];

    expect(latestOfEach([first, second])).toEqual([second]);
  });
});
