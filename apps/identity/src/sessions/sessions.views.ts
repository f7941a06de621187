import { ApiProperty } from '@nestjs/swagger';

export class ActingProfileView {
  @ApiProperty({ format: 'uuid' })
  id: string;
  /** Set on the delivered profiles. */
  code: string | null;
  /** Name per language. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  name: Record<string, string>;
}

/** A customer that a contact acts for, or may act for. */
export class ActingCustomerView {
  @ApiProperty({ format: 'uuid' })
  id: string;
  /** Short, for people. */
  number: string;
  firstName: string;
  lastName: string;
  company: string | null;
  /** What the contact may do for it. */
  profile: ActingProfileView;
}

/** An access token, to be sent as `Authorization: Bearer …`. */
export class AccessView {
  accessToken: string;
  /** @example "Bearer" */
  tokenType: 'Bearer';
  /** Seconds until the access token expires. */
  expiresIn: number;
}

/** An access token, and the refresh token that gives the next one. */
export class TokensView extends AccessView {
  /** Good once: each refresh gives a new one. */
  refreshToken: string;
}

/** Tokens of a contact. */
export class LoginView extends TokensView {
  /** The customer that is acted for; null until one of several is chosen. */
  @ApiProperty({ type: () => ActingCustomerView, nullable: true })
  customer: ActingCustomerView | null;
  /** All customers that can be acted for. */
  customers: ActingCustomerView[];
}

/** Tokens of a contact that sent a code. */
export class SecondStepView extends LoginView {
  /** Where codes were set up in this log-in: ten codes for who loses the app, shown this once. */
  recoveryCodes?: string[];
}

/** Tokens of an employee who sent a code. */
export class EmployeeSecondStepView extends TokensView {
  /** Where codes were set up in this log-in: ten codes for who loses the app, shown this once. */
  recoveryCodes?: string[];
}

/** The token of somebody who has not logged in. */
export class VisitorView extends AccessView {
  /** Stands for the browser, so that its cart can be kept. */
  @ApiProperty({ format: 'uuid' })
  visitorId: string;
}
