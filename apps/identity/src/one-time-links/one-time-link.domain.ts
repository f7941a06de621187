/** What a one-time link is for. */
export const LINK_PURPOSES = ['password-reset', 'email-verification', 'invitation', 'set-password'] as const;
export type LinkPurpose = (typeof LINK_PURPOSES)[number];

/** The links that let somebody set a password. */
export const PASSWORD_PURPOSES: readonly LinkPurpose[] = ['password-reset', 'invitation', 'set-password'];

const HOUR_MS = 3_600_000;

/** How long each is good: who asked for it waits for it; an invitation comes unasked. */
export const LINK_HOURS: Readonly<Record<LinkPurpose, number>> = {
  'password-reset': 1,
  'email-verification': 24,
  invitation: 72,
  'set-password': 72,
};

export const linkExpiry = (purpose: LinkPurpose, now: Date): Date =>
  new Date(now.getTime() + LINK_HOURS[purpose] * HOUR_MS);

/**
 * Address that a mail leads to: a page of the storefront with the name of the purpose. The token stands behind `#`,
 * which browsers send to no server, so that it is in no log.
 */
export const linkAddress = (baseUrl: string, purpose: LinkPurpose, token: string): string =>
  `${baseUrl.replace(/\/+$/, '')}/${purpose}#token=${token}`;
