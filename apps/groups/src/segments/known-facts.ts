/** Something that a customer bought. */
export interface BoughtItem {
  readonly id: string;
  readonly orders: number;
  readonly lastBoughtAt: Date;
  /** In each of the orders, the last first. */
  readonly boughtAt: readonly Date[];
}

/** The facts of one customer, as rules ask for them. Null: there is no value. */
export interface KnownFacts {
  readonly kind: string | null;
  readonly title: string | null;
  /** `YYYY-MM-DD`. */
  readonly birthday: string | null;
  readonly language: string | null;
  readonly country: string | null;
  readonly postcode: string | null;
  readonly newsletter: boolean | null;
  readonly partnerOffers: boolean | null;
  readonly registeredAt: Date | null;
  readonly lastVisitAt: Date | null;
  readonly groups: readonly string[];
  readonly defaultGroup: string | null;
  readonly ordersCount: number;
  readonly totalSpent: string;
  readonly averageOrder: string | null;
  readonly firstOrderAt: Date | null;
  readonly lastOrderAt: Date | null;
  readonly productsBought: readonly BoughtItem[];
  readonly categoriesBought: readonly BoughtItem[];
  readonly openCartValue: string | null;
  readonly openCartSince: Date | null;
  readonly vouchersUsed: number;
  readonly tags: readonly string[];
}
