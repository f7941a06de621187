import { DEFAULT_SHOP_ID, groupChanged, groupDeleted, systemActor } from '@clientele/contracts';
import { anEmployee, type Api, eventually, type TestService } from '@clientele/testing';
import { decodeJwt } from 'jose';
import { v7 as uuidv7 } from 'uuid';
import { Page } from '../src/pages/page.entity';
import { contactOf, employeeOfShop, register, startIdentity } from './identity';

interface Entered {
  readonly visitor: { readonly accessToken: string; readonly expiresIn: number };
}

const CODE = 'spring-2026';
let count = 0;
const aSlug = () => `page-${++count}`;

describe('pages', () => {
  let service: TestService;
  let employee: Api;
  let customerId: string;

  beforeAll(async () => {
    service = await startIdentity();
    employee = await service.api.as(employeeOfShop());
    customerId = (await register(service)).body.customer.id;
  });

  afterEach(() => service.clock.setOffset(0));

  afterAll(() => service.stop());

  const create = (changes: Record<string, unknown> = {}, api = employee) =>
    api.post<{ slug: string }>('/v1/pages', { slug: aSlug(), customerId, ...changes });
  const made = async (changes: Record<string, unknown> = {}) => (await create(changes)).body.slug;
  const enter = (address: string) => service.api.get<Entered>(`/v1/pages/${address}`);
  const enterWith = (address: string, accessCode = CODE) =>
    service.api.post<Entered>(`/v1/pages/${address}/visits`, { accessCode });
  const edit = (slug: string, changes: object, version = 1, api = employee) =>
    api.with({ 'if-match': `"${version}"` }).patch(`/v1/pages/${slug}`, changes);
  const about = (id: string, version: number) => ({
    aggregate: { id, version },
    shopId: DEFAULT_SHOP_ID,
    actor: systemActor('test'),
    occurredAt: new Date(),
  });
  const aGroup = async (): Promise<string> => {
    const id = uuidv7();
    await service.events.publish(groupChanged.create(about(id, 1), { ...groupChanged.example, groupId: id }));
    await service.events.handledBy('identity-groups', groupChanged.type);
    return id;
  };

  it('are made, entered without log-in, changed and deleted', async () => {
    const slug = aSlug();

    const created = await create({ slug, host: `${slug}.example.com` });
    const entered = await enter(slug);
    const byHost = await enter(`${slug.toUpperCase()}.example.com`);
    const edited = await edit(slug, { host: null, enabled: false });
    const closed = await enter(slug);
    const deleted = await employee.delete(`/v1/pages/${slug}`);

    expect(created).toMatchObject({
      status: 201,
      headers: { etag: '"1"' },
      body: { slug, customerId, groupId: null, enabled: true, isProtected: false },
    });
    expect(entered).toMatchObject({
      status: 200,
      headers: { 'cache-control': 'no-store' },
      body: { slug, graphicalProfile: { colours: {} }, visitor: { tokenType: 'Bearer', expiresIn: 86_400 } },
    });
    expect(byHost.status).toBe(200);
    expect(edited).toMatchObject({ status: 200, body: { host: null, enabled: false, version: 2 } });
    expect(closed).toMatchObject({ status: 404, body: { code: 'page-not-found' } });
    expect(deleted.status).toBe(204);
    expect((await employee.get(`/v1/pages/${slug}/settings`)).status).toBe(404);
  });

  it("give a visitor's token that carries whose prices it sees", async () => {
    const groupId = await aGroup();
    const [ofCustomer, ofGroup] = [
      await enter(await made()),
      await enter(await made({ customerId: undefined, groupId })),
    ];

    expect(decodeJwt(ofCustomer.body.visitor.accessToken)).toMatchObject({
      kind: 'visitor',
      cus: customerId,
    });
    expect(decodeJwt(ofGroup.body.visitor.accessToken)).toMatchObject({ kind: 'visitor', grp: groupId });
    expect(decodeJwt(ofGroup.body.visitor.accessToken)).not.toHaveProperty('cus');
  });

  it('are closed as long as their customer is', async () => {
    const { id } = (await register(service)).body.customer;
    const slug = await made({ customerId: id });

    await employee.post(`/v1/customers/${id}/block`);
    const closed = await enter(slug);
    await employee.post(`/v1/customers/${id}/restore`);

    expect(closed).toMatchObject({ status: 404, body: { code: 'page-not-found' } });
    expect((await enter(slug)).status).toBe(200);
  });

  it('go with their group', async () => {
    const groupId = await aGroup();
    const slug = await made({ customerId: undefined, groupId });

    await service.events.publish(groupDeleted.create(about(groupId, 2), { groupId }), 2);

    await eventually(async () => expect((await enter(slug)).status).toBe(404));
  });

  it('go to what replaces their group, where that was said', async () => {
    const [groupId, replacementGroupId] = [await aGroup(), await aGroup()];
    const slug = await made({ customerId: undefined, groupId });

    const deleted = groupDeleted.create(about(groupId, 2), {
      ...{ groupId, replacementGroupId, belongings: 'move' as const },
    });
    await service.events.publish(deleted, 2);

    await eventually(async () =>
      expect(decodeJwt((await enter(slug)).body.visitor.accessToken)).toMatchObject({
        grp: replacementGroupId,
      }),
    );
  });

  it('are entered within their time, with a token that ends with it', async () => {
    const now = Date.now();
    const at = (seconds: number) => new Date(now + seconds * 1_000).toISOString();
    const slug = await made({ validFrom: at(60), validUntil: at(120) });

    const before = await enter(slug);
    service.clock.setOffset(90_000);
    const during = await enter(slug);
    service.clock.setOffset(121_000);
    const after = await enter(slug);

    expect([before.status, during.status, after.status]).toEqual([404, 200, 404]);
    expect(during.body.visitor.expiresIn).toBeLessThanOrEqual(30);
  });

  it('are entered by their code, which nobody is told', async () => {
    const created = await create({ accessCode: CODE });
    const { slug } = created.body;

    expect(await enter(slug)).toMatchObject({ status: 403, body: { code: 'page-code-needed' } });
    expect(await enterWith(slug, 'summer-2026')).toMatchObject({
      status: 403,
      body: { code: 'page-code-wrong' },
    });
    expect(await enterWith(slug)).toMatchObject({ status: 200, body: { slug } });
    expect(created.body).toMatchObject({ isProtected: true });
    expect(JSON.stringify(created.body)).not.toMatch(/code|argon/i);
    expect((await service.db.manager.findOneByOrFail(Page, { slug })).accessCodeHash).toMatch(
      /^\$argon2id\$/,
    );
  });

  it('look at the next code only after a while, when several were wrong', async () => {
    const slug = await made({ accessCode: CODE });
    for (let i = 0; i < 6; i++) {
      await enterWith(slug, `guess-${i}`);
      service.clock.setOffset((i + 1) * 5_000);
    }
    await enterWith(slug, 'guess-6');

    const delayed = await enterWith(slug);
    service.clock.setOffset(60_000);
    const later = await enterWith(slug);

    expect(delayed).toMatchObject({ status: 429, body: { code: 'page-codes-delayed' } });
    expect(Number(delayed.headers['retry-after'])).toBeGreaterThan(1);
    expect(later.status).toBe(200);
    expect(await service.db.manager.findOneBy(Page, { slug })).toMatchObject({
      wrongCodes: 0,
      closedUntil: null,
    });
  });

  it('look at few of many codes sent at once', async () => {
    const slug = await made({ accessCode: CODE });

    const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => enterWith(slug, `guess-${i}`)));

    expect(answers.map(({ status }) => status)).not.toContain(200);
    expect(answers.filter(({ status }) => status === 403).length).toBeLessThan(12);
    expect((await service.db.manager.findOneByOrFail(Page, { slug })).closedUntil).not.toBeNull();
  });

  it('have addresses of their own, though two are made at once', async () => {
    const slug = aSlug();

    const answers = await Promise.all(Array.from({ length: 5 }, () => create({ slug })));

    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)[0]).toMatchObject({
      body: { code: 'page-address-taken', errors: [{ pointer: '/slug' }] },
    });
  });

  it('let one of several changes at once through', async () => {
    const slug = await made();

    const answers = await Promise.all(Array.from({ length: 5 }, () => edit(slug, { enabled: false })));

    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412, 412, 412, 412]);
  });

  it('of another shop are not there, and contacts make none', async () => {
    const slug = await made();
    const stranger = await service.api.as(anEmployee());
    const contact = await service.api.as(contactOf(customerId));

    expect((await stranger.get(`/v1/pages/${slug}/settings`)).status).toBe(404);
    expect((await edit(slug, { enabled: false }, 1, stranger)).status).toBe(404);
    expect((await stranger.delete(`/v1/pages/${slug}`)).status).toBe(404);
    expect((await create({}, stranger)).status).toBe(404);
    expect(await stranger.get('/v1/pages')).toMatchObject({ body: { items: [] } });
    expect((await create({}, contact)).status).toBe(403);
    expect((await enter(slug)).status).toBe(200);
  });

  it('are listed and filtered', async () => {
    const { id } = (await register(service)).body.customer;
    await create({ slug: 'zeta', customerId: id });
    await create({ slug: 'alpha', customerId: id, enabled: false });

    expect(await employee.get(`/v1/pages?customerId=${id}&sort=slug&count=true`)).toMatchObject({
      body: { total: 2, items: [{ slug: 'alpha' }, { slug: 'zeta' }] },
    });
    expect(await employee.get(`/v1/pages?customerId=${id}&enabled=true`)).toMatchObject({
      body: { items: [{ slug: 'zeta' }] },
    });
    expect(await employee.get('/v1/pages?slug=ALPH')).toMatchObject({ body: { items: [{ slug: 'alpha' }] } });
  });

  it.each([
    [{ slug: 'Capital' }, '/slug'],
    [{ slug: '-a' }, '/slug'],
    [{ slug: 'a/b' }, '/slug'],
    [{ host: 'localhost' }, '/host'],
    [{ host: 'a.example.com/x' }, '/host'],
    [{ accessCode: 'short' }, '/accessCode'],
    [{ validFrom: 'tomorrow' }, '/validFrom'],
    [{ validFrom: '2026-11-23T00:00:00Z', validUntil: '2026-11-22T00:00:00Z' }, '/validUntil'],
    [{ customerId: undefined }, '/customerId'],
    [{ groupId: uuidv7() }, '/groupId'],
  ])('refuse %j and point to %s', async (changes, pointer) => {
    expect(await create(changes)).toMatchObject({
      status: 422,
      body: { errors: [expect.objectContaining({ pointer })] },
    });
  });
});
