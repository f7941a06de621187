import { CONTACT_PERMISSIONS, type ContactPermission } from '@clientele/contracts';
import { ApiProperty } from '@nestjs/swagger';

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
  @ApiProperty({ enum: CONTACT_PERMISSIONS, isArray: true })
  permissions: ContactPermission[];
}

export class ProfilesPageView {
  items: ProfileView[];
  /** Where the next page begins; null on the last. */
  nextCursor: string | null;
  /** How many match, if asked for by `count=true`. */
  total?: number;
}
