import { ApiProperty } from '@nestjs/swagger';
import { ActingCustomerView } from './sessions.views';

/** Who is logged in, and what that allows. */
export class MeView {
  @ApiProperty({ enum: ['contact', 'employee'] })
  kind: 'contact' | 'employee';
  @ApiProperty({ format: 'uuid' })
  id: string;
  firstName: string;
  lastName: string;
  email: string;
  /** The customer that is acted for; null for employees, and until one is chosen. */
  @ApiProperty({ type: () => ActingCustomerView, nullable: true })
  customer: ActingCustomerView | null;
  /** All customers that can be acted for. */
  customers: ActingCustomerView[];
  /** What a token issued now would allow. */
  permissions: string[];
}
