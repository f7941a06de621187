import { type Api, type TestService } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { Contact } from '../src/contacts/contact.entity';
import { bearing, OWNER, register, someone, startListening, type Tokens } from './identity';

interface Page {
  readonly items: readonly { readonly id: string; readonly current: boolean }[];
}

describe('sessions', () => {
  let service: TestService;
  let staff: Api;

  beforeAll(async () => {
    service = await startListening();
    staff = bearing(service.api, (await service.api.post<Tokens>('/v1/auth/employees/login', OWNER)).body);
  });

  afterAll(() => service.stop());

  const login = async (email: string, userAgent = 'Firefox'): Promise<Tokens> => {
    const { password } = someone();
    return (
      await service.api.with({ 'user-agent': userAgent }).post<Tokens>('/v1/auth/login', { email, password })
    ).body;
  };
  const loggedInTwice = async () => {
    const { contact } = (await register(service)).body;
    const { email } = await service.db.manager.findOneByOrFail(Contact, { id: contact.id });
    return { id: contact.id, phone: await login(email, 'Phone'), laptop: await login(email, 'Laptop') };
  };
  const refresh = ({ refreshToken }: Tokens) => service.api.post('/v1/auth/refresh', { refreshToken });

  it('are listed by their owner, the one that asks among them', async () => {
    const { phone } = await loggedInTwice();

    const { body } = await bearing(service.api, phone).get<Page>('/v1/me/sessions?count=true');

    expect(body).toMatchObject({
      items: [
        { current: false, userAgent: 'Laptop', address: '127.0.0.1', lastUsedAt: expect.any(String) },
        { current: true, userAgent: 'Phone' },
      ],
      nextCursor: null,
      total: 2,
    });
  });

  it('are ended by their owner: one, or all others', async () => {
    const { phone, laptop } = await loggedInTwice();
    const onPhone = bearing(service.api, phone);
    const { items } = (await onPhone.get<Page>('/v1/me/sessions')).body;
    const other = items.find(({ current }) => !current)?.id ?? '';

    const ended = await onPhone.delete(`/v1/me/sessions/${other}`);
    const again = await onPhone.delete(`/v1/me/sessions/${other}`);
    const others = await onPhone.delete('/v1/me/sessions');

    expect([ended.status, others.status]).toEqual([204, 204]);
    expect(again).toMatchObject({ status: 404, body: { code: 'session-not-found' } });
    expect((await refresh(laptop)).status).toBe(401);
    expect((await refresh(phone)).status).toBe(200);
  });

  it('are nobody else’s to see or end', async () => {
    const [mine, theirs] = [await loggedInTwice(), await loggedInTwice()];
    const own = bearing(service.api, theirs.phone);
    const { items } = (await bearing(service.api, mine.phone).get<Page>('/v1/me/sessions')).body;

    expect(await own.delete(`/v1/me/sessions/${items[0]?.id}`)).toMatchObject({ status: 404 });
    expect(await own.get(`/v1/contacts/${mine.id}/sessions`)).toMatchObject({ status: 403 });
    expect((await refresh(mine.laptop)).status).toBe(200);
  });

  it('of a contact are listed and ended by employees', async () => {
    const { id, phone, laptop } = await loggedInTwice();
    const path = `/v1/contacts/${id}/sessions`;
    const { items } = (await staff.get<Page>(path)).body;

    const one = await staff.delete(`${path}/${items[0]?.id}`);
    const left = (await staff.get<Page>(path)).body.items;
    const all = await staff.delete(path);

    expect([items.length, one.status, left.length, all.status]).toEqual([2, 204, 1, 204]);
    expect((await refresh(laptop)).status).toBe(401);
    expect((await refresh(phone)).status).toBe(401);
    for (const verb of ['get', 'delete'] as const)
      expect(await staff[verb](`/v1/contacts/${uuidv7()}/sessions`)).toMatchObject({ status: 404 });
  });

  it('end when the contact is switched off', async () => {
    const { id, phone } = await loggedInTwice();
    const { headers } = await staff.get(`/v1/contacts/${id}`);

    const answer = await staff
      .with({ 'if-match': String(headers['etag']) })
      .patch(`/v1/contacts/${id}`, { enabled: false });

    expect(answer.status).toBe(200);
    expect((await refresh(phone)).status).toBe(401);
    expect((await staff.get<Page>(`/v1/contacts/${id}/sessions`)).body.items).toEqual([]);
  });
});
