import { decimal, formatTotal, type Principal } from '@clientele/contracts';
import {
  Database,
  dynamicStatement,
  instantSql,
  type PageDefinition,
  pageSql,
  toPage,
} from '@clientele/database';
import { isSeen, limitedTo } from '@clientele/sight';
import { Injectable } from '@nestjs/common';
import { NO_CURRENCY } from './cart-price.domain';
import type { ListCartsQuery } from './carts.bodies';
import type { CartsPageView, CartSummaryView } from './carts.views';

type SummaryRow = Omit<CartSummaryView, 'total'> & {
  readonly cursor: string;
  readonly taxExcluded: string;
  readonly taxIncluded: string;
  readonly count: number | null;
};

const COLUMNS = `
  c.id, c.number::text, coalesce(c.at_shop_id, c.shop_id) AS "atShopId", c.state, c.customer_id AS "customerId", c.visitor_id AS "visitorId",
  c.contact_id AS "contactId", c.currency, c.lines, c.total_tax_excluded AS "taxExcluded",
  c.total_tax_included AS "taxIncluded", ${instantSql('c.abandoned_at')} AS "abandonedAt",
  ${instantSql('c.created_at')} AS "createdAt", ${instantSql('c.updated_at')} AS "updatedAt"`;

const MOST_PRODUCTS = 20;

const CONTENTS = `(
  SELECT coalesce(json_agg(json_build_object(
    'productId', l.product_id, 'sku', p.sku, 'name', p.name, 'quantity', l.quantity) ORDER BY l.id), '[]')
  FROM (SELECT * FROM cart_lines WHERE cart_id = c.id ORDER BY id LIMIT ${MOST_PRODUCTS}) l
  JOIN products p ON p.shop_id = l.shop_id AND p.id = l.product_id)`;

const PAGE: PageDefinition = {
  sortable: {
    state: { sql: 'c.state', type: 'text' },
    updatedAt: { sql: 'c.updated_at', type: 'timestamptz' },
    createdAt: { sql: 'c.created_at', type: 'timestamptz' },
    total: { sql: 'c.total_tax_included', type: 'numeric' },
  },
  defaultSort: '-updatedAt',
  key: { sql: 'c.id', type: 'uuid' },
};

/** Those of one state in the order of their last use, which an index serves. */
const BY_STATE: Readonly<Record<string, string>> = {
  state: 'state,updatedAt',
  '-state': '-state,-updatedAt',
};

/** Lists carts for employees, as of the last change of each. */
@Injectable()
export class CartList {
  constructor(private readonly db: Database) {}

  async page(caller: Principal, asked: ListCartsQuery): Promise<CartsPageView> {
    const query = { ...asked, sort: asked.sort && (BY_STATE[asked.sort] ?? asked.sort) };
    const parameters: unknown[] = [caller.shopId];
    const conditions = filters(caller, query, parameters);
    const employeeId = limitedTo(caller);
    if (employeeId !== undefined) conditions.push(isSeen('c.customer_id', `$${parameters.push(employeeId)}`));
    const matches = `FROM carts c WHERE ${conditions.join(' AND ')}`;
    const counted = query.count ? `(SELECT count(*)::integer ${matches})` : 'NULL::integer';
    const columns = query.contents ? `${COLUMNS}, ${CONTENTS} AS contents` : COLUMNS;
    const { cursorColumn, after, orderAndLimit } = pageSql(PAGE, query, parameters);

    const rows = await dynamicStatement<SummaryRow>(
      `SELECT ${cursorColumn}, ${columns}, ${counted} AS count ${matches} AND ${after} ${orderAndLimit}`,
    ).rows(this.db, parameters);
    const { items, nextCursor } = toPage(rows, PAGE, query, toSummary);
    return { items: [...items], nextCursor, ...(query.count && { total: rows[0]?.count ?? 0 }) };
  }
}

function filters({ shopId }: Principal, query: ListCartsQuery, parameters: unknown[]): string[] {
  const conditions: [string, unknown][] = [
    ['c.at_shop_id =', query.atShopId === shopId ? undefined : query.atShopId],
    ['c.number =', query.number],
    ['c.customer_id =', query.customerId],
    ['(c.customer_id IS NOT NULL) =', query.hasCustomer],
    ['c.state =', query.state],
    ['c.total_tax_included >=', query.totalFrom],
    ['c.total_tax_included <', query.totalTo],
    ['c.updated_at >=', query.updatedFrom],
    ['c.updated_at <', query.updatedTo],
  ];
  return [
    'c.shop_id = $1',
    ...(query.atShopId === shopId ? ['c.at_shop_id IS NULL'] : []),
    ...conditions.flatMap(([condition, value]) =>
      value === undefined ? [] : [`${condition} $${parameters.push(value)}`],
    ),
  ];
}

function toSummary({ taxExcluded, taxIncluded, ...cart }: SummaryRow): CartSummaryView {
  const currency = cart.currency ?? NO_CURRENCY;
  return {
    id: cart.id,
    number: cart.number,
    atShopId: cart.atShopId,
    state: cart.state,
    customerId: cart.customerId,
    visitorId: cart.visitorId,
    contactId: cart.contactId,
    currency: cart.currency,
    lines: cart.lines,
    total: {
      taxExcluded: formatTotal(decimal(taxExcluded), currency),
      taxIncluded: formatTotal(decimal(taxIncluded), currency),
    },
    ...(cart.contents && { contents: cart.contents }),
    abandonedAt: cart.abandonedAt,
    createdAt: cart.createdAt,
    updatedAt: cart.updatedAt,
  };
}
