import { groupChanged } from '@clientele/contracts';
import { aContact, anEmployee, type Api, TestService } from '@clientele/testing';
import { AppModule } from '../src/app.module';
import { Group } from '../src/groups/group.entity';

describe('POST /v1/groups', () => {
  let service: TestService;
  let employee: Api;

  beforeAll(async () => {
    service = await TestService.start({ module: AppModule });
    employee = await service.api.as(anEmployee());
  });

  afterAll(() => service.stop());

  const vip = {
    name: { en: 'VIP' },
    discountPercent: '10',
    categoryDiscounts: [{ categoryId: 'tea', discountPercent: '0', includeSubcategories: true }],
  };

  it('creates a group that can be read back with its ETag', async () => {
    const created = await employee.post<{ id: string }>('/v1/groups', vip);
    const read = await employee.get(`/v1/groups/${created.body.id}`);

    expect(created).toMatchObject({
      status: 201,
      body: { name: { en: 'VIP' }, showPrices: true, version: 1 },
    });
    expect(read).toMatchObject({
      status: 200,
      headers: { etag: '"1"' },
      body: { categoryDiscounts: vip.categoryDiscounts },
    });
  });

  it('announces the group with its whole state', async () => {
    const { body } = await employee.post<{ id: string }>('/v1/groups', vip);

    expect(await service.events.next(groupChanged, body.id)).toMatchObject({
      aggregate: { id: body.id, version: 1 },
      data: { groupId: body.id, discountPercent: '10', categoryDiscounts: vip.categoryDiscounts },
    });
  });

  it('makes one group of the same request sent ten times at once with one key', async () => {
    const retrying = employee.with({ 'idempotency-key': 'ten-at-once' });
    const name = { en: 'Once only' };

    const answers = await Promise.all(
      Array.from({ length: 10 }, () => retrying.post('/v1/groups', { name })),
    );
    const again = await retrying.post('/v1/groups', { name });

    expect(answers.filter(({ status }) => ![201, 409].includes(status))).toEqual([]);
    expect(again).toMatchObject({ status: 201, headers: { 'idempotency-replayed': 'true' } });
    expect(await service.db.manager.countBy(Group, { name })).toBe(1);
  });

  it('keeps nothing when the event cannot be written', async () => {
    const before = await service.db.manager.count(Group);
    service.failNextEvent();

    expect(await employee.post('/v1/groups', vip)).toMatchObject({
      status: 500,
      body: { code: 'internal-error' },
    });
    expect(await service.db.manager.count(Group)).toBe(before);
  });

  it.each([
    [{ ...vip, discountPercent: '100.01' }, '/discountPercent'],
    [{ ...vip, discountPercent: 10 }, '/discountPercent'],
    [{ ...vip, name: {} }, '/name'],
    [{ ...vip, colour: 'red' }, '/colour'],
    [
      { ...vip, categoryDiscounts: [{ categoryId: 'tea', discountPercent: '-1' }] },
      '/categoryDiscounts/0/discountPercent',
    ],
  ])('refuses %j and points to %s', async (body, pointer) => {
    const answer = await employee.post('/v1/groups', body);

    expect(answer).toMatchObject({
      status: 422,
      headers: { 'content-type': 'application/problem+json; charset=utf-8' },
      body: { code: 'validation-failed', errors: [expect.objectContaining({ pointer })] },
    });
  });

  it('is for employees with the permission only', async () => {
    const contact = await service.api.as(aContact());
    const reader = await service.api.as(anEmployee({ permissions: new Set(['groups:read']) }));

    expect(await service.api.post('/v1/groups', vip)).toMatchObject({
      status: 401,
      body: { code: 'token-missing' },
    });
    expect(await contact.post('/v1/groups', vip)).toMatchObject({
      status: 403,
      body: { code: 'permission-missing' },
    });
    expect(await reader.post('/v1/groups', vip)).toMatchObject({
      status: 403,
      body: { permission: 'groups:write' },
    });
  });
});
