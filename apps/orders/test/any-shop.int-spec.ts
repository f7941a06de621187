import { PRICE_POLICIES } from '@clientele/contracts';
import { Database } from '@clientele/database';
import fc from 'fast-check';
import { TestShop } from './shop';
import { anyShop, type AnyShop } from './any-shop/any-shop';
import { type Asker, expected } from './any-shop/expected';
import { StoredShop } from './any-shop/stored-shop';

const ASKERS: readonly Asker[] = ['customer', 'stranger', 'visitor', 'guest', 3];

const PLAIN: AnyShop = {
  policy: null,
  groups: (['visitor', 'guest', 'customer', null, null, null, null] as const).map((role, i) => ({
    ...{ role, percent: i, position: 0, discounts: [], replacedBy: null, counts: 'everywhere' },
  })),
  categories: [null],
  memberships: [],
};

/** The default one and the fallback are over, and two are left that were chosen before. */
const LEFT_BY_CHOICE: AnyShop = {
  ...PLAIN,
  memberships: [
    { group: 3, expires: -1, chosen: -10 },
    { group: 4, expires: 1, chosen: -11 },
    { group: 1, expires: null, chosen: -13 },
    { group: 5, expires: null, chosen: -12 },
  ],
};

/** The same, and only those of two roles are left. */
const LEFT_BY_ROLE: AnyShop = {
  ...PLAIN,
  memberships: [
    { group: 3, expires: -1, chosen: -10 },
    { group: 4, expires: 1, chosen: -11 },
    { group: 1, expires: null, chosen: null },
    { group: 2, expires: null, chosen: null },
  ],
};

/** Two are left that were chosen at once, and what replaces the second of them stands for a role. */
const LEFT_AT_ONCE: AnyShop = {
  ...PLAIN,
  groups: PLAIN.groups.map((group, i) => (i === 6 ? { ...group, replacedBy: 2 } : group)),
  memberships: [
    { group: 3, expires: null, chosen: -17 },
    { group: 6, expires: null, chosen: -17 },
    { group: 2, expires: 0, chosen: -10 },
    { group: 1, expires: -1, chosen: -10 },
  ],
};

/**
 * The default one counts elsewhere, as does the one that gives most; what was chosen after the one that is to follow it is over
 * before. Whatever the shop wants to decide.
 */
const ELSEWHERE: readonly AnyShop[] = PRICE_POLICIES.map((policy) => ({
  ...PLAIN,
  policy,
  groups: PLAIN.groups.map((group, i) => (i === 3 || i === 6 ? { ...group, counts: 'elsewhere' } : group)),
  memberships: [
    { group: 3, expires: null, chosen: -10 },
    { group: 4, expires: 3, chosen: -11 },
    { group: 5, expires: null, chosen: -12 },
    { group: 6, expires: null, chosen: null },
  ],
}));

describe('prices of any shop', () => {
  let service: TestShop;

  beforeAll(async () => {
    service = await TestShop.open();
  });

  afterAll(() => service.stop());

  const expectedIn = (shop: AnyShop, asker: Asker, now: number) =>
    shop.categories.map((_, category) => expected(shop, asker, now, category));

  it('are those that a plain reckoning finds, at any instant, asked for or in a cart', async () => {
    const property = fc.asyncProperty(anyShop, async (shop) => {
      const stored = await new StoredShop(service.service.app.get(Database), shop).store();

      for (const now of [-4, 0, 2]) {
        for (const asker of ASKERS)
          expect(await stored.prices(asker, now)).toEqual(expectedIn(shop, asker, now));
        expect(await stored.cart(now)).toEqual(expectedIn(shop, 'customer', now));
      }
    });

    const examples = [LEFT_BY_CHOICE, LEFT_BY_ROLE, LEFT_AT_ONCE, ...ELSEWHERE];
    await expect(
      fc.assert(property, {
        numRuns: 30,
        examples: examples.map((shop): [AnyShop] => [shop]),
      }),
    ).resolves.toBeUndefined();
  });
});
