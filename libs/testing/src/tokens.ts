import { TOKEN_ALGORITHM, TOKEN_AUDIENCE, TOKEN_ISSUER, TOKEN_TYPE } from '@clientele/auth';
import {
  CONTACT_PERMISSIONS,
  type ContactPrincipal,
  DEFAULT_SHOP_ID,
  EMPLOYEE_PERMISSIONS,
  type EmployeePrincipal,
  type Principal,
  SEES_ALL,
  type VisitorPrincipal,
} from '@clientele/contracts';
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { v7 as uuidv7 } from 'uuid';

/** The shop that principals and events of tests belong to. */
export const TEST_SHOP = '0198c0de-0000-7000-8000-0000000000aa';

/** An employee who may do everything, unless told otherwise. */
export const anEmployee = (changes: Partial<EmployeePrincipal> = {}): EmployeePrincipal => ({
  kind: 'employee',
  id: uuidv7(),
  shopId: TEST_SHOP,
  sessionId: uuidv7(),
  permissions: new Set(EMPLOYEE_PERMISSIONS),
  ...changes,
});

/** An employee of the shop that every installation starts with: of its employees are those who operate it. */
export const anOperator = (changes: Partial<EmployeePrincipal> = {}): EmployeePrincipal =>
  anEmployee({ shopId: DEFAULT_SHOP_ID, ...changes });

/** An employee who may do everything, with what belongs to the customers of the own sales teams. */
export const aTeamMember = (changes: Partial<EmployeePrincipal> = {}): EmployeePrincipal =>
  anEmployee({
    permissions: new Set(EMPLOYEE_PERMISSIONS.filter((permission) => permission !== SEES_ALL)),
    ...changes,
  });

/** A contact acting for a customer with all permissions, unless told otherwise. */
export const aContact = (changes: Partial<ContactPrincipal> = {}): ContactPrincipal => ({
  kind: 'contact',
  id: uuidv7(),
  shopId: TEST_SHOP,
  sessionId: uuidv7(),
  customerId: uuidv7(),
  linkId: uuidv7(),
  profileId: uuidv7(),
  permissions: new Set(CONTACT_PERMISSIONS),
  ...changes,
});

/** A visitor. */
export const aVisitor = (changes: Partial<VisitorPrincipal> = {}): VisitorPrincipal => ({
  kind: 'visitor',
  id: uuidv7(),
  shopId: TEST_SHOP,
  ...changes,
});

/** A guest checking out, for a customer of its own. */
export const aGuest = (changes: Partial<VisitorPrincipal> = {}): VisitorPrincipal =>
  aVisitor({ guest: { customerId: uuidv7() }, ...changes });

/** Stands for identity: signs tokens, and serves the key that verifies them. */
export class TokenIssuer {
  private constructor(
    private readonly key: CryptoKey,
    private readonly keyId: string,
    private readonly server: Server,
  ) {}

  static async start(): Promise<TokenIssuer> {
    const { privateKey, publicKey } = await generateKeyPair(TOKEN_ALGORITHM);
    const keyId = uuidv7();
    const jwks = JSON.stringify({
      keys: [{ ...(await exportJWK(publicKey)), kid: keyId, alg: TOKEN_ALGORITHM, use: 'sig' }],
    });
    const server = createServer((_request, response) =>
      response.setHeader('content-type', 'application/json').end(jwks),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new TokenIssuer(privateKey, keyId, server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** An access token for `principal`. */
  sign(principal: Principal, expiresIn = '5m'): Promise<string> {
    return new SignJWT({ kind: principal.kind, shp: principal.shopId, ...claimsOf(principal) })
      .setProtectedHeader({ alg: TOKEN_ALGORITHM, typ: TOKEN_TYPE, kid: this.keyId })
      .setIssuer(TOKEN_ISSUER)
      .setAudience(TOKEN_AUDIENCE)
      .setSubject(principal.id)
      .setIssuedAt()
      .setExpirationTime(expiresIn)
      .sign(this.key);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

function claimsOf(principal: Principal): Record<string, unknown> {
  switch (principal.kind) {
    case 'visitor':
      return {
        ats: principal.atShopId,
        cus: principal.page?.customerId,
        grp: principal.page?.groupId,
        gst: principal.guest?.customerId,
        gek: principal.guest?.emailKey,
      };
    case 'client':
      return { prm: [...principal.permissions] };
    case 'employee':
      return { sid: principal.sessionId, prm: [...principal.permissions] };
    case 'contact':
      return {
        ats: principal.atShopId,
        sid: principal.sessionId,
        cus: principal.customerId ?? undefined,
        lnk: principal.linkId ?? undefined,
        prf: principal.profileId ?? undefined,
        prm: [...principal.permissions],
      };
  }
}
