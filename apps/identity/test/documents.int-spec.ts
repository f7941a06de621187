import {
  DEFAULT_SHOP_ID,
  type DomainEvent,
  groupChanged,
  groupDeleted,
  membershipsChanged,
  systemActor,
} from '@clientele/contracts';
import { FileStore, FilesUnavailable, StoredFiles } from '@clientele/files';
import {
  anEmployee,
  aSegmentDeletion,
  aSegmentMove,
  type Api,
  aVisitor,
  docxOf,
  eventually,
  type TestService,
  zipOf,
} from '@clientele/testing';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'node:querystring';
import { v7 as uuidv7 } from 'uuid';
import { Customer } from '../src/customers/customer.entity';
import { lockCustomer } from '../src/customers/lock-customer';
import { Document } from '../src/documents/document.entity';
import { DocumentUsage } from '../src/documents/document-usage.entity';
import { contactOf, employeeOfShop, register, startIdentity, waitingForLock } from './identity';

interface DocumentAnswer {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly version: number;
}

const TEXT = Buffer.from('Terms of delivery, Łódź\n');
const MEGABYTE = 1_000_000;

describe('documents', () => {
  let service: TestService;
  let employee: Api;
  let directory: string;
  let hook: Server;
  let scanner: 'clean' | 'infected' | 'away' = 'clean';

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'clientele-documents-'));
    hook = createServer((request, response) => {
      request.resume().once('end', () => {
        response.writeHead(scanner === 'away' ? 500 : 200, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ infected: scanner === 'infected', found: 'Eicar' }));
      });
    });
    await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve));
    service = await startIdentity({
      FILES_DIR: directory,
      FILES_SCAN_URL: `http://127.0.0.1:${(hook.address() as AddressInfo).port}/`,
      DOCUMENTS_MAX_MB: '2',
      DOCUMENTS_QUOTA_CUSTOMER_MB: '3',
    });
    employee = await service.api.as(employeeOfShop());
  });

  afterEach(() => {
    scanner = 'clean';
    service.clock.setOffset(0);
  });

  afterAll(async () => {
    await service.stop();
    hook.close();
    await rm(directory, { recursive: true, force: true });
  });

  const aCustomer = async (): Promise<{ id: string; contact: Api }> => {
    const { id } = (await register(service)).body.customer;
    return { id, contact: await service.api.as(contactOf(id)) };
  };
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
  const joinGroup = async (customerId: string, groupId: string, expiresAt?: string): Promise<void> => {
    const everybody = uuidv7();
    await service.events.publish(
      membershipsChanged.create(about(customerId, 1), {
        ...{ customerId, defaultGroupId: everybody, fallbackGroupId: everybody },
        items: [{ groupId: everybody }, { groupId, expiresAt }],
      }),
    );
    await service.events.handledBy('identity-memberships', membershipsChanged.type);
  };
  const upload = (query: Record<string, string | boolean>, content: Buffer = TEXT, api: Api = employee) =>
    api.upload<DocumentAnswer>(`/v1/documents?${stringify({ name: 'terms.txt', ...query })}`, content);
  const usedBy = async (ownerId: string): Promise<number> =>
    Number((await service.db.manager.findOneBy(DocumentUsage, { ownerId }))?.bytes ?? 0);
  const sweep = () => service.app.get(StoredFiles).sweep();
  const storedFiles = async (): Promise<number> => {
    const [row] = await service.db.manager.query<{ count: number }[]>(
      'SELECT count(*)::integer AS count FROM stored_files',
    );
    return row?.count ?? 0;
  };

  it('are uploaded, listed, downloaded and deleted', async () => {
    const { id: customerId } = await aCustomer();

    const uploaded = await upload({ customerId, name: 'Größe.txt' });
    const read = await employee.get(`/v1/documents/${uploaded.body.id}`);
    const listed = await employee.get(`/v1/documents?customerId=${customerId}&count=true`);
    const content = await employee.download(`/v1/documents/${uploaded.body.id}/content`);
    const deleted = await employee.delete(`/v1/documents/${uploaded.body.id}`);
    const gone = await employee.download(`/v1/documents/${uploaded.body.id}/content`);

    expect(uploaded).toMatchObject({
      status: 201,
      headers: { etag: '"1"' },
      body: { customerId, groupId: null, name: 'Größe.txt', kind: 'text', size: TEXT.length, visible: false },
    });
    expect(read).toMatchObject({ status: 200, body: uploaded.body });
    expect(listed).toMatchObject({ body: { items: [{ id: uploaded.body.id }], total: 1 } });
    expect(content.body.equals(TEXT)).toBe(true);
    expect(content.headers).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'content-length': String(TEXT.length),
      'content-disposition': `attachment; filename="Gro_e.txt"; filename*=UTF-8''Gr%C3%B6%C3%9Fe.txt`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    expect([deleted.status, gone.status]).toEqual([204, 404]);
  });

  it('leave nothing behind when they are deleted, nor when their customer is', async () => {
    const { id: customerId } = await aCustomer();
    const { body: first } = await upload({ customerId });
    await upload({ customerId });
    await sweep();
    const before = await storedFiles();

    await employee.delete(`/v1/documents/${first.id}`);
    const halfway = await usedBy(customerId);
    await service.db.manager.query('DELETE FROM contact_links WHERE customer_id = $1', [customerId]);
    await service.db.manager.delete(Customer, { id: customerId });
    await sweep();

    expect(halfway).toBe(TEXT.length);
    expect(await usedBy(customerId)).toBe(0);
    expect(await storedFiles()).toBe(before - 2);
  });

  it('are renamed, shown and hidden, by one of several at once', async () => {
    const { id: customerId } = await aCustomer();
    const { body } = await upload({ customerId });
    const edit = (changes: object, version = 1) =>
      employee
        .with({ 'if-match': `"${version}"` })
        .patch<DocumentAnswer>(`/v1/documents/${body.id}`, changes);

    const answers = await Promise.all(
      Array.from({ length: 5 }, () => edit({ visible: true, name: '../new.exe' })),
    );

    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412, 412, 412, 412]);
    expect(await employee.get(`/v1/documents/${body.id}`)).toMatchObject({
      body: { name: 'new.exe.txt', visible: true, version: 2 },
    });
    expect(await employee.patch(`/v1/documents/${body.id}`, {})).toMatchObject({ status: 428 });
  });

  it('are seen by their customer if they are visible, and by nobody else', async () => {
    const [ada, bob] = [await aCustomer(), await aCustomer()];
    const { body: shown } = await upload({ customerId: ada.id, visible: true });
    const { body: hidden } = await upload({ customerId: ada.id });
    const content = (api: Api, { id }: DocumentAnswer) => api.download(`/v1/documents/${id}/content`);

    expect(await ada.contact.get('/v1/me/documents')).toMatchObject({ body: { items: [{ id: shown.id }] } });
    expect(await bob.contact.get('/v1/me/documents')).toMatchObject({ body: { items: [] } });
    expect([
      (await content(ada.contact, shown)).status,
      (await content(ada.contact, hidden)).status,
      (await content(bob.contact, shown)).status,
      (await content(await service.api.as(anEmployee()), shown)).status,
      (await content(await service.api.as(aVisitor()), shown)).status,
      (await content(service.api, shown)).status,
    ]).toEqual([200, 404, 404, 404, 403, 401]);
  });

  it('of a group are seen by its members while they are members, and go with it', async () => {
    const [groupId, ada, bob] = [await aGroup(), await aCustomer(), await aCustomer()];
    await joinGroup(ada.id, groupId, new Date(Date.now() + 60_000).toISOString());
    const { body } = await upload({ groupId, visible: true });
    const statusFor = async (api: Api) => (await api.download(`/v1/documents/${body.id}/content`)).status;

    const [member, other] = [await statusFor(ada.contact), await statusFor(bob.contact)];
    service.clock.setOffset(61_000);
    const former = await statusFor(ada.contact);
    await service.events.publish(groupDeleted.create(about(groupId, 2), { groupId }), 2);

    expect([member, other, former]).toEqual([200, 404, 404]);
    await eventually(async () => expect(await service.db.manager.countBy(Document, { groupId })).toBe(0));
    expect(await usedBy(groupId)).toBe(0);
    expect(await upload({ groupId })).toMatchObject({ status: 422, body: { code: 'group-unknown' } });
  });

  it('of a segment are seen by those who are in it while they are, and go with it', async () => {
    const [segmentId, ada] = [uuidv7(), await aCustomer()];
    const early = await upload({ segmentId });
    const tell = async (event: DomainEvent, durable = 'identity-segments') => {
      await service.events.publish(event, 2);
      await service.events.handledBy(durable, event.type);
    };
    await tell(aSegmentMove('in', segmentId, [ada.id], 5));
    const { body } = await upload({ segmentId, visible: true });
    const hidden = (await upload({ segmentId })).body;
    const statusOf = async (id: string) => (await ada.contact.download(`/v1/documents/${id}/content`)).status;

    const inside = [await statusOf(body.id), await statusOf(hidden.id)];
    const listed = await employee.get<{ items: object[] }>(`/v1/documents?segmentId=${segmentId}`);
    await tell(aSegmentMove('out', segmentId, [ada.id], 6));
    const outside = await statusOf(body.id);
    await tell(aSegmentDeletion(segmentId), 'identity-segment-belongings');

    expect(early).toMatchObject({ status: 422, body: { code: 'segment-unknown' } });
    expect([inside, outside]).toEqual([[200, 404], 404]);
    expect(listed.body.items).toMatchObject([{ segmentId }, { segmentId }]);
    expect(await service.db.manager.countBy(Document, { segmentId })).toBe(0);
    expect(await usedBy(segmentId)).toBe(0);
    expect((await upload({ segmentId })).status).toBe(422);
    expect((await upload({ segmentId, groupId: uuidv7() })).status).toBe(422);
  });

  it('are not left behind by a group that is deleted while they are uploaded', async () => {
    const groupId = await aGroup();

    const [answers] = await Promise.all([
      Promise.all(Array.from({ length: 8 }, () => upload({ groupId }))),
      service.events.publish(groupDeleted.create(about(groupId, 2), { groupId }), 2),
    ]);
    await service.events.handledBy('identity-groups', groupDeleted.type);

    for (const { status } of answers) expect([201, 422]).toContain(status);
    expect(await service.db.manager.countBy(Document, { groupId })).toBe(0);
    expect(await usedBy(groupId)).toBe(0);
  });

  it.each(['erased', 'merged'] as const)(
    'do not come to a customer that is %s while they are uploaded',
    async (state) => {
      const [{ id: customerId }, { id: mergedIntoId }] = [await aCustomer(), await aCustomer()];
      const uploads: ReturnType<typeof upload>[] = [];

      await service.db.transaction(async (tx) => {
        await lockCustomer(tx, DEFAULT_SHOP_ID, customerId);
        uploads.push(upload({ customerId }));
        await waitingForLock(service);
        const part = state === 'merged' && { mergedIntoId };
        await tx.update(Customer, customerId, { state, closedAt: new Date(), ...part });
      });

      expect(await Promise.all(uploads)).toMatchObject([
        { status: 404, body: { code: 'customer-not-found' } },
      ]);
      expect(await service.db.manager.countBy(Document, { customerId })).toBe(0);
    },
  );

  it('of another shop are not there', async () => {
    const { id: customerId } = await aCustomer();
    const { body } = await upload({ customerId });
    const stranger = await service.api.as(anEmployee());

    for (const answer of [
      await stranger.get(`/v1/documents/${body.id}`),
      await stranger.with({ 'if-match': '"1"' }).patch(`/v1/documents/${body.id}`, { visible: true }),
      await stranger.delete(`/v1/documents/${body.id}`),
      await upload({ customerId }, TEXT, stranger),
    ])
      expect(answer.status).toBe(404);
    expect(await stranger.get(`/v1/documents?customerId=${customerId}`)).toMatchObject({
      body: { items: [] },
    });
    expect(await service.db.manager.countBy(Document, { customerId })).toBe(1);
  });

  it('are not for employees without the permission, nor uploaded by contacts', async () => {
    const { id: customerId, contact } = await aCustomer();
    const reader = await service.api.as(employeeOfShop('customers:read'));

    for (const api of [reader, contact]) expect((await upload({ customerId }, TEXT, api)).status).toBe(403);
    expect((await upload({ customerId }, TEXT, service.api)).status).toBe(401);
  });

  it('keep within the quota though ten are uploaded at once', async () => {
    const { id: customerId } = await aCustomer();
    const content = Buffer.alloc(MEGABYTE - 1, 'a');

    const answers = await Promise.all(Array.from({ length: 10 }, () => upload({ customerId }, content)));
    await sweep();

    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
    expect(answers.filter(({ status }) => status === 409)[0]).toMatchObject({
      body: { code: 'document-quota-exceeded', quotaOf: 'customer', quotaBytes: 3 * MEGABYTE },
    });
    expect(await usedBy(customerId)).toBe(3 * content.length);
  });

  it('are uploaded once with one Idempotency-Key', async () => {
    const { id: customerId } = await aCustomer();
    const api = employee.with({ 'idempotency-key': uuidv7() });

    const first = await upload({ customerId }, TEXT, api);
    const again = await upload({ customerId }, TEXT, api);
    const other = await upload({ customerId }, Buffer.from('Something else'), api);

    expect(again).toMatchObject({
      status: 201,
      headers: { 'idempotency-replayed': 'true' },
      body: first.body,
    });
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
    expect(await service.db.manager.countBy(Document, { customerId })).toBe(1);
    expect(await usedBy(customerId)).toBe(TEXT.length);
  });

  it('are refused with a virus, and while nobody can tell; nothing stays of them', async () => {
    const { id: customerId } = await aCustomer();
    await sweep();
    const before = await storedFiles();

    scanner = 'infected';
    const infected = await upload({ customerId });
    scanner = 'away';
    const unknown = await upload({ customerId });
    await sweep();

    expect(infected).toMatchObject({ status: 422, body: { code: 'file-infected' } });
    expect(unknown).toMatchObject({ status: 503, body: { code: 'scanner-unavailable' } });
    expect(unknown.headers).toHaveProperty('retry-after');
    expect(await storedFiles()).toBe(before);
    expect(await service.db.manager.countBy(Document, { customerId })).toBe(0);
  });

  it.each([
    ['nothing', Buffer.alloc(0), 422, 'file-empty'],
    ['more than is allowed', Buffer.alloc(2 * MEGABYTE + 1, 'a'), 413, 'file-too-large'],
    ['a program', Buffer.concat([Buffer.from('MZ'), randomBytes(500)]), 415, 'file-format-refused'],
    ['SVG with a script', Buffer.from('<svg><script>alert(1)</script></svg>'), 422, 'file-harmful'],
    ['a bomb', zipOf({ name: 'a', content: Buffer.alloc(64 << 20) }), 422, 'file-harmful'],
    ['macros', docxOf({ name: 'word/vbaProject.bin', content: 'x' }), 422, 'file-harmful'],
  ])('refuse %s', async (_, content, status, code) => {
    const { id: customerId } = await aCustomer();

    expect(await upload({ customerId, name: 'harmless.txt' }, content)).toMatchObject({
      status,
      body: { code },
    });
    expect(await usedBy(customerId)).toBe(0);
  });

  it.each([
    ['../../etc/passwd', 'passwd.docx'],
    ['a\0b.docx', 'ab.docx'],
    ['\u202excod.exe', 'xcod.exe.docx'],
    ['n'.repeat(300), `${'n'.repeat(200)}.docx`],
  ])('called %j are kept as %j', async (name, kept) => {
    const { id: customerId } = await aCustomer();

    expect(await upload({ customerId, name }, docxOf())).toMatchObject({
      status: 201,
      body: { name: kept, kind: 'office' },
    });
  });

  it.each([
    [{ customerId: 'x' }, '/customerId'],
    [{ customerId: uuidv7(), name: '' }, '/name'],
    [{ customerId: uuidv7(), visible: 'maybe' }, '/visible'],
    [{}, '/customerId'],
    [{ customerId: uuidv7(), groupId: uuidv7() }, '/groupId'],
    [{ customerId: uuidv7(), visibel: 'true' }, '/visibel'],
  ])('refuse %j and point to %s', async (query, pointer) => {
    expect(await upload(query)).toMatchObject({
      status: 422,
      body: { errors: [expect.objectContaining({ pointer })] },
    });
  });

  it('are files as they are, and no other body is one', async () => {
    const { id: customerId } = await aCustomer();
    const json = await employee.post(`/v1/documents?customerId=${customerId}&name=a.json`, { a: 1 });
    const elsewhere = await employee.upload('/v1/customers', TEXT);

    expect([json.status, elsewhere.status]).toEqual([415, 415]);
  });

  it('are filtered and sorted by employees, page by page', async () => {
    const { id: customerId } = await aCustomer();
    await upload({ customerId, name: 'b.txt', visible: true });
    await upload({ customerId, name: 'A.docx' }, docxOf());
    await upload({ customerId, name: 'c.txt' }, Buffer.from('c'));
    const names = async (query: string) =>
      (
        await employee.get<{ items: DocumentAnswer[]; nextCursor: string | null }>(
          `/v1/documents?customerId=${customerId}&${query}`,
        )
      ).body;

    const page = await names('sort=name&limit=2');
    const next = await names(`sort=name&limit=2&cursor=${page.nextCursor}`);

    expect([...page.items, ...next.items].map(({ name }) => name)).toEqual(['A.docx', 'b.txt', 'c.txt']);
    expect((await names('sort=size')).items[0]).toMatchObject({ name: 'c.txt' });
    expect((await names('kind=office')).items).toMatchObject([{ name: 'A.docx' }]);
    expect((await names('visible=true')).items).toMatchObject([{ name: 'b.txt' }]);
    expect((await names('name=a')).items).toMatchObject([{ name: 'A.docx' }]);
  });

  it('answer 503 while their store is away', async () => {
    const { id: customerId } = await aCustomer();
    const { body } = await upload({ customerId });
    const store = service.app.get(FileStore);
    jest.spyOn(store, 'open').mockRejectedValueOnce(new FilesUnavailable());

    expect((await employee.download(`/v1/documents/${body.id}/content`)).status).toBe(503);
  });
});
