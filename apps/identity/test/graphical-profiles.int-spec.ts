import {
  DEFAULT_SHOP_ID,
  type DomainEvent,
  groupChanged,
  membershipsChanged,
  systemActor,
} from '@clientele/contracts';
import { StoredFiles } from '@clientele/files';
import {
  anEmployee,
  aSegmentDeletion,
  aSegmentMove,
  type Api,
  aVisitor,
  type TestService,
} from '@clientele/testing';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { v7 as uuidv7 } from 'uuid';
import { contactOf, employeeOfShop, register, startIdentity } from './identity';

interface Kept {
  readonly id: string;
  readonly version: number;
  readonly logo: { readonly url: string; readonly width: number; readonly height: number } | null;
}

describe('graphical profiles', () => {
  let service: TestService;
  let employee: Api;
  let directory: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'clientele-looks-'));
    service = await startIdentity({ FILES_DIR: directory });
    employee = await service.api.as(employeeOfShop());
  });

  afterAll(async () => {
    await service.stop();
    await rm(directory, { recursive: true, force: true });
  });

  const aCustomer = async (): Promise<{ id: string; contact: Api }> => {
    const { id } = (await register(service)).body.customer;
    return { id, contact: await service.api.as(contactOf(id)) };
  };
  const about = (id: string) => ({
    aggregate: { id, version: 1 },
    shopId: DEFAULT_SHOP_ID,
    actor: systemActor('test'),
    occurredAt: new Date(),
  });
  const aGroupOf = async (customerId: string): Promise<string> => {
    const id = uuidv7();
    await service.events.publish(groupChanged.create(about(id), { ...groupChanged.example, groupId: id }));
    await service.events.publish(
      membershipsChanged.create(about(customerId), {
        ...{ customerId, defaultGroupId: id, fallbackGroupId: id },
        items: [{ groupId: id }],
      }),
    );
    await service.events.handledBy('identity-groups', groupChanged.type);
    await service.events.handledBy('identity-memberships', membershipsChanged.type);
    return id;
  };
  const create = (body: object, api = employee) => api.post<Kept>('/v1/graphical-profiles', body);
  const withVersion = (version: number) => employee.with({ 'if-match': `"${version}"` });
  const putLogo = async ({ id, version }: Kept, content: Buffer) => {
    const response = await service.app.inject({
      method: 'PUT',
      url: `/v1/graphical-profiles/${id}/logo`,
      payload: content,
      headers: {
        'content-type': 'application/octet-stream',
        'if-match': `"${version}"`,
        authorization: `Bearer ${await service.tokens.sign(employeeOfShop())}`,
      },
    });
    return { status: response.statusCode, body: response.json<Kept & { code: string }>() };
  };
  const picture = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 4, background: { r: 200, g: 0, b: 0, alpha: 0.5 } } });

  it('of a customer come before those of its groups, and the shop is last', async () => {
    const { id: customerId, contact } = await aCustomer();
    const groupId = await aGroupOf(customerId);
    await create({ colours: { primary: '#000000', text: '#111111' }, headerText: { en: 'Shop' } });
    await create({ groupId, colours: { primary: '#222222' }, fonts: { body: 'Inter' } });

    const member = await contact.get('/v1/me/graphical-profile');
    await create({ customerId, colours: { primary: '#333333' } });
    const customer = await contact.get('/v1/me/graphical-profile');
    const other = await (await aCustomer()).contact.get('/v1/me/graphical-profile');
    const visitor = await (
      await service.api.as(aVisitor({ shopId: DEFAULT_SHOP_ID, page: { groupId } }))
    ).get('/v1/me/graphical-profile');

    expect(member.body).toEqual({
      colours: { primary: '#222222', text: '#111111' },
      fonts: { body: 'Inter' },
      headerText: { en: 'Shop' },
      custom: {},
      logo: null,
    });
    expect(customer.body).toMatchObject({ colours: { primary: '#333333' }, fonts: { body: 'Inter' } });
    expect(other.body).toMatchObject({ colours: { primary: '#000000' }, fonts: {} });
    expect(visitor.body).toEqual(member.body);
  });

  it('of a segment come before those of groups while customers are in it, and go with it', async () => {
    const [{ id: customerId, contact }, segmentId] = [await aCustomer(), uuidv7()];
    const early = await create({ segmentId });
    const tell = async (event: DomainEvent, durable = 'identity-segments') => {
      await service.events.publish(event);
      await service.events.handledBy(durable, event.type);
    };
    const primary = async () =>
      (await contact.get<{ colours: { primary?: string } }>('/v1/me/graphical-profile')).body.colours.primary;
    await create({ groupId: await aGroupOf(customerId), colours: { primary: '#444444' } });
    await tell(aSegmentMove('in', segmentId, [customerId], 5));

    const { body } = await create({ segmentId, colours: { primary: '#555555' } });
    const inside = await primary();
    const listed = await employee.get(`/v1/graphical-profiles?segmentId=${segmentId}`);
    const second = await create({ segmentId });
    await tell(aSegmentMove('out', segmentId, [customerId], 6));
    const outside = await primary();
    await tell(aSegmentDeletion(segmentId), 'identity-segment-belongings');

    expect(early).toMatchObject({ status: 422, body: { code: 'segment-unknown' } });
    expect([inside, outside]).toEqual(['#555555', '#444444']);
    expect(listed).toMatchObject({ body: { items: [{ id: body.id, segmentId, groupId: null }] } });
    expect(second).toMatchObject({ status: 409, body: { code: 'graphical-profile-exists' } });
    expect((await employee.get(`/v1/graphical-profiles/${body.id}`)).status).toBe(404);
  });

  it('are one each, though several are made at once', async () => {
    const { id: customerId } = await aCustomer();

    const answers = await Promise.all(Array.from({ length: 5 }, () => create({ customerId })));

    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409, 409]);
    expect(answers.find(({ status }) => status === 409)).toMatchObject({
      body: { code: 'graphical-profile-exists' },
    });
  });

  it('are changed by one of several at once, listed, and deleted', async () => {
    const { id: customerId } = await aCustomer();
    const { body } = await create({ customerId, custom: { layout: 'wide', tone: 'formal' } });
    const path = `/v1/graphical-profiles/${body.id}`;

    const answers = await Promise.all(
      Array.from({ length: 5 }, () => withVersion(1).patch(path, { custom: { layout: 'narrow' } })),
    );
    const listed = await employee.get(`/v1/graphical-profiles?customerId=${customerId}`);
    const deleted = await employee.delete(path);

    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412, 412, 412, 412]);
    expect(listed).toMatchObject({ body: { items: [{ custom: { layout: 'narrow' }, version: 2 }] } });
    expect([deleted.status, (await employee.get(path)).status]).toEqual([204, 404]);
  });

  it('have a logo, decoded and written anew, for anybody to see until another takes its place', async () => {
    const { id: customerId } = await aCustomer();
    const { body: profile } = await create({ customerId });
    const large = await picture(2_400, 600)
      .png()
      .withExif({ IFD0: { Copyright: 'secret' } })
      .toBuffer();

    const first = await putLogo(profile, large);
    const shown = await service.api.download(first.body.logo?.url ?? '');
    const second = await putLogo(first.body, await picture(10, 10).gif().toBuffer());
    await service.app.get(StoredFiles).sweep();
    const replaced = await service.api.download(first.body.logo?.url ?? '');
    const removed = await withVersion(3).delete<Kept>(`/v1/graphical-profiles/${profile.id}/logo`);

    expect(first).toMatchObject({ status: 200, body: { logo: { width: 1_200, height: 300 }, version: 2 } });
    expect(shown).toMatchObject({
      status: 200,
      headers: {
        'content-type': 'image/webp',
        'content-security-policy': "default-src 'none'; sandbox",
        'cache-control': 'public, max-age=31536000, immutable',
      },
    });
    expect((await sharp(shown.body).metadata()).hasAlpha).toBe(true);
    expect(shown.body.includes('secret')).toBe(false);
    expect(second.body.logo).toMatchObject({ width: 10, height: 10 });
    expect(replaced.status).toBe(404);
    expect(removed.body.logo).toBeNull();
  });

  it.each([
    ['text', Buffer.from('no picture')],
    ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><script/></svg>')],
    ['nothing', Buffer.alloc(0)],
    ['a picture cut off', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
  ])('take no %s for a logo', async (_, content) => {
    const { id: customerId } = await aCustomer();
    const { body } = await create({ customerId });

    expect(await putLogo(body, content)).toMatchObject({ status: 422, body: { code: 'logo-not-valid' } });
  });

  it('of another shop are not there, and contacts make none', async () => {
    const { id: customerId, contact } = await aCustomer();
    const { body } = await create({ customerId });
    const path = `/v1/graphical-profiles/${body.id}`;
    const stranger = (await service.api.as(anEmployee())).with({ 'if-match': '"1"' });

    for (const answer of [
      await stranger.get(path),
      await stranger.patch(path, { colours: {} }),
      await stranger.delete(`${path}/logo`),
      await stranger.delete(path),
      await create({ customerId }, stranger),
    ])
      expect(answer.status).toBe(404);
    expect((await create({ customerId }, contact)).status).toBe(403);
    expect((await employee.patch(path, {})).status).toBe(428);
  });

  it.each([
    [{ colours: { primary: 'red' } }, '/colours'],
    [{ colours: { primary: '#12345' } }, '/colours'],
    [{ colours: { 'a b': '#123456' } }, '/colours'],
    [{ fonts: { body: 'Inter; } body { display: none' } }, '/fonts'],
    [{ headerText: { en: '' } }, '/headerText'],
    [{ custom: { a: 1 } }, '/custom'],
    [{ custom: [] }, '/custom'],
    [{ customerId: uuidv7(), groupId: uuidv7() }, '/groupId'],
    [{ groupId: uuidv7(), segmentId: uuidv7() }, '/segmentId'],
  ])('refuse %j and point to %s', async (body, pointer) => {
    expect(await create(body)).toMatchObject({
      status: 422,
      body: { errors: [expect.objectContaining({ pointer })] },
    });
  });
});
