import type { Actor } from '@clientele/contracts';

/** What a customer may consent to. */
export const CONSENTS = ['newsletter', 'partner-offers'] as const;
export type Consent = (typeof CONSENTS)[number];

/** How a consent came about. */
export const CONSENT_SOURCES = ['registration', 'console', 'api', 'storefront', 'import', 'closure'] as const;
export type ConsentSource = (typeof CONSENT_SOURCES)[number];

/** What a customer consents to. */
export interface Consents {
  readonly newsletter: boolean;
  readonly partnerOffers: boolean;
}

/** One change of mind. */
export interface ConsentChange {
  readonly consent: Consent;
  readonly given: boolean;
}

/** What is to be recorded when consents change; what was never given needs no record. */
export function consentChanges(
  before: Consents,
  after: { readonly newsletter?: boolean; readonly partnerOffers?: boolean },
): ConsentChange[] {
  const { newsletter = before.newsletter, partnerOffers = before.partnerOffers } = after;
  return [
    ...(newsletter === before.newsletter ? [] : [{ consent: 'newsletter' as const, given: newsletter }]),
    ...(partnerOffers === before.partnerOffers
      ? []
      : [{ consent: 'partner-offers' as const, given: partnerOffers }]),
  ];
}

/** Nobody consents to anything before being asked. */
export const NO_CONSENTS: Consents = { newsletter: false, partnerOffers: false };

/** What a customer shows of the last change of the newsletter; nothing new if that did not change. */
export function newsletterStamp(changes: readonly ConsentChange[], source: ConsentSource, now: Date) {
  return changes.some(({ consent }) => consent === 'newsletter')
    ? { newsletterChangedAt: now, newsletterSource: source }
    : {};
}

/** From where a caller changes consents. */
export function sourceOf({ kind }: { readonly kind: Actor['kind'] }): ConsentSource {
  if (kind === 'employee') return 'console';
  return kind === 'client' ? 'api' : 'storefront';
}
