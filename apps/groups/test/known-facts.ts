import type { KnownFacts } from '../src/segments/known-facts';

/** A customer of whom nothing was told. */
export const NOTHING_KNOWN: KnownFacts = {
  ...{ kind: null, title: null, birthday: null, language: null, country: null, postcode: null },
  ...{ newsletter: null, partnerOffers: null, registeredAt: null, lastVisitAt: null },
  ...{ groups: [], defaultGroup: null, productsBought: [], categoriesBought: [], tags: [] },
  ...{ ordersCount: 0, totalSpent: '0', averageOrder: null, firstOrderAt: null, lastOrderAt: null },
  ...{ openCartValue: null, openCartSince: null, vouchersUsed: 0 },
};
