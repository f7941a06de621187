import { CLIENT_SCOPES, type ClientScope } from '@clientele/contracts';
import { ApiProperty } from '@nestjs/swagger';

/** A program that calls the API by itself. */
export class ApiClientView {
  /** Its `client_id`. */
  @ApiProperty({ format: 'uuid' })
  id: string;
  name: string;
  @ApiProperty({ enum: CLIENT_SCOPES, isArray: true })
  scopes: ClientScope[];
  enabled: boolean;
  /** Until when the secret before is good, too. */
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  previousSecretExpiresAt: string | null;
  @ApiProperty({ format: 'date-time' })
  createdAt: string;
  version: number;
}

export class ApiClientsPageView {
  items: ApiClientView[];
  /** Where the next page begins; null on the last. */
  nextCursor: string | null;
  /** How many match, if asked for by `count=true`. */
  total?: number;
}

/** A new secret, shown this once. */
export class ApiClientSecretView {
  @ApiProperty({ format: 'uuid' })
  id: string;
  clientSecret: string;
  version: number;
}

/** As RFC 6749 writes it. */
export class ClientTokenView {
  access_token: string;
  /** @example "Bearer" */
  token_type: 'Bearer';
  /** Seconds until it expires. */
  expires_in: number;
  /** Separated by spaces. */
  scope: string;
}
