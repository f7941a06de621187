import { ApiProperty } from '@nestjs/swagger';
import { GrantView } from '../permissions/permissions.views';

/** What a contact may do for a customer. */
export class ProfileView {
  @ApiProperty({ format: 'uuid' })
  id: string;
  /** Set on the delivered profiles. */
  code: string | null;
  /** Name per language. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  name: Record<string, string>;
  /** Place in the hierarchy; 0 is the top. */
  position: number;
  /** What it allows, and how far. */
  permissions: GrantView[];
  /** Counts the changes of name and permissions; also the ETag. */
  version: number;
}

export class ProfilesPageView {
  items: ProfileView[];
  /** Where the next page begins; null on the last. */
  nextCursor: string | null;
  /** How many match, if asked for by `count=true`. */
  total?: number;
}
