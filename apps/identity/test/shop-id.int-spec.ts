import { AuditBuffer } from '@clientele/audit';
import { type AccessClaims, DEFAULT_SHOP_ID, identityMailRequested } from '@clientele/contracts';
import { type Api, type ApiAnswer, eventually, type TestService } from '@clientele/testing';
import { generateSync } from 'otplib';
import { decodeJwt } from 'jose';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { Contact } from '../src/contacts/contact.entity';
import { Customer } from '../src/customers/customer.entity';
import { Employee } from '../src/employees/employee.entity';
import { LinkAddresses } from '../src/one-time-links/link-addresses.service';
import { OneTimeLink } from '../src/one-time-links/one-time-link.entity';
import { Session } from '../src/sessions/session.entity';
import { Shop } from '../src/shops/shop.entity';
import {
  aShop,
  bearing,
  meaning,
  OWNER,
  type Registration,
  someone,
  startListening,
  type Tokens,
} from './identity';

interface Visitor {
  readonly accessToken: string;
}
interface Guest {
  readonly customer: { readonly id: string };
  readonly visitor: Visitor;
}

const claimsIn = ({ accessToken }: Visitor): Partial<AccessClaims> => decodeJwt(accessToken);
/** Where a token says that somebody is. */
const placeIn = (tokens: Visitor) => {
  const { shp, ats } = claimsIn(tokens);
  return { shp, ats };
};

