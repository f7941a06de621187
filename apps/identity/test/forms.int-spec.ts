import {
  DEFAULT_SHOP_ID,
  formRuleChanged,
  formRuleRemoved,
  groupChanged,
  membershipsChanged,
  ordersProjectionRebuildRequested,
  systemActor,
} from '@clientele/contracts';
import { anEmployee, aVisitor, type Api, eventually, type TestService } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { FormRule } from '../src/forms/form-rule.entity';
import { contactOf, employeeOfShop, register, someone, startIdentity } from './identity';

interface RuleAnswer {
  readonly id: string;
  readonly version: number;
}

const HOME = {
  alias: 'Home',
  firstName: 'Łukasz',
  lastName: 'Nowak',
  line1: 'ul. Długa 7',
  postcode: '80-831',
  city: 'Gdańsk',
  country: 'PL',
};

const RULES = '/v1/forms/address/rules';

describe('forms', () => {
  let service: TestService;
  let employee: Api;

  beforeAll(async () => {
    service = await startIdentity();
    employee = await service.api.as(employeeOfShop());
  });

  afterAll(() => service.stop());

  afterEach(() => service.db.manager.deleteAll(FormRule));

  const aCustomer = async (): Promise<{ id: string; contact: Api }> => {
    const { id } = (await register(service)).body.customer;
    return { id, contact: await service.api.as(contactOf(id)) };
  };
  const addRule = async (rule: Record<string, unknown>): Promise<RuleAnswer> => {
    const answer = await employee.post<RuleAnswer>(RULES, rule);
    expect(answer).toMatchObject({ status: 201 });
    return answer.body;
  };
  const based = ({ version }: Pick<RuleAnswer, 'version'>, api = employee) =>
    api.with({ 'if-match': `"${version}"` });
  const addAddress = (api: Api, customerId: string, changes: Record<string, unknown> = {}) =>
    api.post<RuleAnswer>(`/v1/customers/${customerId}/addresses`, { ...HOME, ...changes });
  const aGroup = async (...customerIds: readonly string[]): Promise<string> => {
    const groupId = uuidv7();
    const about = (id: string) => ({
      aggregate: { id, version: Date.now() % 1_000_000_000 },
      shopId: DEFAULT_SHOP_ID,
      actor: systemActor('test'),
      occurredAt: new Date('2026-11-22T10:00:00Z'),
    });
    await service.events.publish(
      groupChanged.create(about(groupId), { ...groupChanged.example, groupId, name: { en: 'VIP' } }),
    );
    for (const customerId of customerIds)
      await service.events.publish(
        membershipsChanged.create(about(customerId), {
          ...{ customerId, defaultGroupId: groupId, fallbackGroupId: groupId },
          items: [{ groupId }],
        }),
      );
    await service.events.handledBy('identity-groups', groupChanged.type);
    await service.events.handledBy('identity-memberships', membershipsChanged.type);
    return groupId;
  };

  it('ask for no more than the API without rules', async () => {
    const { contact } = await aCustomer();

    const { status, body } = await contact.get('/v1/forms/address');

    expect(status).toBe(200);
    expect(body).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      properties: {
        firstName: { type: 'string', minLength: 1, maxLength: 255 },
        postcode: { type: ['string', 'null'], minLength: 1, maxLength: 16 },
        custom: { properties: {} },
      },
      required: ['alias', 'firstName', 'lastName', 'line1', 'city', 'country'],
      additionalProperties: false,
    });
  });

  it('show and enforce the same: required, hidden, lengths, pattern, own fields', async () => {
    const { id, contact } = await aCustomer();
    await addRule({
      field: 'phone',
      presence: 'required',
      pattern: String.raw`^\+48`,
      help: { pl: 'Z +48' },
    });
    await addRule({ field: 'company', presence: 'hidden' });
    await addRule({ field: 'line1', minLength: 5, maxLength: 12 });
    await addRule({
      ...{ field: 'door', type: 'choice', presence: 'required', label: { en: 'Door', pl: 'Drzwi' } },
      choices: [{ value: 'front', name: { en: 'Front' } }],
    });

    const form = await contact.with({ 'accept-language': 'pl' }).get('/v1/forms/address');
    const refused = await addAddress(contact, id, {
      phone: '0048',
      company: 'Acme',
      line1: 'x',
      custom: { door: 'back', size: 3 },
    });
    const accepted = await addAddress(contact, id, { phone: '+48 58', custom: { door: 'front' } });

    expect(form.body).toMatchObject({
      properties: {
        phone: { type: 'string', minLength: 1, description: 'Z +48' },
        line1: { minLength: 5, maxLength: 12 },
        custom: {
          properties: { door: { title: 'Drzwi', oneOf: [{ const: 'front', title: 'Front' }] } },
          required: ['door'],
        },
      },
    });
    expect(form.body).not.toHaveProperty('properties.company');
    expect(refused).toMatchObject({
      status: 422,
      body: {
        code: 'validation-failed',
        errors: [
          { pointer: '/phone', code: 'pattern' },
          { pointer: '/company', code: 'hidden' },
          { pointer: '/line1', code: 'min-length' },
          { pointer: '/custom/door', code: 'type' },
          { pointer: '/custom/size', code: 'unknown-field' },
        ],
      },
    });
    expect(accepted).toMatchObject({ status: 201, body: { custom: { door: 'front' } } });
  });

  it('check of a change what it changes, and merge own fields', async () => {
    const { id, contact } = await aCustomer();
    await addRule({ field: 'gate', type: 'text', maxLength: 4 });
    await addRule({ field: 'floor', type: 'number' });
    const { body } = await addAddress(contact, id, { custom: { gate: '17', floor: 2 } });
    await addRule({ field: 'phone', presence: 'required' });
    const edit = (version: number, changes: Record<string, unknown>) =>
      based({ version }, contact).patch(`/v1/addresses/${body.id}`, changes);

    expect(await edit(1, { note: 'Ring', custom: { floor: null, gate: '18' } })).toMatchObject({
      status: 200,
      body: { note: 'Ring', custom: { gate: '18' } },
    });
    expect(await edit(2, { phone: null })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/phone', code: 'required' }] },
    });
    expect(await edit(2, { custom: { gate: 'too long' } })).toMatchObject({ status: 422 });
    expect(await edit(2, { custom: { gate: ['x'] } })).toMatchObject({ status: 422 });
  });

  it('of a customer win over those of its groups, and they over those for everyone', async () => {
    const [ada, bob, eve] = [await aCustomer(), await aCustomer(), await aCustomer()];
    const groupId = await aGroup(ada.id, bob.id);
    await addRule({ field: 'phone', presence: 'required' });
    await addRule({ field: 'phone', groupId, presence: 'optional' });
    await addRule({ field: 'phone', customerId: ada.id, presence: 'hidden' });

    expect((await addAddress(ada.contact, ada.id, { phone: '+48 58' })).status).toBe(422);
    expect((await addAddress(ada.contact, ada.id)).status).toBe(201);
    expect((await addAddress(bob.contact, bob.id)).status).toBe(201);
    expect((await addAddress(eve.contact, eve.id)).status).toBe(422);
    expect((await addAddress(employee, eve.id)).status).toBe(422);
    const shown = await employee.get(`/v1/forms/address?customerId=${eve.id}`);
    expect(shown.body).toMatchObject({ required: expect.arrayContaining(['phone']) });
  });

  it('are shown to visitors, and of others to nobody but employees', async () => {
    const [ada, eve] = [await aCustomer(), await aCustomer()];
    const visitor = await service.api.as({ ...aVisitor(), shopId: DEFAULT_SHOP_ID });
    const stranger = await service.api.as(anEmployee());
    const of = (api: Api) => api.get(`/v1/forms/address?customerId=${ada.id}`);

    expect((await visitor.get('/v1/forms/address')).status).toBe(200);
    expect((await of(ada.contact)).status).toBe(200);
    for (const api of [eve.contact, visitor, stranger]) expect((await of(api)).status).toBe(404);
    expect((await service.api.get('/v1/forms/address')).status).toBe(401);
    expect((await employee.get('/v1/forms/poems')).status).toBe(422);
  });

  it('have rules that employees add, list, change and delete', async () => {
    const rule = await addRule({ field: 'phone', presence: 'required', maxLength: 20 });
    const path = `${RULES}/${rule.id}`;

    const edited = await based(rule).patch<RuleAnswer>(path, { presence: null, maxLength: 18 });
    const stale = await based(rule).patch(path, { maxLength: 1 });
    const listed = await employee.get(`${RULES}?field=phone&count=true&sort=-field`);
    const deleted = await employee.delete(path);

    expect(edited).toMatchObject({ status: 200, body: { presence: null, maxLength: 18, version: 2 } });
    expect(stale.status).toBe(412);
    expect(listed).toMatchObject({ body: { items: [edited.body], total: 1 } });
    expect([deleted.status, (await employee.get(path)).status]).toEqual([204, 404]);
  });

  it('of carts and orders have own fields only, and rules that are announced, and told again when asked', async () => {
    const path = '/v1/forms/order/rules';
    const refused = await employee.post(path, { field: 'cartId', presence: 'required' });
    const { body } = await employee.post<RuleAnswer>(path, { field: 'project', type: 'text', maxLength: 9 });
    await based(body).patch(`${path}/${body.id}`, { maxLength: null, presence: 'required' });
    const told = async () => (await service.events.all(formRuleChanged, body.id)).map(({ data }) => data);
    const asked = ordersProjectionRebuildRequested.create(
      {
        ...{ aggregate: { id: uuidv7(), version: 1 }, shopId: DEFAULT_SHOP_ID },
        ...{ actor: systemActor('test'), occurredAt: new Date() },
      },
      { projection: 'forms' },
    );

    const schema = (await employee.get('/v1/forms/order')).body;
    await service.events.publish(asked, 2);
    await eventually(async () => expect(await told()).toHaveLength(3));
    await employee.delete(`${path}/${body.id}`);

    const whole = { ruleId: body.id, form: 'order', field: 'project', type: 'text' };
    const changed = { ...whole, presence: 'required' };
    expect(refused).toMatchObject({ status: 422 });
    expect(schema).toMatchObject({
      properties: { custom: { properties: { project: { type: 'string' } }, required: ['project'] } },
      required: ['custom'],
    });
    expect(await told()).toEqual([{ ...whole, maxLength: 9 }, changed, changed]);
    expect(await service.events.next(formRuleRemoved, body.id)).toMatchObject({ aggregate: { version: 3 } });
  });

  it('of another shop have no rules to see or change here', async () => {
    const rule = await addRule({ field: 'phone', presence: 'required' });
    const { id } = await aCustomer();
    const stranger = await service.api.as(anEmployee());
    const path = `${RULES}/${rule.id}`;

    expect([
      (await stranger.get(path)).status,
      (await based(rule, stranger).patch(path, { presence: 'hidden' })).status,
      (await stranger.delete(path)).status,
      (await stranger.post(RULES, { field: 'note', customerId: id, presence: 'hidden' })).status,
    ]).toEqual([404, 404, 404, 404]);
    expect(await stranger.get(RULES)).toMatchObject({ body: { items: [] } });
  });

  it('are not for contacts to make rules of', async () => {
    const { contact } = await aCustomer();

    expect((await contact.get(RULES)).status).toBe(403);
    expect((await contact.post(RULES, { field: 'phone' })).status).toBe(403);
  });

  it.each([
    [{ field: 'alias', presence: 'hidden' }, '/presence'],
    [{ field: 'country', presence: 'optional' }, '/presence'],
    [{ field: 'phone', pattern: '(a+)\\1' }, '/pattern'],
    [{ field: 'phone', pattern: '(' }, '/pattern'],
    [{ field: 'line1', maxLength: 256 }, '/maxLength'],
    [{ field: 'note', minLength: 5, maxLength: 4 }, '/maxLength'],
    [{ field: 'defaultInvoice', presence: 'required' }, '/presence'],
    [{ field: 'door', presence: 'required' }, '/type'],
    [{ field: '__proto__', type: 'text' }, '/field'],
    [{ field: 'custom', maxLength: 4 }, '/type'],
    [{ field: 'door', type: 'choice', choices: [] }, '/choices'],
    [{ field: 'door', type: 'text', help: { en: '' } }, '/help'],
    [{ field: 'door', type: 'text', groupId: uuidv7(), customerId: uuidv7() }, '/customerId'],
  ])('take no rule %j: %s', async (rule, pointer) => {
    expect(await employee.post(RULES, rule)).toMatchObject({
      status: 422,
      body: { errors: expect.arrayContaining([expect.objectContaining({ pointer })]) },
    });
  });

  it('take no rule for a group that nobody knows', async () => {
    expect(await employee.post(RULES, { field: 'phone', groupId: uuidv7() })).toMatchObject({
      status: 422,
      body: { code: 'group-unknown' },
    });
  });

  it('have one rule for a field and a scope, whoever is fastest', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => employee.post(RULES, { field: 'phone', presence: 'required' })),
    );

    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, ...Array(7).fill(409)]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'form-rule-exists' });
  });

  it('agree on what an own field holds, even when two are asked at once', async () => {
    const [{ id: ada }, { id: eve }] = [await aCustomer(), await aCustomer()];

    const answers = await Promise.all([
      employee.post(RULES, { field: 'door', type: 'text', customerId: ada }),
      employee.post(RULES, { field: 'door', type: 'number', customerId: eve }),
    ]);

    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'field-type-differs' });
  });

  const addTo = async (form: string, rule: Record<string, unknown>) =>
    expect(await employee.post(`/v1/forms/${form}/rules`, rule)).toMatchObject({ status: 201 });

  it('hold registrations to them, and keep own fields of the customer', async () => {
    await addTo('registration', { field: 'phone', presence: 'required' });
    await addTo('registration', {
      field: 'source',
      type: 'choice',
      choices: [{ value: 'fair', name: { en: 'Fair' } }],
    });

    const refused = await register(service, { custom: { source: 'web' } });
    const { status, body } = await register(service, { phone: '+47 22', custom: { source: 'fair' } });

    expect(refused).toMatchObject({
      status: 422,
      body: {
        errors: [
          { pointer: '/phone', code: 'required' },
          { pointer: '/custom/source', code: 'type' },
        ],
      },
    });
    expect(status).toBe(201);
    expect(await employee.get(`/v1/customers/${body.customer.id}`)).toMatchObject({
      body: { custom: { source: 'fair' } },
    });
  });

  it('hold customers to them', async () => {
    await addTo('customer', { field: 'accountingNumber', presence: 'required', pattern: '^[0-9]+$' });
    await addTo('customer', { field: 'since', type: 'date' });
    const { password: _, ...person } = someone();
    const create = (changes: Record<string, unknown>) =>
      employee.post<{ id: string }>('/v1/customers', { ...person, ...changes });

    const refused = await create({ custom: { since: 'long ago' } });
    const created = await create({ accountingNumber: '17', custom: { since: '2020-02-29' } });
    const edit = (changes: Record<string, unknown>) =>
      based({ version: 1 }).patch(`/v1/customers/${created.body.id}`, changes);

    expect(refused).toMatchObject({
      status: 422,
      body: {
        errors: expect.arrayContaining([
          expect.objectContaining({ pointer: '/accountingNumber', code: 'required' }),
          expect.objectContaining({ pointer: '/custom/since', code: 'type' }),
        ]),
      },
    });
    expect(created).toMatchObject({ status: 201, body: { custom: { since: '2020-02-29' } } });
    expect(await edit({ accountingNumber: null })).toMatchObject({ status: 422 });
    expect(await edit({ custom: { since: null } })).toMatchObject({ status: 200, body: { custom: {} } });
  });

  it('hold contacts to them, for all customers they act for', async () => {
    const [ada, eve] = [await aCustomer(), await aCustomer()];
    await addTo('contact', { field: 'phone', customerId: ada.id, presence: 'required' });
    await addTo('contact', { field: 'desk', type: 'text', customerId: eve.id, maxLength: 3 });
    const profileId = (await employee.get<{ items: { id: string }[] }>('/v1/profiles')).body.items[0]?.id;
    const { password: _, ...person } = someone();
    const links = [ada, eve].map(({ id }) => ({ customerId: id, profileId }));
    const create = (changes: Record<string, unknown>) =>
      employee.post<RuleAnswer>('/v1/contacts', { ...person, links, ...changes });

    const refused = await create({ custom: { desk: '1234' } });
    const created = await create({ phone: '+47 22', custom: { desk: '12' } });
    const edited = await based(created.body).patch(`/v1/contacts/${created.body.id}`, { phone: null });

    expect(refused).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/phone' }, { pointer: '/custom/desk', code: 'max-length' }] },
    });
    expect(created).toMatchObject({ status: 201, body: { custom: { desk: '12' } } });
    expect(edited).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/phone', code: 'required' }] },
    });
  });

  it('answer fast to texts made to hurt patterns', async () => {
    const { id, contact } = await aCustomer();
    await addRule({ field: 'note', pattern: '^(a+)+$' });

    const started = performance.now();
    const answer = await addAddress(contact, id, { note: `${'a'.repeat(990)}!` });

    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: '/note', code: 'pattern' }] } });
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
