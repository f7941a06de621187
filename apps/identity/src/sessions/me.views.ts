import { ApiProperty } from '@nestjs/swagger';
import type { ContactOptions } from '../contacts/contact.entity';
import { ActingCustomerView } from './sessions.views';

/** What a contact may change of itself. */
export class PersonalView {
  @ApiProperty({ format: 'uuid', nullable: true })
  titleId: string | null;
  phone: string | null;
  @ApiProperty({ format: 'date', nullable: true })
  birthday: string | null;
  /** BCP 47. */
  language: string | null;
  /** What a storefront remembers of its choices. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  options: ContactOptions;
}

/** Who is logged in, and what that allows. */
export class MeView {
  @ApiProperty({ enum: ['contact', 'employee'] })
  kind: 'contact' | 'employee';
  @ApiProperty({ format: 'uuid' })
  id: string;
  firstName: string;
  lastName: string;
  email: string;
  /** Of contacts; null for employees. */
  @ApiProperty({ type: () => PersonalView, nullable: true })
  personal: PersonalView | null;
  /** The customer that is acted for; null for employees, and until one is chosen. */
  @ApiProperty({ type: () => ActingCustomerView, nullable: true })
  customer: ActingCustomerView | null;
  /** All customers that can be acted for. */
  customers: ActingCustomerView[];
  /** What a token issued now would allow. */
  permissions: string[];
  /** Of contacts: counts the changes of its own data; also the ETag. */
  version?: number;
}
