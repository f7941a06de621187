import { defineProblem } from '@clientele/contracts';

/** The cursor is not one that this list gave out for this sort order. */
export class CursorNotValid extends defineProblem(
  'invalid',
  'cursor-not-valid',
  'The cursor does not belong to this list',
) {}

/** The list cannot be sorted by this. */
export class SortNotValid extends defineProblem(
  'invalid',
  'sort-not-valid',
  'The list cannot be sorted like this',
) {}

/** A column a list can be sorted by. */
export interface SortColumn {
  /** SQL expression, never made from input. */
  readonly sql: string;
  /** Postgres type, to read the cursor's text back. */
  readonly type: 'text' | 'timestamptz' | 'date' | 'numeric' | 'integer' | 'bigint' | 'uuid' | 'boolean';
  /**
   * Rows without a value come last, whatever the direction: they count as the greatest value going up, as the least going
   * down. The index on `sortValue` of each direction serves it.
   */
  readonly nullable?: boolean;
  /** Goes up as the column goes down, such as an age against a birthday. */
  readonly reversed?: boolean;
  /** What settles ties before the key does, in a list that is sorted by this column alone: for few values with many rows each. */
  readonly then?: SortColumn;
}

/** How a list can be read: what it sorts by, and the unique column that settles ties. */
export interface PageDefinition {
  readonly sortable: Readonly<Record<string, SortColumn>>;
  readonly defaultSort: string;
  readonly key: SortColumn;
}

/** What the caller asks for. */
export interface PageRequest {
  readonly limit: number;
  readonly sort?: string;
  readonly cursor?: string;
}

/** One page of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Where the next page begins; null on the last. */
  readonly nextCursor: string | null;
}

/** SQL and parameters that fetch one page. */
export interface PageSql {
  /** To be put in front of the selected columns: the values the next cursor is made of. */
  readonly cursorColumn: string;
  /** `true`, or the condition that continues after the cursor. */
  readonly after: string;
  /** With `ORDER BY` and `LIMIT`: one row more than asked, to know whether there is a next page. */
  readonly orderAndLimit: string;
  /** The limit alone. */
  readonly limit: string;
  /**
   * The same among rows whose first column has this value, in the order of the columns behind it: a list by a column of few values
   * is put together from as many walks of an index that does not know the column.
   */
  readonly among: (value: string) => Pick<PageSql, 'after' | 'orderAndLimit'>;
}

const USUAL_LENGTHS: ReadonlySet<number> = new Set([20, 50, 100, 200]);

/**
 * Whether a page is as long as most are. Their length is written out: a plan that is made for any values takes a length that it does
 * not know for a tenth of the table. Other lengths are parameters, as each text is prepared on every connection.
 */
export const isUsualLength = ({ limit }: PageRequest): boolean => USUAL_LENGTHS.has(limit);

interface SortTerm extends SortColumn {
  readonly descending: boolean;
}

/**
 * Keyset pagination: page 1 000 costs what page 1 costs, and rows that come or go do not shift the pages.
 * `parameters` collects the values that the SQL refers to.
 */
export function pageSql(definition: PageDefinition, request: PageRequest, parameters: unknown[]): PageSql {
  const sort = request.sort ?? definition.defaultSort;
  const terms = termsOf(definition, sort);
  const cursor = request.cursor === undefined ? undefined : decodeCursor(request.cursor, sort, terms);
  const bounds = cursor && terms.map(({ type }, i) => `${bind(parameters, cursor[i])}::${type}`);

  const rows = request.limit + 1;
  const limit = isUsualLength(request) ? String(rows) : `${bind(parameters, rows)}::integer`;

  return {
    cursorColumn: `json_build_array(${terms.map(({ sql }) => `(${sql})::text`).join(', ')})::text AS "cursor"`,
    after: bounds ? afterBounds(terms, bounds) : 'true',
    orderAndLimit: orderAndLimitOf(terms, limit),
    limit,
    among: (value) => ({
      after: bounds ? afterBoundsAmong(value, terms, bounds) : 'true',
      orderAndLimit: orderAndLimitOf(terms.slice(1), limit),
    }),
  };
}

/** Makes the page of the rows that `pageSql` fetched. */
export function toPage<Row extends { cursor: string }, T>(
  rows: readonly Row[],
  definition: PageDefinition,
  request: PageRequest,
  view: (row: Row) => T,
): Page<T> {
  const shown = rows.slice(0, request.limit);
  const last = shown.at(-1);
  return {
    items: shown.map(view),
    nextCursor:
      rows.length > request.limit && last
        ? encodeCursor(request.sort ?? definition.defaultSort, last.cursor)
        : null,
  };
}

