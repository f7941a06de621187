import { Allow, AuthGuard, TokenVerifier } from '@clientele/auth';
import { CONTACT_PERMISSIONS, type GrantedPermission } from '@clientele/contracts';
import { anEmployee, type Api, type TestService } from '@clientele/testing';
import type { ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { v7 as uuidv7 } from 'uuid';
import {
  bearing,
  OWNER,
  PROFILES,
  register,
  someone,
  startIdentity,
  startListening,
  type Tokens,
} from './identity';

interface Explanation {
  readonly allowed: boolean;
  readonly reasons: readonly string[];
  readonly missing: readonly string[];
  readonly profile: { readonly code: string } | null;
}

describe('GET /v1/access/explain', () => {
  let service: TestService;
  let employee: Api;

  beforeAll(async () => {
    service = await startListening();
    employee = bearing(service.api, (await service.api.post<Tokens>('/v1/auth/employees/login', OWNER)).body);
  });

  afterAll(() => service.stop());

  const explain = (contactId: string, customerId: string, operation: string, api: Api = employee) =>
    api.get<Explanation>(
      `/v1/access/explain?contactId=${contactId}&customerId=${customerId}&operation=${operation}`,
    );
  /** A contact with a profile, and the token it logs in with. */
  const aContactAs = async (profileId: string, changes: Record<string, unknown> = {}) => {
    const customerId = (await register(service)).body.customer.id;
    const person = someone();
    const links = [{ customerId, profileId, ...changes }];
    const { body } = await employee.post<{ id: string }>('/v1/contacts', { ...person, links });
    const { email, password } = person;
    const { accessToken } = (await service.api.post<Tokens>('/v1/auth/login', { email, password })).body;
    return { id: body.id, customerId, accessToken };
  };

  /** What the guard says to a token on a route that needs a permission. */
  const guardLetsIn = (accessToken: string, contact: GrantedPermission): Promise<boolean> => {
    const handler = () => undefined;
    Allow({ contact })(handler);
    const request = { headers: { authorization: `Bearer ${accessToken}` } };
    const context = {
      getHandler: () => handler,
      switchToHttp: () => ({ getRequest: () => request }),
    } as unknown as ExecutionContext;
    return new AuthGuard(new Reflector(), service.app.get(TokenVerifier))
      .canActivate(context)
      .catch(() => false);
  };

  it.each(Object.entries(PROFILES))(
    'says what the guard does to a %s, for every operation',
    async (_, profileId) => {
      const { id, customerId, accessToken } = await aContactAs(profileId);
      const operations = [...CONTACT_PERMISSIONS, 'x:nobody-has-it'] as const;

      const explained = await Promise.all(
        operations.map(async (operation) => (await explain(id, customerId, operation)).body.allowed),
      );
      const guarded = await Promise.all(operations.map((operation) => guardLetsIn(accessToken, operation)));

      expect(explained).toEqual(guarded);
      expect(explained).toContain(true);
      expect(explained).toContain(false);
    },
  );

  it('names the profile, what it lacks and the limit', async () => {
    const purchaseLimit = { amount: '5', currency: 'EUR', startsOn: '2020-01-01', endsOn: '2020-12-31' };
    const { id, customerId } = await aContactAs(PROFILES.buyer, { purchaseLimit });

    expect(await explain(id, customerId, 'contacts:manage')).toMatchObject({
      status: 200,
      body: {
        allowed: false,
        reasons: ['permission-missing'],
        missing: ['contacts:manage'],
        profile: { code: 'buyer' },
        limit: { state: 'over', purchaseLimit },
      },
    });
    expect(await explain(id, customerId, 'orders:place')).toMatchObject({
      body: { allowed: true, reasons: [], missing: [] },
    });
  });

  it('names all that is in the way', async () => {
    const { id, customerId } = await aContactAs(PROFILES.viewer);
    const stranger = (await register(service)).body.customer.id;
    await employee.with({ 'if-match': '"1"' }).patch(`/v1/contacts/${id}`, { enabled: false });
    await employee.with({ 'if-match': '"1"' }).patch(`/v1/customers/${customerId}`, { enabled: false });

    expect(await explain(id, customerId, 'orders:place')).toMatchObject({
      body: { allowed: false, reasons: ['contact-disabled', 'customer-disabled', 'permission-missing'] },
    });
    expect(await explain(id, stranger, 'prices:view')).toMatchObject({
      body: { allowed: false, reasons: ['contact-disabled', 'not-linked'], profile: null, missing: [] },
    });
  });

  it('knows what a shop has defined', async () => {
    await employee.post('/v1/permissions', { code: 'x:approve', name: { en: 'Approve' } });
    const { body: profile } = await employee.post<{ id: string }>('/v1/profiles', {
      name: { en: 'Approver' },
      permissions: [{ code: 'x:approve', scope: 'own' }],
    });
    const { id, customerId, accessToken } = await aContactAs(profile.id);

    expect((await explain(id, customerId, 'x:approve')).body.allowed).toBe(true);
    expect((await explain(id, customerId, 'x:approve-all')).body.allowed).toBe(false);
    expect(await guardLetsIn(accessToken, 'x:approve')).toBe(true);
    expect(await guardLetsIn(accessToken, 'x:approve-all')).toBe(false);
  });

  it('refuses what is not there, is no operation, or is not asked by an employee', async () => {
    const { id, customerId, accessToken } = await aContactAs(PROFILES.administrator);

    expect((await explain(uuidv7(), customerId, 'cart:use')).status).toBe(404);
    expect((await explain(id, uuidv7(), 'cart:use')).status).toBe(404);
    expect((await explain(id, customerId, 'cart:fly')).status).toBe(422);
    expect((await explain(id, customerId, 'cart:use', bearing(service.api, { accessToken }))).status).toBe(
      403,
    );
  });
});

describe('GET /v1/access/explain for another shop', () => {
  it('finds nothing', async () => {
    const service = await startIdentity();
    const { customer, contact } = (await register(service)).body;
    const stranger = await service.api.as(anEmployee());

    const { status } = await stranger.get(
      `/v1/access/explain?contactId=${contact.id}&customerId=${customer.id}&operation=cart:use`,
    );

    expect(status).toBe(404);
    await service.stop();
  });
});
