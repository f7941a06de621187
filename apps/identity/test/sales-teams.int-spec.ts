import {
  DEFAULT_SHOP_ID,
  EMPLOYEE_PERMISSIONS,
  salesTeamChanged,
  salesTeamDeleted,
  SEES_ALL,
} from '@clientele/contracts';
import { type Api, type TestService } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { SalesTeam } from '../src/sales-teams/sales-team.entity';
import { DELIVERED_ROLES } from '../src/roles/delivered-roles';
import { bearing, OWNER, register, someone, startListening, type Tokens } from './identity';

interface TeamAnswer {
  readonly id: string;
  readonly name: string;
  readonly members: number;
  readonly version: number;
}
interface Items {
  readonly items: readonly Record<string, unknown>[];
}

describe('sales teams', () => {
  let service: TestService;
  let owner: Api;
  let count = 0;

  beforeAll(async () => {
    service = await startListening();
    owner = await logIn(OWNER);
  });

  afterAll(() => service.stop());

  const logIn = async ({ email, password }: { email: string; password: string }): Promise<Api> =>
    bearing(
      service.api,
      (await service.api.post<Tokens>('/v1/auth/employees/login', { email, password })).body,
    );
  const aName = () => `Team ${++count}`;
  const create = (name = aName(), api = owner) => api.post<TeamAnswer>('/v1/sales-teams', { name });
  const aTeam = async () => (await create()).body.id;
  const employ = async () => {
    const roleId = DELIVERED_ROLES.find(({ code }) => code === 'sales')?.id;
    const person = { ...someone(), roleId };
    const { body } = await owner.post<{ id: string }>('/v1/employees', person);
    return { ...person, id: body.id };
  };
  const aCustomer = async () => (await register(service)).body.customer.id;
  const add = (team: string, part: 'members' | 'responsibilities', body: object, api = owner) =>
    api.post<TeamAnswer>(`/v1/sales-teams/${team}/${part}`, body);
  const stateOf = async (id: string) => (await service.events.next(salesTeamChanged, id)).data;

  it('are made, renamed, filled and deleted, and announced with all they are', async () => {
    const [first, second, customer] = [await employ(), await employ(), await aCustomer()];
    const { status, body } = await create('North');
    const path = `/v1/sales-teams/${body.id}`;

    const renamed = await owner.with({ 'if-match': '"1"' }).patch<TeamAnswer>(path, { name: 'North-East' });
    await add(body.id, 'members', { employeeIds: [first.id, second.id] });
    const items = [
      { kind: 'customer', id: customer },
      { kind: 'shop', id: DEFAULT_SHOP_ID },
      { kind: 'segment', id: uuidv7() },
    ];
    await add(body.id, 'responsibilities', { items });
    await owner.delete(`${path}/members/${first.id}`);
    await owner.post(`${path}/responsibilities/removals`, { items: items.slice(2) });

    expect([status, renamed.status]).toEqual([201, 200]);
    expect(await owner.get(path)).toMatchObject({
      headers: { etag: '"6"' },
      body: {
        name: 'North-East',
        members: 1,
        responsibilities: { customer: 1, group: 0, segment: 0, shop: 1 },
      },
    });
    expect((await owner.get<Items>(`${path}/members`)).body.items).toMatchObject([
      { employeeId: second.id, email: second.email, enabled: true },
    ]);
    expect((await owner.get<Items>(`${path}/responsibilities?kind=shop`)).body.items).toMatchObject([
      { kind: 'shop', id: DEFAULT_SHOP_ID },
    ]);
    const events = await service.events.all(salesTeamChanged, body.id);
    expect(events.map(({ aggregate }) => aggregate.version)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(events.at(-1)?.data).toEqual({
      ...{ teamId: body.id, name: 'North-East', employeeIds: [second.id] },
      responsibilities: [
        { kind: 'customer', ids: [customer] },
        { kind: 'shop', ids: [DEFAULT_SHOP_ID] },
      ],
    });

    expect((await owner.delete(path)).status).toBe(204);
    expect((await owner.get(path)).status).toBe(404);
    expect((await service.events.next(salesTeamDeleted, body.id)).aggregate.version).toBe(7);
    const log = await owner.get<Items>(`/v1/audit?resourceId=${body.id}&kind=change&sort=at`);
    expect(log.body.items.map(({ operation }) => operation)).toEqual([
      ...['salesTeams.create', 'salesTeams.edit', 'salesTeams.addMembers', 'salesTeams.addResponsibilities'],
      ...['salesTeams.removeMember', 'salesTeams.removeResponsibilities', 'salesTeams.remove'],
    ]);
  });

  it('have names that no other has, whatever the case, and two at once are one', async () => {
    const name = aName();

    const answers = await Promise.all([create(name), create(name.toUpperCase()), create(name)]);

    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
    const other = await create();
    expect(
      await owner.with({ 'if-match': '"1"' }).patch(`/v1/sales-teams/${other.body.id}`, { name }),
    ).toMatchObject({ status: 409, body: { code: 'sales-team-name-taken' } });
  });

  it('take parts in as often as they are sent, and count only what changed', async () => {
    const [team, { id }] = [await aTeam(), await employ()];

    const answers = await Promise.all([1, 2, 3].map(() => add(team, 'members', { employeeIds: [id] })));

    expect(answers.map(({ body }) => body)).toEqual(
      Array(3).fill(expect.objectContaining({ version: 2, members: 1 })),
    );
    expect((await owner.delete(`/v1/sales-teams/${team}/members/${id}`)).status).toBe(204);
    expect(await owner.delete(`/v1/sales-teams/${team}/members/${id}`)).toMatchObject({
      status: 404,
      body: { code: 'sales-team-part-not-found' },
    });
  });

  it('refuse what is not there, and then nothing has changed', async () => {
    const [team, { id }, customer] = [await aTeam(), await employ(), await aCustomer()];

    expect(await add(team, 'members', { employeeIds: [id, uuidv7()] })).toMatchObject({
      status: 422,
      body: { code: 'sales-team-part-unknown', errors: [{ pointer: '/employeeIds/1' }] },
    });
    for (const kind of ['customer', 'group', 'shop'])
      expect(
        await add(team, 'responsibilities', {
          items: [
            { kind: 'customer', id: customer },
            { kind, id: uuidv7() },
          ],
        }),
      ).toMatchObject({ status: 422, body: { errors: [{ pointer: '/items/1/id' }] } });
    for (const body of [{}, { items: [] }, { items: [{ kind: 'planet', id: customer }] }])
      expect((await add(team, 'responsibilities', body)).status).toBe(422);
    for (const name of ['', ' ', 7]) expect((await create(name as string)).status).toBe(422);
    expect(await service.db.manager.findOneBy(SalesTeam, { id: team })).toMatchObject({ version: 1 });
    expect(await stateOf(team)).toMatchObject({ employeeIds: [], responsibilities: [] });
  });

  it('grow to a hundred thousand responsibilities, told in parts, and no further', async () => {
    const team = await aTeam();
    await service.db.manager.query(
      `INSERT INTO sales_team_responsibilities (team_id, kind, target_id, added_at)
       SELECT $1, 'customer', gen_random_uuid(), now() FROM generate_series(1, 99999)`,
      [team],
    );
    const one = () => add(team, 'responsibilities', { items: [{ kind: 'segment', id: uuidv7() }] });

    expect((await one()).status).toBe(200);
    expect(await one()).toMatchObject({ status: 409, body: { code: 'sales-team-full' } });
    const told = (await service.events.all(salesTeamChanged, team)).filter(
      ({ aggregate }) => aggregate.version === 2,
    );
    const ids = told.flatMap(({ data }) => data.responsibilities.flatMap((some) => some.ids));
    expect(told).toHaveLength(10);
    expect(new Set(ids).size).toBe(100_000);
  });

  it('are found by name, member and responsibility', async () => {
    const [team, { id }, customer] = [await create(), await employ(), await aCustomer()];
    await add(team.body.id, 'members', { employeeIds: [id] });
    await add(team.body.id, 'responsibilities', { items: [{ kind: 'customer', id: customer }] });

    const name = encodeURIComponent(team.body.name.toLowerCase());
    for (const query of [`name=${name}`, `employeeId=${id}`, `responsibleFor=${customer}&sort=-createdAt`])
      expect((await owner.get<Items>(`/v1/sales-teams?${query}`)).body.items).toMatchObject([
        { id: team.body.id },
      ]);
    expect((await owner.get<Items>(`/v1/customers/${customer}/sales-teams`)).body.items).toEqual([
      { id: team.body.id, name: team.body.name, through: [{ kind: 'customer', id: customer }] },
    ]);
  });

  it('are seen by their members alone, unless the role sees all; who does not may not change any', async () => {
    const [mine, other, person] = [await aTeam(), await aTeam(), await employ()];
    await add(mine, 'members', { employeeIds: [person.id] });
    const member = await logIn(person);

    expect((await member.get<Items>('/v1/sales-teams')).body.items).toMatchObject([{ id: mine }]);
    expect((await member.get(`/v1/sales-teams/${mine}/members`)).status).toBe(200);
    for (const part of ['', '/members', '/responsibilities'])
      expect((await member.get(`/v1/sales-teams/${other}${part}`)).status).toBe(404);
    expect((await create(aName(), member)).status).toBe(403);
  });

  it('look after the customers that their members make', async () => {
    const [one, two, person] = [await aTeam(), await aTeam(), await employ()];
    for (const team of [one, two]) await add(team, 'members', { employeeIds: [person.id] });
    const member = await logIn(person);

    const made = await Promise.all([1, 2].map(() => member.post<{ id: string }>('/v1/customers', someone())));

    for (const { status, body } of made) {
      expect(status).toBe(201);
      expect((await member.get(`/v1/customers/${body.id}`)).status).toBe(200);
    }
    const ids = made.map(({ body }) => body.id);
    for (const team of [one, two])
      expect(new Set((await stateOf(team)).responsibilities[0]?.ids)).toEqual(new Set(ids));
    const alone = await logIn(await employ());
    const { body } = await alone.post<{ id: string }>('/v1/customers', someone());
    expect((await alone.get(`/v1/customers/${body.id}`)).status).toBe(404);
  });

  it('let their members see all by the next token when they look after the whole shop', async () => {
    const [team, person, customer] = [await aTeam(), await employ(), await aCustomer()];
    await add(team, 'members', { employeeIds: [person.id] });
    const before = await logIn(person);
    await add(team, 'responsibilities', { items: [{ kind: 'shop', id: DEFAULT_SHOP_ID }] });
    const after = await logIn(person);

    expect((await before.get(`/v1/customers/${customer}`)).status).toBe(404);
    expect((await after.get(`/v1/customers/${customer}`)).status).toBe(200);
    expect((await after.get<{ permissions: string[] }>('/v1/me')).body.permissions).toContain(SEES_ALL);
  });

  it('cannot be had around: nobody grants sight that they do not have', async () => {
    const person = await employ();
    const roleId = (
      await owner.post<{ id: string }>('/v1/roles', {
        name: { en: 'Head' },
        permissions: EMPLOYEE_PERMISSIONS.filter((permission) => permission !== SEES_ALL),
      })
    ).body.id;
    const editing = await owner.with({ 'if-match': '"1"' }).patch(`/v1/employees/${person.id}`, { roleId });
    const head = await logIn(person);

    expect(editing.status).toBe(200);
    const name = { en: 'All' };
    for (const answer of [
      await head.post('/v1/roles', { name, permissions: ['customers:read', SEES_ALL] }),
      await head.post('/v1/api-clients', { name: 'Shop', scopes: ['customers:read'] }),
      await head.post('/v1/employees', { ...someone(), roleId: DELIVERED_ROLES[0]?.id }),
    ])
      expect(answer).toMatchObject({ status: 403, body: { code: 'permission-not-held' } });
    expect((await head.post('/v1/roles', { name, permissions: ['customers:read'] })).status).toBe(201);
    expect((await head.post('/v1/sales-teams', { name: 'Own' })).status).toBe(403);
  });
});