function termsOf({ sortable, key }: PageDefinition, sort: string): SortTerm[] {
  const names = sort.split(',').map((name) => name.trim());
  const terms = names.map((name) => {
    const isMinus = name.startsWith('-');
    const column = Object.hasOwn(sortable, name.slice(Number(isMinus)))
      ? sortable[name.slice(Number(isMinus))]
      : undefined;
    if (!column) {
      throw new SortNotValid({
        detail: `Sort by ${Object.keys(sortable).join(', ')}, with a minus in front for descending.`,
        errors: [{ pointer: '/sort', code: 'not-sortable', message: `${name} is not a sortable column.` }],
      });
    }
    const descending = isMinus !== (column.reversed ?? false);
    return { ...column, sql: sortValue(column, descending ? 'down' : 'up'), descending };
  });
  if (new Set(names.map((name) => name.replace('-', ''))).size < terms.length) {
    throw new SortNotValid({
      errors: [{ pointer: '/sort', code: 'repeated', message: 'A column is named twice.' }],
    });
  }
  if (terms.some(({ sql }) => sql === key.sql)) return terms;
  const [only] = terms;
  if (terms.length === 1 && only?.then) terms.push({ ...only.then, descending: only.descending });
  // The tie-breaker runs the same way as the column before it, so that one index serves both directions.
  return [...terms, { ...key, descending: terms.at(-1)?.descending ?? false }];
}

const GREATEST: Readonly<Record<SortColumn['type'], string>> = {
  text: "U&'\\+10FFFF'",
  timestamptz: "'infinity'",
  date: "'infinity'",
  numeric: "'Infinity'",
  integer: '2147483647',
  bigint: '9223372036854775807',
  uuid: "'ffffffff-ffff-ffff-ffff-ffffffffffff'",
  boolean: 'true',
};

const LEAST: Readonly<Record<SortColumn['type'], string>> = {
  text: "''",
  timestamptz: "'-infinity'",
  date: "'-infinity'",
  numeric: "'-Infinity'",
  integer: '-2147483648',
  bigint: '-9223372036854775808',
  uuid: "'00000000-0000-0000-0000-000000000000'",
  boolean: 'false',
};

/** What a column is sorted by going up or down, as SQL: for filters on what an index serves. */
export const sortValue = ({ sql, type, nullable }: SortColumn, direction: 'up' | 'down'): string =>
  nullable ? `coalesce(${sql}, ${(direction === 'up' ? GREATEST : LEAST)[type]})` : sql;

const orderOf = ({ sql, descending }: SortTerm): string => `${sql} ${descending ? 'DESC' : 'ASC'}`;

const orderAndLimitOf = (terms: readonly SortTerm[], limit: string): string =>
  `ORDER BY ${terms.map(orderOf).join(', ')} LIMIT ${limit}`;

function afterBounds(terms: readonly SortTerm[], bounds: readonly string[]): string {
  // One row comparison is one index range; it needs a single direction.
  if (terms.every(({ descending }) => descending === terms[0]?.descending)) {
    const comparison = terms[0]?.descending ? '<' : '>';
    return `(${terms.map(({ sql }) => sql).join(', ')}) ${comparison} (${bounds.join(', ')})`;
  }
  const alternatives = terms.map((term, i) =>
    [
      ...terms.slice(0, i).map(({ sql }, j) => `${sql} = ${bounds[j]}`),
      `${term.sql} ${term.descending ? '<' : '>'} ${bounds[i]}`,
    ].join(' AND '),
  );
  return `(${rangeOf(terms[0], bounds[0])}(${alternatives.map((condition) => `(${condition})`).join(' OR ')}))`;
}

// Values behind that of the cursor are read from their beginning, those before it not at all.
function afterBoundsAmong(value: string, terms: readonly SortTerm[], bounds: readonly string[]): string {
  const [first, ...others] = terms;
  const [reached, ...rest] = bounds;
  const beginnings = others.map(({ type, descending }, i) => {
    const beginning = `${(descending ? GREATEST : LEAST)[type]}::${type}`;
    return `CASE WHEN ${value} = ${reached} THEN ${rest[i]} ELSE ${beginning} END`;
  });
  return `${value} ${first?.descending ? '<=' : '>='} ${reached} AND ${afterBounds(others, beginnings)}`;
}

// Says again what follows from the alternatives: without it no index would find the place to go on from.
const rangeOf = (first: SortTerm | undefined, bound: string | undefined): string =>
  first ? `${first.sql} ${first.descending ? '<=' : '>='} ${bound} AND ` : '';

const bind = (parameters: unknown[], value: unknown): string => `$${parameters.push(value)}`;

const encodeCursor = (sort: string, values: string): string =>
  Buffer.from(JSON.stringify([sort, values])).toString('base64url');

function decodeCursor(cursor: string, sort: string, terms: readonly SortTerm[]): string[] {
  const decoded = parse(Buffer.from(cursor, 'base64url').toString());
  if (!Array.isArray(decoded) || decoded[0] !== sort || typeof decoded[1] !== 'string') throw notACursor();
  const values = parse(decoded[1]);
  if (!Array.isArray(values) || values.length !== terms.length) throw notACursor();
  return values.map((value: unknown, i) => {
    if (typeof value !== 'string' || !mayBe(terms[i]?.type, value)) throw notACursor();
    return value;
  });
}

// An instant may be written with the name of a zone, which, if there is none of it, is refused like a mistake of ours.
const mayBe = (type: SortColumn['type'] | undefined, value: string): boolean =>
  !['date', 'timestamptz'].includes(type ?? '') || /^(-?infinity|[\d :.+-]+( BC)?)$/.test(value);

const notACursor = () =>
  new CursorNotValid({
    detail: 'A cursor continues the list that gave it, with the same sort.',
    errors: [{ pointer: '/cursor', code: 'not-valid', message: 'This cursor is not from this list.' }],
  });

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
