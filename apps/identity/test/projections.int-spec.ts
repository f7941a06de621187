import {
  DEFAULT_SHOP_ID,
  type DomainEvent,
  formRuleRemoved,
  groupChanged,
  groupDeleted,
  identityProjectionRebuildRequested,
  membershipsChanged,
  systemActor,
} from '@clientele/contracts';
import { type Api, eventually, type TestService } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { In } from 'typeorm';
import { FormRule } from '../src/forms/form-rule.entity';
import { GroupHoldings } from '../src/owners/group-holdings.service';
import { KnownGroup } from '../src/projections/known-group.entity';
import { employeeOfShop, register, startIdentity } from './identity';

describe('projections of groups', () => {
  let service: TestService;
  let employee: Api;

  beforeAll(async () => {
    service = await startIdentity();
    employee = await service.api.as(employeeOfShop());
  });

  afterAll(() => service.stop());

  const about = (id: string, version: number) => ({
    aggregate: { id, version },
    shopId: DEFAULT_SHOP_ID,
    actor: systemActor('test'),
    occurredAt: new Date('2026-11-22T10:00:00Z'),
  });
  const named = (id: string, version: number, name: string): DomainEvent =>
    groupChanged.create(about(id, version), { ...groupChanged.example, groupId: id, name: { en: name } });
  const inGroups = (customerId: string, version: number, ...groups: readonly string[]): DomainEvent =>
    membershipsChanged.create(about(customerId, version), {
      customerId,
      defaultGroupId: groups.at(-1) ?? '',
      fallbackGroupId: groups[0] ?? '',
      items: groups.map((groupId, i) => ({
        groupId,
        ...(i === 0 ? {} : { expiresAt: '2026-12-22T10:00:00.000Z' }),
      })),
    });
  const publish = async (...events: readonly DomainEvent[]) => {
    for (const event of events) await service.events.publish(event);
    await service.events.handledBy('identity-groups', groupChanged.type);
    await service.events.handledBy('identity-memberships', membershipsChanged.type);
  };
  const groupsOf = async (customerId: string) =>
    (await employee.get<{ groups: object[] }>(`/v1/customers/${customerId}`)).body.groups;
  const aCustomer = async () => (await register(service)).body.customer.id;

  it('have what names a deleted group name its replacement, or nothing', async () => {
    const [vip, pro] = [uuidv7(), uuidv7()];
    await publish(named(vip, 1, 'VIP'), named(pro, 1, 'Pro'));
    const team = (await employee.post<{ id: string }>('/v1/sales-teams', { name: 'North' })).body.id;
    const path = `/v1/sales-teams/${team}/responsibilities`;
    await employee.post(path, { items: [{ kind: 'group', id: vip }] });
    const responsibilities = async () =>
      (await employee.get<{ items: { id: string }[] }>(path)).body.items.map(({ id }) => id);
    const rule = (groupId: string, field: string, presence: string) =>
      employee.post('/v1/forms/address/rules', { groupId, field, presence });
    await rule(vip, 'company', 'required');
    await rule(vip, 'phone', 'required');
    await rule(pro, 'phone', 'optional');
    const rules = async () =>
      (
        await service.db.manager.find(FormRule, {
          where: { groupId: In([vip, pro]) },
          order: { field: 'ASC' },
        })
      ).map(({ groupId, field, presence }) => [groupId, field, presence]);
    const counts = async (groupId: string) =>
      (await service.app.get(GroupHoldings).count({ groupId })).counts;
    const counted = await counts(vip);

    const moving = { groupId: vip, replacementGroupId: pro, belongings: 'move' as const };
    await publish(groupDeleted.create(about(vip, 2), moving), groupDeleted.create(about(vip, 2), moving));
    const moved = [await responsibilities(), await rules()];
    const refused = await employee.post(path, { items: [{ kind: 'group', id: vip }] });
    await publish(groupDeleted.create(about(pro, 2), { groupId: pro, belongings: 'remove' }));

    expect(counted).toMatchObject({ formRules: 2, salesTeams: 1 });
    expect(moved).toEqual([
      [pro],
      [
        [pro, 'company', 'required'],
        [pro, 'phone', 'optional'],
      ],
    ]);
    expect(refused.status).toBe(422);
    expect([await responsibilities(), await rules(), await counts(pro)]).toEqual([
      ...[[], []],
      { documents: 0, pages: 0, graphicalProfiles: 0, formRules: 0, salesTeams: 0 },
    ]);
    const removed = await service.events.all(formRuleRemoved);
    expect(removed).toHaveLength(4);
  });

  it('show the groups of a customer by name, with the default and the end', async () => {
    const [customer, all, vip] = [await aCustomer(), uuidv7(), uuidv7()];

    await publish(named(all, 1, 'Customer'), named(vip, 1, 'VIP'), inGroups(customer, 1, all, vip));

    expect(await groupsOf(customer)).toEqual([
      { id: all, name: { en: 'Customer' }, isDefault: false, expiresAt: null },
      { id: vip, name: { en: 'VIP' }, isDefault: true, expiresAt: '2026-12-22T10:00:00.000Z' },
    ]);
  });

  it('ignore what comes late, and what comes three times', async () => {
    const [customer, all, vip, club] = [await aCustomer(), uuidv7(), uuidv7(), uuidv7()];
    const events = [
      inGroups(customer, 3, all, club),
      named(club, 2, 'Club'),
      inGroups(customer, 1, all),
      named(club, 1, 'Klub'),
      inGroups(customer, 2, all, vip),
    ];

    await publish(...events, ...events, ...events);

    expect(await groupsOf(customer)).toMatchObject([
      { id: all, name: null, isDefault: false },
      { id: club, name: { en: 'Club' }, isDefault: true },
    ]);
  });

  it('come to the same end on two replicas at once', async () => {
    await service.replica();
    const [customer, all, vip, club] = [await aCustomer(), uuidv7(), uuidv7(), uuidv7()];
    const events = Array.from({ length: 30 }, (_, i) => inGroups(customer, i + 1, all, i % 2 ? vip : club));

    await publish(...events.toReversed(), ...events);

    expect(await groupsOf(customer)).toMatchObject([{ id: all }, { id: vip }]);
  });

  it('apply a snapshot of the version they have', async () => {
    const [customer, all, vip] = [await aCustomer(), uuidv7(), uuidv7()];
    await publish(named(vip, 4, 'VIP'), inGroups(customer, 5, all));

    await publish(named(vip, 4, 'Put right'), inGroups(customer, 5, all, vip));

    expect(await groupsOf(customer)).toMatchObject([
      { id: all, isDefault: false },
      { id: vip, isDefault: true, name: { en: 'Put right' } },
    ]);
  });

  it('do not bring back a group that is deleted', async () => {
    const vip = uuidv7();

    await publish(groupDeleted.create(about(vip, 2), { groupId: vip }), named(vip, 1, 'VIP'));

    expect(await service.db.manager.findOneBy(KnownGroup, { id: vip })).toMatchObject({ deleted: true });
  });

  it('are built anew on request', async () => {
    const answer = await employee.post('/v1/ops/identity/projections/memberships/rebuild');

    expect(answer).toMatchObject({ status: 202, body: { projection: 'memberships' } });
    await eventually(async () => {
      const requested = await service.events.all(identityProjectionRebuildRequested);
      expect(requested.map(({ data }) => data)).toEqual([{ projection: 'memberships' }]);
    });
    expect(await employee.post('/v1/ops/identity/projections/orders/rebuild')).toMatchObject({ status: 422 });
  });
});
