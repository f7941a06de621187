import { DEFAULT_SHOP_ID } from '@clientele/contracts';
import { aContact, anEmployee, type Api, type TestService } from '@clientele/testing';
import { employeeOfShop, someone, startIdentity } from './identity';

interface Found {
  readonly nextCursor: string | null;
  readonly total?: number;
  readonly items: readonly { readonly id: string; readonly firstName: string; readonly number: string }[];
}

describe('GET /v1/customers?q=', () => {
  let service: TestService;
  let employee: Api;
  const ids = new Map<string, { id: string; number: string }>();

  beforeAll(async () => {
    service = await startIdentity();
    employee = await service.api.as(employeeOfShop());
    const people = [
      { firstName: 'John', lastName: 'Doe', email: 'jd@work.example', phone: '+47 22 12 34 56' },
      { firstName: 'Johnny', lastName: 'Cash', email: 'cash@example.com', company: 'Doe & Søn AS' },
      { firstName: 'Siobhán', lastName: "O'Neill", email: 'siobhan.oneill@tea.example' },
      { firstName: 'Łukasz', lastName: 'Müller-Weiß', email: 'lukasz@example.com' },
      { firstName: '秀英', lastName: '王', email: 'xy@example.com', company: '上海茶叶有限公司' },
      { firstName: 'Фёдор', lastName: 'Щербаков', email: 'fyodor@чай.example' },
      { firstName: 'Gül', lastName: 'Kaya', email: 'gul@müller-tee.example' },
      { firstName: 'Dev', lastName: 'Rao', email: 'd.rao@xn--mller-tee-q9a.example' },
    ];
    const { password: _, ...rest } = someone();
    for (const person of people) {
      const { body } = await employee.post<{ id: string; number: string }>('/v1/customers', {
        ...rest,
        ...person,
      });
      ids.set(person.firstName, body);
    }
    // Among the newest, in their bucket, and some buckets away; new customers come behind them.
    await service.db.manager.query(`UPDATE customers SET position = position * position * 9000`);
    await service.db.manager.query(`SELECT setval('customer_positions', max(position)) FROM customers`);
  });

  afterAll(() => service.stop());

  const listed = async (query: string): Promise<Found> => {
    const { status, body } = await employee.get<Found>(`/v1/customers?${query}`);
    expect(status).toBe(200);
    return body;
  };
  const namesOf = ({ items }: Found): string[] => items.map(({ firstName }) => firstName);
  const found = async (query: string): Promise<string[]> => {
    const inOrder = namesOf(await listed(`${query}&sort=number`));
    expect(namesOf(await listed(query)).toReversed()).toEqual(inOrder);
    return inOrder;
  };
  const search = (q: string, rest = '') => found(`q=${encodeURIComponent(q)}${rest}`);

  it('filters by an e-mail address with its host as it is written', async () => {
    const email = encodeURIComponent('fyodor@чай.example');

    expect(await found(`email=${email}`)).toEqual(['Фёдор']);
    expect((await employee.get<Found>(`/v1/contacts?email=${email}`)).body.items).toHaveLength(1);
    expect((await employee.get<Found>(`/v1/contacts?q=${email}`)).body.items).toHaveLength(1);
  });

  it.each([
    ['john doe', ['John', 'Johnny']],
    ['doe JOHN jd', ['John']],
    ['jd@work.example', ['John']],
    ['@tea.example', ['Siobhán']],
    ['siobhan', ['Siobhán']],
    ['SIOBHÁN oneill', ['Siobhán']],
    ["o'neill", ['Siobhán']],
    ['o’neill', ['Siobhán']],
    ['neill', ['Siobhán']],
    ['lukasz weiss', ['Łukasz']],
    ['muller-weiß', ['Łukasz']],
    ['sön', ['Johnny']],
    ['王', ['秀英']],
    ['王秀英', ['秀英']],
    ['茶叶', ['秀英']],
    ['федор', ['Фёдор']],
    ['fyodor@чай.example', ['Фёдор']],
    ['Fyodor@ЧАЙ.example', ['Фёдор']],
    ['@чай.example', ['Фёдор']],
    ['fyodor@ча', ['Фёдор']],
    ['чай.example', ['Фёдор']],
    ['ча', ['Фёдор']],
    ['müller-tee.example', ['Gül', 'Dev']],
    ['MÜLLER-Tee.ex', ['Gül', 'Dev']],
    ['müller-t', ['Gül', 'Dev']],
    ['@müller-t', ['Gül', 'Dev']],
    ['gul@mül', ['Gül']],
    ['gul@müller-tee.example', ['Gül']],
    ['gul@xn--mller-tee-q9a.example', ['Gül']],
    ['d.rao@müller-tee.exam', ['Dev']],
    ['d.rao@müller-tee.example rao', ['Dev']],
    ['d.rao@müller-tee.example kaya', []],
    ['xn--mller', ['Gül', 'Dev']],
    ['щерб', ['Фёдор']],
    ['22123456', ['John']],
    ['+47 22 12 34 56', ['John']],
    ['3456', ['John']],
    ['j', ['John', 'Johnny']],
    ['john nobody', []],
    ['%', []],
    ["'); DROP TABLE customers --", []],
    [" & | ! :* '\\ ", []],
  ])('finds by "%s"', async (q, expected) => {
    expect(await search(q)).toEqual(expected);
  });

  it('goes through what is found from the newest on, a page at a time', async () => {
    const pages: Found[] = [];
    let cursor = '';
    do {
      const page = await listed(`q=e&limit=1&count=true${cursor}`);
      pages.push(page);
      cursor = `&cursor=${page.nextCursor}`;
    } while (pages.at(-1)?.nextCursor !== null);

    expect(pages.flatMap(namesOf)).toEqual([
      'Dev',
      'Gül',
      'Фёдор',
      '秀英',
      'Łukasz',
      'Siobhán',
      'Johnny',
      'John',
    ]);
    expect(pages.map(({ total }) => total)).toEqual(pages.map(() => 8));
  });

  it('finds few who have a word beside one that many have', async () => {
    await service.db.manager.query(`
      INSERT INTO customers (id, shop_id, kind, is_guest, first_name, last_name, email, normalized_email, enabled, newsletter,
                             partner_offers, registered_at, updated_at, version)
      SELECT gen_random_uuid(), shop_id, kind, true, 'Ana', 'Namesake', email, normalized_email, true, false, false,
             registered_at, updated_at, 1
      FROM customers, generate_series(1, 60) WHERE first_name = 'John'`);

    expect(await search('jd@work.example doe')).toEqual(['John']);
    expect(await search('work jd doe')).toEqual(['John']);
    expect(await search('work nobody')).toEqual([]);
    expect(await search('namesake', '&isGuest=false')).toEqual([]);
    expect(await listed('q=namesake+work&limit=50&count=true')).toMatchObject({ total: 60 });
    await service.db.manager.query(`DELETE FROM customers WHERE last_name = 'Namesake'`);
  });

  it('finds by number and by id, alone or with words', async () => {
    const john = ids.get('John');

    expect(await search(john?.number ?? '')).toEqual(['John']);
    expect(await search(john?.id ?? '')).toEqual(['John']);
    expect(await search(`${john?.id} doe`)).toEqual(['John']);
    expect(await search(`${john?.id} cash`)).toEqual([]);
  });

  it('finds what a change has made of a customer', async () => {
    const { body } = await employee.post<{ id: string }>('/v1/customers', {
      ...{ firstName: 'Before', lastName: 'Name', email: 'before@example.com' },
    });

    await employee.with({ 'if-match': '"1"' }).patch(`/v1/customers/${body.id}`, { firstName: 'Zygmunt' });

    expect(await search('zygm')).toEqual(['Zygmunt']);
    expect(await search('before name')).toEqual(['Zygmunt']);
    expect(await search('before', '&in=name')).toEqual(['Zygmunt']);
  });

  it('finds by the address of the latest visit, or of any', async () => {
    const john = ids.get('John')?.id ?? '';
    const contact = await service.api.as(aContact({ shopId: DEFAULT_SHOP_ID, customerId: john }));
    const from = (ip: string) => contact.with({ 'x-forwarded-for': ip }).post('/v1/visits', { page: '/' });
    await from('127.0.0.1');

    expect(await search('127.0.0.1')).toEqual(['John']);
    expect(await search('127.0.0.1', '&in=ip')).toEqual(['John']);
    expect(await search('127.0.0.1', '&in=name')).toEqual([]);
    expect(await search('2001:db8::1', '&in=ip')).toEqual([]);
    await service.db.manager.query(`UPDATE customers SET last_visit_ip = '2001:db8:0:0::1' WHERE id = $1`, [
      john,
    ]);
    expect(await search('2001:DB8::1', '&in=ip')).toEqual(['John']);
    expect(await search('127.0.0.1', '&in=ip')).toEqual([]);
    expect(await search('127.0.0.1', '&in=ip&history=true')).toEqual(['John']);
    expect(await search('john', '&in=ip')).toEqual([]);
  });

  it('finds nothing of another shop', async () => {
    const stranger = await service.api.as(anEmployee());

    expect(await stranger.get('/v1/customers?q=john')).toMatchObject({ body: { items: [] } });
  });

  it.each(['q=', 'q=a&in=nowhere', 'q=a&history=perhaps', `q=${'a'.repeat(201)}`])(
    'refuses %s',
    async (query) => {
      expect(await employee.get(`/v1/customers?${query}`)).toMatchObject({ status: 422 });
    },
  );
});
