import {
  customerChanged,
  customerRegistered,
  customersByFilter,
  DEFAULT_SHOP_ID,
  shopCustomersRegistered,
} from '@clientele/contracts';
import { Ask } from '@clientele/messaging';
import { type Api, aTeamMember, type TestService } from '@clientele/testing';
import { parse } from 'csv-parse/sync';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { Customer } from '../src/customers/customer.entity';
import { Shop } from '../src/shops/shop.entity';
import { Exporter } from './exports';
import { aShop, employeeOfShop, meaning, type Registration, someone, startIdentity } from './identity';
import { Importer } from './imports';

interface Made {
  readonly id: string;
  readonly email: string;
  readonly number: string;
  readonly version: number;
  readonly registeredShopId: string;
}
interface Page {
  readonly items: readonly Made[];
  readonly nextCursor: string | null;
}

describe('the shop where customers registered', () => {
  let service: TestService;
  let employee: Api;
  let branch: string;
  let name: string;
  let inBranch: Made;
  let inMain: Made;

  beforeAll(async () => {
    service = await startIdentity({ FILES_DIR: mkdtempSync(join(tmpdir(), 'clientele-shops-')) });
    employee = await service.api.as(employeeOfShop());
    branch = await aShop(service, DEFAULT_SHOP_ID);
    ({ name } = await service.db.manager.findOneByOrFail(Shop, { id: branch }));
    [inBranch, inMain] = [await create({ registeredShopId: branch }), await create()];
  });

  afterAll(() => service.stop());

  const create = async (changes: object = {}): Promise<Made> =>
    (await employee.post<Made>('/v1/customers', { ...someone(), ...changes })).body;
  const read = async (id: string): Promise<Made> => (await employee.get<Made>(`/v1/customers/${id}`)).body;
  const list = async (query: string, api = employee): Promise<string[]> =>
    (await api.get<Page>(`/v1/customers?${query}`)).body.items.map(({ id }) => id);

  it('is said when an employee makes one, and is the main shop otherwise', async () => {
    const asMain = await create({ registeredShopId: DEFAULT_SHOP_ID });

    expect([inBranch, inMain, asMain].map(({ registeredShopId }) => registeredShopId)).toEqual([
      ...[branch, DEFAULT_SHOP_ID, DEFAULT_SHOP_ID],
    ]);
    expect(await read(inBranch.id)).toMatchObject({ registeredShopId: branch });
    expect((await employee.get<Page>(`/v1/customers?id=${inMain.id}`)).body.items).toMatchObject([
      { registeredShopId: DEFAULT_SHOP_ID },
    ]);
  });

  it('is one of those that share the customers', async () => {
    for (const registeredShopId of [uuidv7(), await aShop(service)])
      expect(await employee.post('/v1/customers', { ...someone(), registeredShopId })).toMatchObject({
        status: 422,
        body: { code: 'registered-shop-unknown', errors: [{ pointer: '/registeredShopId' }] },
      });
  });

  it('is held to that by the database', async () => {
    const stranger = await aShop(service);

    for (const registeredShopId of [stranger, DEFAULT_SHOP_ID])
      await expect(service.db.manager.update(Customer, inMain.id, { registeredShopId })).rejects.toThrow(
        'customers_registered_shop_id_fkey',
      );
  });

  it('stays, whatever is edited', async () => {
    const { id } = await create({ registeredShopId: branch });
    const edit = employee.with({ 'if-match': '"1"' });

    const refused = await edit.patch(`/v1/customers/${id}`, { registeredShopId: DEFAULT_SHOP_ID });
    const edited = await edit.patch<Made>(`/v1/customers/${id}`, { phone: '+353 1 679 0000' });

    expect(refused.status).toBe(422);
    expect(edited.body.registeredShopId).toBe(branch);
    expect((await service.events.next(customerChanged, id)).data.registeredShopId).toBe(branch);
  });

  it('is told: of shops that share customers also by itself, of the main one not', async () => {
    const { customer } = (await meaning(service, branch).post<Registration>('/v1/registrations', someone()))
      .body;

    expect((await service.events.next(customerRegistered, customer.id)).data.registeredShopId).toBe(branch);
    expect((await service.events.next(customerRegistered, inMain.id)).data.registeredShopId).toBeNull();
    const told = await service.events.all(shopCustomersRegistered, branch);
    const ids = told.flatMap(({ data }) => data.customerIds);
    expect(ids).toEqual(expect.arrayContaining([inBranch.id, customer.id]));
    expect(ids).not.toContain(inMain.id);
  });

  it.each([
    '',
    ...['&sort=lastName', '&sort=-registeredAt', '&sort=id', '&sort=isGuest', '&sort=-totalSpent'],
    ...['&kind=individual', '&q=Bj%C3%B6rk', '&ageTo=200', '&email=bjork', '&state=any', '&count=true'],
  ])('filters lists%s', async (more) => {
    const [branched, main] = [
      await create({ registeredShopId: branch, birthday: '1990-01-01' }),
      await create({ birthday: '1990-01-01' }),
    ];

    const ofBranch = await list(`limit=100&shopId=${branch}${more}`);
    const ofMain = await list(`limit=100&shopId=${DEFAULT_SHOP_ID.toUpperCase()}${more}`);

    expect(ofBranch).toContain(branched.id);
    expect(ofBranch).not.toContain(main.id);
    expect(ofMain).toContain(main.id);
    expect(ofMain).not.toContain(branched.id);
    expect(await list(`shopId=${await aShop(service)}${more}`)).toEqual([]);
  });

  it('goes on over pages, the latest first', async () => {
    for (let i = 0; i < 3; i++) await create({ registeredShopId: branch });
    const all = await list(`limit=100&shopId=${branch}`);
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await employee.get<Page>(`/v1/customers?shopId=${branch}&limit=2${cursor}`);
      seen.push(...body.items.map(({ id }) => id));
      cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`;
    } while (cursor !== '');

    expect(seen).toEqual(all);
    expect(seen).toEqual(seen.toSorted().toReversed());
  });

  it('filters what other services and exports ask for', async () => {
    const filter = { shopId: branch, email: inBranch.email };
    const { customerIds } = await service.app
      .get(Ask)
      .ask(customersByFilter, { shopId: DEFAULT_SHOP_ID, filter, limit: 10 }, 5_000);
    const exporter = await Exporter.of(service);
    const lines = await exporter.lines({ filters: { shopId: branch }, columns: ['customerId'] });

    expect(customerIds).toEqual([inBranch.id]);
    expect(lines).toContain(inBranch.id);
    expect(lines).not.toContain(inMain.id);
  });

  it('gives files that come back the same, byte for byte', async () => {
    const [exporter, importer] = [await Exporter.of(service), await Importer.of(service)];

    const file = await exporter.export({});
    const again = await importer.import(file, 'match=number');
    const rows: Record<string, string>[] = parse(file, { bom: true, columns: true, delimiter: ';' });
    const shopOf = (number: string) => rows.find((row) => row['number'] === number)?.['registeredShop'];

    expect(again).toMatchObject({ state: 'done', counts: { created: 0, updated: 0, refused: 0 } });
    expect([shopOf(inBranch.number), shopOf(inMain.number)]).toEqual([name, '']);
    expect(await exporter.export({})).toEqual(file);
  });

  it('comes with imported rows by name or id, and none is made', async () => {
    const importer = await Importer.of(service);
    const rows = [name.toUpperCase(), branch, '', 'Shop', 'Nowhere', 'NULL'].map(
      (shop, i) => `Ada,Byron,shop${i}@example.com,${shop}`,
    );

    const { id, counts } = await importer.import(
      ['firstName,lastName,email,registeredShop', ...rows].join('\n'),
    );
    const { items } = (await employee.get<Page>('/v1/customers?email=shop')).body;

    expect(counts).toMatchObject({ created: 4, refused: 2 });
    expect(items.map(({ registeredShopId }) => registeredShopId)).toEqual([
      ...[branch, branch, DEFAULT_SHOP_ID, DEFAULT_SHOP_ID],
    ]);
    const report = await importer.report(id);
    expect(report.map((line) => line.split(',').slice(0, 3).join(' '))).toEqual([
      expect.stringContaining('registeredShop shop-unknown'),
      expect.stringContaining('registeredShop not-clearable'),
    ]);
    const [first] = items;
    const told = await service.events.all(shopCustomersRegistered, branch);
    expect(told.flatMap(({ data }) => data.customerIds)).toContain(first?.id);
  });

  it('is not changed by an import', async () => {
    const importer = await Importer.of(service);
    const rows = [`${inBranch.email},Shop`, `${inMain.email},${name}`, `${inMain.email},Shop`];

    const { id, counts } = await importer.import(['email,registeredShop', ...rows.slice(0, 2)].join('\n'));
    const same = await importer.import(['email,registeredShop', rows[2]].join('\n'));

    expect(counts).toMatchObject({ updated: 0, refused: 2 });
    expect((await importer.report(id)).join()).toMatch(/registered-shop-fixed.*registered-shop-fixed/);
    expect(same.counts).toMatchObject({ unchanged: 1, refused: 0 });
  });

  it('is not in the classic layout, and in no file of a shop alone', async () => {
    const exporter = await Exporter.of(service);
    const alone = await Exporter.of(service, { ...employeeOfShop(), shopId: await aShop(service) });

    expect((await exporter.lines({ layout: 'classic' }))[0]).not.toContain('hop');
    expect((await alone.lines({}))[0]).not.toContain('registeredShop');
  });

  describe('of a sales team', () => {
    let member: Api;
    let team: string;

    beforeAll(async () => {
      const { body: roles } = await employee.get<Page>('/v1/roles');
      const { body: colleague } = await employee.post<Made>('/v1/employees', {
        ...someone(),
        roleId: roles.items[1]?.id,
      });
      team = (await employee.post<Made>('/v1/sales-teams', { name: uuidv7() })).body.id;
      await employee.post(`/v1/sales-teams/${team}/members`, { employeeIds: [colleague.id] });
      member = await service.api.as(aTeamMember({ id: colleague.id, shopId: DEFAULT_SHOP_ID }));
    });

    const take = (id: string) =>
      employee.post(`/v1/sales-teams/${team}/responsibilities`, { items: [{ kind: 'shop', id }] });

    it('has to share the customers', async () => {
      expect(await take(await aShop(service))).toMatchObject({
        status: 422,
        body: { code: 'sales-team-part-unknown' },
      });
    });

    it('says whom its members see, those who register later among them, and no longer when it is taken away', async () => {
      const before = (await member.get(`/v1/customers/${inBranch.id}`)).status;
      await take(branch);
      const later = await create({ registeredShopId: branch });

      expect(before).toBe(404);
      expect((await member.get(`/v1/customers/${inBranch.id}`)).status).toBe(200);
      expect((await member.get(`/v1/customers/${inMain.id}`)).status).toBe(404);
      for (const query of ['', 'sort=lastName', 'q=Bj%C3%B6rk', `shopId=${branch}`, 'count=true']) {
        const seen = await list(`limit=100&${query}`, member);
        expect(seen).toEqual(expect.arrayContaining([inBranch.id, later.id]));
        expect(seen).not.toContain(inMain.id);
      }
      expect((await employee.get<Page>(`/v1/customers/${inBranch.id}/sales-teams`)).body.items).toMatchObject(
        [{ id: team, through: [{ kind: 'shop', id: branch }] }],
      );

      await employee.delete(`/v1/sales-teams/${team}/responsibilities/shop/${branch}`);
      expect((await member.get(`/v1/customers/${later.id}`)).status).toBe(404);
    });
  });
});
