import {
  type DomainEvent,
  type EventContract,
  groupChanged,
  identityProjectionRebuildRequested,
  membershipsChanged,
  ordersProjectionRebuildRequested,
  systemActor,
} from '@clientele/contracts';
import { eventually, TEST_SHOP } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { Snapshot } from '../src/snapshots/snapshot.entity';
import { MemberShop } from './member-shop';

describe('a projection that is built anew', () => {
  let shop: MemberShop;

  beforeAll(async () => {
    shop = await MemberShop.open();
  });

  afterAll(() => shop.close());

  const asks = async <D extends object>(contract: EventContract<D>, data: D) => {
    const aggregate = { id: uuidv7(), version: 1 };
    const event = contract.create(
      { aggregate, shopId: TEST_SHOP, actor: systemActor('test'), occurredAt: new Date() },
      data,
    );
    await shop.tell(event);
  };
  const toldAgain = async <D extends object>(contract: EventContract<D>, id: string) =>
    eventually(async () => {
      const again = (await shop.service.events.all(contract, id)).filter(isSnapshot);
      if (again.length === 0) throw new Error('not told again yet');
      return again;
    });
  const isSnapshot = ({ actor }: DomainEvent) => actor.id === 'groups-snapshot';

  it('is told every group as it is now', async () => {
    const vip = await shop.group('VIP');
    await shop.employee.with({ 'if-match': '"1"' }).patch(`/v1/groups/${vip}`, {
      categoryDiscounts: [{ categoryId: 'tea', discountPercent: '5' }],
    });

    await asks(ordersProjectionRebuildRequested, { projection: 'groups' });

    expect(await toldAgain(groupChanged, vip)).toMatchObject([
      {
        aggregate: { version: 2 },
        data: { name: { en: 'VIP' }, categoryDiscounts: [{ categoryId: 'tea', discountPercent: '5' }] },
      },
    ]);
  });

  it('is told the memberships of every customer, more than go in one part', async () => {
    const vip = await shop.group('Many');
    await shop.service.db.manager.query(
      `WITH many AS (SELECT gen_random_uuid() AS id FROM generate_series(1, 1200)),
            made AS (INSERT INTO members SELECT id, $1, $2, $2, true, 7, now(), now() FROM many)
       INSERT INTO memberships (customer_id, group_id, started_at, base_source) SELECT id, $2, now(), 'manual' FROM many`,
      [TEST_SHOP, vip],
    );
    const customerId = await shop.customer({ groupIds: [vip] });

    await asks(identityProjectionRebuildRequested, { projection: 'memberships' });

    expect(await toldAgain(membershipsChanged, customerId)).toMatchObject([{ aggregate: { version: 1 } }]);
    await eventually(async () => {
      const told = (await shop.service.events.all(membershipsChanged)).filter(isSnapshot);
      expect(new Set(told.map(({ aggregate }) => aggregate.id)).size).toBe(1201);
    });
    expect(await shop.service.db.manager.count(Snapshot)).toBe(0);
  });
});
