import { anEmployee, type Api, type TestService } from '@clientele/testing';
import { Audit } from '@clientele/audit';
import { v7 as uuidv7 } from 'uuid';
import { Role } from '../src/roles/role.entity';
import { DELIVERED_ROLES } from '../src/roles/delivered-roles';
import { employeeOfShop, someone, startIdentity } from './identity';

interface RoleAnswer {
  readonly id: string;
  readonly version: number;
}

describe('roles', () => {
  let service: TestService;
  let employee: Api;

  beforeAll(async () => {
    service = await startIdentity();
    employee = await service.api.as(employeeOfShop());
  });

  afterAll(() => service.stop());

  const create = (changes: Record<string, unknown> = {}, api = employee) =>
    api.post<RoleAnswer>('/v1/roles', { name: { en: 'HR' }, permissions: ['employees:read'], ...changes });
  const edit = (id: string, version: number, changes: Record<string, unknown>, api = employee) =>
    api.with({ 'if-match': `"${version}"` }).patch(`/v1/roles/${id}`, changes);

  it('are made, read, changed and deleted, and all of it is recorded', async () => {
    const { body } = await create({ twoFactorRequired: true });
    const path = `/v1/roles/${body.id}`;

    expect(body).toMatchObject({
      code: null,
      permissions: ['employees:read'],
      twoFactorRequired: true,
      version: 1,
    });
    expect(await edit(body.id, 1, { permissions: [] })).toMatchObject({
      status: 200,
      body: { permissions: [] },
    });
    expect(await employee.get(path)).toMatchObject({ status: 200, headers: { etag: '"2"' } });
    expect((await employee.delete(path)).status).toBe(204);
    expect(await employee.get(path)).toMatchObject({ status: 404, body: { code: 'role-not-found' } });
    const log = await employee.get<{ items: object[] }>(
      `/v1/audit?resourceId=${body.id}&kind=change&sort=at`,
    );
    expect(log.body.items).toMatchObject([
      { operation: 'roles.create', after: { twoFactorRequired: true } },
      { operation: 'roles.edit', before: { permissions: ['employees:read'] }, after: { permissions: [] } },
      { operation: 'roles.remove', before: { name: { en: 'HR' } } },
    ]);
  });

  it('that are delivered stay, and the Owner is not changed', async () => {
    for (const { id } of DELIVERED_ROLES)
      expect(await employee.delete(`/v1/roles/${id}`)).toMatchObject({
        status: 409,
        body: { code: 'role-is-delivered' },
      });
    const [owner, sales] = DELIVERED_ROLES;
    expect((await edit(owner?.id ?? '', 1, { permissions: [] })).status).toBe(409);
    expect((await edit(sales?.id ?? '', 1, { permissions: ['orders:read'] })).status).toBe(200);
  });

  it('that employees have stay', async () => {
    const { body } = await create();
    await employee.post('/v1/employees', { ...someone(), roleId: body.id });

    expect(await employee.delete(`/v1/roles/${body.id}`)).toMatchObject({
      status: 409,
      body: { code: 'role-in-use' },
    });
  });

  it('grant nothing that who makes or changes them does not have', async () => {
    const limited = await service.api.as(employeeOfShop('employees:write', 'employees:read'));
    const { body: mighty } = await create({ permissions: ['ops:write'] });
    const { body: own } = await create();

    for (const answer of [
      await create({ permissions: ['ops:write'] }, limited),
      await edit(own.id, 1, { permissions: ['ops:write'] }, limited),
      await edit(mighty.id, 1, { permissions: [] }, limited),
      await limited.delete(`/v1/roles/${mighty.id}`),
    ])
      expect(answer).toMatchObject({ status: 403, body: { code: 'permission-not-held' } });
    expect((await edit(own.id, 1, { permissions: ['employees:write'] }, limited)).status).toBe(200);
  });

  it('let one of ten changes at once through', async () => {
    const { body } = await create();

    const answers = await Promise.all(
      Array.from({ length: 10 }, () => edit(body.id, 1, { name: { en: 'X' } })),
    );

    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...Array(9).fill(412)]);
  });

  it('stay as they were when the change cannot be recorded', async () => {
    const { body } = await create();
    jest.spyOn(service.app.get(Audit), 'add').mockRejectedValueOnce(new Error('disk full'));

    expect((await edit(body.id, 1, { permissions: [] })).status).toBe(500);
    expect(await service.db.manager.findOneByOrFail(Role, { id: body.id })).toMatchObject({ version: 1 });
  });

  it('of another shop are not there, for any verb', async () => {
    const { body } = await create();
    const stranger = await service.api.as(anEmployee());

    for (const answer of [
      await stranger.get(`/v1/roles/${body.id}`),
      await edit(body.id, 1, { permissions: [] }, stranger),
      await stranger.delete(`/v1/roles/${body.id}`),
      await employee.get(`/v1/roles/${uuidv7()}`),
    ])
      expect(answer).toMatchObject({ status: 404, body: { code: 'role-not-found' } });
  });

  it.each([
    { permissions: ['fly'] },
    { permissions: ['ops:read', 'ops:read'] },
    { name: {} },
    { code: 'owner' },
  ])('refuse %j', async (changes) => {
    expect((await create(changes)).status).toBe(422);
  });

  it('are for those who may see employees', async () => {
    const reader = await service.api.as(employeeOfShop('employees:read'));
    const other = await service.api.as(employeeOfShop('customers:read'));

    expect((await create({}, reader)).status).toBe(403);
    expect((await reader.get('/v1/roles')).status).toBe(200);
    expect((await other.get('/v1/roles')).status).toBe(403);
  });
});
