/** What can keep a contact from doing something for a customer. */
export const ACCESS_REASONS = [
  'contact-disabled',
  'not-linked',
  'customer-disabled',
  'permission-missing',
] as const;
export type AccessReason = (typeof ACCESS_REASONS)[number];

/** What is known of a contact that wants to do something for a customer. */
interface Situation {
  readonly contactEnabled: boolean;
  /** The link between them, if there is one. */
  readonly link: { readonly enabled: boolean } | undefined;
  /** Whether the guard refuses what the profile of the link allows. */
  readonly refused: boolean;
}

/** All that is in the way, so that nobody has to ask again after one of it is out of it. */
export function reasonsOf({ contactEnabled, link, refused }: Situation): AccessReason[] {
  const reasons: Record<AccessReason, boolean> = {
    'contact-disabled': !contactEnabled,
    'not-linked': !link,
    'customer-disabled': link?.enabled === false,
    'permission-missing': link !== undefined && refused,
  };
  return ACCESS_REASONS.filter((reason) => reasons[reason]);
}
