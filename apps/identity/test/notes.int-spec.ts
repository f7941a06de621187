import { anEmployee, type Api, type TestService } from '@clientele/testing';
import { Employee } from '../src/employees/employee.entity';
import { employeeOfShop, register, startIdentity } from './identity';

interface NoteAnswer {
  readonly id: string;
  readonly text: string;
}

describe('notes about customers', () => {
  let service: TestService;
  let author: Api;
  let colleague: Api;
  let path: string;

  beforeAll(async () => {
    service = await startIdentity();
    const [owner] = await service.db.manager.find(Employee);
    author = await service.api.as({ ...employeeOfShop(), id: owner?.id ?? '' });
    colleague = await service.api.as(employeeOfShop());
  });

  beforeEach(async () => {
    path = `/v1/customers/${(await register(service)).body.customer.id}/notes`;
  });

  afterAll(() => service.stop());

  const write = (text: string, pinned = false) => author.post<NoteAnswer>(path, { text, pinned });
  const texts = async () => {
    const { body } = await colleague.get<{ items: NoteAnswer[] }>(path);
    return body.items.map(({ text }) => text);
  };
  const versioned = (api: Api, version = 1) => api.with({ 'if-match': `"${version}"` });

  it('are listed with their authors, the pinned ones first, then the latest', async () => {
    await write('first', true);
    await write('second');
    const last = await write('third');

    expect(last).toMatchObject({
      status: 201,
      headers: { etag: '"1"' },
      body: { author: { kind: 'employee', name: expect.stringMatching(/\w/) }, pinned: false },
    });
    expect(await texts()).toEqual(['first', 'third', 'second']);
  });

  it('are changed and deleted by their authors alone, but pinned by anybody', async () => {
    const { body } = await write('mine');
    const note = `${path}/${body.id}`;

    expect(await versioned(colleague).patch(note, { text: 'theirs' })).toMatchObject({
      status: 403,
      body: { code: 'note-of-another' },
    });
    expect((await colleague.delete(note)).status).toBe(403);
    expect(await versioned(colleague).patch(note, { pinned: true })).toMatchObject({
      status: 200,
      headers: { etag: '"2"' },
    });
    expect(await versioned(author, 2).patch(note, { text: 'still mine' })).toMatchObject({ status: 200 });
    expect(await texts()).toEqual(['still mine']);
    expect((await author.delete(note)).status).toBe(204);
    expect((await author.delete(note)).status).toBe(404);
  });

  it('let one of ten changes at once through', async () => {
    const { body } = await write('busy');

    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, i) => versioned(author).patch(`${path}/${body.id}`, { text: `t${i}` })),
    );

    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 412)).toHaveLength(9);
  });

  it('are written once, however often they are sent', async () => {
    const keyed = author.with({ 'idempotency-key': 'note-1' });

    await keyed.post(path, { text: 'once' });
    await keyed.post(path, { text: 'once' });

    expect(await texts()).toEqual(['once']);
  });

  it('of another shop, or another customer, are not there', async () => {
    const { body } = await write('secret');
    const stranger = await service.api.as(anEmployee());
    const elsewhere = `/v1/customers/${(await register(service)).body.customer.id}/notes/${body.id}`;

    const answers = [
      await stranger.get(path),
      await stranger.post(path, { text: 'x' }),
      await versioned(stranger).patch(`${path}/${body.id}`, { pinned: true }),
      await stranger.delete(`${path}/${body.id}`),
      await versioned(author).patch(elsewhere, { pinned: true }),
      await author.delete(elsewhere),
    ];

    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, 404]);
  });

  it.each([
    [{ text: '' }],
    [{ text: ' \n ' }],
    [{ text: 'x'.repeat(10_001) }],
    [{ text: 'x', pinned: null }],
    [{}],
  ])('refuse %j', async (body) => {
    expect(await author.post(path, body)).toMatchObject({ status: 422 });
  });
});
