import type { ItemKind } from '../facts/bought-items.domain';

/** What kind of values a fact has, which says what can be asked of it. */
export type FactType =
  | ('text' | 'choice' | 'id' | 'flag')
  | ('number' | 'amount' | 'instant' | 'birthday')
  | ('set' | 'purchases');

/** What the value of a condition is. */
export type ValueType = 'none' | 'one' | 'list' | 'range' | 'period' | 'days';

interface Operator {
  readonly value: ValueType;
  /** Holds exactly where the operator named does not, also for customers without a value. */
  readonly negates?: string;
}

interface Fact {
  readonly type: FactType;
  /** SQL of its value, where `f` are the customer's facts. */
  readonly sql: string;
  /** Whether there may be no value. */
  readonly missing?: true;
  readonly choices?: readonly string[];
  readonly unit?: string;
}

const PRESENCE = {
  hasValue: { value: 'none' },
  hasNoValue: { value: 'none', negates: 'hasValue' },
} as const satisfies Record<string, Operator>;
const EQUALITY = {
  equals: { value: 'one' },
  notEquals: { value: 'one', negates: 'equals' },
} as const satisfies Record<string, Operator>;
const LISTS = {
  in: { value: 'list' },
  notIn: { value: 'list', negates: 'in' },
} as const satisfies Record<string, Operator>;
const COMPARISONS = {
  ...EQUALITY,
  atLeast: { value: 'one' },
  atMost: { value: 'one' },
  greaterThan: { value: 'one' },
  lessThan: { value: 'one' },
  between: { value: 'range' },
} as const satisfies Record<string, Operator>;
const SETS = {
  anyOf: { value: 'list' },
  allOf: { value: 'list' },
  noneOf: { value: 'list', negates: 'anyOf' },
} as const satisfies Record<string, Operator>;

/** What can be asked of each type of fact. */
const OPERATORS: Readonly<Record<FactType, Readonly<Record<string, Operator>>>> = {
  text: {
    ...EQUALITY,
    ...LISTS,
    startsWith: { value: 'one' },
    notStartsWith: { value: 'one', negates: 'startsWith' },
  },
  choice: { ...EQUALITY, ...LISTS },
  id: { ...EQUALITY, ...LISTS },
  flag: EQUALITY,
  number: COMPARISONS,
  amount: COMPARISONS,
  instant: {
    before: { value: 'one' },
    notBefore: { value: 'one' },
    withinLast: { value: 'period' },
    notWithinLast: { value: 'period', negates: 'withinLast' },
  },
  birthday: { withinNext: { value: 'days' }, notWithinNext: { value: 'days', negates: 'withinNext' } },
  set: SETS,
  purchases: SETS,
};

/** What rules can be about. */
export const FACTS = {
  kind: { type: 'choice', sql: 'f.kind', choices: ['individual', 'company'], missing: true },
  title: { type: 'id', sql: 'f.title_id', missing: true },
  age: { type: 'number', sql: 'f.birthday', missing: true, unit: 'years' },
  birthday: { type: 'birthday', sql: 'f.birthday_key', missing: true, unit: 'days' },
  language: { type: 'text', sql: 'f.language', missing: true },
  country: { type: 'text', sql: 'f.country', missing: true },
  // By its characters, as only such an index finds beginnings, whatever language the database sorts by.
  postcode: { type: 'text', sql: 'f.postcode COLLATE "C"', missing: true },
  newsletter: { type: 'flag', sql: 'f.newsletter', missing: true },
  partnerOffers: { type: 'flag', sql: 'f.partner_offers', missing: true },
  registeredAt: { type: 'instant', sql: 'f.registered_at', missing: true },
  lastVisitAt: { type: 'instant', sql: 'f.last_visit_at', missing: true },
  groups: { type: 'set', sql: 'memberships' },
  defaultGroup: {
    type: 'id',
    sql: '(SELECT m.default_group_id FROM members m WHERE m.customer_id = f.customer_id)',
    missing: true,
  },
  ordersCount: { type: 'number', sql: 'f.orders_count', unit: 'orders' },
  totalSpent: { type: 'amount', sql: 'f.total_spent', unit: 'currency of the shop' },
  averageOrder: { type: 'amount', sql: 'f.average_order', missing: true, unit: 'currency of the shop' },
  firstOrderAt: { type: 'instant', sql: 'f.first_order_at', missing: true },
  lastOrderAt: { type: 'instant', sql: 'f.last_order_at', missing: true },
  productsBought: { type: 'purchases', sql: 'bought_items' },
  categoriesBought: { type: 'purchases', sql: 'bought_items' },
  openCartValue: { type: 'amount', sql: 'f.cart_value', missing: true, unit: 'currency of the shop' },
  openCartSince: { type: 'instant', sql: 'f.cart_since', missing: true },
  vouchersUsed: { type: 'number', sql: 'f.vouchers_used', unit: 'vouchers' },
  tags: { type: 'set', sql: 'f.tags' },
} as const satisfies Record<string, Fact>;

export type FactName = keyof typeof FACTS;

export const FACT_NAMES = Object.keys(FACTS) as FactName[];

export const isFact = (name: unknown): name is FactName =>
  typeof name === 'string' && Object.hasOwn(FACTS, name);

/** A fact by its name. */
export const factOf = (name: FactName): Fact => FACTS[name];

/** What a fact about purchases is about. */
export const itemKindOf = (name: FactName): ItemKind => (name === 'productsBought' ? 'product' : 'category');

/** What can be asked of a fact. */
export const operatorsOf = (name: FactName): Readonly<Record<string, Operator>> => {
  const { type, missing }: Fact = FACTS[name];
  return missing || type === 'set' || type === 'purchases'
    ? { ...OPERATORS[type], ...PRESENCE }
    : OPERATORS[type];
};
