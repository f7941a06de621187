import { linkChanged } from '@clientele/contracts';
import { anEmployee, type Api, eventually, type TestService } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { ContactLink } from '../src/contacts/contact-link.entity';
import { contactOf, employeeOfShop, PROFILES, register, someone, startIdentity } from './identity';

interface ProfileAnswer {
  readonly id: string;
  readonly position: number;
  readonly permissions: readonly { readonly code: string; readonly scope: string }[];
}

describe('profiles', () => {
  let service: TestService;
  let employee: Api;

  beforeAll(async () => {
    service = await startIdentity();
    employee = await service.api.as(employeeOfShop());
  });

  afterAll(() => service.stop());

  const create = (changes: Record<string, unknown> = {}) =>
    employee.post<ProfileAnswer>('/v1/profiles', { name: { en: 'Assistant' }, ...changes });
  const edit = (id: string, version: number, changes: Record<string, unknown>) =>
    employee.with({ 'if-match': `"${version}"` }).patch<ProfileAnswer>(`/v1/profiles/${id}`, changes);
  const list = async () =>
    (await employee.get<{ items: ProfileAnswer[] }>('/v1/profiles?limit=200')).body.items;
  const order = async () => (await list()).map(({ id }) => id);

  it('are created with permissions of their own, or those of another', async () => {
    const own = await create({ permissions: [{ code: 'orders:view', scope: 'own' }, { code: 'cart:use' }] });
    const clone = await create({ cloneOf: PROFILES.buyer, position: 1 });
    const [buyer] = (await list()).filter(({ id }) => id === PROFILES.buyer);

    expect(own).toMatchObject({
      status: 201,
      headers: { etag: '"1"' },
      body: {
        permissions: [
          { code: 'orders:view', scope: 'own' },
          { code: 'cart:use', scope: 'all' },
        ],
      },
    });
    expect(clone.body).toMatchObject({ position: 1, permissions: buyer?.permissions });
    expect(await employee.get(`/v1/profiles/${clone.body.id}`)).toMatchObject({ body: clone.body });
    expect((await list()).map(({ position }) => position)).toEqual((await list()).map((_, i) => i));
  });

  it('are renamed and changed by version, one of ten at once', async () => {
    const { body } = await create();

    const answers = await Promise.all(
      Array.from({ length: 10 }, (_unused, i) =>
        edit(body.id, 1, { name: { en: `Name ${i}`, nb: 'Navn' }, permissions: [{ code: 'prices:view' }] }),
      ),
    );

    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 412)).toHaveLength(9);
    expect(await employee.get(`/v1/profiles/${body.id}`)).toMatchObject({
      headers: { etag: '"2"' },
      body: { permissions: [{ code: 'prices:view', scope: 'all' }] },
    });
    expect((await employee.patch(`/v1/profiles/${body.id}`, {})).status).toBe(428);
  });

  it('keep a whole hierarchy when many are ordered, made and deleted at once', async () => {
    const { body: doomed } = await create();
    const before = await order();
    const rotated = [...before.slice(1), ...before.slice(0, 1)];

    const answers = await Promise.all([
      ...[before.toReversed(), rotated].map((profileIds) =>
        employee.put('/v1/profiles/order', { profileIds }),
      ),
      ...Array.from({ length: 4 }, (_unused, position) => create({ position })),
      employee.delete(`/v1/profiles/${doomed.id}`),
    ]);
    const after = await list();

    for (const { status } of answers) expect([201, 204, 409]).toContain(status);
    expect(after.map(({ position }) => position)).toEqual(after.map((_, i) => i));
    expect(after).toHaveLength(before.length + 3);
  });

  it('are not ordered by what leaves one out', async () => {
    const present = await order();

    for (const profileIds of [present.slice(1), [...present, uuidv7()]]) {
      expect(await employee.put('/v1/profiles/order', { profileIds })).toMatchObject({
        status: 409,
        body: { code: 'order-not-complete' },
      });
    }
    expect(await order()).toEqual(present);
  });

  it('cannot hold one place twice, whatever the code does', async () => {
    await expect(
      service.db.manager.query('UPDATE profiles SET position = 0 WHERE shop_id IS NOT NULL'),
    ).rejects.toThrow('profiles_shop_id_position_key');
  });

  it('give their contacts another profile when they are deleted, and say so', async () => {
    const { body: profile } = await create();
    const { customer, contact } = (await register(service)).body;
    const { password: _, ...person } = someone();
    const links = [{ customerId: customer.id, profileId: profile.id }];
    const { body } = await employee.post<{ links: { id: string }[] }>('/v1/contacts', { ...person, links });
    const linkId = body.links[0]?.id ?? '';

    const inUse = await employee.delete(`/v1/profiles/${profile.id}`);
    const replaced = await employee.delete(
      `/v1/profiles/${profile.id}?replacementProfileId=${PROFILES.viewer}`,
    );

    expect(inUse).toMatchObject({ status: 409, body: { code: 'profile-in-use' } });
    expect(replaced.status).toBe(204);
    await eventually(async () =>
      expect(await service.events.next(linkChanged, linkId)).toMatchObject({
        aggregate: { version: 2 },
        data: { profileId: PROFILES.viewer },
      }),
    );
    expect((await employee.get(`/v1/profiles/${profile.id}`)).status).toBe(404);
    expect(contact.id).toBeDefined();
  });

  it('stay with all their contacts when the event cannot be written', async () => {
    const { body: profile } = await create();
    const { customer } = (await register(service)).body;
    const { password: _, ...person } = someone();
    await employee.post('/v1/contacts', {
      ...person,
      links: [{ customerId: customer.id, profileId: profile.id }],
    });
    service.failNextEvent();

    const failed = await employee.delete(
      `/v1/profiles/${profile.id}?replacementProfileId=${PROFILES.viewer}`,
    );

    expect(failed.status).toBe(500);
    expect(await service.db.manager.countBy(ContactLink, { profileId: profile.id })).toBe(1);
  });

  it('are needed for the first contact of a customer', async () => {
    expect(await employee.delete(`/v1/profiles/${PROFILES.administrator}`)).toMatchObject({
      status: 409,
      body: { code: 'profile-needed' },
    });
  });

  it.each([
    [{ permissions: [{ code: 'orders:view-all' }] }, 'permission-unknown'],
    [{ permissions: [{ code: 'x:nobody-defined-it' }] }, 'permission-unknown'],
    [{ permissions: [{ code: 'cart:use', scope: 'own' }] }, 'scope-not-supported'],
    [{ cloneOf: uuidv7() }, 'profile-unknown'],
    [{ name: {} }, 'validation-failed'],
    [{ permissions: [{ code: 'cart:use', scope: 'some' }] }, 'validation-failed'],
  ])('are refused with %j', async (changes, code) => {
    expect(await create(changes)).toMatchObject({ status: 422, body: { code } });
  });

  it('of another shop are not there, and are changed by employees with the permission only', async () => {
    const stranger = (await service.api.as(anEmployee())).with({ 'if-match': '"1"' });
    const reader = await service.api.as(employeeOfShop('customers:read'));
    const contact = await service.api.as(contactOf((await register(service)).body.customer.id));
    const path = `/v1/profiles/${PROFILES.viewer}`;

    const foreign = [await stranger.get(path), await stranger.patch(path, {}), await stranger.delete(path)];
    const refused = [
      await reader.patch(path, {}),
      await reader.delete(path),
      await reader.post('/v1/profiles', {}),
      await contact.delete(path),
    ];

    expect(foreign.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect(refused.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
    expect((await contact.get(path)).status).toBe(200);
  });

  describe('permissions of a shop', () => {
    it('are defined, granted, renamed and deleted', async () => {
      const defined = await employee.post('/v1/permissions', {
        code: 'x:approve-orders',
        name: { en: 'Approve' },
      });
      const { body: profile } = await create({ permissions: [{ code: 'x:approve-orders', scope: 'own' }] });
      const rename = (api = employee) =>
        api.patch('/v1/permissions/x:approve-orders', { name: { en: 'Approve orders' } });
      const unversioned = await rename();
      const renamed = await rename(employee.with({ 'if-match': '"1"' }));
      const stale = await rename(employee.with({ 'if-match': '"1"' }));
      const inUse = await employee.delete('/v1/permissions/x:approve-orders');
      await edit(profile.id, 1, { permissions: [] });
      const deleted = await employee.delete('/v1/permissions/x:approve-orders');

      expect(defined).toMatchObject({ status: 201, body: { scopes: ['own', 'all'], ofShop: true } });
      expect(defined.headers['etag']).toBe('"1"');
      expect(renamed).toMatchObject({
        ...{ status: 200, headers: { etag: '"2"' }, body: { name: { en: 'Approve orders' }, version: 2 } },
      });
      expect([unversioned.status, stale.status]).toEqual([428, 412]);
      expect(inUse).toMatchObject({
        status: 409,
        body: { code: 'permission-in-use', profileIds: [profile.id] },
      });
      expect([deleted.status, (await employee.delete('/v1/permissions/x:approve-orders')).status]).toEqual([
        204, 404,
      ]);
    });

    it('are renamed by one of five at once', async () => {
      await employee.post('/v1/permissions', { code: 'x:rename', name: { en: 'Some' } });
      const versioned = employee.with({ 'if-match': '"1"' });

      const answers = await Promise.all(
        Array.from({ length: 5 }, (_, i) =>
          versioned.patch('/v1/permissions/x:rename', { name: { en: `Name ${i}` } }),
        ),
      );

      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412, 412, 412, 412]);
      await employee.delete('/v1/permissions/x:rename');
    });

    it('are listed after those of the suite, and defined once', async () => {
      const permission = { code: 'x:see-stock', name: { en: 'See stock' } };

      const answers = await Promise.all(
        Array.from({ length: 5 }, () => employee.post('/v1/permissions', permission)),
      );
      const { body } = await employee.get<{ items: { code: string; scopes: string[] }[] }>('/v1/permissions');

      expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409, 409]);
      expect(body.items.find(({ code }) => code === 'orders:view')).toMatchObject({ scopes: ['own', 'all'] });
      expect(body.items.find(({ code }) => code === 'cart:use')).toMatchObject({ scopes: ['all'] });
      expect(body.items.at(-1)).toMatchObject(permission);
    });

    it.each(['orders:place', 'x:', 'x:A', 'x:orders-all'])('are refused with the code %s', async (code) => {
      expect((await employee.post('/v1/permissions', { code, name: { en: 'Mine' } })).status).toBe(422);
    });
  });
});
