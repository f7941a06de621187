import { TOKEN_SECONDS } from '@clientele/auth';
import { Clock } from '@clientele/config';
import { Database } from '@clientele/database';
import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { AccessTokensService } from '../signing-keys/access-tokens.service';
import { ApiClient } from './api-client.entity';
import type { TokenBody } from './api-clients.bodies';
import { ClientCredentialsNotValid, ScopeNotGranted } from './api-clients.problems';
import type { ClientTokenView } from './api-clients.views';
import { credentialsOf } from './client-credentials.domain';
import { isSecretOf } from './client-secret';

/** Gives tokens to API clients: RFC 6749, section 4.4. */
@Injectable()
export class ClientTokens {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly accessTokens: AccessTokensService,
  ) {}

  async issue(authorization: string | undefined, body: TokenBody): Promise<ClientTokenView> {
    const client = await this.authenticate(authorization, body);
    const asked = body.scope?.split(' ').filter(Boolean) ?? client.scopes;
    const scopes = client.scopes.filter((scope) => asked.includes(scope));
    if (scopes.length < new Set(asked).size) throw new ScopeNotGranted({ error: 'invalid_scope' });

    const claims = { sub: client.id, kind: 'client', shp: client.shopId, prm: scopes } as const;
    return {
      access_token: await this.accessTokens.issue(claims),
      token_type: 'Bearer',
      expires_in: TOKEN_SECONDS,
      scope: scopes.join(' '),
    };
  }

  private async authenticate(authorization: string | undefined, body: TokenBody): Promise<ApiClient> {
    const credentials = credentialsOf(authorization, body);
    const client =
      credentials && isUUID(credentials.id)
        ? await this.db.manager.findOneBy(ApiClient, { id: credentials.id, enabled: true })
        : null;
    if (credentials && client && this.accepts(client, credentials.secret)) return client;
    throw new ClientCredentialsNotValid({ error: 'invalid_client' });
  }

  private accepts(client: ApiClient, secret: string): boolean {
    if (isSecretOf(client.secretHash, secret)) return true;
    const { previousHash, previousExpiresAt } = client;
    return (
      previousHash !== null &&
      previousExpiresAt !== null &&
      previousExpiresAt > this.clock.now() &&
      isSecretOf(previousHash, secret)
    );
  }
}
