import type { EmployeePermission, GrantedPermission } from '@clientele/contracts';
import { Reflector } from '@nestjs/core';

/** Who may call a route. A kind of caller that is not named may not. */
export interface Access {
  /** Employees with this permission, and API clients with it among their scopes; `logged-in` for any employee. */
  readonly employee?: EmployeePermission | 'logged-in';
  /** Of the employees only those who see all customers, whatever sales teams they are in. */
  readonly seesAll?: true;
  /**
   * Contacts whose profile has this permission for the customer they act for; `logged-in` for any contact,
   * whether it has chosen a customer or not.
   */
  readonly contact?: GrantedPermission | 'logged-in';
  /** Visitors: not logged in, with a visitor's token. */
  readonly visitor?: true;
  /** Of the visitors, those who check out as guests: they act for the customer made for that. */
  readonly guest?: true;
}

/** Declares who may call a route. Every route needs this or `@Public()`: the process does not start otherwise. */
export const Allow = Reflector.createDecorator<Access>();

/**
 * Declares that a route needs no token. One that is sent must be good all the same, as it says who is calling;
 * with `token-ignored` it is not looked at, so that an expired one does not keep anybody from logging in again.
 */
export const Public = Reflector.createDecorator<'token-ignored' | void, 'token-checked' | 'token-ignored'>({
  transform: (token) => token ?? 'token-checked',
});
