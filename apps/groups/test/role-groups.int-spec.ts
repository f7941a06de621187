import {
  customerRegistered,
  DEFAULT_SHOP_ID,
  type DomainEvent,
  groupChanged,
  shopChanged,
  systemActor,
} from '@clientele/contracts';
import { anEmployee, type Api, eventually, TestService } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { AppModule } from '../src/app.module';
import { roleGroupId } from '../src/groups/role-groups.domain';
import { RoleGroups } from '../src/groups/role-groups.service';
import { aRegistration } from './facts';

describe('the groups that always exist', () => {
  let service: TestService;
  let employee: Api;

  beforeAll(async () => {
    service = await TestService.start({ module: AppModule });
    employee = await service.api.as(anEmployee({ shopId: DEFAULT_SHOP_ID }));
  });

  afterAll(() => service.stop());

  it('are there from the start, with names in five languages', async () => {
    const { body } = await employee.get<{ items: { role: string; name: object; members: number }[] }>(
      '/v1/groups',
    );

    expect(body.items.map(({ role }) => role)).toEqual(['visitor', 'guest', 'customer']);
    expect(body.items[2]).toMatchObject({
      id: roleGroupId(DEFAULT_SHOP_ID, 'customer'),
      name: { en: 'Customer', fr: 'Client', pl: 'Klient', nb: 'Kunde', sv: 'Kund' },
      members: 0,
    });
  });

  it('are announced once, however many processes start', async () => {
    await service.replica();

    const events = await service.events.all(groupChanged);

    expect(events.map(({ data }) => data.role)).toEqual(['visitor', 'guest', 'customer']);
  });

  it('can be changed but not deleted', async () => {
    const path = `/v1/groups/${roleGroupId(DEFAULT_SHOP_ID, 'visitor')}`;

    const changed = await employee.with({ 'if-match': '"1"' }).patch(path, { showPrices: false });

    expect(changed).toMatchObject({ status: 200, body: { role: 'visitor', showPrices: false, version: 2 } });
    expect(await employee.delete(`${path}?references=remove`)).toMatchObject({
      status: 409,
      body: { code: 'role-group-needed' },
    });
  });

  describe('of a shop that is new', () => {
    const told = (id: string, mainShopId: string | null = null) =>
      shopChanged.create(
        {
          ...{ aggregate: { id, version: 1 }, shopId: mainShopId ?? id },
          ...{ actor: systemActor('test'), occurredAt: new Date() },
        },
        { ...shopChanged.example, mainShopId },
      );
    const registered = (shopId: string): DomainEvent => ({ ...aRegistration(), shopId });
    const heardOf = async (event: DomainEvent) => {
      await service.events.publish(event);
      await service.events.handledBy('groups-role-groups', shopChanged.type);
    };
    const rolesOf = async (shopId: string) => {
      const staff = await service.api.as(anEmployee({ shopId }));
      const { items } = (await staff.get<{ items: { role: string }[] }>('/v1/groups')).body;
      return items.map(({ role }) => role);
    };
    const announcedFor = async (shopId: string) =>
      (await service.events.all(groupChanged)).filter((event) => event.shopId === shopId);

    it('are there before its first customer', async () => {
      const id = uuidv7();

      await heardOf(told(id));

      expect(await rolesOf(id)).toEqual(['visitor', 'guest', 'customer']);
    });

    it('are those of the main one where it shares customers', async () => {
      const id = uuidv7();

      await heardOf(told(id, DEFAULT_SHOP_ID));

      expect(await rolesOf(id)).toEqual([]);
    });

    it.each([
      ['a customer registers first', told],
      ['the shop is told of first', registered],
    ])('are made and announced once when two make them at once and %s', async (_, second) => {
      const id = uuidv7();
      const { db } = service;
      const waits = `SELECT FROM pg_stat_activity 
        WHERE wait_event_type = 'Lock' AND datname = current_database() AND query LIKE '%INTO groups%'`;

      await db.transaction(async (tx) => {
        await service.app.get(RoleGroups).ensure(tx, id);
        await service.events.publish(second(id));
        await eventually(async () => expect(await db.manager.query<unknown[]>(waits)).toHaveLength(1));
      });
      await service.events.handledBy('groups-role-groups', shopChanged.type);
      await service.events.handledBy('groups-registration', customerRegistered.type);

      expect(await rolesOf(id)).toEqual(['visitor', 'guest', 'customer']);
      await eventually(async () => expect(await announcedFor(id)).toHaveLength(3));
    });
  });
});
