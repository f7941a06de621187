import { ApiProperty } from '@nestjs/swagger';
import { type Scope, SCOPES } from './grant.domain';

/** A function that profiles may allow. */
export class PermissionView {
  code: string;
  /** Name per language. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  name: Record<string, string>;
  /** How far it may reach: what a contact did itself, or all of the customer. */
  @ApiProperty({ enum: SCOPES, isArray: true })
  scopes: Scope[];
  /** Whether the shop has defined it. */
  ofShop: boolean;
  /** Counts the changes; also the ETag. Those of the suite never change. */
  @ApiProperty({ type: 'integer' })
  version: number;
}

export class PermissionsView {
  items: PermissionView[];
}

/** A function that a profile allows, and how far. */
export class GrantView {
  code: string;
  /** What a contact did itself, or all of the customer. */
  @ApiProperty({ enum: SCOPES })
  scope: Scope;
}
