import { auditEntriesRecorded } from '@clientele/contracts';
import { anEmployee, eventually, TestService } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { AppModule } from '../src/app.module';
import { aRegistration } from './facts';

describe('what is done in groups', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await TestService.start({ module: AppModule });
  });

  afterAll(() => service.stop());

  const recordedOf = async (actorId: string) =>
    (await service.events.all(auditEntriesRecorded))
      .flatMap(({ data }) => data.entries)
      .filter((entry) => entry.actorId === actorId);

  it('is told to the audit log: every change, and who read data of persons', async () => {
    const employee = anEmployee();
    const [api, reader] = [await service.api.as(employee), await service.api.as(anEmployee())];
    const customerId = uuidv7();
    await service.events.publish(aRegistration({ customerId }));
    await eventually(async () =>
      expect(await reader.get(`/v1/memberships/${customerId}`)).toMatchObject({ status: 200 }),
    );
    const group = { name: { en: 'VIP' }, discountPercent: '10' };

    const created = await api.post('/v1/groups', group);
    await api.post('/v1/groups', { name: 'no' });
    await api.get('/v1/groups');
    await api.get(`/v1/memberships/${customerId}`);

    await eventually(async () => {
      const entries = await recordedOf(employee.id);
      expect(entries).toHaveLength(2);
      expect(entries).toMatchObject([
        {
          ...{ service: 'groups', kind: 'change', operation: 'groups.create', resourceType: 'groups' },
          resourceId: created.body['id'],
        },
        { kind: 'read', operation: 'memberships.get', resourceType: 'memberships', customerId },
      ]);
    });
  });

  it('is in the outbox before it is answered', async () => {
    const employee = anEmployee();
    const api = await service.api.as(employee);

    await api.post('/v1/groups', { name: { en: 'Gold' }, discountPercent: '5' });

    const [{ count }] = await service.db.manager.query(
      `SELECT count(*)::integer AS count FROM outbox WHERE type = $1 AND event::text LIKE $2`,
      [auditEntriesRecorded.type, `%${employee.id}%`],
    );
    expect(count).toBe(1);
  });
});
