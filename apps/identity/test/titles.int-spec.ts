import { anEmployee, aVisitor, type Api, type TestService } from '@clientele/testing';
import { DEFAULT_SHOP_ID } from '@clientele/contracts';
import sharp from 'sharp';
import { v7 as uuidv7 } from 'uuid';
import { Contact } from '../src/contacts/contact.entity';
import { Customer } from '../src/customers/customer.entity';
import { Title } from '../src/titles/title.entity';
import { contactOf, employeeOfShop, register, startIdentity } from './identity';

interface TitleAnswer {
  readonly id: string;
  readonly version: number;
  readonly position: number;
}

interface TitlesAnswer {
  readonly items: readonly { readonly name: Readonly<Record<string, string>> }[];
  readonly nextCursor: string | null;
}

const DOCTOR = { name: { en: 'Dr', sv: 'Dr' }, type: 'neutral' };

describe('titles', () => {
  let service: TestService;
  let employee: Api;

  beforeAll(async () => {
    service = await startIdentity();
    employee = await service.api.as(employeeOfShop());
  });

  afterAll(() => service.stop());

  const aTitle = async (): Promise<TitleAnswer> =>
    (await employee.post<TitleAnswer>('/v1/titles', DOCTOR)).body;
  const based = ({ version }: Pick<TitleAnswer, 'version'>, api = employee) =>
    api.with({ 'if-match': `"${version}"` });
  const remove = (title: TitleAnswer, replaceWith?: string) =>
    based(title).delete(`/v1/titles/${title.id}${replaceWith ? `?replaceWith=${replaceWith}` : ''}`);

  it('are added, read, changed and deleted', async () => {
    const created = await employee.post<TitleAnswer>('/v1/titles', DOCTOR);
    const path = `/v1/titles/${created.body.id}`;
    const edited = await based(created.body).patch<TitleAnswer>(path, {
      name: { en: 'Doctor' },
      position: 0,
    });
    const read = await employee.get(path);
    const deleted = await remove(edited.body);

    expect(created).toMatchObject({ status: 201, body: { ...DOCTOR, version: 1, picture: null } });
    expect(created.body.position).toBeGreaterThan(3);
    expect(read).toMatchObject({
      headers: { etag: '"2"' },
      body: { name: { en: 'Doctor' }, type: 'neutral', position: 0, version: 2 },
    });
    expect([deleted.status, (await employee.get(path)).status]).toEqual([204, 404]);
  });

  it.each([
    ['position', ['Mr', 'Ms', 'Miss', 'Mx', 'Docteur', 'avocat']],
    ['-position', ['avocat', 'Docteur', 'Mx', 'Miss', 'Ms', 'Mr']],
    ['id', ['Mr', 'Ms', 'Miss', 'Mx', 'Docteur', 'avocat']],
    ['-id', ['avocat', 'Docteur', 'Mx', 'Miss', 'Ms', 'Mr']],
    ['type,-id', ['Miss', 'Ms', 'Mr', 'avocat', 'Docteur', 'Mx']],
    ['name', ['avocat', 'Docteur', 'Miss', 'Mr', 'Ms', 'Mx']],
    ['-name', ['Mx', 'Ms', 'Mr', 'Miss', 'Docteur', 'avocat']],
  ])('are sorted by %s, page by page', async (sort, expected) => {
    await service.db.manager.query('DELETE FROM titles WHERE position > 3');
    for (const fr of ['Docteur', 'avocat'])
      await employee.post('/v1/titles', { name: { fr, pl: 'Zofia' }, type: 'neutral' });
    const names: unknown[] = [];

    for (let cursor: string | null = ''; cursor !== null;) {
      const { body }: { body: TitlesAnswer } = await employee.get(
        `/v1/titles?sort=${sort}&limit=4${cursor && `&cursor=${cursor}`}`,
      );
      names.push(...body.items.map(({ name }) => name['en'] ?? name['fr']));
      cursor = body.nextCursor;
    }

    expect(names).toEqual(expected);
  });

  it.each([
    [{ ...DOCTOR, name: {} }, '/name'],
    [{ ...DOCTOR, type: 'robot' }, '/type'],
    [{ ...DOCTOR, position: -1 }, '/position'],
    [{ ...DOCTOR, image: 'x' }, '/image'],
  ])('refuse %j and point to %s', async (body, pointer) => {
    expect(await employee.post('/v1/titles', body)).toMatchObject({
      status: 422,
      body: { errors: [{ pointer }] },
    });
  });

  it('of another shop are not there', async () => {
    const title = await aTitle();
    const stranger = await service.api.as(anEmployee());
    const path = `/v1/titles/${title.id}`;

    const answers = [
      await stranger.get(path),
      await based(title, stranger).patch(path, { position: 1 }),
      await based(title, stranger).delete(path),
      await based(title, stranger).delete(`${path}/image`),
    ];

    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    expect(await put(title, await png(), 'image/png', '', stranger)).toMatchObject({ status: 404 });
  });

  it('are not for contacts and visitors to change', async () => {
    const contact = await service.api.as(contactOf(uuidv7()));
    const visitor = await service.api.as({ ...aVisitor(), shopId: DEFAULT_SHOP_ID });

    expect([
      (await contact.get('/v1/titles')).status,
      (await contact.post('/v1/titles', DOCTOR)).status,
      (await visitor.post('/v1/titles', DOCTOR)).status,
    ]).toEqual([200, 403, 403]);
  });

  it('let one of ten changes at once through', async () => {
    const title = await aTitle();

    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, position) => based(title).patch(`/v1/titles/${title.id}`, { position })),
    );

    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 412)).toHaveLength(9);
  });

  describe('that are in use', () => {
    it('ask for a replacement, and say how many have it', async () => {
      const title = await aTitle();
      const { customer, contact } = (await register(service, { titleId: title.id })).body;
      const other = await aTitle();

      const refused = await remove(title);
      const replaced = await remove(title, other.id);

      expect(refused).toMatchObject({
        status: 409,
        body: { code: 'title-in-use', customers: 1, contacts: 1 },
      });
      expect(replaced.status).toBe(204);
      expect(await service.db.manager.findOneBy(Customer, { id: customer.id })).toMatchObject({
        titleId: other.id,
        version: 2,
      });
      expect(await service.db.manager.findOneBy(Contact, { id: contact.id })).toMatchObject({
        titleId: other.id,
      });
    });

    it('stay when the replacement is unknown, of another shop or the title itself', async () => {
      const title = await aTitle();
      await register(service, { titleId: title.id });

      for (const replacement of [uuidv7(), title.id]) {
        expect(await remove(title, replacement)).toMatchObject({
          status: 422,
          body: { code: 'replacement-unknown' },
        });
      }
      expect(await service.db.manager.countBy(Customer, { titleId: title.id })).toBe(1);
    });

    it('leave nobody behind when people register with them meanwhile', async () => {
      const [title, other] = [await aTitle(), await aTitle()];

      const [removed, ...registered] = await Promise.all([
        remove(title, other.id),
        ...Array.from({ length: 12 }, () => register(service, { titleId: title.id })),
      ]);

      expect(removed?.status).toBe(204);
      const made = registered.filter(({ status }) => status === 201).length;
      expect(registered.every(({ status }) => status === 201 || status === 422)).toBe(true);
      expect(await service.db.manager.countBy(Customer, { titleId: other.id })).toBe(made);
      expect(await service.db.manager.countBy(Contact, { titleId: other.id })).toBe(made);
    });

    it('can be deleted in favour of each other only once', async () => {
      const [one, two] = [await aTitle(), await aTitle()];
      await register(service, { titleId: one.id });
      await register(service, { titleId: two.id });

      const answers = await Promise.all([remove(one, two.id), remove(two, one.id)]);

      expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 422]);
      expect(await service.db.manager.countBy(Title, [{ id: one.id }, { id: two.id }])).toBe(1);
    });
  });

  const half = { r: 200, g: 0, b: 0, alpha: 0.5 };
  const canvas = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 4, background: half } });
  const png = (width = 64, height = 32) => canvas(width, height).png().toBuffer();

  const put = async (
    { id, version }: TitleAnswer,
    payload: Buffer,
    type: string,
    query = '',
    api?: Api,
  ): Promise<{ status: number; body: Record<string, unknown> }> => {
    const principal = api ? anEmployee() : employeeOfShop();
    const response = await service.app.inject({
      method: 'PUT',
      url: `/v1/titles/${id}/image${query}`,
      payload,
      headers: {
        'content-type': type,
        'if-match': `"${version}"`,
        authorization: `Bearer ${await service.tokens.sign(principal)}`,
      },
    });
    return { status: response.statusCode, body: JSON.parse(response.body) };
  };
  const picture = (id: string, headers: Record<string, string> = {}) =>
    service.app.inject({ method: 'GET', url: `/v1/titles/${id}/image`, headers });

  it.each([
    ['png', () => canvas(64, 32).png().toBuffer()],
    ['jpeg', () => canvas(64, 32).jpeg().toBuffer()],
    ['gif', () => canvas(64, 32).gif().toBuffer()],
    ['webp', () => canvas(64, 32).webp().toBuffer()],
  ])('take a picture as %s, scaled into 16 by 16 and kept as PNG', async (format, make) => {
    const title = await aTitle();

    const answer = await put(title, await make(), `image/${format}`);
    const shown = await picture(title.id);

    expect(answer).toMatchObject({ status: 200, body: { picture: { width: 16, height: 8 }, version: 2 } });
    expect(shown).toMatchObject({ statusCode: 200, headers: { 'content-type': 'image/png' } });
    expect(await sharp(shown.rawPayload).metadata()).toMatchObject({ format: 'png', width: 16, height: 8 });
  });

  it('keep transparency, and the original size where a side of the box is 0', async () => {
    const title = await aTitle();

    await put(title, await png(40, 30), 'image/png', '?width=0&height=20');
    const shown = await picture(title.id);
    const { data, info } = await sharp(shown.rawPayload).raw().toBuffer({ resolveWithObject: true });

    expect(info).toMatchObject({ width: 40, height: 30, channels: 4 });
    expect(data[3]).toBe(128);
  });

  it('let anybody show and keep their picture until it changes', async () => {
    const title = await aTitle();
    await put(title, await png(), 'image/png');

    const first = await picture(title.id);
    const etag = String(first.headers.etag);
    const again = await picture(title.id, { 'if-none-match': etag });
    await put({ ...title, version: 2 }, await png(10, 10), 'image/png');
    const changed = await picture(title.id, { 'if-none-match': etag });

    expect(first.headers).toMatchObject({
      'cache-control': 'public, max-age=300',
      'cross-origin-resource-policy': 'cross-origin',
    });
    expect([again.statusCode, again.body, changed.statusCode]).toEqual([304, '', 200]);
  });

  it('lose their picture on request, and with the title', async () => {
    const title = await aTitle();
    await put(title, await png(), 'image/png');

    const without = await based({ version: 2 }).delete(`/v1/titles/${title.id}/image`);

    expect(without).toMatchObject({ status: 200, body: { picture: null, version: 3 } });
    expect(await picture(title.id)).toMatchObject({ statusCode: 404 });
    await put({ ...title, version: 3 }, await png(), 'image/png');
    expect((await remove({ ...title, version: 4 })).status).toBe(204);
    expect(await picture(title.id)).toMatchObject({ statusCode: 404 });
  });

  it('refuse what is no picture of the kind it says it is, or more than that', async () => {
    const title = await aTitle();
    const image = await png();
    const refused: [Buffer, string, number, string][] = [
      [Buffer.alloc(0), 'image/png', 422, 'picture-not-readable'],
      [image, 'image/jpeg', 422, 'picture-not-readable'],
      [image.subarray(0, 60), 'image/png', 422, 'picture-not-readable'],
      [Buffer.concat([image, Buffer.from('<?php')]), 'image/png', 422, 'picture-not-readable'],
      [damaged(image), 'image/png', 422, 'picture-not-readable'],
      [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'image/png', 422, 'picture-not-readable'],
      [
        Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
        'image/svg+xml',
        415,
        'media-type-unsupported',
      ],
      [Buffer.from('{}'), 'application/json', 415, 'media-type-unsupported'],
      [Buffer.alloc(1024 * 1024 + 1), 'image/png', 413, 'body-too-large'],
      [await bomb(), 'image/png', 422, 'picture-not-readable'],
    ];

    for (const [bytes, type, status, code] of refused)
      expect(await put(title, bytes, type)).toMatchObject({ status, body: { code } });
    expect(await put(title, await png(1_100, 2), 'image/png', '?width=0&height=0')).toMatchObject({
      status: 422,
      body: { code: 'picture-too-large' },
    });
    expect(await put(title, image, 'image/png', '?width=-1')).toMatchObject({ status: 422 });
    expect(await put({ ...title, version: 9 }, image, 'image/png')).toMatchObject({ status: 412 });
    expect(await picture(title.id)).toMatchObject({ statusCode: 404 });
  });

  it('take a picture nowhere else', async () => {
    const response = await service.app.inject({
      method: 'POST',
      url: '/v1/titles',
      payload: await png(),
      headers: {
        'content-type': 'image/png',
        authorization: `Bearer ${await service.tokens.sign(employeeOfShop())}`,
      },
    });

    expect(response.statusCode).toBe(415);
  });
});

function damaged(image: Buffer): Buffer {
  const bytes = Buffer.from(image);
  bytes.fill(0x55, 45, bytes.length - 12);
  return bytes;
}

// A few kilobytes that become 75 megabytes.
const bomb = (): Promise<Buffer> =>
  sharp({ create: { width: 5_000, height: 5_000, channels: 3, background: 'red' } })
    .png()
    .toBuffer();
