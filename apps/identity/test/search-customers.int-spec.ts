import { DEFAULT_SHOP_ID } from '@clientele/contracts';
import { aContact, anEmployee, type Api, type TestService } from '@clientele/testing';
import { employeeOfShop, someone, startIdentity } from './identity';

interface Found {
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
      { firstName: 'Фёдор', lastName: 'Щербаков', email: 'fyodor@example.com' },
    ];
    const { password: _, ...rest } = someone();
    for (const person of people) {
      const { body } = await employee.post<{ id: string; number: string }>('/v1/customers', {
        ...rest,
        ...person,
      });
      ids.set(person.firstName, body);
    }
  });

  afterAll(() => service.stop());

  const found = async (query: string): Promise<string[]> => {
    const { status, body } = await employee.get<Found>(`/v1/customers?${query}&sort=number`);
    expect(status).toBe(200);
    return body.items.map(({ firstName }) => firstName);
  };
  const search = (q: string, rest = '') => found(`q=${encodeURIComponent(q)}${rest}`);

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
