import type { SegmentedShop } from './segment-shop';

/** What a segment is made with. */
export interface SegmentDefinition {
  readonly name: string;
  readonly rule: object | null;
  readonly includedGroupIds?: readonly string[];
  readonly excludedGroupIds?: readonly string[];
}

/** Those that customers come into when something is made to happen to them: what is asked for is of nobody else. */
export const MARKS = { order: 'bench-order', profile: 'bench-postcode', tag: 'bench-tag' } as const;

const is = (fact: string, operator: string, value: unknown, more: object = {}): object => ({
  ...{ fact, operator, value },
  ...more,
});
const days = (count: number) => ({ days: count });
const series = <T>(count: number, make: (i: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));
const all = (...rules: object[]): object => ({ all: rules });
const any = (...rules: object[]): object => ({ any: rules });
const not = (rule: object): object => ({ not: rule });

const CATEGORIES = ['tea', 'coffee', 'cups', 'books', 'sweets', 'gifts', 'garden', 'kitchen'];
const LANGUAGES = ['fr', 'de', 'es', 'it', 'en'];
const ordered = is('ordersCount', 'atLeast', 1);

/** Rules by what they ask for, each kind with as many as it says: with the marks and those of groups 200, of which 87 go by the date. */
const KINDS: Readonly<Record<string, readonly [count: number, rule: (i: number) => object]>> = {
  'a postcode area': [20, (i) => is('postcode', 'startsWith', String(10 + 4 * i))],
  'a product bought': [20, (i) => is('productsBought', 'anyOf', [`p${i * 23}`, `p${500 + i}`])],
  'a product bought twice': [5, (i) => is('productsBought', 'anyOf', [`p${i}`], { minOrders: 2 })],
  'a category bought lately': [
    15,
    (i) => is('categoriesBought', 'anyOf', [CATEGORIES[i % 8]], { withinLast: days(5 + 4 * i) }),
  ],
  'last order long ago': [15, (i) => all(ordered, not(is('lastOrderAt', 'withinLast', days(400 + 20 * i))))],
  'last order lately': [10, (i) => is('lastOrderAt', 'withinLast', days(2 + 3 * i))],
  'much spent': [10, (i) => is('totalSpent', 'atLeast', String(400 + 150 * i))],
  'an age': [10, (i) => is('age', 'between', [20 + 6 * i, 21 + 6 * i])],
  'a birthday soon': [8, (i) => is('birthday', 'withinNext', days(i))],
  tags: [12, (i) => is('tags', 'anyOf', [`tag-${20 + 2 * i}`, `tag-${45 - i}`])],
  'a tag and not another': [
    5,
    (i) => all(is('tags', 'anyOf', [`tag-${i}`]), is('tags', 'noneOf', [`tag-${i + 1}`])),
  ],
  'a language and letters': [
    8,
    (i) =>
      all(
        is('language', 'equals', LANGUAGES[i % 5]),
        is('newsletter', 'equals', true),
        is('partnerOffers', 'equals', true),
      ),
  ],
  'an old cart': [
    6,
    (i) => all(is('openCartSince', 'notWithinLast', days(2 + i)), is('openCartValue', 'atLeast', '100')),
  ],
  'an average order': [6, (i) => is('averageOrder', 'greaterThan', String(180 + 15 * i))],
  'a visit lately': [6, (i) => is('lastVisitAt', 'withinLast', days(1 + i))],
  'registered lately': [6, (i) => is('registeredAt', 'withinLast', days(3 + 5 * i))],
  'vouchers used': [3, (i) => is('vouchersUsed', 'atLeast', 2 + i)],
  'nobody, by much asking': [
    6,
    (i) =>
      all(
        not(any(is('country', 'in', ['FR', 'DE', 'ES', 'IT', 'IE']), is('postcode', 'hasValue', undefined))),
        is('productsBought', 'noneOf', [`p${i}`, 'p1999']),
      ),
  ],
  'nearly nobody, by much asking': [
    6,
    (i) =>
      all(
        any(
          is('productsBought', 'allOf', [`p${i}`, `p${i + 1}`]),
          is('tags', 'allOf', [`tag-${i}`, `tag-${i + 9}`]),
        ),
        not(is('categoriesBought', 'anyOf', ['garden'], { withinLast: days(365) })),
        not(is('language', 'equals', 'de')),
      ),
  ],
  'half of everybody': [
    3,
    (i) => any(is('newsletter', 'equals', true), is('vouchersUsed', 'atLeast', 9 - i)),
  ],
  'bought nothing of a kind, and more': [
    2,
    (i) =>
      all(
        ordered,
        is(
          'productsBought',
          'noneOf',
          series(20, (j) => `p${j}`),
        ),
        is('totalSpent', 'lessThan', String(60 + i)),
      ),
  ],
};

/** Rules with groups in them. */
const byGroups = ({ groupIds }: SegmentedShop): SegmentDefinition[] => [
  ...series(5, (i) => ({
    name: `a group and much spent ${i}`,
    rule: all(is('groups', 'anyOf', [groupIds[i]]), is('totalSpent', 'atLeast', String(700 + 100 * i))),
  })),
  ...series(5, (i) => ({
    name: `a default group and an age ${i}`,
    rule: all(is('defaultGroup', 'equals', groupIds[0]), is('age', 'between', [30 + 5 * i, 32 + 5 * i])),
  })),
  ...series(5, (i) => ({
    name: `groups with others left out ${i}`,
    rule: null,
    includedGroupIds: groupIds.slice(6 + i, 7 + i),
    excludedGroupIds: groupIds.slice(1, 2),
  })),
];

/** 200 segments of all kinds. */
export function segmentDefinitions(shop: SegmentedShop): readonly SegmentDefinition[] {
  const kinds = Object.entries(KINDS).flatMap(([name, [count, rule]]) =>
    series(count, (i) => ({ name: `${name} ${i}`, rule: rule(i) })),
  );
  return [
    { name: MARKS.order, rule: is('productsBought', 'anyOf', [MARKS.order]) },
    { name: MARKS.profile, rule: is('postcode', 'equals', MARKS.profile) },
    { name: MARKS.tag, rule: is('tags', 'anyOf', [MARKS.tag]) },
    ...kinds,
    ...byGroups(shop),
  ];
}

/** New rules to look at before they are saved, some of each kind: none is one of a segment that is there. */
export function rulesToPreview(
  shop: SegmentedShop,
  each: number,
): readonly (readonly [kind: string, SegmentDefinition[]])[] {
  return [
    ...Object.entries(KINDS).map(
      ([kind, [count, rule]]) =>
        [kind, series(each, (i) => ({ name: kind, rule: rule(count + i) }))] as const,
    ),
    [
      'groups',
      byGroups(shop)
        .filter(({ name }) => / [0-4]$/.test(name))
        .slice(0, each),
    ] as const,
    [
      'groups with others left out',
      series(each, (i) => ({
        ...{ name: 'groups', rule: null, includedGroupIds: shop.groupIds.slice(3 + i, 5 + i) },
        excludedGroupIds: shop.groupIds.slice(0, 1),
      })),
    ] as const,
  ];
}
