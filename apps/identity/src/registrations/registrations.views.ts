import { ApiProperty } from '@nestjs/swagger';

export class RegisteredCustomerView {
  @ApiProperty({ format: 'uuid' })
  id: string;
  /** Short, for people. */
  number: string;
}

export class RegisteredContactView {
  @ApiProperty({ format: 'uuid' })
  id: string;
}

/** The customer that buys and the contact that logs in. */
export class RegistrationView {
  customer: RegisteredCustomerView;
  contact: RegisteredContactView;
}
