import type { GrantedPermission } from '@clientele/contracts';

/** A customer that a contact may act for. */
export interface ActingFor {
  readonly linkId: string;
  readonly id: string;
  readonly number: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly company: string | null;
  /** A customer that is switched off cannot be acted for. */
  readonly enabled: boolean;
  readonly profile: {
    readonly id: string;
    readonly code: string | null;
    readonly name: Record<string, string>;
  };
  readonly permissions: readonly GrantedPermission[];
}

/** An account as far as it decides about logging in. */
interface Account {
  readonly enabled: boolean;
  readonly customers: readonly ActingFor[];
}

/** The customers that can be acted for. */
export const choicesOf = ({ customers }: Account): readonly ActingFor[] =>
  customers.filter(({ enabled }) => enabled);

/** Who is switched off cannot log in; nor can who acts only for customers that are. */
export const mayLogIn = (account: Account): boolean =>
  account.enabled && (account.customers.length === 0 || choicesOf(account).length > 0);

/** The customer that is chosen without asking: the only one. */
export function obviousChoice(account: Account): ActingFor | null {
  const [first, ...others] = choicesOf(account);
  return first && others.length === 0 ? first : null;
}
