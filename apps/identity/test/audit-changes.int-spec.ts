import { DEFAULT_SHOP_ID } from '@clientele/contracts';
import { type Api, type TestService } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import type { AuditEntryView } from '../src/audit/audit.views';
import { employeeOfShop, PROFILES, register, startIdentity } from './identity';

/** What is changed, by the path that it is made at, and what the log says of it. */
interface Changed {
  readonly of: string;
  readonly type: string;
  readonly make: readonly [path: (customerId: string) => string, body: () => object];
  /** Below where it was made, by its id or what else it is known by. */
  readonly by?: string;
  readonly edit: object;
  readonly operations: readonly [edit: string, remove: string];
  readonly before: object;
  readonly after?: object;
}

/** What cannot be read alone, or has no version, takes any. */
const etagOf = ({ etag }: Readonly<Record<string, unknown>>): string =>
  typeof etag === 'string' ? etag : '"1"';

const name = () => ({ en: `Some ${uuidv7()}` });

const CHANGED: readonly Changed[] = [
  {
    ...{ of: 'a note', type: 'notes' },
    make: [(id) => `/v1/customers/${id}/notes`, () => ({ text: 'Likes oolong' })],
    ...{ edit: { text: 'Likes sencha' }, operations: ['notes.edit', 'notes.remove'] },
    before: { text: 'Likes oolong' },
  },
  {
    ...{ of: 'a profile', type: 'profiles' },
    make: [() => '/v1/profiles', () => ({ name: name(), permissions: [{ code: 'cart:use' }] })],
    ...{
      edit: { permissions: [{ code: 'orders:place' }] },
      operations: ['profiles.edit', 'profiles.remove'],
    },
    ...{ before: { permissions: ['cart:use'] }, after: { permissions: ['orders:place'] } },
  },
  {
    ...{ of: 'a permission of the shop', type: 'permissions', by: 'code' },
    make: [() => '/v1/permissions', () => ({ code: 'x:approve', name: { en: 'Approve' } })],
    ...{ edit: { name: { en: 'Sign' } }, operations: ['permissions.rename', 'permissions.remove'] },
    before: { name: { en: 'Approve' } },
  },
  {
    ...{ of: 'a title', type: 'titles' },
    make: [() => '/v1/titles', () => ({ name: { en: 'Dr' }, type: 'neutral' })],
    ...{ edit: { name: { en: 'Prof' } }, operations: ['titles.edit', 'titles.remove'] },
    before: { name: { en: 'Dr' } },
  },
  {
    ...{ of: 'a rule of a form', type: 'forms' },
    make: [
      () => '/v1/forms/customer/rules',
      () => ({ field: 'phone', presence: 'optional', pattern: '^[+]' }),
    ],
    ...{ edit: { pattern: null }, operations: ['forms.edit', 'forms.remove'] },
    before: { pattern: '^[+]' },
  },
  {
    ...{ of: 'a graphical profile', type: 'graphical-profiles' },
    make: [() => '/v1/graphical-profiles', () => ({ segmentId: undefined, colours: { accent: '#112233' } })],
    ...{ edit: { colours: { accent: '#445566' } } },
    operations: ['graphicalProfiles.edit', 'graphicalProfiles.remove'],
    before: { colours: { accent: '#112233' } },
  },
];

