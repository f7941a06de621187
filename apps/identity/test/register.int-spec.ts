import { customerRegistered } from '@clientele/contracts';
import type { TestService } from '@clientele/testing';
import { Contact } from '../src/contacts/contact.entity';
import { ContactLink } from '../src/contacts/contact-link.entity';
import { Customer } from '../src/customers/customer.entity';
import { Profile } from '../src/profiles/profile.entity';
import { register, type Registration, someone, startIdentity } from './identity';

describe('POST /v1/registrations', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startIdentity();
  });

  afterAll(() => service.stop());

  it('makes a customer, a contact of the same data, and the link that lets it do everything', async () => {
    const { status, body } = await register(service, { email: 'Jean@Blåbær.example', newsletter: true });

    expect(status).toBe(201);
    expect(await service.db.manager.findOneBy(Customer, { id: body.customer.id })).toMatchObject({
      email: 'Jean@Blåbær.example',
      normalizedEmail: 'jean@xn--blbr-roah.example',
      kind: 'individual',
      newsletter: true,
      partnerOffers: false,
      enabled: true,
    });
    expect(await service.db.manager.findOneBy(Contact, { id: body.contact.id })).toMatchObject({
      firstName: 'Björk',
      normalizedEmail: 'jean@xn--blbr-roah.example',
      passwordHash: expect.stringMatching(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/),
    });
    expect(
      await service.db.manager.findOne(ContactLink, {
        where: { contactId: body.contact.id, customerId: body.customer.id },
        relations: { profile: true },
      }),
    ).toMatchObject({ profile: { code: 'administrator' } satisfies Partial<Profile> });
  });

  it('numbers customers from 100000 on', async () => {
    const first = await register(service);
    const second = await register(service);

    expect(Number(first.body.customer.number)).toBeGreaterThanOrEqual(100_000);
    expect(Number(second.body.customer.number)).toBe(Number(first.body.customer.number) + 1);
  });

  it('announces the customer', async () => {
    const { body } = await register(service, { email: 'Announced@example.com', company: 'Tea & Sons' });

    expect(await service.events.next(customerRegistered, body.customer.id)).toMatchObject({
      aggregate: { id: body.customer.id, version: 1 },
      actor: { kind: 'contact', id: body.contact.id },
      data: {
        customerId: body.customer.id,
        number: body.customer.number,
        contactId: body.contact.id,
        kind: 'company',
        isGuest: false,
        email: 'Announced@example.com',
      },
    });
  });

  it('makes one customer of fifty registrations of an e-mail address at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        register(service, { email: i % 2 ? 'fifty@example.com' : ' Fifty@EXAMPLE.com' }),
      ),
    );

    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(49);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'email-taken' });
    expect(await service.db.manager.countBy(Customer, { normalizedEmail: 'fifty@example.com' })).toBe(1);
    expect(await service.db.manager.countBy(Contact, { normalizedEmail: 'fifty@example.com' })).toBe(1);
  });

  it('repeats its answer for the same Idempotency-Key, and keeps nothing of the password', async () => {
    const retrying = service.api.with({ 'idempotency-key': 'once' });
    const body = someone();

    const first = await retrying.post<Registration>('/v1/registrations', body);
    const again = await retrying.post<Registration>('/v1/registrations', {
      ...body,
      password: 'another-password',
    });

    expect(again).toMatchObject({
      status: 201,
      headers: { 'idempotency-replayed': 'true' },
      body: first.body,
    });
  });

  it('keeps nothing when the event cannot be written', async () => {
    const before = await service.db.manager.count(Contact);
    service.failNextEvent();

    expect(await register(service)).toMatchObject({ status: 500 });
    expect(await service.db.manager.count(Contact)).toBe(before);
  });

  it.each([
    [{ firstName: 'http://example.com' }, '/firstName', 'is-name'],
    [{ lastName: '' }, '/lastName', 'is-name'],
    [{ lastName: undefined }, '/lastName', 'is-name'],
    [{ email: 'nobody' }, '/email', 'is-email'],
    [{ email: `${'a'.repeat(250)}@example.com` }, '/email', 'is-email'],
    [{ password: 'short' }, '/password', 'is-password'],
    [{ password: 12345678 }, '/password', 'is-password'],
    [{ birthday: '2001-02-30' }, '/birthday', 'is-calendar-date'],
    [{ newsletter: 'yes' }, '/newsletter', 'is-boolean'],
    [{ newsletter: null }, '/newsletter', 'is-boolean'],
    [{ isGuest: true }, '/isGuest', 'unknown-field'],
    [{ enabled: true }, '/enabled', 'unknown-field'],
  ])('refuses %j and points to %s', async (changes, pointer, code) => {
    expect(await register(service, changes)).toMatchObject({
      status: 422,
      body: { code: 'validation-failed', errors: [expect.objectContaining({ pointer, code })] },
    });
  });

  it('refuses a title that there is not', async () => {
    expect(await register(service, { titleId: '0198c0de-0000-7000-8000-00000000ffff' })).toMatchObject({
      status: 422,
      body: { code: 'title-unknown' },
    });
  });
});
