import { contactChanged, type DomainEvent, linkRemoved } from '@clientele/contracts';
import { aContact, type Api } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { AccessConsumer } from '../src/access/access.consumer';
import { RevokedAccess } from '../src/access/revoked-access.entity';
import { circumstancesOf, TestShop } from './shop';

describe('access that was revoked', () => {
  let shop: TestShop;

  beforeAll(async () => {
    shop = await TestShop.open();
    await shop.product('oolong');
  });

  afterAll(() => shop.stop());

  const arrange = async () => {
    const contact = aContact();
    const api = await shop.service.api.as(contact);
    const { id } = (await api.post<{ id: string }>('/v1/carts', {})).body;
    await api.post(`/v1/carts/${id}/lines`, { productId: 'oolong', quantity: 1 });
    return { contact, api, cartId: id };
  };
  const order = (api: Api, cartId: string) =>
    api.with({ 'idempotency-key': uuidv7() }).post('/v1/orders', { cartId });
  const switched = (contactId: string, enabled: boolean, version: number): DomainEvent =>
    contactChanged.create(circumstancesOf(contactId, version), {
      ...{ contactId, enabled, firstName: 'Kari', lastName: 'Nordmann', email: 'kari@example.com' },
    });
  const removal = (linkId: string, contactId: string, customerId: string): DomainEvent =>
    linkRemoved.create(circumstancesOf(linkId, 2), { linkId, contactId, customerId });
  const refused = { status: 403, body: { code: 'access-revoked' } };

  it('keeps a contact that is switched off from ordering, with a token that is still good', async () => {
    const { contact, api, cartId } = await arrange();

    await shop.announce(switched(contact.id, false, 2), 'orders-access');
    const whileOff = await order(api, cartId);
    await shop.announce(switched(contact.id, true, 3), 'orders-access');

    expect(whileOff).toMatchObject(refused);
    expect(await order(api, cartId)).toMatchObject({ status: 201 });
  });

  it('keeps a contact from ordering for a customer it does not act for any more, and for no other', async () => {
    const { contact, api, cartId } = await arrange();
    const other = await shop.service.api.as(aContact({ id: contact.id }));
    const otherCart = (await other.post<{ id: string }>('/v1/carts', {})).body.id;
    await other.post(`/v1/carts/${otherCart}/lines`, { productId: 'oolong', quantity: 1 });

    await shop.announce(
      removal(contact.linkId ?? '', contact.id, contact.customerId ?? ''),
      'orders-access',
      3,
    );

    expect(await order(api, cartId)).toMatchObject(refused);
    expect(await order(other, otherCart)).toMatchObject({ status: 201 });
  });

  it('is known by the newest event, whatever their order', async () => {
    const { contact, api, cartId } = await arrange();

    await shop.announce(switched(contact.id, false, 4), 'orders-access', 2);
    await shop.announce(switched(contact.id, true, 3), 'orders-access', 2);

    expect(await order(api, cartId)).toMatchObject(refused);
  });

  it('is forgotten when no token can say otherwise any more', async () => {
    const { contact } = await arrange();
    await shop.announce(switched(contact.id, false, 2), 'orders-access');
    shop.service.clock.setOffset(25 * 3_600_000);

    await shop.service.app.get(AccessConsumer).forget();
    shop.service.clock.setOffset(0);

    expect(await shop.service.db.manager.countBy(RevokedAccess, { id: contact.id })).toBe(0);
  });
});
