import {
  DEFAULT_SHOP_ID,
  EMPLOYEE_PERMISSIONS,
  type EmployeePermission,
  groupChanged,
  groupsProjectionRebuildRequested,
  shopChanged,
  systemActor,
} from '@clientele/contracts';
import { DatabaseStartup } from '@clientele/database';
import { anEmployee, type Api, eventually, type TestService } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { Employee } from '../src/employees/employee.entity';
import { Role } from '../src/roles/role.entity';
import { Shop } from '../src/shops/shop.entity';
import { ShopsService } from '../src/shops/shops.service';
import { Title } from '../src/titles/title.entity';
import { employeeOfShop, OWNER, register, someone, startIdentity, waitingForLock } from './identity';

interface ShopBody {
  readonly id: string;
  readonly name: string;
}

let count = 0;
const aName = () => `Shop ${++count}`;

describe('shops', () => {
  let service: TestService;
  let owner: Api;
  let ownerId: string;

  beforeAll(async () => {
    service = await startIdentity();
    ownerId = (await service.db.manager.findOneByOrFail(Employee, { email: OWNER.email })).id;
    owner = await service.api.as({ ...employeeOfShop(), id: ownerId });
  });

  afterAll(() => service.stop());

  const create = (changes: Record<string, unknown> = {}, api = owner) =>
    api.post<ShopBody>('/v1/shops', { name: aName(), ...changes });
  const sharing = async (changes: Record<string, unknown> = {}) =>
    (await create({ mainShopId: DEFAULT_SHOP_ID, ...changes })).body.id;
  const ownerOf = (shopId: string) => service.api.as(anEmployee({ shopId }));
  const clientWith = (permissions: readonly EmployeePermission[]) =>
    service.api.as({
      ...{ kind: 'client', id: uuidv7(), shopId: DEFAULT_SHOP_ID },
      permissions: new Set(permissions),
    });
  const settings = (id: string) => owner.get<{ version: number }>(`/v1/shops/${id}/settings`);
  const edit = async (id: string, changes: object, api = owner) =>
    api
      .with({ 'if-match': `"${(await settings(id)).body.version}"` })
      .patch(`/v1/shops/${id}/settings`, changes);

  describe('that share customers', () => {
    it('are made, read, and told of', async () => {
      const name = aName();

      const made = await create({ name, mainShopId: DEFAULT_SHOP_ID, timeZone: 'Asia/Tokyo' });
      const { id } = made.body;

      const expected = {
        ...{ id, name, mainShopId: DEFAULT_SHOP_ID, timeZone: 'Asia/Tokyo', currency: 'EUR' },
        ...{ storefrontUrl: null, version: 1 },
      };
      expect(made).toMatchObject({ status: 201, headers: { etag: '"1"' } });
      expect(made.body).toEqual(expected);
      expect(await owner.get(`/v1/shops/${id}`)).toMatchObject({ status: 200, body: expected });
      expect(await service.app.get(ShopsService).resolve(id)).toEqual({
        ...{ shopId: DEFAULT_SHOP_ID, atShopId: id },
      });
      await eventually(async () =>
        expect(await service.events.all(shopChanged, id)).toMatchObject([
          {
            ...{ shopId: DEFAULT_SHOP_ID, aggregate: { id, version: 1 } },
            ...{ actor: { kind: 'employee', id: ownerId } },
            data: { name, mainShopId: DEFAULT_SHOP_ID, timeZone: 'Asia/Tokyo', currency: 'EUR' },
          },
        ]),
      );
      expect((await owner.get(`/v1/audit?resourceType=shops&resourceId=${id}`)).body).toMatchObject({
        items: [{ operation: 'shops.create', after: { name, mainShopId: DEFAULT_SHOP_ID } }],
      });
    });

    it('have the roles, titles and employees of the main one', async () => {
      const shopId = await sharing();

      expect(await service.db.manager.countBy(Role, { shopId })).toBe(0);
      expect(await service.db.manager.countBy(Employee, { shopId })).toBe(0);
    });

    it('are listed by name, with the main one', async () => {
      for (const name of ['zz coffee', 'ZZ Brewing', 'zz Tea']) await sharing({ name });

      const first = await owner.get<{ nextCursor: string }>('/v1/shops?name=zz&limit=2&count=true');
      const last = await owner.get(`/v1/shops?name=zz&limit=2&cursor=${first.body.nextCursor}`);

      expect(first.body).toMatchObject({ items: [{ name: 'ZZ Brewing' }, { name: 'zz coffee' }], total: 3 });
      expect(last.body).toMatchObject({ items: [{ name: 'zz Tea' }], nextCursor: null });
      expect((await owner.get('/v1/shops?limit=200')).body).toMatchObject({
        items: expect.arrayContaining([expect.objectContaining({ id: DEFAULT_SHOP_ID, mainShopId: null })]),
      });
    });

    it('are made by API clients, too', async () => {
      const client = await clientWith(['shops:write']);

      expect((await create({ mainShopId: DEFAULT_SHOP_ID }, client)).status).toBe(201);
    });

    it('share those of the own shop only, and in its currency', async () => {
      const other = (await create()).body.id;
      const second = await sharing();

      for (const mainShopId of [other, second, uuidv7()])
        expect(await create({ mainShopId })).toMatchObject({
          ...{ status: 422, body: { code: 'main-shop-not-own' } },
        });
      expect(await create({ mainShopId: DEFAULT_SHOP_ID, currency: 'JPY' })).toMatchObject({
        ...{ status: 422, body: { code: 'currency-of-main-shop' } },
      });
    });

    it('are held together by the database', async () => {
      const second = await sharing();
      const put = (mainShopId: string, currency = 'EUR') =>
        service.db.manager.insert(Shop, {
          ...{ id: uuidv7(), name: aName(), timeZone: 'UTC' },
          mainShopId,
          currency,
        });

      const refused = { driverError: { constraint: 'shops_main_shop_id_fkey' } };
      await expect(put(second)).rejects.toMatchObject(refused);
      await expect(put(DEFAULT_SHOP_ID, 'JPY')).rejects.toMatchObject(refused);
      await expect(put(DEFAULT_SHOP_ID)).resolves.toBeDefined();
      await expect(
        service.db.manager.query('UPDATE shops SET main_shop_id = $2 WHERE id = $1', [
          DEFAULT_SHOP_ID,
          second,
        ]),
      ).rejects.toMatchObject(refused);
    });

    it('have names of their own, whatever their case', async () => {
      const name = aName();
      const [id, other] = [await sharing({ name }), await sharing()];
      const taken = { status: 409, body: { code: 'shop-name-taken' } };

      expect(await create({ name: name.toUpperCase(), mainShopId: DEFAULT_SHOP_ID })).toMatchObject(taken);
      expect(await edit(other, { name: name.toLowerCase() })).toMatchObject(taken);
      expect(await edit(id, { name: name.toUpperCase() })).toMatchObject({ status: 200 });
      expect((await create({ name })).status).toBe(201);
    });

    it('get a name once when two ask for it at once', async () => {
      const body = { name: aName(), mainShopId: DEFAULT_SHOP_ID };

      const answers = await Promise.all([create(body), create(body), create(body)]);

      expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
    });

    it('are made once for one key', async () => {
      const once = owner.with({ 'idempotency-key': uuidv7() });
      const body = { name: aName(), mainShopId: DEFAULT_SHOP_ID };

      const [first, second] = [await create(body, once), await create(body, once)];

      expect(second).toMatchObject({ status: 201, body: first.body });
      expect(second.headers['idempotency-replayed']).toBe('true');
    });

    it('are changed from the main one, which is told', async () => {
      const id = await sharing();
      const name = aName();
      const changes = { timeZone: 'America/New_York', storefrontUrl: 'https://b.example.com' };

      const renamed = await edit(id, { name });
      await edit(id, changes);
      await edit(id, { customerInHeader: 'company' });

      expect(renamed).toMatchObject({ status: 200, headers: { etag: '"2"' }, body: { shopId: id, name } });
      expect((await owner.get(`/v1/shops/${id}`)).body).toMatchObject({ name, ...changes, version: 4 });
      await eventually(async () =>
        expect(await service.events.all(shopChanged, id)).toMatchObject([
          { aggregate: { version: 1 } },
          { aggregate: { version: 2 }, data: { name, timeZone: 'Europe/Paris' } },
          { aggregate: { version: 3 }, data: { name, timeZone: 'America/New_York' } },
        ]),
      );
    });

    it('are changed by one of two at once', async () => {
      const versioned = owner.with({ 'if-match': '"1"' });
      const path = `/v1/shops/${await sharing()}/settings`;

      const answers = await Promise.all([1, 2].map(() => versioned.patch(path, { name: aName() })));

      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412]);
    });

    it('have contacts log in as the main one says', async () => {
      const id = await sharing();

      const refused = await edit(id, { twoFactorRequired: true });
      await edit(DEFAULT_SHOP_ID, { twoFactorRequired: true });
      const shown = await settings(id);
      await edit(DEFAULT_SHOP_ID, { twoFactorRequired: false });

      expect(refused).toMatchObject({ status: 409, body: { code: 'set-in-main-shop' } });
      expect(shown.body).toMatchObject({ twoFactorRequired: true });
      expect((await settings(id)).body).toMatchObject({ twoFactorRequired: false });
    });

    it('are told of again for who builds its copy anew', async () => {
      const id = await sharing();
      await service.events.publish(
        groupsProjectionRebuildRequested.create(
          {
            ...{ aggregate: { id: uuidv7(), version: 1 }, shopId: DEFAULT_SHOP_ID },
            ...{ actor: systemActor('test'), occurredAt: new Date() },
          },
          groupsProjectionRebuildRequested.example,
        ),
      );

      await eventually(async () => expect(await service.events.all(shopChanged, id)).toHaveLength(2));
    });
  });

  describe('with customers of their own', () => {
    it('start as a new installation does', async () => {
      const { status, body } = await create({ timeZone: 'America/New_York', currency: 'USD' });
      const theirs = await ownerOf(body.id);

      expect({ status, body }).toMatchObject({
        status: 201,
        body: { mainShopId: null, timeZone: 'America/New_York', currency: 'USD', version: 1 },
      });
      for (const [path, names] of Object.entries({
        '/v1/titles': ['Mr', 'Ms', 'Miss', 'Mx'],
        '/v1/profiles': ['Administrator', 'Manager', 'Buyer', 'Viewer'],
        '/v1/roles': ['Owner', 'Sales', 'Support', 'Catalogue', 'Read-only'],
      })) {
        const { items } = (await theirs.get<{ items: { id: string; name: { en: string } }[] }>(path)).body;
        const first = (await owner.get<{ items: { id: string }[] }>(path)).body.items;
        expect(items.map(({ name }) => name.en)).toEqual(names);
        expect(first.map(({ id }) => id)).not.toEqual(expect.arrayContaining([items[0]?.id]));
      }
      await eventually(async () =>
        expect(await service.events.all(shopChanged, body.id)).toMatchObject([
          { shopId: body.id, data: { mainShopId: null, currency: 'USD' } },
        ]),
      );
    });

    it('have whoever made them as their Owner, with the same password', async () => {
      const { id: shopId } = (await create()).body;

      const [made, ...more] = await service.db.manager.find(Employee, {
        where: { shopId },
        relations: { role: true },
      });
      const { passwordHash } = await service.db.manager.findOneByOrFail(Employee, { id: ownerId });

      expect(more).toEqual([]);
      expect(made).toMatchObject({
        ...{ email: OWNER.email, passwordHash, enabled: true },
        role: { code: 'owner' },
      });
      expect(made?.id).not.toBe(ownerId);
    });

    it('wait for a password that is being changed', async () => {
      const { db } = service;
      const { passwordHash } = await db.manager.findOneByOrFail(Employee, { id: ownerId });
      let made: ReturnType<typeof create> | undefined;

      await db.transaction(async (tx) => {
        await tx.update(Employee, ownerId, { passwordHash: 'changed' });
        made = create();
        await waitingForLock(service);
      });
      const shopId = (await made)?.body.id ?? '';

      expect(await db.manager.findOneByOrFail(Employee, { shopId })).toMatchObject({
        passwordHash: 'changed',
      });
      await db.manager.update(Employee, ownerId, { passwordHash });
    });

    it('give nobody of another one their titles and groups', async () => {
      const [shopId, groupId] = [(await create()).body.id, uuidv7()];
      const { id: titleId } = await service.db.manager.findOneByOrFail(Title, { shopId });
      await service.events.publish(
        groupChanged.create(
          {
            ...{ aggregate: { id: groupId, version: 1 }, shopId },
            ...{ actor: systemActor('test'), occurredAt: new Date() },
          },
          { ...groupChanged.example, groupId },
        ),
      );
      await service.events.handledBy('identity-groups', groupChanged.type);
      const { customer, contact } = (await register(service)).body;
      const { body: team } = await owner.post<{ id: string }>('/v1/sales-teams', { name: aName() });
      const theirs = await ownerOf(shopId);
      const based = owner.with({ 'if-match': '"1"' });

      const titles = [
        await register(service, { titleId }),
        await owner.post('/v1/customers', someone({ titleId })),
        await based.patch(`/v1/customers/${customer.id}`, { titleId }),
        await based.patch(`/v1/contacts/${contact.id}`, { titleId }),
      ];
      const groups = [
        await owner.post('/v1/customers', someone({ groupIds: [groupId] })),
        await owner.post('/v1/pages', { slug: 'of-another-shop', groupId }),
        await owner.upload(`/v1/documents?name=a.txt&groupId=${groupId}`, Buffer.from('terms')),
        await owner.post(`/v1/sales-teams/${team.id}/responsibilities`, {
          items: [{ kind: 'group', id: groupId }],
        }),
      ];

      for (const answer of titles)
        expect(answer).toMatchObject({ status: 422, body: { code: 'title-unknown' } });
      expect(groups.map(({ status, body }) => [status, body['code']])).toEqual([
        [422, 'group-unknown'],
        [422, 'group-unknown'],
        [422, 'group-unknown'],
        [422, 'sales-team-part-unknown'],
      ]);
      expect(
        await theirs.upload(`/v1/documents?name=a.txt&groupId=${groupId}`, Buffer.from('terms')),
      ).toMatchObject({ status: 201 });
    });

    it('know nothing of each other', async () => {
      const { id } = (await create()).body;
      const theirs = await ownerOf(id);

      expect((await owner.get(`/v1/shops/${id}`)).status).toBe(404);
      expect((await owner.get(`/v1/shops/${id}/settings`)).status).toBe(404);
      expect((await theirs.get(`/v1/shops/${DEFAULT_SHOP_ID}`)).status).toBe(404);
      expect(
        (await theirs.with({ 'if-match': '"1"' }).patch(`/v1/shops/${DEFAULT_SHOP_ID}/settings`, {})).status,
      ).toBe(404);
      expect((await theirs.get('/v1/shops?count=true')).body).toMatchObject({ items: [{ id }], total: 1 });
    });

    it('are made by who may do everything only, and leave nothing behind otherwise', async () => {
      const permissions = new Set(EMPLOYEE_PERMISSIONS.filter((permission) => permission !== 'ops:write'));
      const some = await service.api.as(anEmployee({ id: ownerId, shopId: DEFAULT_SHOP_ID, permissions }));
      const client = await clientWith(EMPLOYEE_PERMISSIONS);
      const gone = await service.api.as(employeeOfShop());
      const before = await service.db.manager.count(Shop);

      const refused = [await create({}, some), await create({}, client), await create({}, gone)];

      expect(refused.map(({ status }) => status)).toEqual([403, 403, 404]);
      expect(refused.map(({ body }) => body)).toMatchObject([
        { code: 'permission-not-held', detail: 'Missing: ops:write.' },
        { code: 'shop-needs-owner' },
        { code: 'employee-not-found' },
      ]);
      expect(await service.db.manager.count(Shop)).toBe(before);
    });

    it('let their Owners do what a new release adds', async () => {
      const { id: shopId } = (await create()).body;
      await service.db.manager.update(Role, { shopId, code: 'owner' }, { permissions: ['ops:read'] });

      await service.app.get(DatabaseStartup).migrate();

      expect(await service.db.manager.findOneByOrFail(Role, { shopId, code: 'owner' })).toMatchObject({
        permissions: EMPLOYEE_PERMISSIONS,
      });
      expect(await service.db.manager.countBy(Role, { shopId })).toBe(5);
    });
  });

  it.each([
    [{ name: '  ' }, '/name'],
    [{ name: 'x'.repeat(256) }, '/name'],
    [{ timeZone: 'Mars/Olympus' }, '/timeZone'],
    [{ currency: 'eur' }, '/currency'],
    [{ mainShopId: null }, '/mainShopId'],
    [{ storefrontUrl: 'ftp://example.com' }, '/storefrontUrl'],
  ])('refuse %j and point to %s', async (body, pointer) => {
    expect(await create(body)).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
  });

  it('take their permissions', async () => {
    const reader = await service.api.as(employeeOfShop('shops:read'));
    const stranger = await service.api.as(employeeOfShop('shops:write'));

    expect((await create({}, reader)).status).toBe(403);
    expect((await stranger.get('/v1/shops')).status).toBe(403);
    expect((await service.api.get('/v1/shops')).status).toBe(401);
  });
});