describe('Shop-Id', () => {
  let service: TestService;
  /** Shares the customers of the shop that every installation has. */
  let branch: string;
  /** Has customers of its own, and one that shares them. */
  let other: string;
  let otherBranch: string;

  beforeAll(async () => {
    service = await startListening();
    branch = await aShop(service, DEFAULT_SHOP_ID);
    other = (await (await staffOf()).post<{ id: string }>('/v1/shops', { name: 'Other' })).body.id;
    otherBranch = await aShop(service, other);
  });

  afterAll(() => service.stop());

  const at = (shopId: string): Api => meaning(service, shopId);
  const staffOf = async (): Promise<Api> =>
    bearing(service.api, (await service.api.post<Tokens>('/v1/auth/employees/login', OWNER)).body);
  const atMain = { shp: DEFAULT_SHOP_ID, ats: undefined };
  const visitor = (api: Api) => api.post<Visitor>('/v1/auth/visitor');
  const register = (api: Api, changes: Record<string, unknown> = {}): Promise<ApiAnswer<Registration>> =>
    api.post<Registration>('/v1/registrations', someone(changes));
  const login = (api: Api, email: string, password = someone().password) =>
    api.post<Tokens & { readonly challenge: string }>('/v1/auth/login', { email, password });
  const refresh = ({ refreshToken }: Tokens) =>
    service.api.post<Tokens>('/v1/auth/refresh', { refreshToken });
  const anAddress = (): string => someone().email;
  const customer = (id: string) => service.db.manager.findOneByOrFail(Customer, { id });

  it('says where a visitor is; without it, that is the shop that every installation has', async () => {
    const places = [service.api, at(DEFAULT_SHOP_ID), at(branch), at(other), at(otherBranch)].map(
      async (api) => placeIn((await visitor(api)).body),
    );

    expect(await Promise.all(places)).toEqual([
      atMain,
      atMain,
      { shp: DEFAULT_SHOP_ID, ats: branch },
      { shp: other, ats: undefined },
      { shp: other, ats: otherBranch },
    ]);
    expect(placeIn((await visitor(at(branch.toUpperCase()))).body)).toMatchObject({ ats: branch });
  });

  it('is refused where it is no id, and where there is no such shop', async () => {
    expect(await visitor(at('tea'))).toMatchObject({ status: 400, body: { code: 'shop-id-not-valid' } });
    expect(await visitor(at(uuidv7()))).toMatchObject({ status: 422, body: { code: 'shop-unknown' } });
  });

  it('is not looked up for the shop that every installation has, and once for any other', async () => {
    const asked = jest.spyOn(Client.prototype, 'query');
    const lookedUp = () =>
      asked.mock.calls.filter(([query]) => nameOf(query).startsWith('shops-main')).length;
    const shop = await aShop(service);

    await visitor(service.api);
    await visitor(at(DEFAULT_SHOP_ID));
    const forDefault = lookedUp();
    for (let i = 0; i < 3; i++) await visitor(at(shop));
    const forAnother = lookedUp();
    asked.mockRestore();

    expect([forDefault, forAnother]).toEqual([0, 1]);
  });

  it('costs a log-in and a refresh no statement', async () => {
    const email = anAddress();
    await register(service.api, { email });
    await login(at(branch), email);
    const asked = jest.spyOn(Client.prototype, 'query');
    const statements = async (api: Api): Promise<string[]> => {
      asked.mockClear();
      await refresh((await login(api, email)).body);
      return asked.mock.calls.map(([query]) => nameOf(query)).filter((name) => OF_LOGINS.test(name));
    };

    const [here, there] = [await statements(service.api), await statements(at(branch))];
    asked.mockRestore();

    expect(here.length).toBeGreaterThan(10);
    expect(there).toEqual(here);
  });

  describe('of somebody who registers', () => {
    it('is where they registered', async () => {
      const registered = [service.api, at(branch), at(otherBranch)].map(async (api) =>
        customer((await register(api)).body.customer.id),
      );

      expect(await Promise.all(registered)).toMatchObject([
        { shopId: DEFAULT_SHOP_ID, registeredShopId: null },
        { shopId: DEFAULT_SHOP_ID, registeredShopId: branch },
        { shopId: other, registeredShopId: otherBranch },
      ]);
    });

    it('keeps an address to one of those that share customers, and leaves it free for others', async () => {
      const email = anAddress();

      const first = await register(at(branch), { email });
      const [main, shared, foreign] = [
        await register(service.api, { email }),
        await register(at(branch), { email }),
        await register(at(other), { email }),
      ];

      expect([first.status, foreign.status]).toEqual([201, 201]);
      for (const refused of [main, shared])
        expect(refused).toMatchObject({ status: 409, body: { code: 'email-taken' } });
    });

    it('lets one of two have an address who register at shops that share customers at the same time', async () => {
      const email = anAddress();

      const answers = await Promise.all(
        [service.api, at(branch), at(branch), service.api].map((api) => register(api, { email })),
      );

      expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409]);
      expect(await service.db.manager.countBy(Contact, { normalizedEmail: email })).toBe(1);
    });

    it('tells apart what two shops are asked with the same Idempotency-Key', async () => {
      const body = someone();
      const ask = async (api: Api) =>
        (await api.with({ 'idempotency-key': 'first' }).post<Registration>('/v1/registrations', body)).body;

      const [here, there, again] = [await ask(service.api), await ask(at(other)), await ask(at(other))];

      expect(again).toEqual(there);
      expect(there.customer.id).not.toBe(here.customer.id);
    });

    it('is where a guest is and checks out', async () => {
      const { email, firstName, lastName } = someone();
      const guest = async (api: Api) =>
        (await api.post<Guest>('/v1/registrations/guests', { email, firstName, lastName })).body;

      const [main, shared, foreign] = [
        await guest(service.api),
        await guest(at(branch)),
        await guest(at(otherBranch)),
      ];

      expect([main, shared, foreign].map(({ visitor: token }) => placeIn(token))).toEqual([
        atMain,
        { shp: DEFAULT_SHOP_ID, ats: branch },
        { shp: other, ats: otherBranch },
      ]);
      expect(await customer(shared.customer.id)).toMatchObject({ registeredShopId: branch, isGuest: true });
      const [one, same, another] = [main, shared, foreign].map((made) => claimsIn(made.visitor).gek);
      expect(same).toBe(one);
      expect(another).not.toBe(one);
    });
  });

  describe('of a contact that logs in', () => {
    it('may be any that shares its customers, and is kept by the session', async () => {
      const email = anAddress();
      const { contact } = (await register(at(branch), { email })).body;

      const there = await login(at(branch), email);
      const here = await login(service.api, email);
      const later = await refresh(there.body);
      const latest = await refresh(later.body);
      const sessions = await service.db.manager.findBy(Session, { contactId: contact.id });

      const shared = { shp: DEFAULT_SHOP_ID, ats: branch };
      expect([there, here, later, latest].map(({ body }) => placeIn(body))).toEqual([
        shared,
        atMain,
        shared,
        shared,
      ]);
      expect(sessions.map(({ atShopId }) => atShopId).toSorted()).toEqual([branch, null]);
      expect(await login(at(other), email)).toMatchObject({
        status: 401,
        body: { code: 'credentials-not-valid' },
      });
    });

    it('stays when it chooses a customer', async () => {
      const email = anAddress();
      const { customer: acted } = (await register(service.api, { email })).body;
      const { body } = await login(at(branch), email);

      const chosen = await bearing(at(other), body).post<Tokens>('/v1/auth/customer', {
        customerId: acted.id,
      });

      expect(placeIn(chosen.body)).toEqual({ shp: DEFAULT_SHOP_ID, ats: branch });
      expect(placeIn((await refresh(chosen.body)).body)).toEqual({ shp: DEFAULT_SHOP_ID, ats: branch });
    });

    it('stays over the second step, whatever that says', async () => {
      const email = anAddress();
      await register(service.api, { email });
      const own = bearing(service.api, (await login(service.api, email)).body);
      const { secret } = (await own.post<{ secret: string }>('/v1/me/two-factor')).body;
      await own.post('/v1/me/two-factor/confirmations', { code: generateSync({ secret }) });
      service.clock.setOffset(60_000);

      const { challenge } = (await login(at(branch), email)).body;
      const epoch = Math.floor(service.clock.now().getTime() / 1_000);
      const done = await at(other).post<Tokens>('/v1/auth/two-factor', {
        challenge,
        code: generateSync({ secret, epoch }),
      });
      service.clock.setOffset(0);

      expect(done.status).toBe(200);
      expect(placeIn(done.body)).toEqual({ shp: DEFAULT_SHOP_ID, ats: branch });
    });

    it('tells accounts of one address apart: passwords, resets and delays are of one of them', async () => {
      const email = anAddress();
      const [mine, theirs] = ['the-password-over-here', 'the-password-over-there'];
      const here = (await register(service.api, { email, password: mine })).body;
      const there = (await register(at(other), { email, password: theirs })).body;

      const swapped = [await login(service.api, email, theirs), await login(at(other), email, mine)];
      await at(other).post('/v1/auth/password-reset-requests', { email });
      // Asking is answered before it is known whether there is such an account.
      const links = await eventually(async () => {
        const found = await service.db.manager.findBy(OneTimeLink, { purpose: 'password-reset' });
        expect(found).not.toEqual([]);
        return found;
      });
      await Promise.all(Array.from({ length: 12 }, () => login(at(other), email, mine)));
      await service.db.manager.query(
        'UPDATE login_lanes SET blocked_until = $1 WHERE blocked_until IS NOT NULL',
        [new Date(Date.now() + 900_000)],
      );
      const delayed = await login(at(otherBranch), email, theirs);
      const free = await login(at(branch), email, mine);

      expect(swapped.map(({ status }) => status)).toEqual([401, 401]);
      expect(links.map(({ contactId }) => contactId)).toEqual([there.contact.id]);
      expect(delayed).toMatchObject({ status: 429, body: { code: 'too-many-logins' } });
      expect(free.status).toBe(200);
      expect(claimsIn(free.body)).toMatchObject({ sub: here.contact.id, shp: DEFAULT_SHOP_ID, ats: branch });
    });
  });

  it('is where mails lead that were asked for there, and the shop they speak of', async () => {
    const shop = await aShop(service, DEFAULT_SHOP_ID);
    const storefrontUrl = 'https://branch.example';
    await service.db.manager.update(Shop, shop, { name: 'Branch', storefrontUrl });
    const email = anAddress();
    const linkedTo = async (template: string) =>
      eventually(async () => {
        const mail = (await service.events.all(identityMailRequested)).find(
          ({ data }) => data.to === email && data.template === template,
        );
        if (!mail) throw new Error(`No ${template} was requested.`);
        const { linkId, variables } = mail.data;
        const url = linkId ? await service.app.get(LinkAddresses).of(linkId, new Date()) : null;
        return { shop: variables['shop'], url };
      });

    await register(service.api, { email });
    const registered = await linkedTo('email-verification');
    await at(shop).post('/v1/auth/password-reset-requests', { email });
    const reset = await linkedTo('password-reset');
    await service.api.post('/v1/auth/password-resets', {
      token: reset.url?.split('#token=')[1],
      password: 'a-wholly-new-secret',
    });
    const changed = await linkedTo('password-changed');

    expect([registered.shop, reset.shop, changed.shop]).toEqual(['Shop', 'Branch', 'Branch']);
    expect(registered.url?.startsWith(storefrontUrl)).toBe(false);
    expect(reset.url?.startsWith(`${storefrontUrl}/password-reset#token=`)).toBe(true);
    expect(await login(at(shop), email, 'a-wholly-new-secret')).toMatchObject({ status: 200 });
  });

  describe('of an employee', () => {
    const staff = (api: Api) => api.post<Tokens>('/v1/auth/employees/login', OWNER);

    it('says for whom one works, and nothing of where', async () => {
      const places = [service.api, at(branch), at(other), at(otherBranch)].map(async (api) =>
        placeIn((await staff(api)).body),
      );

      expect(await Promise.all(places)).toEqual([
        atMain,
        atMain,
        { shp: other, ats: undefined },
        { shp: other, ats: undefined },
      ]);
    });

    it('leads no mail of theirs to a storefront', async () => {
      const { id } = await service.db.manager.findOneByOrFail(Employee, {
        shopId: DEFAULT_SHOP_ID,
        email: OWNER.email,
      });
      await at(branch).post('/v1/auth/employees/password-reset-requests', { email: OWNER.email });

      await eventually(async () =>
        expect(await service.db.manager.findBy(OneTimeLink, { employeeId: id })).toMatchObject([
          { purpose: 'password-reset', atShopId: null },
        ]),
      );
    });

    it('changes nothing of a call with a token', async () => {
      const { id } = (await register(service.api)).body.customer;
      const foreign = (await register(at(other))).body.customer;
      const { body: tokens } = await staff(service.api);
      const api = bearing(at(other), tokens);

      expect(await api.get(`/v1/customers/${id}`)).toMatchObject({ status: 200 });
      expect(await api.get(`/v1/customers/${foreign.id}`)).toMatchObject({ status: 404 });
      expect(await bearing(at('nonsense'), tokens).get('/v1/me')).toMatchObject({
        status: 200,
      });
    });
  });

  it('says whose storefront it is, for who has no token; a token says it by itself', async () => {
    const shown = async (api: Api) =>
      (await api.get<{ shopId: string }>('/v1/storefront/settings')).body.shopId;
    const visitorThere = (await visitor(at(branch))).body;

    expect(await shown(service.api)).toBe(DEFAULT_SHOP_ID);
    expect(await shown(at(branch))).toBe(branch);
    expect(await shown(bearing(service.api, visitorThere))).toBe(branch);
    expect(await shown(bearing(at(other), visitorThere))).toBe(branch);
    expect(await shown(bearing(at(uuidv7()), visitorThere))).toBe(branch);
  });

  it('says at which of the shops that share customers a page is entered, and nothing where it shares none', async () => {
    const { customer: owner } = (await register(service.api)).body;
    const page = { slug: 'shop-id', customerId: owner.id };
    await (await staffOf()).post('/v1/pages', page);
    const entered = async (api: Api) =>
      placeIn((await api.get<{ visitor: Visitor }>(`/v1/pages/${page.slug}`)).body.visitor);

    expect(await entered(service.api)).toEqual(atMain);
    expect(await entered(at(branch))).toEqual({ shp: DEFAULT_SHOP_ID, ats: branch });
    expect(await entered(at(otherBranch))).toEqual(atMain);
  });

  it('says in whose audit log it is what people do who have no token', async () => {
    const email = anAddress();
    await login(at(otherBranch), email);
    await at(otherBranch).post('/v1/auth/password-reset-requests', { email });
    await service.app.get(AuditBuffer).flush();

    await eventually(async () =>
      expect(
        await service.db.manager.query(
          `SELECT DISTINCT shop_id, operation FROM audit_entries WHERE details::text LIKE '%' || $1 || '%' ORDER BY operation`,
          [email],
        ),
      ).toEqual([
        { shop_id: other, operation: 'auth.login' },
        { shop_id: other, operation: 'passwordResets.request' },
      ]),
    );
  });
});

/** Statements of log-ins, and none of what goes on meanwhile. */
const OF_LOGINS = /^(accounts|contacts|login|refresh|sessions|shops|two-factors)-/;

const nameOf = (query: unknown): string =>
  typeof query === 'object' && query !== null && 'name' in query ? String(query.name) : '';
