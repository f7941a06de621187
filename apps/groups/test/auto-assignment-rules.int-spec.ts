import { aContact, anEmployee, type Api, TestService } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { AppModule } from '../src/app.module';
import { AutoAssignment } from '../src/auto-assignments/auto-assignment.entity';
import { NO_EXPIRY } from './facts';

const PATH = '/v1/auto-assignments';

interface Rule {
  readonly id: string;
  readonly [field: string]: unknown;
}

describe('/v1/auto-assignments', () => {
  let service: TestService;
  let employee: Api;
  let vip: string;
  let pro: string;

  beforeAll(async () => {
    service = await TestService.start({ module: AppModule, environment: NO_EXPIRY });
    employee = await service.api.as(anEmployee());
    [vip, pro] = [await aGroup(employee), await aGroup(employee)];
  });

  afterAll(() => service.stop());

  const aGroup = async (api: Api) => (await api.post<Rule>('/v1/groups', { name: { en: 'VIP' } })).body.id;
  const rule = (changes: object = {}) => ({ productId: 'club', groupIds: [vip], ...changes });
  const create = async (changes: object = {}) => (await employee.post<Rule>(PATH, rule(changes))).body;

  it('creates a rule that reads back as it was answered', async () => {
    const created = await employee.post<Rule>(
      PATH,
      rule({ groupIds: [vip, pro], defaultGroupId: pro, validity: { duration: 'P1M' }, priority: 3 }),
    );

    const read = await employee.get<Rule>(`${PATH}/${created.body.id}`);

    expect(created).toMatchObject({
      status: 201,
      body: {
        groupIds: [vip, pro].toSorted(),
        ...{ productId: 'club', defaultGroupId: pro, validity: { duration: 'P1M' }, priority: 3 },
        ...{ enabled: true, onRepurchase: 'extend', version: 1 },
      },
    });
    expect(read).toMatchObject({ status: 200, headers: { etag: '"1"' } });
    expect(read.body).toEqual(created.body);
  });

  it('changes some of it and leaves the rest', async () => {
    const { id } = await create({ validity: { until: '2037-01-31' }, defaultGroupId: vip });

    const answer = await employee
      .with({ 'if-match': '"1"' })
      .patch<Rule>(`${PATH}/${id}`, { groupIds: [pro], defaultGroupId: null, enabled: false });

    expect(answer).toMatchObject({
      status: 200,
      body: { groupIds: [pro], defaultGroupId: null, validity: { until: '2037-01-31' }, version: 2 },
    });
    expect((await employee.get<Rule>(`${PATH}/${id}`)).body).toEqual(answer.body);
  });

  it('is on a product, a category or an amount, and can change from one to another', async () => {
    const amount = { amount: '99.5', currency: 'EUR' };
    const { id } = await create({ productId: undefined, categoryId: 'teas' });
    const current = employee.with({ 'if-match': '"1"' });

    const answer = await current.patch<Rule>(`${PATH}/${id}`, { minimumTotal: amount });

    expect(answer.body).toMatchObject({ productId: null, categoryId: null, minimumTotal: amount });
    expect((await employee.get<Rule>(`${PATH}/${id}`)).body).toEqual(answer.body);
    expect((await employee.get<{ items: Rule[] }>(`${PATH}?categoryId=teas`)).body.items).toEqual([]);
  });

  it('lets one of two changes at once win', async () => {
    const { id } = await create();
    const current = employee.with({ 'if-match': '"1"' });

    const answers = await Promise.all([1, 2].map((priority) => current.patch(`${PATH}/${id}`, { priority })));

    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412]);
  });

  it('lists by product, group and switch', async () => {
    const [one, two] = [await create({ productId: 'x' }), await create({ productId: 'x', enabled: false })];
    const idsOf = async (query: string) =>
      (await employee.get<{ items: Rule[] }>(`${PATH}?${query}`)).body.items.map(({ id }) => id);

    expect(await idsOf('productId=x')).toEqual([two.id, one.id]);
    expect(await idsOf('productId=x&enabled=true')).toEqual([one.id]);
    expect(await idsOf(`productId=x&groupId=${pro}`)).toEqual([]);
    expect((await employee.get(`${PATH}?product=x`)).status).toBe(422);
  });

  it('deletes a rule', async () => {
    const { id } = await create();

    expect((await employee.delete(`${PATH}/${id}`)).status).toBe(204);
    expect(await employee.get(`${PATH}/${id}`)).toMatchObject({
      status: 404,
      body: { code: 'auto-assignment-not-found' },
    });
  });

  it('is switched on and off as a whole', async () => {
    const before = await employee.get(`${PATH}/settings`);
    const off = await employee.patch(`${PATH}/settings`, { enabled: false });
    const after = await employee.get(`${PATH}/settings`);

    expect([before.body, off.body, after.body]).toEqual([
      { enabled: true },
      { enabled: false },
      { enabled: false },
    ]);
    expect((await employee.patch(`${PATH}/settings`, { enabled: 'no' })).status).toBe(422);
  });

  it.each([
    [{ validity: {} }, 'validation-failed', '/validity/duration'],
    [{ validity: { duration: '30 days' } }, 'validation-failed', '/validity/duration'],
    [{ validity: { duration: 'P0D' } }, 'validation-failed', '/validity/duration'],
    [{ validity: { until: '2027-02-29' } }, 'validation-failed', '/validity/until'],
    [{ validity: { duration: 'P1D', until: '2037-01-31' } }, 'validation-failed', '/validity/until'],
    [{ validity: { duration: null } }, 'validation-failed', '/validity/duration'],
    [{ validity: [] }, 'validation-failed', '/validity'],
    [{ validity: [{ duration: 'P1M' }] }, 'validation-failed', '/validity'],
    [{ groupIds: [] }, 'validation-failed', '/groupIds'],
    [{ groupIds: [uuidv7()] }, 'group-unknown', '/groupIds/0'],
    [{ defaultGroupId: uuidv7() }, 'default-group-not-given', '/defaultGroupId'],
    [{ onRepurchase: 'double' }, 'validation-failed', '/onRepurchase'],
    [{ productId: '' }, 'validation-failed', '/productId'],
    [{ productId: undefined }, 'validation-failed', '/productId'],
    [{ categoryId: 'teas' }, 'validation-failed', '/categoryId'],
    [{ minimumTotal: { amount: '1', currency: 'EUR' } }, 'validation-failed', '/minimumTotal'],
    [{ productId: undefined, minimumTotal: null }, 'validation-failed', '/minimumTotal'],
    [{ productId: undefined, minimumTotal: [] }, 'validation-failed', '/minimumTotal'],
    [
      { productId: undefined, minimumTotal: { amount: '0', currency: 'EUR' } },
      'validation-failed',
      '/minimumTotal/amount',
    ],
    [{ priority: 1.5 }, 'validation-failed', '/priority'],
  ])('refuses %j with %s', async (wrong, code, pointer) => {
    const before = await service.db.manager.count(AutoAssignment);

    const answer = await employee.post(PATH, rule(wrong));

    expect(answer).toMatchObject({
      status: 422,
      body: { code, errors: expect.arrayContaining([expect.objectContaining({ pointer })]) },
    });
    expect(await service.db.manager.count(AutoAssignment)).toBe(before);
  });

  it.each([
    [{ groupIds: null }, 'validation-failed'],
    [{ productId: null }, 'validation-failed'],
    [{ validity: [{ duration: 'P1M' }] }, 'validation-failed'],
    [{ groupIds: [uuidv7()] }, 'group-unknown'],
    [{ defaultGroupId: uuidv7() }, 'default-group-not-given'],
  ])('refuses the change %j with %s', async (wrong, code) => {
    const { id } = await create();

    const answer = await employee.with({ 'if-match': '"1"' }).patch(`${PATH}/${id}`, wrong);

    expect(answer).toMatchObject({ status: 422, body: { code } });
    expect((await employee.get<Rule>(`${PATH}/${id}`)).body).toMatchObject({ version: 1, groupIds: [vip] });
  });

  it('is for employees of the shop with the permission only', async () => {
    const { id } = await create();
    const foreign = (await service.api.as(anEmployee({ shopId: uuidv7() }))).with({ 'if-match': '"1"' });
    const contact = await service.api.as(aContact());
    const reader = await service.api.as(anEmployee({ permissions: new Set(['auto-assignments:read']) }));

    expect((await foreign.get(`${PATH}/${id}`)).status).toBe(404);
    expect((await foreign.patch(`${PATH}/${id}`, { enabled: false })).status).toBe(404);
    expect((await foreign.delete(`${PATH}/${id}`)).status).toBe(404);
    expect((await foreign.post(PATH, rule())).status).toBe(422);
    expect((await contact.get(PATH)).status).toBe(403);
    expect((await reader.post(PATH, rule())).status).toBe(403);
    expect((await reader.get(`${PATH}/${id}`)).status).toBe(200);
  });
});
