import { Audit, AuditBuffer } from '@clientele/audit';
import { auditEntriesRecorded, DEFAULT_SHOP_ID, systemActor } from '@clientele/contracts';
import { anEmployee, type Api, eventually, type TestService } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import type { AuditEntryView, AuditVerificationView } from '../src/audit/audit.views';
import { ChainerService } from '../src/audit/chainer.service';
import { RetentionService } from '../src/audit/retention.service';
import { contactOf, employeeOfShop, PROFILES, register, someone, startIdentity } from './identity';

interface Listed {
  readonly items: readonly AuditEntryView[];
  readonly nextCursor: string | null;
}

describe('the audit log', () => {
  let service: TestService;
  let auditor: Api;

  beforeAll(async () => {
    service = await startIdentity();
    auditor = await service.api.as(employeeOfShop());
  });

  afterAll(() => service.stop());

  const entries = async (query: string): Promise<readonly AuditEntryView[]> =>
    (await auditor.get<Listed>(`/v1/audit?${query}`)).body.items;
  const single = (query: string): Promise<AuditEntryView> =>
    eventually(async () => {
      const [entry] = await entries(query);
      if (!entry) throw new Error(`Nothing is recorded of ${query}.`);
      return entry;
    });
  /** Does not wait until what is kept back is written by itself. */
  const flushed = (): Promise<void> => service.app.get(AuditBuffer).flush();
  const verify = async (query = ''): Promise<AuditVerificationView> =>
    (await auditor.get<AuditVerificationView>(`/v1/audit/verify${query}`)).body;
  const query = (sql: string, values: unknown[] = []) => service.db.manager.query(sql, values);

  /** What a database administrator could do. */
  const behindItsBack = async (sql: string): Promise<void> => {
    await service.db.transaction(async (tx) => {
      await tx.query('SET LOCAL session_replication_role = replica');
      await tx.query(sql);
    });
  };

  describe('of changes', () => {
    it('has a change before it is answered: who, what, from where, with secrets masked', async () => {
      const caller = employeeOfShop('customers:write', 'customers:read');
      const api = (await service.api.as(caller)).with({ 'user-agent': 'console/1' });

      const { body } = await api.post('/v1/customers', someone());

      expect(await entries(`actorId=${caller.id}`)).toMatchObject([
        {
          ...{ service: 'identity', kind: 'change', operation: 'customers.create', times: 1 },
          ...{ actor: { kind: 'employee', id: caller.id }, resource: { type: 'customers', id: body['id'] } },
          ...{ customerId: body['id'], address: '127.0.0.1', userAgent: 'console/1', before: null },
          after: { firstName: 'Björk', password: '***' },
        },
      ]);
    });

    it('has each of many changes made at once before it is answered', async () => {
      const caller = employeeOfShop('customers:write', 'customers:read');
      const api = await service.api.as(caller);

      const ids = await Promise.all(
        Array.from({ length: 20 }, async () => {
          const { id } = (await api.post<{ id: string }>('/v1/customers', someone())).body;
          const [entry] = await entries(`customerId=${id}`);
          return { id, recorded: entry?.resource.id };
        }),
      );

      expect(ids.filter(({ id, recorded }) => id !== recorded)).toEqual([]);
      expect(await entries(`actorId=${caller.id}`)).toHaveLength(20);
    });

    it('has nothing of what was refused, and a repetition once', async () => {
      const caller = employeeOfShop('customers:write', 'customers:read');
      const api = (await service.api.as(caller)).with({ 'idempotency-key': uuidv7() });
      const person = someone();

      await api.post('/v1/customers', person);
      await api.post('/v1/customers', person);
      await api.post('/v1/customers', { ...person, kind: 'robot' });

      expect(await entries(`actorId=${caller.id}`)).toHaveLength(1);
    });

    it('has what contacts and strangers do, soon', async () => {
      const { body } = await register(service);
      const person = someone({ email: 'nobody@example.com' });
      await service.api.with({ 'user-agent': 'guess/1' }).post('/v1/auth/logout', { refreshToken: 'x' });

      expect(await entries(`actorId=${body.contact.id}`)).toMatchObject([
        {
          ...{ operation: 'registrations.register', actor: { kind: 'contact', id: body.contact.id } },
          ...{ customerId: body.customer.id, after: { firstName: person.firstName } },
        },
      ]);
      expect(await single('operation=auth.logout')).toMatchObject({
        ...{ actor: { kind: 'visitor', id: 'anonymous' }, userAgent: 'guess/1' },
        after: { refreshToken: '***' },
      });
    });

    it('has what a feature records, with before and after, only if its transaction is committed', async () => {
      const doer = { kind: 'employee', id: uuidv7(), shopId: DEFAULT_SHOP_ID } as const;
      const audit = service.app.get(Audit);
      const deed = {
        operation: 'things.edit',
        resource: { type: 'things', id: '7' },
        ...{ before: { name: 'A', secret: 'a' }, after: { name: 'B', secret: 'b' } },
      };

      await service.db.transaction((tx) => audit.add(tx, doer, deed));
      await expect(
        service.db.transaction(async (tx) => {
          await audit.add(tx, doer, deed);
          throw new Error('no');
        }),
      ).rejects.toThrow('no');

      expect(await entries(`actorId=${doer.id}`)).toMatchObject([
        { before: { name: 'A', secret: '***' }, after: { name: 'B', secret: '***' } },
      ]);
    });

    it('has what customers, contacts, links and addresses were before', async () => {
      const { customer, contact } = (await register(service)).body;
      const versioned = auditor.with({ 'if-match': '"1"' });
      await versioned.patch(`/v1/customers/${customer.id}`, { firstName: 'Ada' });
      await versioned.patch(`/v1/contacts/${contact.id}`, { phone: '+47 22 12 34 56' });
      const other = (await register(service)).body.customer.id;
      await auditor.put(`/v1/contacts/${contact.id}/links/${other}`, { profileId: PROFILES.buyer });
      await auditor
        .with({ 'if-match': '"1"' })
        .patch(`/v1/contacts/${contact.id}/links/${other}`, { profileId: PROFILES.viewer });
      const address = {
        alias: 'Home',
        firstName: 'Ada',
        lastName: 'B',
        line1: '1',
        city: 'Oslo',
        country: 'NO',
      };
      const made = await auditor.post(`/v1/customers/${other}/addresses`, { ...address, postcode: '0150' });
      await versioned.patch(`/v1/addresses/${String(made.body['id'])}`, { city: 'Bergen' });
      await auditor.delete(`/v1/addresses/${String(made.body['id'])}`);

      const changes = async (query: string) => (await entries(`kind=change&sort=at&${query}`)).slice(-4);
      expect((await changes(`resourceType=customers&resourceId=${customer.id}`)).at(-1)).toMatchObject({
        ...{ operation: 'customers.edit', before: { firstName: 'Björk' }, after: { firstName: 'Ada' } },
      });
      expect(await changes(`resourceType=contacts&resourceId=${contact.id}`)).toMatchObject([
        {
          ...{ operation: 'contacts.edit', customerId: customer.id },
          ...{ before: { phone: null }, after: { phone: '+47 22 12 34 56' } },
        },
        { operation: 'links.put', after: { profile: { id: PROFILES.buyer } } },
        {
          operation: 'links.edit',
          before: { profile: { id: PROFILES.buyer } },
          after: { profile: { id: PROFILES.viewer } },
        },
      ]);
      expect(await changes(`resourceType=addresses&customerId=${other}`)).toMatchObject([
        { operation: 'addresses.create', after: { city: 'Oslo' } },
        { operation: 'addresses.edit', before: { city: 'Oslo' }, after: { city: 'Bergen' } },
        { operation: 'addresses.remove', before: { city: 'Bergen' } },
      ]);
    });

    it('has what other services tell, once', async () => {
      const actorId = uuidv7();
      const facts = auditEntriesRecorded.example.entries.flatMap((entry) => [
        // However somebody else writes JSON.
        { ...entry, id: uuidv7(), actorId, details: JSON.stringify(JSON.parse(entry.details), undefined, 2) },
        { ...entry, id: uuidv7(), actorId, details: '{"after":{"name":"Tea"}}' },
      ]);
      const circumstances = { aggregate: { id: uuidv7(), version: 1 }, shopId: DEFAULT_SHOP_ID };
      const event = auditEntriesRecorded.create(
        { ...circumstances, actor: systemActor('audit'), occurredAt: new Date() },
        { entries: facts },
      );

      await service.events.publish(event, 2);
      await single(`actorId=${actorId}`);
      await service.events.handledBy('identity-audit', auditEntriesRecorded.type);

      expect(await entries(`actorId=${actorId}`)).toMatchObject([
        { service: 'groups', operation: 'groups.edit', after: { name: 'Tea' } },
        { service: 'groups', operation: 'groups.edit', after: { discountPercent: '10' } },
      ]);
    });
  });

  describe('of reads', () => {
    it('has the reads of personal data by employees, repetitions counted', async () => {
      const { body } = await register(service);
      const caller = employeeOfShop('customers:read');
      const api = await service.api.as(caller);

      for (let i = 0; i < 3; i++) await api.get(`/v1/customers/${body.customer.id}`);
      await api.get('/v1/customers?lastName=gu');

      await eventually(async () => {
        const read = await entries(`actorId=${caller.id}&kind=read&sort=at`);
        expect(read.filter(({ customerId }) => customerId === body.customer.id)).toMatchObject(
          expect.arrayContaining([expect.objectContaining({ operation: 'customers.get' })]),
        );
        const times = read.filter(({ operation }) => operation === 'customers.get').map((one) => one.times);
        expect(times.reduce((sum, one) => sum + one, 0)).toBe(3);
        expect(read).toContainEqual(
          expect.objectContaining({
            operation: 'customers.list',
            resource: { type: 'customers', id: null, ids: null },
            query: expect.objectContaining({ lastName: 'gu' }),
          }),
        );
      });
    });

    it('names all that somebody read within a second, and is found by each of it', async () => {
      const read = (await Promise.all([register(service), register(service)])).map(
        ({ body }) => body.customer.id,
      );
      const caller = employeeOfShop('customers:read');
      const api = await service.api.as(caller);

      await flushed();
      await Promise.all(read.map((id) => api.get(`/v1/customers/${id}`)));
      await flushed();

      for (const id of read)
        for (const filter of [`customerId=${id}`, `resourceType=customers&resourceId=${id}`]) {
          const [found, ...more] = await entries(`actorId=${caller.id}&${filter}`);
          expect([found?.resource.id, ...(found?.resource.ids ?? [])]).toContain(id);
          expect(more).toEqual([]);
        }
    });

    it('has no reads of what is nobody’s data, and none of contacts', async () => {
      const caller = employeeOfShop('titles:read', 'customers:read');
      const contact = contactOf(uuidv7());

      await (await service.api.as(caller)).get('/v1/titles');
      await (await service.api.as(contact)).get('/v1/titles');
      await (await service.api.as(caller)).get('/v1/customers');

      await flushed();
      expect(await entries(`actorId=${caller.id}`)).toHaveLength(1);
      expect(await entries(`actorId=${contact.id}`)).toEqual([]);
    });
  });

  describe('that cannot be written', () => {
    const LETTERS = '/v1/ops/identity/dead-letters';

    /** Two who read at the same time; the second has a name that Postgres does not store. */
    const readAtOnce = async (): Promise<{ readonly good: string; readonly bad: string }> => {
      const good = employeeOfShop('customers:read');
      const bad = { ...good, id: `${uuidv7()}\0` };
      const apis = await Promise.all([good, bad].map((caller) => service.api.as(caller)));
      await Promise.all(apis.map((api) => api.get('/v1/customers')));
      return { good: good.id, bad: bad.id.slice(0, -1) };
    };

    it('puts aside what the database refuses, and keeps what came with it', async () => {
      const { good, bad } = await readAtOnce();

      await flushed();
      await single(`actorId=${good}`);
      const [letter, ...others] = await eventually(async () => {
        const { items } = (await auditor.get<{ items: { id: string; reason: string }[] }>(LETTERS)).body;
        expect(items).not.toEqual([]);
        return items;
      });
      const metrics = (await service.app.inject('/metrics')).body;

      expect(others).toEqual([]);
      expect(letter).toMatchObject({
        ...{ consumer: 'identity-audit', subject: auditEntriesRecorded.type },
        reason: expect.stringContaining('unsupported Unicode escape sequence'),
      });
      expect(metrics).toContain('audit_entries_refused_total 1');
      // Mended by hand, it can be kept after all.
      await query(String.raw`UPDATE dead_letters SET payload = replace(payload, '\u0000', '')`);
      expect((await auditor.post(`${LETTERS}/${letter?.id}/replay`)).status).toBe(204);
      expect(await entries(`actorId=${bad}`)).toHaveLength(1);
    });

    it('waits when it is not the data that hinders, and is there once', async () => {
      await query('ALTER TABLE audit_entries RENAME TO audit_entries_elsewhere');
      const { good } = await readAtOnce();
      await flushed();
      const { items } = (await auditor.get<{ items: unknown[] }>(LETTERS)).body;
      await query('ALTER TABLE audit_entries_elsewhere RENAME TO audit_entries');

      await flushed();

      expect(items).toEqual([]);
      expect(await entries(`actorId=${good}`)).toHaveLength(1);
    });
  });

  describe('as a table', () => {
    it.each([
      "UPDATE audit_entries SET actor_id = 'nobody'",
      "UPDATE audit_entries SET actor_id = 'nobody', details = NULL",
      'DELETE FROM audit_entries',
      'TRUNCATE audit_entries',
      "UPDATE audit_links SET hash = 'x'",
      'DELETE FROM audit_links',
      'TRUNCATE audit_links',
    ])('refuses %s', async (sql) => {
      await register(service);
      await single('operation=registrations.register');
      await service.app.get(ChainerService).chain();

      await expect(query(sql)).rejects.toThrow('append-only');
    });

    it('lets details go, and stays intact', async () => {
      const caller = employeeOfShop('customers:read');
      await (await service.api.as(caller)).get(`/v1/customers?count=true`);
      await flushed();

      await query('UPDATE audit_entries SET details = NULL WHERE actor_id = $1', [caller.id]);

      expect(await entries(`actorId=${caller.id}`)).toMatchObject([
        { address: null, after: null, query: null },
      ]);
      expect(await verify()).toMatchObject({ faults: [] });
    });
  });

  describe('as a chain', () => {
    it('is intact, goes on where it was left, and finds a head that was noted', async () => {
      await register(service);
      await single('operation=registrations.register');
      await service.app.get(ChainerService).chain();

      const first = await verify('?limit=1');
      const { head } = first;

      expect(first).toMatchObject({ intact: true, checked: 1, nextLink: 2, unlinked: 0 });
      expect(await verify(`?from=2&link=${head?.link}&hash=${head?.hash}`)).toMatchObject({
        intact: true,
        nextLink: null,
      });
      expect(await verify(`?link=${head?.link}&hash=${'0'.repeat(64)}`)).toMatchObject({ intact: false });
    });

    it('has each entry once when several link at the same time and commits come out of order', async () => {
      const audit = service.app.get(Audit);
      const doer = { kind: 'system', id: uuidv7(), shopId: DEFAULT_SHOP_ID } as const;
      const deed = { operation: 'things.edit', resource: { type: 'things' } };
      const replica = await service.replica();
      const chainers = [service.app.get(ChainerService), replica.get(ChainerService)];

      await Promise.all(
        Array.from({ length: 12 }, (_unused, i) =>
          service.db.transaction(async (tx) => {
            await audit.add(tx, doer, deed);
            await tx.query(`SELECT pg_sleep(${(i % 5) / 50})`);
            await chainers[i % 2]?.chain();
          }),
        ),
      );

      await eventually(async () => {
        const [{ linked }] = await query(
          `SELECT count(*)::integer AS linked FROM audit_links JOIN audit_entries USING (position) WHERE actor_id = $1`,
          [doer.id],
        );
        expect(linked).toBe(12);
      });
      expect(await verify()).toMatchObject({ intact: true });
    });

    it('shows an entry that was altered, one that is gone, and details that are others', async () => {
      const [altered, gone, other] = (await query(
        `SELECT l.link, l.position FROM audit_links l JOIN audit_entries e USING (position)
         WHERE e.details IS NOT NULL ORDER BY link LIMIT 3`,
      )) as { link: string; position: string }[];
      await behindItsBack(`
        UPDATE audit_entries SET actor_id = 'somebody else' WHERE position = ${altered?.position};
        DELETE FROM audit_entries WHERE position = ${gone?.position};
        UPDATE audit_entries SET details = '{"after":{}}' WHERE position = ${other?.position}`);

      expect(await verify()).toMatchObject({
        intact: false,
        faults: [
          { kind: 'entry-altered', link: Number(altered?.link) },
          { kind: 'entry-missing', link: Number(gone?.link) },
          { kind: 'details-altered', link: Number(other?.link) },
        ],
      });
    });

    it('tells of entries that nobody links', async () => {
      const { unlinked } = await service.db.transaction(async (tx) => {
        await tx.query(`SELECT pg_advisory_xact_lock(hashtext('clientele audit chain'))`);
        await query(
          `INSERT INTO audit_entries (id, recorded_at, at, shop_id, service, kind, actor_kind, actor_id, operation,
                                      resource_type, times, details_digest)
           SELECT gen_random_uuid(), now() - interval '2 minutes', now(), $1, 'x', 'read', 'system', 'x', 'x', 'x', 1, ''`,
          [DEFAULT_SHOP_ID],
        );
        return verify();
      });

      expect(unlinked).toBe(1);
      await eventually(async () => expect(await verify()).toMatchObject({ unlinked: 0 }));
    });
  });

  it('drops whole months when their time is over, and the rest stays a chain', async () => {
    const old = "now() - interval '11 years'";
    await query(`SELECT make_audit_month(${old})`);
    await query(
      `INSERT INTO audit_entries (id, recorded_at, at, shop_id, service, kind, actor_kind, actor_id, operation,
                                            resource_type, times, details_digest)
                 SELECT gen_random_uuid(), ${old}, ${old}, $1, 'x', 'read', 'system', 'old', 'x', 'x', 1, ''`,
      [DEFAULT_SHOP_ID],
    );
    await service.app.get(ChainerService).chain();

    await service.app.get(RetentionService).keep();

    expect(await entries('actorId=old')).toEqual([]);
    expect((await verify()).faults.filter(({ kind }) => kind === 'link-missing')).toEqual([]);
  });

  it('is exported as CSV with the filters of the list, formulas made text', async () => {
    const doer = { kind: 'employee', id: '=HYPERLINK("x")', shopId: DEFAULT_SHOP_ID } as const;
    const deeds = Array.from({ length: 250 }, () => ({ operation: 'things.edit', resource: { type: 'x' } }));
    await service.db.transaction((tx) => service.app.get(Audit).add(tx, doer, ...deeds));

    const answer = await service.app.inject({
      url: `/v1/audit/export?actorId=${encodeURIComponent(doer.id)}`,
      headers: { authorization: `Bearer ${await service.tokens.sign(employeeOfShop('audit:read'))}` },
    });

    const lines = answer.body.trimEnd().split('\r\n');
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(lines[0]).toMatch(/^at,service,kind,/);
    expect(lines).toHaveLength(251);
    expect(lines[1]).toContain(`"'=HYPERLINK(""x"")"`);
  });

  it('is for those who may read it, and of their shop', async () => {
    const stranger = await service.api.as(anEmployee());
    const other = await service.api.as(employeeOfShop('customers:read'));

    expect(await stranger.get('/v1/audit?kind=change')).toMatchObject({ status: 200, body: { items: [] } });
    for (const path of ['/v1/audit', '/v1/audit/export', '/v1/audit/verify'])
      expect(await other.get(path)).toMatchObject({ status: 403 });
  });

  it.each(['kind=delete', 'customerId=x', 'from=yesterday', 'sort=actorId', 'actor=x'])(
    'refuses ?%s',
    async (bad) => {
      expect((await auditor.get(`/v1/audit?${bad}`)).status).toBe(422);
    },
  );
});
