import { identityMailRequested } from '@clientele/contracts';
import { type Api, eventually, type TestService } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { Employee } from '../src/employees/employee.entity';
import { DELIVERED_ROLES } from '../src/roles/delivered-roles';
import { bearing, OWNER, someone, startListening, type Tokens } from './identity';

interface EmployeeAnswer {
  readonly id: string;
  readonly version: number;
}

const roleId = (code: string): string => DELIVERED_ROLES.find((role) => role.code === code)?.id ?? '';

describe('employees', () => {
  let service: TestService;
  let owner: Api;

  beforeAll(async () => {
    service = await startListening();
    owner = await logIn(OWNER);
  });

  afterAll(() => service.stop());

  const tokensOf = ({ email, password }: { email: string; password: string }) =>
    service.api.post<Tokens>('/v1/auth/employees/login', { email, password });
  const logIn = async (credentials: { email: string; password: string }): Promise<Api> =>
    bearing(service.api, (await tokensOf(credentials)).body);
  const somebody = (changes: Record<string, unknown> = {}) => ({
    ...someone(),
    roleId: roleId('sales'),
    ...changes,
  });
  const create = (changes: Record<string, unknown> = {}) =>
    owner.post<EmployeeAnswer>('/v1/employees', somebody(changes));
  const edit = (id: string, version: number, changes: Record<string, unknown>, api = owner) =>
    api.with({ 'if-match': `"${version}"` }).patch(`/v1/employees/${id}`, changes);
  /** What was done to an employee, besides logging in. */
  const entriesOf = async (id: string) => {
    const path = `/v1/audit?resourceType=employees&resourceId=${id}&kind=change`;
    const { items } = (await owner.get<{ items: { readonly operation: string }[] }>(path)).body;
    return items.filter(({ operation }) => operation !== 'auth.login');
  };

  it('are made with a password and can log in with what their role allows', async () => {
    const person = somebody();

    const created = await owner.post<EmployeeAnswer>('/v1/employees', person);
    const api = await logIn(person);

    expect(created).toMatchObject({
      status: 201,
      headers: { etag: '"1"' },
      body: { passwordSet: true, enabled: true },
    });
    expect((await api.get('/v1/customers')).status).toBe(200);
    expect((await api.get('/v1/employees')).status).toBe(403);
    expect(await entriesOf(created.body.id)).toMatchObject([
      { operation: 'employees.create', after: { email: person.email, invited: false } },
    ]);
    expect(JSON.stringify(await entriesOf(created.body.id))).not.toContain(person.password);
  });

  it('are invited where there is no password, and cannot log in before they chose one', async () => {
    const { password, ...person } = somebody();

    const { body } = await owner.post<EmployeeAnswer>('/v1/employees', person);

    expect(body).toMatchObject({ passwordSet: false });
    expect((await tokensOf({ email: person.email, password })).status).toBe(401);
    await eventually(async () => {
      const mails = await service.events.all(identityMailRequested);
      expect(mails.map(({ data }) => data)).toContainEqual(
        expect.objectContaining({ to: person.email, template: 'invitation' }),
      );
    });
  });

  it('are listed by what is asked for', async () => {
    const person = somebody({ lastName: 'Zeta', roleId: roleId('support') });
    const { body } = await owner.post<EmployeeAnswer>('/v1/employees', person);

    for (const query of [
      'lastName=zet',
      `email=${person.email.toUpperCase()}`,
      `roleId=${person.roleId}&sort=-email`,
    ])
      expect((await owner.get<{ items: object[] }>(`/v1/employees?${query}`)).body.items).toMatchObject([
        { id: body.id, role: { id: person.roleId } },
      ]);
    expect(await owner.get(`/v1/employees/${body.id}`)).toMatchObject({ status: 200, body });
    expect(await owner.get('/v1/employees?enabled=false&lastName=zet')).toMatchObject({
      body: { items: [] },
    });
  });

  it('change, with what it was before in the audit log', async () => {
    const { body } = await create();

    const edited = await edit(body.id, 1, { lastName: 'Berg', roleId: roleId('support') });

    expect(edited).toMatchObject({ status: 200, headers: { etag: '"2"' }, body: { lastName: 'Berg' } });
    expect(await entriesOf(body.id)).toMatchObject([
      { before: { lastName: 'Guðmundsdóttir', roleId: roleId('sales') }, after: { lastName: 'Berg' } },
      { operation: 'employees.create' },
    ]);
  });

  it('let one of ten changes at once through', async () => {
    const { body } = await create();

    const answers = await Promise.all(
      Array.from({ length: 10 }, () => edit(body.id, 1, { firstName: 'Ann' })),
    );

    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...Array(9).fill(412)]);
  });

  it('are out when they are disabled', async () => {
    const person = somebody();
    const { body } = await owner.post<EmployeeAnswer>('/v1/employees', person);
    const { refreshToken } = (await tokensOf(person)).body;

    await edit(body.id, 1, { enabled: false });

    expect((await service.api.post('/v1/auth/refresh', { refreshToken })).status).toBe(401);
    expect((await tokensOf(person)).status).toBe(401);
  });

  it('have a new role at their next refresh', async () => {
    const person = somebody();
    const { body } = await owner.post<EmployeeAnswer>('/v1/employees', person);
    const { refreshToken } = (await tokensOf(person)).body;
    await edit(body.id, 1, { roleId: roleId('catalogue') });

    const refreshed = await service.api.post<Tokens>('/v1/auth/refresh', { refreshToken });

    expect((await bearing(service.api, refreshed.body).get('/v1/customers')).status).toBe(403);
  });

  describe('who are Owners', () => {
    const ownerId = async () =>
      (await service.db.manager.findOneByOrFail(Employee, { email: OWNER.email })).id;

    it.each([{ enabled: false }, { roleId: roleId('sales') }])(
      'stay, if it is the last, in spite of %j',
      async (changes) => {
        expect(await edit(await ownerId(), 1, changes)).toMatchObject({
          status: 409,
          body: { code: 'last-owner' },
        });
      },
    );

    it('stay, if the other one cannot log in', async () => {
      const { password: _, ...invited } = somebody({ roleId: roleId('owner') });
      await owner.post('/v1/employees', invited);

      expect(await edit(await ownerId(), 1, { enabled: false })).toMatchObject({ status: 409 });
    });

    it('keep one when two leave at the same time', async () => {
      const { body: other } = await create({ roleId: roleId('owner') });
      const third = await create({ roleId: roleId('owner') });
      await edit(third.body.id, 1, { enabled: false });

      const answers = await Promise.all([
        edit(await ownerId(), 1, { roleId: roleId('sales') }),
        edit(other.id, 1, { enabled: false }),
      ]);

      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
      expect(await service.db.manager.countBy(Employee, { roleId: roleId('owner'), enabled: true })).toBe(2);
    });
  });

  describe('who may not do everything', () => {
    it('give nobody more than they have', async () => {
      const role = await owner.post<{ id: string }>('/v1/roles', {
        ...{ name: { en: 'HR' }, permissions: ['employees:read', 'employees:write'] },
      });
      const person = somebody({ roleId: role.body.id });
      await owner.post('/v1/employees', person);
      const hr = await logIn(person);
      const { body: seller } = await create();

      expect(await hr.post('/v1/employees', somebody())).toMatchObject({
        status: 403,
        body: { code: 'permission-not-held' },
      });
      expect((await edit(seller.id, 1, { email: 'mine@example.com' }, hr)).status).toBe(403);
      expect((await hr.post('/v1/employees', somebody({ roleId: role.body.id }))).status).toBe(201);
    });
  });

  describe('and their own passwords', () => {
    const change = (api: Api, currentPassword: string, password: string) =>
      api.put('/v1/employees/me/password', { currentPassword, password });

    it('change, which ends the other sessions', async () => {
      const person = somebody();
      await owner.post('/v1/employees', person);
      const other = (await tokensOf(person)).body;
      const mine = (await tokensOf(person)).body;

      const changed = await change(bearing(service.api, mine), person.password, 'another-long-password-7');

      expect(changed.status).toBe(204);
      expect((await tokensOf(person)).status).toBe(401);
      expect((await tokensOf({ ...person, password: 'another-long-password-7' })).status).toBe(200);
      const refresh = (refreshToken: string) => service.api.post('/v1/auth/refresh', { refreshToken });
      expect((await refresh(other.refreshToken)).status).toBe(401);
      expect((await refresh(mine.refreshToken)).status).toBe(200);
    });

    it('stay, where the current one is wrong or the new one too short', async () => {
      const person = somebody();
      await owner.post('/v1/employees', person);
      const api = await logIn(person);

      expect(await change(api, 'wrong', 'another-long-password-7')).toMatchObject({
        status: 403,
        body: { code: 'password-not-right' },
      });
      expect((await change(api, person.password, 'short')).status).toBe(422);
      expect((await tokensOf(person)).status).toBe(200);
    });
  });

  it('that are not there, or of another shop, cannot be told apart', async () => {
    const { body } = await create();
    const otherShop = uuidv7();
    const query = (sql: string, values: unknown[]) => service.db.manager.query(sql, values);
    await query(
      `INSERT INTO shops (id, name, time_zone, currency) SELECT $1, name, time_zone, currency FROM shops LIMIT 1`,
      [otherShop],
    );
    await query('UPDATE employees SET shop_id = $1 WHERE id = $2', [otherShop, body.id]);

    for (const id of [body.id, uuidv7()]) {
      const notFound = { status: 404, body: { code: 'employee-not-found' } };
      expect(await owner.get(`/v1/employees/${id}`)).toMatchObject(notFound);
      expect(await edit(id, 1, { firstName: 'A' })).toMatchObject(notFound);
    }
  });

  it.each([
    [{ email: 'x' }, 422],
    [{ roleId: uuidv7() }, 422],
    [{ firstName: 'http://x' }, 422],
    [{ password: 'short' }, 422],
    [{ enabled: true }, 422],
    [{ email: OWNER.email.toUpperCase() }, 409],
  ])('refuse %j', async (changes, status) => {
    expect((await create(changes)).status).toBe(status);
  });

  it('need the version to be changed', async () => {
    const { body } = await create();

    expect((await owner.patch(`/v1/employees/${body.id}`, { firstName: 'A' })).status).toBe(428);
  });
});