describe('the audit log of what is changed', () => {
  let service: TestService;
  let employee: Api;
  let customerId: string;

  beforeAll(async () => {
    service = await startIdentity();
    employee = await service.api.as(employeeOfShop());
    customerId = (await register(service)).body.customer.id;
  });

  afterAll(() => service.stop());

  const entriesOf = async (query: string): Promise<readonly AuditEntryView[]> =>
    (await employee.get<{ items: AuditEntryView[] }>(`/v1/audit?kind=change&sort=at&${query}`)).body.items;
  const current = async (path: string): Promise<Api> =>
    employee.with({ 'if-match': etagOf((await employee.get(path)).headers) });

  it.each(CHANGED)(
    'has what $of was before, and what it was when it went',
    async ({ type, make: [path, body], by = 'id', edit, operations, before, after = edit }) => {
      const made = await employee.post(path(customerId), body());
      const id = String(made.body[by]);
      const one = `${path(customerId)}/${id}`;

      expect(made.status).toBe(201);
      expect((await (await current(one)).patch(one, edit)).status).toBe(200);
      expect((await (await current(one)).delete(one)).status).toBe(204);
      const entries = await entriesOf(`resourceType=${type}&resourceId=${encodeURIComponent(id)}`);
      expect(entries.slice(-2)).toMatchObject([
        { operation: operations[0], before, after },
        { operation: operations[1], before: after },
      ]);
    },
  );

  it('has what a document was before, and what it was when it went', async () => {
    const upload = employee.with({ 'content-type': 'application/octet-stream' });
    const made = await upload.post(
      `/v1/documents?customerId=${customerId}&name=offer.txt`,
      Buffer.from('Tea for two'),
    );
    const one = `/v1/documents/${String(made.body['id'])}`;

    await employee.with({ 'if-match': '"1"' }).patch(one, { name: 'order.txt', visible: true });
    await employee.delete(one);

    expect((await entriesOf(`customerId=${customerId}&resourceType=documents`)).slice(-2)).toMatchObject([
      {
        ...{ operation: 'documents.edit', before: { name: 'offer.txt', visible: false } },
        after: { name: 'order.txt', visible: true },
      },
      { operation: 'documents.remove', before: { name: 'order.txt' } },
    ]);
  });

  it('has what a page was before, and never its code', async () => {
    const slug = `page-${uuidv7()}`;
    await employee.post('/v1/pages', { slug, customerId, accessCode: 'spring-2026' });

    await employee.with({ 'if-match': '"1"' }).patch(`/v1/pages/${slug}`, {
      ...{ accessCode: 'autumn-2026', validUntil: '2036-01-01T00:00:00Z' },
    });
    await employee.delete(`/v1/pages/${slug}`);

    const entries = (await entriesOf(`resourceType=pages&resourceId=${slug}`)).slice(-2);
    expect(entries).toMatchObject([
      {
        ...{ operation: 'pages.edit', customerId, before: { validUntil: null, accessCodeHash: '***' } },
        after: { validUntil: '2036-01-01T00:00:00.000Z', accessCodeHash: '***' },
      },
      { operation: 'pages.remove', before: { slug } },
    ]);
    expect(JSON.stringify(entries)).not.toMatch(/2026"|argon2/);
  });

  it('has how profiles stood, and who got another one', async () => {
    const made = await employee.post('/v1/profiles', { name: name(), position: 1 });
    const [id, { items }] = [
      String(made.body['id']),
      (await employee.get<{ items: { id: string }[] }>('/v1/profiles')).body,
    ];
    const before = items.map((profile) => profile.id);
    const profileIds = [...before.filter((one) => one !== id), id];

    await employee.put('/v1/profiles/order', { profileIds });
    await employee.delete(`/v1/profiles/${id}?replacementProfileId=${PROFILES.viewer}`);

    expect(await entriesOf('operation=profiles.order')).toMatchObject([
      { before: { profileIds: before }, after: { profileIds } },
    ]);
    expect(await entriesOf(`operation=profiles.remove&resourceId=${id}`)).toMatchObject([
      { before: { id }, after: { replacementProfileId: PROFILES.viewer } },
    ]);
  });

  it('has each of many purchase limits, as they were and as they are', async () => {
    const { customer, contact } = (await register(service)).body;
    const limit = { amount: '500', currency: 'EUR', startsOn: '2026-01-31', repeats: 'monthly' };
    const set = (purchaseLimit: object | null) =>
      employee.post('/v1/contacts/purchase-limits', {
        items: [
          { contactId: contact.id, customerId: customer.id, purchaseLimit },
          { contactId: contact.id, customerId, purchaseLimit },
        ],
      });

    await set(limit);
    await set(null);

    expect(await entriesOf(`operation=purchaseLimits.set&customerId=${customer.id}`)).toMatchObject([
      {
        ...{ resource: { type: 'contacts', id: contact.id }, before: { purchaseLimit: null } },
        after: { purchaseLimit: limit },
      },
      { before: { purchaseLimit: limit }, after: { purchaseLimit: null } },
    ]);
    expect(await entriesOf(`operation=purchaseLimits.set&customerId=${customerId}`)).toEqual([]);
  });

  it('has how customers were closed, and that somebody erased one', async () => {
    const { id } = (await register(service)).body.customer;

    for (const closure of ['block', 'restore', 'erase'])
      await employee.post(`/v1/customers/${id}/${closure}`);

    expect(
      (await entriesOf(`customerId=${id}`)).filter(({ operation }) => /^closures/.test(operation)),
    ).toEqual(
      [
        ['closures.block', 'open', 'blocked'],
        ['closures.restore', 'blocked', 'open'],
        ['closures.erase', 'open', 'erased'],
      ].map(([operation]) => expect.objectContaining({ operation })),
    );
    expect(await entriesOf(`customerId=${id}&operation=closures.erase`)).toMatchObject([
      { before: { state: 'open' }, after: { state: 'erased' } },
    ]);
  });

  it.each(['half a tea \ud83c', 'a\\u0000', '\\ud83c'])(
    'is read and exported with %j in it',
    async (accountingNumber) => {
      const { id } = (await register(service)).body.customer;

      const edited = await employee
        .with({ 'if-match': '"1"' })
        .patch(`/v1/customers/${id}`, { accountingNumber });

      expect(edited.status).toBe(200);
      expect((await entriesOf(`customerId=${id}`)).at(-1)).toMatchObject({
        ...{
          operation: 'customers.edit',
          after: { accountingNumber: Buffer.from(accountingNumber).toString() },
        },
      });
    },
  );

  it('is read where a version before wrote what Postgres cannot read', async () => {
    const { id } = (await register(service)).body.customer;
    const details = String.raw`{"address":"::1","before":{"half":"tea \ud83c","halves":"\udf75\ud83c\uD83C","nul":"a\u0000"},
      "after":{"written":"\\ud83c","both":"\\\ud83c","line":"a\nb\u0001","whole":"🍵"}}`;
    await service.db.manager.query(
      `INSERT INTO audit_entries (id, recorded_at, at, shop_id, service, kind, actor_kind, actor_id, operation, resource_type,
                                  customer_id, times, details, details_digest)
       SELECT gen_random_uuid(), now(), now(), $1, 'identity', 'change', 'system', 'x', 'customers.edit', 'customers',
              $2, 1, $3::text::json, sha256(convert_to($3::text, 'UTF8'))`,
      [DEFAULT_SHOP_ID, id, details],
    );

    expect((await entriesOf(`customerId=${id}`)).at(-1)).toMatchObject({
      address: '::1',
      before: { half: 'tea \ufffd', halves: '\ufffd\ufffd\ufffd', nul: 'a\ufffd' },
      after: { written: '\\ud83c', both: '\\\ufffd', line: 'a\nb\u0001', whole: '🍵' },
    });
  });

  it('has whether the shop sold to companies', async () => {
    const settings = await current('/v1/customers/settings');

    await settings.patch('/v1/customers/settings', { b2b: false });

    expect(await entriesOf('operation=customerSettings.edit')).toMatchObject([
      { resource: { type: 'shops', id: DEFAULT_SHOP_ID }, before: { b2b: true }, after: { b2b: false } },
    ]);
  });
});
