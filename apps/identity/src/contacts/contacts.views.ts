import { ApiProperty } from '@nestjs/swagger';
import { LinkView } from '../links/links.views';
import type { ContactOptions } from './contact.entity';

/** A person who logs in. */
export class ContactView {
  @ApiProperty({ format: 'uuid' })
  id: string;
  firstName: string;
  lastName: string;
  /** As typed. */
  email: string;
  @ApiProperty({ format: 'uuid', nullable: true })
  titleId: string | null;
  phone: string | null;
  @ApiProperty({ format: 'date', nullable: true })
  birthday: string | null;
  /** BCP 47. */
  language: string | null;
  /** Whether it may log in. */
  enabled: boolean;
  /** Whether it has a password to log in with. */
  hasPassword: boolean;
  /** What a storefront remembers of its choices. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  options: ContactOptions;
  /** Own fields of the shop's form. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  custom: Record<string, string | number>;
  /** Whom it acts for. */
  links: LinkView[];
  @ApiProperty({ format: 'date-time' })
  createdAt: string;
  /** Counts the changes of its own data; also the ETag. */
  version: number;
}

export class ContactsPageView {
  items: ContactView[];
  /** Where the next page begins; null on the last. */
  nextCursor: string | null;
  /** How many match, if asked for by `count=true`. */
  total?: number;
}
