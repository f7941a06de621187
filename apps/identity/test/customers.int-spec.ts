import {
  customerChanged,
  customerRegistered,
  customersByKey,
  DEFAULT_SHOP_ID,
  groupChanged,
  identityMailRequested,
  systemActor,
} from '@clientele/contracts';
import { Ask } from '@clientele/messaging';
import { anEmployee, type Api, type TestService } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { Contact } from '../src/contacts/contact.entity';
import { Customer } from '../src/customers/customer.entity';
import { contactOf, employeeOfShop, register, someone, startIdentity } from './identity';

interface CustomerAnswer {
  readonly id: string;
  readonly number: string;
  readonly version: number;
  readonly contacts: readonly { readonly id: string }[];
}

describe('customers', () => {
  let service: TestService;
  let employee: Api;

  beforeAll(async () => {
    service = await startIdentity();
    employee = await service.api.as(employeeOfShop());
  });

  afterAll(() => service.stop());

  const { password: _, ...unregistered } = someone();
  const create = (changes: Record<string, unknown> = {}) =>
    employee.post<CustomerAnswer>('/v1/customers', { ...unregistered, email: someone().email, ...changes });
  /** A group that is known here. */
  const aGroup = async (): Promise<string> => {
    const groupId = uuidv7();
    const circumstances = {
      ...{ aggregate: { id: groupId, version: 1 }, shopId: DEFAULT_SHOP_ID },
      ...{ actor: systemActor('test'), occurredAt: new Date() },
    };
    await service.events.publish(groupChanged.create(circumstances, { ...groupChanged.example, groupId }));
    await service.events.handledBy('identity-groups', groupChanged.type);
    return groupId;
  };

  it('are found for other services by number and by e-mail address', async () => {
    const { body } = await create();
    const { email } = (await employee.get<{ email: string }>(`/v1/customers/${body.id}`)).body;
    const find = (by: 'number' | 'email', keys: string[], shopId: string = DEFAULT_SHOP_ID) =>
      service.app.get(Ask).ask(customersByKey, { shopId, by, keys }, 5_000);
    const [number, address] = [` ${body.number}`, email.toUpperCase()];

    const byNumber = await find('number', [number, '999999999999', 'x']);
    const byEmail = await find('email', ['nobody@example.com', address]);
    const elsewhere = await find('number', [number], uuidv7());

    expect(byNumber.found).toEqual([{ key: number, customerId: body.id }]);
    expect(byEmail.found).toEqual([{ key: address, customerId: body.id }]);
    expect(elsewhere.found).toEqual([]);
  });

  describe('POST /v1/customers', () => {
    it('creates a customer that can be read back, with its contact and its ETag', async () => {
      const created = await create({
        ...{ kind: 'company', company: 'Te & Sønn', accountingNumber: 'A-1', enabled: false },
        ...{ registeredAt: '2019-03-14T09:26:53.000Z', birthday: '1985-04-12', language: 'nb' },
      });
      const read = await employee.get(`/v1/customers/${created.body.id}`);

      expect(created).toMatchObject({
        status: 201,
        headers: { etag: '"1"' },
        body: { kind: 'company', enabled: false, registeredAt: '2019-03-14T09:26:53.000Z' },
      });
      expect(read).toMatchObject({ status: 200, headers: { etag: '"1"' }, body: created.body });
      expect(read.body).toMatchObject({
        ...{ birthday: '1985-04-12', language: 'nb', lastVisitAt: null, addresses: [], groups: [] },
        contacts: [{ profile: { code: 'administrator' } }],
      });
    });

    it('refuses groups that do not exist, and points at them', async () => {
      const groupId = await aGroup();
      const [deleted, never] = [uuidv7(), uuidv7()];

      const refused = await create({ groupIds: [deleted, groupId], defaultGroupId: never });

      expect(refused).toMatchObject({ status: 422, body: { code: 'group-unknown' } });
      expect(refused.body).toMatchObject({
        errors: [{ pointer: '/groupIds/0' }, { pointer: '/defaultGroupId' }],
      });
    });

    it('puts nobody into a group for those who may not', async () => {
      const groupId = await aGroup();
      const clerk = await service.api.as(employeeOfShop('customers:write', 'customers:read'));
      const body = () => ({ ...unregistered, email: someone().email });

      for (const groups of [{ groupIds: [groupId] }, { defaultGroupId: groupId }])
        expect(await clerk.post('/v1/customers', { ...body(), ...groups })).toMatchObject({
          ...{ status: 403, body: { code: 'permission-missing', permission: 'memberships:write' } },
        });
      expect((await clerk.post('/v1/customers', { ...body(), groupIds: [] })).status).toBe(201);
    });

    it('announces the groups that it asks for', async () => {
      const [groupId, other] = [await aGroup(), await aGroup()];

      const { body } = await create({ groupIds: [groupId, other], defaultGroupId: groupId });

      expect(await service.events.next(customerRegistered, body.id)).toMatchObject({
        actor: { kind: 'employee' },
        data: { groupIds: [groupId, other], defaultGroupId: groupId },
      });
    });

    it('makes a contact that cannot log in, unless there is a password', async () => {
      const [without, withPassword] = [await create(), await create({ password: 'long-enough' })];

      const hashOf = async (customer: CustomerAnswer) => {
        const [contact] = customer.contacts;
        return (await service.db.manager.findOneByOrFail(Contact, { id: contact?.id })).passwordHash;
      };

      expect(await hashOf(without.body)).toBeNull();
      expect(await hashOf(withPassword.body)).toMatch(/^\$argon2id/);
    });

    it('invites a contact that has no password, unless told not to', async () => {
      const [invited, silent, known] = [
        await create({ firstName: 'Invited' }),
        await create({ firstName: 'Silent', invite: false }),
        await create({ firstName: 'Known', password: 'rather-long-and-hard-to-guess' }),
      ];
      await service.events.next(customerRegistered, known.body.id);

      const mails = (await service.events.all(identityMailRequested)).map(({ data }) => data);

      expect([invited.status, silent.status]).toEqual([201, 201]);
      expect(mails.filter(({ variables }) => variables['name']?.startsWith('Invited'))).toMatchObject([
        { template: 'invitation' },
      ]);
      expect(mails.filter(({ variables }) => /Silent|Known/.test(variables['name'] ?? ''))).toEqual([]);
    });

    it('takes null for nothing', async () => {
      const nothing = { titleId: null, phone: null, birthday: null, company: null, password: null };

      expect(await create({ ...nothing, registeredAt: null, lastVisitAt: null })).toMatchObject({
        status: 201,
        body: { titleId: null, lastVisitAt: null, registeredAt: expect.stringMatching(/^20[2-9]/) },
      });
    });

    it('makes one customer of ten at once with the same external reference', async () => {
      const answers = await Promise.all(
        Array.from({ length: 10 }, () => create({ externalReference: 'ERP-7' })),
      );

      expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
      expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
        code: 'external-reference-taken',
      });
    });

    it('refuses an e-mail address that is taken, in whatever spelling', async () => {
      const { email } = someone();
      await create({ email });

      expect(await create({ email: email.toUpperCase() })).toMatchObject({
        status: 409,
        body: { code: 'email-taken' },
      });
    });

    it('keeps nothing when the event cannot be written', async () => {
      const before = await service.db.manager.count(Customer);
      service.failNextEvent();

      expect(await create()).toMatchObject({ status: 500 });
      expect(await service.db.manager.count(Customer)).toBe(before);
    });

    it.each([
      [{ kind: 'robot' }, '/kind'],
      [{ registeredAt: 'yesterday' }, '/registeredAt'],
      [{ registeredAt: '2019-W10-1' }, '/registeredAt'],
      [{ groupIds: ['vip'] }, '/groupIds'],
      [{ number: '7' }, '/number'],
    ])('refuses %j and points to %s', async (changes, pointer) => {
      expect(await create(changes)).toMatchObject({
        status: 422,
        body: { errors: [expect.objectContaining({ pointer })] },
      });
    });
  });

  describe('PATCH /v1/customers/{id}', () => {
    const edit = (id: string, version: number, changes: Record<string, unknown>) =>
      employee.with({ 'if-match': `"${version}"` }).patch(`/v1/customers/${id}`, changes);

    it('changes what is given, takes away what is null, and announces it', async () => {
      const { body } = await create({ company: 'Old', phone: '+47 22 12 34 56' });

      const edited = await edit(body.id, 1, { firstName: 'Łukasz', company: null, enabled: false });

      expect(edited).toMatchObject({
        status: 200,
        headers: { etag: '"2"' },
        body: { firstName: 'Łukasz', company: null, phone: '+47 22 12 34 56', enabled: false, version: 2 },
      });
      expect(await service.events.next(customerChanged, body.id)).toMatchObject({
        aggregate: { version: 2 },
        data: { firstName: 'Łukasz', number: body.number, enabled: false },
      });
    });

    it('lets one of ten changes at once through', async () => {
      const { body } = await create();

      const answers = await Promise.all(
        Array.from({ length: 10 }, (_unused, i) => edit(body.id, 1, { accountingNumber: `A-${i}` })),
      );

      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(answers.filter(({ status }) => status === 412)).toHaveLength(9);
    });

    it('keeps nothing when the event cannot be written', async () => {
      const { body } = await create();
      service.failNextEvent();

      expect(await edit(body.id, 1, { firstName: 'Other' })).toMatchObject({ status: 500 });
      expect(await employee.get(`/v1/customers/${body.id}`)).toMatchObject({ body: { version: 1 } });
    });

    it('compares a new e-mail address as any other', async () => {
      const [{ body: one }, { body: other }] = [await create(), await create({ email: 'mine@example.com' })];

      expect(await edit(one.id, 1, { email: 'MINE@example.com' })).toMatchObject({
        status: 409,
        body: { code: 'email-taken' },
      });
      expect(await edit(other.id, 1, { email: 'Mine@Example.com' })).toMatchObject({ status: 200 });
    });

    it('needs the version', async () => {
      const { body } = await create();

      expect(await employee.patch(`/v1/customers/${body.id}`, { firstName: 'A' })).toMatchObject({
        status: 428,
      });
    });

    it.each([[{ firstName: null }], [{ enabled: null }], [{ kind: null }], [{ isGuest: true }]])(
      'refuses %j',
      async (changes) => {
        const { body } = await create();

        expect(await edit(body.id, 1, changes)).toMatchObject({ status: 422 });
      },
    );
  });

  it('are for employees with the permission only', async () => {
    const { body } = await register(service);
    const path = `/v1/customers/${body.customer.id}`;
    const contact = await service.api.as(contactOf(body.customer.id));
    const reader = await service.api.as(employeeOfShop('customers:read'));

    expect((await contact.get(path)).status).toBe(403);
    expect((await service.api.get(path)).status).toBe(401);
    expect((await reader.get(path)).status).toBe(200);
    expect((await reader.patch(path, {})).status).toBe(403);
    expect((await reader.post('/v1/customers', someone())).status).toBe(403);
  });

  it('of another shop are not there', async () => {
    const { body } = await register(service);
    const path = `/v1/customers/${body.customer.id}`;
    const stranger = await service.api.as(anEmployee());

    const answers = [
      await stranger.get(path),
      await stranger.with({ 'if-match': '"1"' }).patch(path, { firstName: 'Mine' }),
    ];

    for (const answer of answers)
      expect(answer).toMatchObject({ status: 404, body: { code: 'customer-not-found' } });
    expect(await stranger.get(`/v1/customers?id=${body.customer.id}`)).toMatchObject({ body: { items: [] } });
    expect(body.customer.id).not.toBe(DEFAULT_SHOP_ID);
  });
});
