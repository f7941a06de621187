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

  it('says what a rule of automatic assignment was before', async () => {
    const employee = anEmployee();
    const api = await service.api.as(employee);
    const group = await api.post<{ id: string }>('/v1/groups', { name: { en: 'Club' } });
    const rule = { productId: 'club', groupIds: [group.body.id], validity: { duration: 'P1M' } };
    const { body } = await api.post<{ id: string }>('/v1/auto-assignments', rule);
    const path = `/v1/auto-assignments/${body.id}`;

    const changes = { validity: { until: '2037-01-31' }, enabled: false, priority: 0 };
    await api.with({ 'if-match': '"1"' }).patch(path, changes);
    await api.delete(path);

    await eventually(async () => {
      const [edited, deleted, ...others] = (await recordedOf(employee.id)).slice(2);
      const about = { kind: 'change', resourceType: 'auto-assignments', resourceId: body.id };
      expect(edited).toMatchObject({ ...about, operation: 'autoAssignments.edit' });
      expect(JSON.parse(edited?.details ?? '')).toMatchObject({
        before: { validity: { duration: 'P1M' }, enabled: true },
        after: { validity: { until: '2037-01-31' }, enabled: false },
      });
      expect(deleted).toMatchObject({ ...about, operation: 'autoAssignments.delete' });
      expect(JSON.parse(deleted?.details ?? '')).toMatchObject({
        before: { productId: 'club', enabled: false },
      });
      expect(others).toEqual([]);
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
