import {
  contactEmailVerified,
  customerConverted,
  customerMerged,
  customerRegistered,
  DEFAULT_SHOP_ID,
  identityMailRequested,
  orderPlaced,
} from '@clientele/contracts';
import { aGuest, type Api, eventually, type TestService } from '@clientele/testing';
import { decodeJwt } from 'jose';
import { v7 as uuidv7 } from 'uuid';
import { ContactLink } from '../src/contacts/contact-link.entity';
import { Contact } from '../src/contacts/contact.entity';
import { Customer } from '../src/customers/customer.entity';
import { EmailVerifications } from '../src/email-verifications/email-verifications.service';
import { employeeOfShop, PROFILES, register, someone, startIdentity } from './identity';

interface Guest {
  readonly customer: { readonly id: string; readonly number: string };
  readonly visitor: { readonly accessToken: string; readonly visitorId: string };
}

describe('guests', () => {
  let service: TestService;
  let employee: Api;

  beforeAll(async () => {
    service = await startIdentity();
    employee = await service.api.as(employeeOfShop());
  });

  afterAll(() => service.stop());

  const checkOut = (changes: Record<string, unknown> = {}) =>
    service.api.post<Guest>('/v1/registrations/guests', { ...someone({ password: undefined }), ...changes });
  const guest = async (email: string) => (await checkOut({ email })).body.customer.id;
  const asGuest = (customerId: string) =>
    service.api.as(aGuest({ shopId: DEFAULT_SHOP_ID, guest: { customerId } }));
  const customer = (id: string) => service.db.manager.findOneByOrFail(Customer, { id });
  const convert = (api: Api, id: string) => api.post(`/v1/customers/${id}/convert`);
  const mailsTo = async (email: string) =>
    (await service.events.all(identityMailRequested)).filter(({ data }) => data.to === email);
  const verify = async (contactId: string) => {
    await service.db.transaction((tx) =>
      service.app.get(EmailVerifications).confirm(tx, contactId, { kind: 'contact', id: contactId }),
    );
    await attached();
  };
  // Both ways that lead there: the relay has told it, and the consumer has handled it.
  const attached = () =>
    eventually(async () => {
      const [{ count }] = await service.db.manager.query<[{ count: number }]>(
        'SELECT count(*)::integer AS count FROM outbox WHERE published_at IS NULL',
      );
      if (count > 0) throw new Error('Not all is told yet.');
      await service.events.handledBy('identity-guests', contactEmailVerified.type);
    });
  const order = async (customerId: string) => {
    const orderId = uuidv7();
    const placed = orderPlaced.create(
      {
        ...{ aggregate: { id: orderId, version: 1 }, shopId: DEFAULT_SHOP_ID },
        ...{ actor: { kind: 'visitor', id: uuidv7() }, occurredAt: service.clock.now() },
      },
      { ...orderPlaced.example, orderId, customerId, contactId: undefined },
    );
    await service.events.publish(placed);
    await service.events.handledBy('identity-purchases', orderPlaced.type);
  };

  it('check out with a customer of their own and a token that acts for it', async () => {
    const email = 'guest.1@example.com';

    const { status, body } = await checkOut({ email, newsletter: true });

    expect(status).toBe(201);
    expect(await customer(body.customer.id)).toMatchObject({ isGuest: true, email, newsletter: true });
    expect(decodeJwt(body.visitor.accessToken)).toMatchObject({
      ...{ kind: 'visitor', sub: body.visitor.visitorId, gst: body.customer.id },
    });
    expect((await service.events.next(customerRegistered, body.customer.id)).data).toMatchObject({
      ...{ isGuest: true, email, number: body.customer.number },
    });
    expect(await service.db.manager.countBy(Contact, { email })).toBe(0);
    expect(await employee.get(`/v1/customers?isGuest=true&email=${email}`)).toMatchObject({
      body: { items: [{ id: body.customer.id }] },
    });
  });

  it('are answered the same whether the address is known or not, at the same instant too', async () => {
    const { body } = await register(service, { email: 'known@example.com' });

    const answers = await Promise.all([
      ...[checkOut({ email: 'known@example.com' }), checkOut({ email: 'Known@example.com' })],
      checkOut({ email: 'unknown@example.com' }),
    ]);

    expect(answers.map(({ status, body: answer }) => [status, Object.keys(answer)])).toEqual(
      answers.map(() => [201, ['customer', 'visitor']]),
    );
    expect(await customer(body.customer.id)).toMatchObject({ version: 1, isGuest: false });
  });

  it('have a token that tells one address from another, and no address', async () => {
    const emails = ['tell.1@example.com', 'Tell.1@EXAMPLE.com', 'tell.2@example.com'];

    const tokens = await Promise.all(
      emails.map(async (email) => decodeJwt((await checkOut({ email })).body.visitor.accessToken)),
    );

    const [first, again, other] = tokens.map(({ gek }) => gek);
    expect(first).toMatch(/^[\w-]{43}$/);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
    expect(JSON.stringify(tokens)).not.toContain('@');
  });

  it('leave nothing when it cannot be told', async () => {
    service.failNextEvent();

    const { status } = await checkOut({ email: 'nobody@example.com' });

    expect(status).toBe(500);
    expect(await service.db.manager.countBy(Customer, { email: 'nobody@example.com' })).toBe(0);
  });

  it.each([[{ email: 'no address' }], [{ firstName: '<b>' }], [{ password: 'rather-long-and-hard' }]])(
    'cannot check out with %j',
    async (changes) => {
      expect(await checkOut(changes)).toMatchObject({ status: 422, body: { code: 'validation-failed' } });
    },
  );

  it('become customers by an employee, with a contact and a link for a password', async () => {
    const id = await guest('converted@example.com');

    const answers = await Promise.all([convert(employee, id), convert(employee, id)]);

    expect(answers.map(({ status }) => status).toSorted()).toEqual([202, 409]);
    expect(await customer(id)).toMatchObject({ isGuest: false, version: 2 });
    const contact = await service.db.manager.findOneByOrFail(Contact, { email: 'converted@example.com' });
    expect(contact).toMatchObject({ passwordHash: null, enabled: true });
    expect(await service.db.manager.findOneByOrFail(ContactLink, { customerId: id })).toMatchObject({
      ...{ contactId: contact.id, profileId: PROFILES.administrator },
    });
    expect((await service.events.next(customerConverted, id)).data).toEqual({
      ...{ customerId: id, contactId: contact.id },
    });
    const [mail] = await eventually(async () => {
      const mails = await mailsTo('converted@example.com');
      expect(mails).toHaveLength(1);
      return mails;
    });
    expect(mail?.data).toMatchObject({ template: 'set-password', linkId: expect.any(String) });
    expect(JSON.stringify(await employee.get(`/v1/audit?operation=conversions.convert`))).toContain(
      contact.id,
    );
  });

  it('are told nothing by converting themselves: who has the address is, by mail', async () => {
    await register(service, { email: 'has.account@example.com' });
    const [taken, free] = [await guest('has.account@example.com'), await guest('has.none@example.com')];

    const answers = await Promise.all(
      [taken, free].map(async (id) => {
        const api = await asGuest(id);
        return [await convert(api, id), await convert(api, id)].map(({ status, body }) => [status, body]);
      }),
    );

    expect(answers).toEqual(
      answers.map(() => [
        [202, undefined],
        [202, undefined],
      ]),
    );
    expect(await customer(taken)).toMatchObject({ isGuest: true, version: 1 });
    expect(await customer(free)).toMatchObject({ isGuest: false });
    const templates = async (email: string) => (await mailsTo(email)).map(({ data }) => data.template);
    await eventually(async () => {
      expect(await templates('has.account@example.com')).toContain('password-reset');
      expect(await templates('has.none@example.com')).toEqual(['set-password', 'set-password']);
    });
    expect(await convert(employee, taken)).toMatchObject({ status: 409, body: { code: 'email-taken' } });
  });

  it('convert nobody else', async () => {
    const [own, other] = [await guest('own@example.com'), await guest('other@example.com')];
    const { body } = await register(service);

    const api = await asGuest(own);
    const answers = [
      await convert(api, other),
      await convert(api, body.customer.id),
      await convert(employee, uuidv7()),
    ];

    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect(await convert(employee, body.customer.id)).toMatchObject({ body: { code: 'customer-not-guest' } });
    expect(await customer(other)).toMatchObject({ isGuest: true });
  });

  it('belong to the customer of the contact that proves their address, and not before', async () => {
    const email = 'proved@example.com';
    const guests = [await guest(email), await guest('Proved@Example.com')];
    const stranger = await guest('stranger@example.com');
    const { body } = await register(service, { email });
    const before = await customer(guests[0] ?? '');

    await verify(body.contact.id);

    expect(before).toMatchObject({ state: 'open', mergedIntoId: null });
    for (const id of guests)
      expect(await customer(id)).toMatchObject({ state: 'merged', mergedIntoId: body.customer.id });
    expect(await customer(stranger)).toMatchObject({ state: 'open' });
    const merges = await eventually(async () => {
      const found = (await service.events.all(customerMerged)).filter(({ data }) =>
        guests.includes(data.fromId),
      );
      expect(found).toHaveLength(2);
      return found;
    });
    expect(new Set(merges.map(({ data }) => data.intoId))).toEqual(new Set([body.customer.id]));
    const proved = (await service.events.all(contactEmailVerified)).find(({ data }) => data.email === email);
    expect(proved?.data.customerId).toBe(body.customer.id);
  });

  it('belong to it as soon as they have ordered, if the address was proved before', async () => {
    const { body } = await register(service, { email: 'again@example.com' });
    await verify(body.contact.id);
    const id = await guest('again@example.com');
    const before = await customer(id);

    await order(id);

    expect(before.state).toBe('open');
    await eventually(async () =>
      expect(await customer(id)).toMatchObject({ state: 'merged', mergedIntoId: body.customer.id }),
    );
    expect(await employee.get(`/v1/customers/${body.customer.id}`)).toMatchObject({
      body: { ordersCount: 1 },
    });
    expect(await convert(await asGuest(id), id)).toMatchObject({ status: 202 });
    expect(await convert(employee, id)).toMatchObject({ status: 409, body: { code: 'customer-closed' } });
  });

  it('belong to the only customer of a contact, and to none of several', async () => {
    const { body: first } = await register(service);
    const { body: second } = await register(service);
    const aContact = async (email: string, ...customerIds: string[]) => {
      const links = customerIds.map((customerId) => ({ customerId, profileId: PROFILES.buyer }));
      const made = await employee.post<{ id: string }>('/v1/contacts', { ...someone({ email }), links });
      return made.body.id;
    };
    const [one, several] = [await guest('one@example.com'), await guest('several@example.com')];

    await verify(await aContact('one@example.com', first.customer.id));
    await verify(await aContact('several@example.com', first.customer.id, second.customer.id));

    expect(await customer(one)).toMatchObject({ mergedIntoId: first.customer.id });
    expect(await customer(several)).toMatchObject({ state: 'open' });
  });
});
