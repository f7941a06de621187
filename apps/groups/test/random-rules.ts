import fc from 'fast-check';
import { type Moment, momentOf } from '../src/shops/shop-day.domain';
import { FACT_NAMES, factOf, type FactName, operatorsOf } from '../src/segments/catalogue.domain';
import type { KnownFacts } from '../src/segments/known-facts';
import type { Condition, Rule } from '../src/segments/rule';

/** Around this day random facts lie, so that many rules hold for some. */
export const NOW = new Date('2026-03-29T10:00:00.000Z');

/** Where days are short or long around then, begin an hour late, or differ from those of UTC. */
const ZONES = [
  'Europe/Paris',
  'Asia/Beirut',
  'America/Santiago',
  'Pacific/Auckland',
  'Asia/Kathmandu',
  'UTC',
];

/** Somewhere around then, or where a leap day or a year begins or ends. */
export const someMoment: fc.Arbitrary<Moment> = fc
  .tuple(
    fc.oneof(
      fc.integer({ min: -24, max: 24 }).map((hours) => new Date(NOW.getTime() + hours * 3_600_000)),
      fc
        .constantFrom(
          ...['2026-03-28T21:59:59.999Z', '2026-03-28T22:00:00.000Z', '2026-04-05T03:30:00.000Z'],
          ...['2026-09-06T03:59:59.999Z', '2026-09-06T04:00:00.000Z', '2027-02-28T12:00:00.000Z'],
          ...['2028-02-28T12:00:00.000Z', '2028-02-29T12:00:00.000Z', '2026-12-31T23:30:00.000Z'],
        )
        .map((at) => new Date(at)),
    ),
    fc.constantFrom(...ZONES),
  )
  .map(([now, zone]) => momentOf(now, zone));

const DAY = 86_400_000;
const uuid = (n: number): string => `0198c0de-0000-7000-8000-00000000000${n}`;

// Few values, so that what rules ask for is often there; some of them mean something to SQL.
const TEXTS = [
  'FR',
  'fr',
  '75001',
  '7',
  '07',
  "O'Neill",
  "'; DROP TABLE customer_facts; --",
  '%',
  '_',
  '$1',
  '\\',
  'é',
];
const text = fc.constantFrom(...TEXTS);
const id = fc.constantFrom(...[1, 2, 3].map(uuid));
const whole = fc.integer({ min: 0, max: 40 });
const amount = fc.constantFrom('0', '9.5', '9.50', '10', '99.999999');
const instant = fc
  .tuple(fc.integer({ min: -12, max: 1 }), fc.constantFrom(0, 1, 3_600_000, DAY / 2, DAY - 36_000_000))
  .map(([days, rest]) => new Date(NOW.getTime() + days * DAY + rest));
const birthday = fc.constantFrom(
  ...[
    '1986-03-28',
    '1986-03-29',
    '1986-03-30',
    '1996-02-28',
    '1996-02-29',
    '1997-03-01',
    '2000-01-01',
    '2025-12-31',
    '2026-03-29',
  ],
);
const items = fc.uniqueArray(
  fc.record({ id: text, times: fc.array(instant, { minLength: 1, maxLength: 4 }) }).map(({ id, times }) => {
    const boughtAt = times.toSorted((a, b) => b.getTime() - a.getTime());
    return { id, orders: boughtAt.length, lastBoughtAt: boughtAt[0] ?? NOW, boughtAt };
  }),
  { selector: (item) => item.id, maxLength: 3 },
);
const orNull = <T>(values: fc.Arbitrary<T>) => fc.option(values, { freq: 3 });
const several = <T>(values: fc.Arbitrary<T>, minLength = 0) =>
  fc.uniqueArray(values, { minLength, maxLength: 3 });

/** Somebody of whom anything may be known, or nothing. */
export const someFacts: fc.Arbitrary<KnownFacts> = fc.record({
  ...{
    kind: orNull(fc.constantFrom('individual', 'company')),
    title: orNull(id),
    birthday: orNull(birthday),
  },
  ...{ language: orNull(text), country: orNull(text), postcode: orNull(text) },
  ...{ newsletter: orNull(fc.boolean()), partnerOffers: orNull(fc.boolean()) },
  ...{
    registeredAt: orNull(instant),
    lastVisitAt: orNull(instant),
    groups: several(id),
    defaultGroup: orNull(id),
  },
  ...{ ordersCount: whole, totalSpent: amount, averageOrder: orNull(amount) },
  ...{
    firstOrderAt: orNull(instant),
    lastOrderAt: orNull(instant),
    productsBought: items,
    categoriesBought: items,
  },
  ...{
    openCartValue: orNull(amount),
    openCartSince: orNull(instant),
    vouchersUsed: whole,
    tags: several(text),
  },
});

const period = fc.oneof(
  fc.record({ days: fc.integer({ min: 0, max: 12 }) }),
  fc.record({ hours: fc.integer({ min: 1, max: 60 }) }),
);

function single(fact: FactName): fc.Arbitrary<unknown> {
  const { type, choices } = factOf(fact);
  if (choices) return fc.constantFrom(...choices);
  if (type === 'id' || fact === 'groups') return id;
  if (type === 'flag') return fc.boolean();
  if (type === 'number') return whole;
  if (type === 'amount') return amount;
  return type === 'instant' ? instant.map((value) => value.toISOString()) : text;
}

function valueOf(fact: FactName, shape: string): fc.Arbitrary<unknown> {
  if (shape === 'list') return several(single(fact), 1);
  if (shape === 'range')
    return fc.tuple(single(fact), single(fact)).map((ends) => ends.toSorted((a, b) => Number(a) - Number(b)));
  if (shape === 'period') return period;
  if (shape === 'days') return fc.record({ days: fc.integer({ min: 0, max: 366 }) });
  return single(fact);
}

const condition: fc.Arbitrary<Condition> = fc
  .constantFrom(...FACT_NAMES)
  .chain((fact) => fc.tuple(fc.constant(fact), fc.constantFrom(...Object.entries(operatorsOf(fact)))))
  .chain(([fact, [operator, { value }]]) => {
    const base = { fact: fc.constant(fact), operator: fc.constant(operator) };
    const withValue = value === 'none' ? base : { ...base, value: valueOf(fact, value) };
    if (factOf(fact).type !== 'purchases') return fc.record(withValue);
    return fc.record(
      { ...withValue, withinLast: period, minOrders: fc.integer({ min: 1, max: 3 }) },
      { requiredKeys: Object.keys(withValue) as ('fact' | 'operator')[] },
    );
  });

/** That something was bought often within a time: rare among all rules, and so made apart. */
export const someBoughtOften: fc.Arbitrary<Rule> = fc.record({
  fact: fc.constantFrom('productsBought' as const, 'categoriesBought' as const),
  operator: fc.constantFrom('anyOf', 'allOf', 'noneOf'),
  value: several(text, 1),
  withinLast: period,
  minOrders: fc.integer({ min: 2, max: 3 }),
});

/** Any rule that is right. */
export const someRule: fc.Arbitrary<Rule> = fc.letrec<{ rule: Rule }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    { weight: 3, arbitrary: condition },
    { weight: 1, arbitrary: fc.record({ all: fc.array(tie('rule'), { minLength: 1, maxLength: 3 }) }) },
    { weight: 1, arbitrary: fc.record({ any: fc.array(tie('rule'), { minLength: 1, maxLength: 3 }) }) },
    { weight: 1, arbitrary: fc.record({ not: tie('rule') }) },
  ),
})).rule;
