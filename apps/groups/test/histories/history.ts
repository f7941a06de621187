import fc from 'fast-check';
import type { Rule } from '../../src/auto-assignments/assignment.domain';
import { REPURCHASES } from '../../src/memberships/grant.domain';
import { type Length, textOf } from './calendar';

const PRODUCTS = ['club', 'gold', 'tea'];
/** Of the products above, one each; the last has none. */
const CATEGORIES = ['memberships', 'memberships', null];
/** Groups that rules and people give, by their number. */
export const GROUPS = 3;
/** At most so many lines in an order. */
export const LINES = 3;
/** At most so many things happen. */
export const STEPS = 24;

/** A rule with how long it lasts in a form that the model can reckon with, and its groups by their numbers. */
export interface ModelRule extends Omit<Rule, 'id' | 'groupIds' | 'defaultGroupId' | 'duration'> {
  /** Stands for its id. */
  readonly number: number;
  readonly enabled: boolean;
  readonly groups: readonly number[];
  readonly defaultGroup: number | null;
  readonly length: Length | null;
}

/** Something that happens; what is told of an order is heard of when it is delivered. */
export type Step =
  | { readonly kind: 'pass'; readonly minutes: number }
  | { readonly kind: 'pay'; readonly products: readonly number[]; readonly total: string }
  | { readonly kind: 'cancel'; readonly order: number }
  | { readonly kind: 'refund'; readonly order: number; readonly line: number }
  | { readonly kind: 'deliver'; readonly which: number; readonly times: number }
  | { readonly kind: 'rules'; readonly rules: readonly ModelRule[] }
  | { readonly kind: 'join'; readonly group: number; readonly days: number; readonly isDefault: boolean }
  | { readonly kind: 'leave'; readonly group: number }
  | { readonly kind: 'choose'; readonly group: number }
  | { readonly kind: 'expire' }
  /** Time passes until the membership in a group ends, or a millisecond more or less. */
  | { readonly kind: 'end'; readonly group: number; readonly off: number };

/** Everything that happens to one customer. */
export interface History {
  readonly zone: string;
  readonly begins: Date;
  /** Whether nothing but what passes lies between two steps, in place of a minute. */
  readonly atOnce: boolean;
  readonly rules: readonly ModelRule[];
  readonly steps: readonly Step[];
}

const group = fc.nat({ max: GROUPS - 1 });
const length: fc.Arbitrary<Length> = fc.constantFrom<Length>(
  ...[
    { months: 1 },
    { days: 10 },
    { months: 12 },
    { hours: 36 },
    { months: 1, days: 1 },
    { days: 30, hours: 1 },
  ],
);
const trigger = fc.constantFrom(
  ...PRODUCTS.map((productId) => ({ productId })),
  ...[
    { categoryId: 'memberships' },
    { minimumTotal: '50', currency: 'EUR' },
    { minimumTotal: '1', currency: 'NOK' },
  ],
);
const validity = fc.oneof(
  { weight: 4, arbitrary: length.map((value) => ({ length: value, until: null })) },
  { weight: 1, arbitrary: fc.constant({ length: null, until: null }) },
  fc
    .integer({ min: 0, max: 500 })
    .map((days) => ({ length: null, until: new Date(Date.UTC(2028, 0, days)).toISOString().slice(0, 10) })),
);

/** Rules of which the numbers tell which is which when they are edited. */
const rules: fc.Arbitrary<ModelRule[]> = fc
  .array(
    fc.record({
      trigger,
      validity,
      groups: fc.uniqueArray(group, { minLength: 1, maxLength: 2 }),
      choosesDefault: fc.boolean(),
      priority: fc.nat({ max: 2 }),
      onRepurchase: fc.constantFrom(...REPURCHASES),
      takeBack: fc.boolean(),
      enabled: fc.integer({ min: 0, max: 5 }).map((n) => n > 0),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((all) =>
    all.map(({ trigger: on, validity: lasting, choosesDefault, ...rule }, number) => ({
      ...{ productId: null, categoryId: null, minimumTotal: null, currency: null, ...on },
      ...{ ...lasting, ...rule, number },
      defaultGroup: choosesDefault ? (rule.groups[0] ?? null) : null,
    })),
  );

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('pass' as const),
    minutes: fc.oneof(fc.integer({ min: 1, max: 600 }), fc.integer({ min: 600, max: 60_000 })),
  }),
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('pay' as const),
      products: fc.array(fc.nat({ max: PRODUCTS.length - 1 }), { minLength: 1, maxLength: LINES }),
      total: fc.constantFrom('10.00', '49.99', '50.00', '120.00', '0.00'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      ...{ kind: fc.constant('deliver' as const), which: fc.nat({ max: 9 }) },
      times: fc.integer({ min: 1, max: 2 }),
    }),
  },
  fc.record({ kind: fc.constant('cancel' as const), order: fc.nat({ max: 5 }) }),
  fc.record({ kind: fc.constant('refund' as const), order: fc.nat({ max: 5 }), line: fc.nat({ max: 3 }) }),
  fc.record({ kind: fc.constant('rules' as const), rules }),
  fc.record({
    ...{ kind: fc.constant('join' as const), group, isDefault: fc.boolean() },
    days: fc.integer({ min: 0, max: 30 }),
  }),
  fc.record({ kind: fc.constant('leave' as const), group }),
  fc.record({ kind: fc.constant('choose' as const), group }),
  fc.record({ kind: fc.constant('expire' as const) }),
  fc.record({ kind: fc.constant('end' as const), group, off: fc.integer({ min: -1, max: 1 }) }),
);

/** Any history: shops in several zones, beginning around leap days and the days on which clocks change. */
export const histories: fc.Arbitrary<History> = fc.record({
  zone: fc.constantFrom('Europe/Paris', 'America/New_York', 'Pacific/Auckland', 'Asia/Kathmandu', 'UTC'),
  begins: fc
    .integer({ min: Date.UTC(2027, 8, 1) / 60_000, max: Date.UTC(2028, 10, 30) / 60_000 })
    .map((minute) => new Date(minute * 60_000)),
  atOnce: fc.boolean(),
  rules,
  steps: fc.array(step, { minLength: 1, maxLength: STEPS }),
});

/** The product of a number, with its default category. */
export const productOf = (number: number) => ({
  productId: PRODUCTS[number] ?? '',
  defaultCategoryId: CATEGORIES[number] ?? null,
});

/** A rule as the service knows it. */
export const ruleOf = (
  { groups, defaultGroup, length: lasts, ...rule }: ModelRule,
  groupIds: readonly string[],
  id: string,
): Rule => ({
  ...{ id, productId: rule.productId, categoryId: rule.categoryId },
  ...{ minimumTotal: rule.minimumTotal, currency: rule.currency, until: rule.until },
  ...{ priority: rule.priority, onRepurchase: rule.onRepurchase, takeBack: rule.takeBack },
  groupIds: groups.map((one) => groupIds[one] ?? '').toSorted(),
  defaultGroupId: defaultGroup === null ? null : (groupIds[defaultGroup] ?? null),
  duration: lasts && textOf(lasts),
});
