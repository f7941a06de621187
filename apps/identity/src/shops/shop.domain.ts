import { type Actor, type DomainEvent, shopChanged } from '@clientele/contracts';

/** What is told of a shop. */
export interface ShopState {
  readonly id: string;
  readonly name: string;
  readonly timeZone: string;
  readonly currency: string;
  readonly mainShopId: string | null;
  readonly settingsVersion: number;
}

/** The event that tells of a shop as it is now. */
export const shopChange = (
  { id, name, timeZone, currency, mainShopId, settingsVersion }: ShopState,
  actor: Actor,
  occurredAt: Date,
): DomainEvent =>
  shopChanged.create(
    { aggregate: { id, version: settingsVersion }, shopId: id, actor, occurredAt },
    { name, timeZone, currency, mainShopId },
  );
