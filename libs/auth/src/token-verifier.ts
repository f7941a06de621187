import { Clock } from '@clientele/config';
import type {
  AccessClaims,
  EmployeePermission,
  GrantedPermission,
  Principal,
  VisitorPrincipal,
} from '@clientele/contracts';
import { Injectable } from '@nestjs/common';
import { errors, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import { KeysUnavailable, TokenExpired, TokenNotValid } from './auth.problems';
import { Keys } from './keys';
import { TOKEN_ALGORITHM, TOKEN_AUDIENCE, TOKEN_ISSUER, TOKEN_TYPE } from './token';

interface Verified {
  readonly principal: Principal;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/**
 * Tells who a token stands for, from the token alone. A verified token is remembered until it expires: checking
 * its signature costs more than most requests do.
 */
@Injectable()
export class TokenVerifier {
  private readonly verified = new LRUCache<string, Verified>({ max: 10_000 });

  constructor(
    private readonly keys: Keys,
    private readonly clock: Clock,
  ) {}

  /** The principal, without waiting if the token was seen before. */
  verify(token: string): Principal | Promise<Principal> {
    const known = this.verified.get(token);
    if (!known) return this.check(token);
    if (known.expiresAt <= this.clock.now().getTime()) {
      this.verified.delete(token);
      throw new TokenExpired();
    }
    return known.principal;
  }

  private async check(token: string): Promise<Principal> {
    const { payload } = await jwtVerify<AccessClaims>(
      token,
      async ({ kid = '' }) => {
        const key = await this.keys.find(kid);
        if (key) return key;
        throw this.keys.known
          ? new TokenNotValid({ detail: 'The signing key is not known.' })
          : new KeysUnavailable();
      },
      {
        algorithms: [TOKEN_ALGORITHM],
        typ: TOKEN_TYPE,
        issuer: TOKEN_ISSUER,
        audience: TOKEN_AUDIENCE,
        requiredClaims: ['sub', 'exp', 'kind', 'shp'],
        currentDate: this.clock.now(),
      },
    ).catch((error: unknown) => {
      if (error instanceof errors.JWTExpired) throw new TokenExpired();
      if (error instanceof errors.JOSEError) throw new TokenNotValid();
      throw error;
    });

    const principal = principalOf(payload);
    this.verified.set(token, { principal, expiresAt: (payload.exp ?? 0) * 1_000 });
    return principal;
  }
}

/** Whom the claims of a good token stand for. */
export function principalOf(claims: AccessClaims): Principal {
  const { sub: id, kind, shp: shopId, sid = '', prm = [] } = claims;
  switch (kind) {
    case 'employee':
      return { kind, id, shopId, sessionId: sid, permissions: new Set(prm as EmployeePermission[]) };
    case 'client':
      return { kind, id, shopId, permissions: new Set(prm as EmployeePermission[]) };
    case 'visitor':
      return { kind, id, shopId, ...placeOf(claims), ...pageOf(claims), ...guestOf(claims) };
    case 'contact':
      return {
        kind,
        id,
        shopId,
        ...placeOf(claims),
        sessionId: sid,
        customerId: claims.cus ?? null,
        linkId: claims.lnk ?? null,
        profileId: claims.prf ?? null,
        permissions: new Set(prm as GrantedPermission[]),
      };
    default:
      throw new TokenNotValid();
  }
}

const placeOf = ({ ats: atShopId }: AccessClaims): { readonly atShopId?: string } =>
  atShopId === undefined ? {} : { atShopId };

const pageOf = ({ cus: customerId, grp: groupId }: AccessClaims): Pick<VisitorPrincipal, 'page'> =>
  customerId === undefined && groupId === undefined ? {} : { page: { customerId, groupId } };

const guestOf = ({ gst: customerId, gek: emailKey }: AccessClaims): Pick<VisitorPrincipal, 'guest'> =>
  customerId === undefined ? {} : { guest: { customerId, ...(emailKey !== undefined && { emailKey }) } };
