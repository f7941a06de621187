import type { Principal } from '@clientele/contracts';
import { aContact, anEmployee, anOperator, aVisitor, TEST_SHOP, TokenIssuer } from '@clientele/testing';
import { Controller, Get } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { v7 as uuidv7 } from 'uuid';
import { knock, startApplication } from './app';

const CALLERS: Readonly<Record<string, Principal>> = {
  'an employee with the permission': anEmployee({ permissions: new Set(['groups:read']) }),
  'an employee without it': anEmployee({ permissions: new Set(['groups:write']) }),
  'a client with the scope': aClient('groups:read'),
  'a client without it': aClient('orders:read'),
  'an operator': anOperator({ permissions: new Set(['ops:read']) }),
  'an operator of another shop': anEmployee({ permissions: new Set(['ops:read']) }),
  'a client that operates another shop': aClient('ops:read'),
  'a contact with the permission': aContact({ permissions: new Set(['cart:use']) }),
  'a contact without it': aContact({ permissions: new Set(['orders:place']) }),
  'a contact without customer': aContact({ customerId: null, permissions: new Set(['cart:use']) }),
  'a visitor': aVisitor(),
};

describe('access', () => {
  let tokens: TokenIssuer;
  let app: NestFastifyApplication;

  beforeAll(async () => {
    tokens = await TokenIssuer.start();
    app = await startApplication(tokens.url);
  });

  afterAll(async () => {
    await app.close();
    await tokens.stop();
  });

  it.each<[keyof typeof CALLERS, string, number, string?]>([
    ['an employee with the permission', 'permission', 200],
    ['an employee without it', 'permission', 403, 'permission-missing'],
    ['a client with the scope', 'permission', 200],
    ['a client without it', 'permission', 403, 'permission-missing'],
    ['a contact with the permission', 'permission', 200],
    ['a contact without it', 'permission', 403, 'permission-missing'],
    ['a contact without customer', 'permission', 403, 'customer-not-chosen'],
    ['a visitor', 'permission', 403, 'permission-missing'],
    ['an operator', 'installation', 200],
    ['an operator of another shop', 'installation', 403, 'permission-missing'],
    ['a client that operates another shop', 'installation', 403, 'permission-missing'],
    ['an employee without it', 'logged-in', 200],
    ['a client with the scope', 'logged-in', 403, 'permission-missing'],
    ['a contact without it', 'logged-in', 200],
    ['a contact without customer', 'logged-in', 200],
    ['a visitor', 'logged-in', 403, 'permission-missing'],
    ['an employee with the permission', 'visitor', 403, 'permission-missing'],
    ['a client with the scope', 'visitor', 403, 'permission-missing'],
    ['a contact with the permission', 'visitor', 403, 'permission-missing'],
    ['a contact without customer', 'visitor', 403, 'permission-missing'],
    ['a visitor', 'visitor', 200],
    ['a visitor', 'public', 200],
    ['a contact without it', 'public', 200],
  ])('answers %s at the door "%s" with %i', async (name, door, status, code = '') => {
    const caller = CALLERS[name] ?? aVisitor();

    const answer = await knock(app, `Bearer ${await tokens.sign(caller)}`, door);

    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject(status === 200 ? { kind: caller.kind, id: caller.id } : { code });
    expect(answer.headers).not.toHaveProperty('www-authenticate');
  });

  it('tells which permission is missing, unless none would help', async () => {
    const employee = `Bearer ${await tokens.sign(anEmployee({ permissions: new Set() }))}`;
    const contact = `Bearer ${await tokens.sign(aContact({ permissions: new Set() }))}`;

    const missing = await Promise.all([
      knock(app, employee, 'permission'),
      knock(app, contact, 'permission'),
      knock(app, employee, 'visitor'),
    ]);

    expect(missing.map(({ body }) => body['permission'])).toEqual(['groups:read', 'cart:use', undefined]);
  });

  it('lets anybody through a public door, but refuses a bad token there', async () => {
    expect(await knock(app, undefined, 'public')).toMatchObject({ status: 200, body: { kind: null } });
    for (const bad of [await tokens.sign(anEmployee(), '-1s'), 'a.b.c', ''])
      expect((await knock(app, `Bearer ${bad}`, 'public')).status).toBe(401);
  });

  it('does not look at a token where it is ignored, be it bad or good', async () => {
    const expired = await tokens.sign(anEmployee(), '-1s');
    const good = await tokens.sign(anEmployee());

    for (const authorization of [`Bearer ${expired}`, `Bearer ${good}`, 'nonsense', '', undefined])
      expect(await knock(app, authorization, 'token-ignored')).toMatchObject({
        status: 200,
        body: { kind: null },
      });
  });

  it('does not start with routes that do not say who may call them, and names each', async () => {
    await expect(startApplication(tokens.url, [OpenController])).rejects.toThrow(
      /^Routes without @Allow or @Public: OpenController.forgotten, OpenController.inherited$/,
    );
  });
});

function aClient(scope: 'groups:read' | 'orders:read' | 'ops:read'): Principal {
  return { kind: 'client', id: uuidv7(), shopId: TEST_SHOP, permissions: new Set([scope]) };
}

class Inherited {
  @Get('inherited')
  inherited(): object {
    return {};
  }
}

@Controller('open')
class OpenController extends Inherited {
  @Get('forgotten')
  forgotten(): object {
    return this.help();
  }

  help(): object {
    return {};
  }
}
