import { DEFAULT_SHOP_ID, groupChanged } from '@clientele/contracts';
import { anEmployee, type Api, TestService } from '@clientele/testing';
import { AppModule } from '../src/app.module';
import { roleGroupId } from '../src/groups/role-groups.domain';

describe('the groups that always exist', () => {
  let service: TestService;
  let employee: Api;

  beforeAll(async () => {
    service = await TestService.start({ module: AppModule });
    employee = await service.api.as(anEmployee({ shopId: DEFAULT_SHOP_ID }));
  });

  afterAll(() => service.stop());

  it('are there from the start, with names in five languages', async () => {
    const { body } = await employee.get<{ items: { role: string; name: object; members: number }[] }>(
      '/v1/groups',
    );

    expect(body.items.map(({ role }) => role)).toEqual(['visitor', 'guest', 'customer']);
    expect(body.items[2]).toMatchObject({
      id: roleGroupId(DEFAULT_SHOP_ID, 'customer'),
      name: { en: 'Customer', fr: 'Client', pl: 'Klient', nb: 'Kunde', sv: 'Kund' },
      members: 0,
    });
  });

  it('are announced once, however many processes start', async () => {
    await service.replica();

    const events = await service.events.all(groupChanged);

    expect(events.map(({ data }) => data.role)).toEqual(['visitor', 'guest', 'customer']);
  });

  it('can be changed but not deleted', async () => {
    const path = `/v1/groups/${roleGroupId(DEFAULT_SHOP_ID, 'visitor')}`;

    const changed = await employee.with({ 'if-match': '"1"' }).patch(path, { showPrices: false });

    expect(changed).toMatchObject({ status: 200, body: { role: 'visitor', showPrices: false, version: 2 } });
    expect(await employee.delete(`${path}?references=remove`)).toMatchObject({
      status: 409,
      body: { code: 'role-group-needed' },
    });
  });
});
