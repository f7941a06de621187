import type { Client } from '@clientele/testing';
import { randomBytes, randomUUID } from 'node:crypto';
import { type DeclaredAccess, isLetIn } from '../../tools/openapi/access';
import { callerKinds, type Profile, type Role } from '../../tools/openapi/access-page';
import { RunningSuite } from '../setup/running-suite';
import { committedDocument, type Located, operationsOf } from './document';

/** A query parameter that no operation has: whoever is let in is told so, and nothing is done. */
const UNKNOWN = 'no-such-parameter=1';

describe('who may call what', () => {
  const operations = operationsOf(committedDocument());
  let running: RunningSuite;
  let roles: readonly Role[];
  let profiles: readonly Profile[];

  beforeAll(async () => {
    running = await RunningSuite.start();
    roles = await itemsOf<Role>(running.shop.admin, '/v1/roles');
    profiles = await itemsOf<Profile>(running.shop.admin, '/v1/profiles');
  }, 120_000);

  afterAll(() => running.stop());

  it.each([0, 1, 2, 3, 4])(
    'an employee with the delivered role %i is let in where its permissions are asked for',
    async (i) => {
      const { id = '', name: { en = '' } = {} } = roles[i] ?? {};
      const employee = { ...somebody(), roleId: id };
      await running.shop.admin.post('/v1/employees', employee);

      const caller = await loggedIn(running.shop.visitor, '/v1/auth/employees/login', employee);

      expect(await surprises(caller, declaredFor(en))).toEqual([]);
    },
  );

  it.each([0, 1, 2, 3])(
    'a contact with the delivered profile %i is let in where its permissions are asked for',
    async (i) => {
      const { id = '', name: { en = '' } = {} } = profiles[i] ?? {};
      const { visitor, admin } = running.shop;
      const { customer } = await visitor.post<{ customer: { id: string } }>('/v1/registrations', somebody());
      const contact = { ...somebody(), links: [{ customerId: customer.id, profileId: id }] };
      await admin.post('/v1/contacts', contact);

      const caller = await loggedIn(visitor, '/v1/auth/login', contact);

      expect(await surprises(caller, declaredFor(en))).toEqual([]);
    },
  );

  it('an API client is let in where its scopes are asked for', async () => {
    const scopes = ['customers:read', 'groups:write'];
    const { admin, visitor } = running.shop;
    const made = await admin.post<{ id: string; clientSecret: string }>('/v1/api-clients', {
      name: 'Test',
      scopes,
    });
    const { access_token } = await visitor.post<{ access_token: string }>('/v1/auth/token', {
      ...{ grant_type: 'client_credentials', client_id: made.id, client_secret: made.clientSecret },
    });

    const mayCall = (access: DeclaredAccess): boolean =>
      access === 'public' || scopes.includes(access.employee ?? '');

    expect(await surprises(visitor.as(access_token), mayCall)).toEqual([]);
  });

  it('a visitor is let in where visitors are', async () => {
    const { accessToken } = await running.shop.visitor.post<{ accessToken: string }>('/v1/auth/visitor');

    expect(await surprises(running.shop.visitor.as(accessToken), declaredFor('Visitor'))).toEqual([]);
  });

  it('a guest is let in where visitors and guests are', async () => {
    const { password: _, ...person } = somebody();
    const { visitor } = await running.shop.visitor.post<{ visitor: { accessToken: string } }>(
      '/v1/registrations/guests',
      person,
    );

    expect(await surprises(running.shop.visitor.as(visitor.accessToken), declaredFor('Guest'))).toEqual([]);
  });

  it('nobody is let in without a token, except where none is needed', async () => {
    expect(await surprises(running.shop.visitor, declaredFor('Nobody'))).toEqual([]);
  });

  function declaredFor(name: string): (access: DeclaredAccess) => boolean {
    const caller = callerKinds(roles, profiles).find((kind) => kind.name === name);
    if (!caller) throw new Error(`There is no kind of caller named ${name}.`);
    return (access) => isLetIn(access, caller);
  }

  /** The operations that answer otherwise than declared. */
  async function surprises(caller: Client, mayCall: (access: DeclaredAccess) => boolean): Promise<string[]> {
    const found = await Promise.all(
      operations.map(async ({ path, method, operation }: Located) => {
        const url = `${path.replaceAll(/\{[^}]+\}/g, () => randomUUID())}?${UNKNOWN}`;
        const verb = verbOf(method);
        const { status } = await caller.call(verb, url, verb === 'GET' || verb === 'DELETE' ? undefined : {});
        const isIn = status !== 401 && status !== 403;
        return isIn === mayCall(operation['x-access']) ? [] : [`${verb} ${path} answered ${status}`];
      }),
    );
    return found.flat();
  }
});

const somebody = () => ({
  ...{ firstName: 'Ada', lastName: 'Byron', email: `ada.${randomUUID()}@example.com` },
  password: randomBytes(15).toString('base64url'),
});

async function loggedIn(
  client: Client,
  path: string,
  { email, password }: { readonly email: string; readonly password: string },
): Promise<Client> {
  const { accessToken } = await client.post<{ accessToken: string }>(path, { email, password });
  return client.as(accessToken);
}

const itemsOf = async <T>(client: Client, path: string): Promise<readonly T[]> =>
  (await client.get<{ items: readonly T[] }>(path)).items;

const VERBS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

function verbOf(method: string): (typeof VERBS)[number] {
  const verb = VERBS.find((known) => known === method.toUpperCase());
  if (!verb) throw new Error(`${method} is no method of ours.`);
  return verb;
}
