import { type Actor, type DomainEvent, type PricePolicy, pricePolicyChanged } from '@clientele/contracts';

/** What is told of what a shop decides of its groups. */
interface SettingsState {
  readonly shopId: string;
  readonly pricePolicy: PricePolicy;
  readonly version: number;
  readonly updatedAt: Date;
}

/** The event that tells which of a customer's groups decide its prices. */
export const policyChange = (
  { shopId, pricePolicy, version, updatedAt }: SettingsState,
  actor: Actor,
): DomainEvent =>
  pricePolicyChanged.create(
    { aggregate: { id: shopId, version }, shopId, actor, occurredAt: updatedAt },
    { policy: pricePolicy },
  );
