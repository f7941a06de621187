import { type Actor, type DomainEvent, shopChanged } from '@clientele/contracts';
import { CurrencyOfMainShop, MainShopNotOwn, SetInMainShop } from './shops.problems';

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
    { aggregate: { id, version: settingsVersion }, shopId: mainShopId ?? id, actor, occurredAt },
    { name, timeZone, currency, mainShopId },
  );

/** What a shop is to be like. */
export interface WantedShop {
  readonly name: string;
  readonly mainShopId?: string;
  readonly timeZone?: string;
  readonly currency?: string;
  readonly storefrontUrl?: string | null;
}

/** A new shop; what was not said about it is as in the shop of whoever makes it. */
export function newShop(
  own: ShopState,
  { name, mainShopId, timeZone = own.timeZone, currency = own.currency, storefrontUrl = null }: WantedShop,
  id: string,
): ShopState & { readonly storefrontUrl: string | null } {
  if (mainShopId !== undefined) {
    if (mainShopId !== own.id) throw new MainShopNotOwn();
    if (currency !== own.currency) throw new CurrencyOfMainShop();
  }
  return { id, name, mainShopId: mainShopId ?? null, timeZone, currency, storefrontUrl, settingsVersion: 1 };
}

/** Throws if that is set for a shop which it has from its main one: how contacts log in, who are the same in both. */
export function requireOwnSettings(
  { mainShopId }: Pick<ShopState, 'mainShopId'>,
  changes: { readonly twoFactorRequired?: boolean },
): void {
  if (mainShopId !== null && changes.twoFactorRequired !== undefined) throw new SetInMainShop();
}
