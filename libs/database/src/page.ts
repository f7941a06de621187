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
  /** Rows without a value come last, whatever the direction. */
  readonly nullable?: boolean;
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
}

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

  return {
    cursorColumn: `json_build_array(${terms.map(({ sql }) => `(${sql})::text`).join(', ')})::text AS "cursor"`,
    after: cursor ? afterCursor(terms, cursor, parameters) : 'true',
    orderAndLimit:
      `ORDER BY ${terms.map(orderOf).join(', ')} ` + `LIMIT ${bind(parameters, request.limit + 1)}::integer`,
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
    const descending = name.startsWith('-');
    const column = Object.hasOwn(sortable, name.slice(Number(descending)))
      ? sortable[name.slice(Number(descending))]
      : undefined;
    if (!column) {
      throw new SortNotValid({
        detail: `Sort by ${Object.keys(sortable).join(', ')}, with a minus in front for descending.`,
        errors: [{ pointer: '/sort', code: 'not-sortable', message: `${name} is not a sortable column.` }],
      });
    }
    return { ...column, descending };
  });
  if (new Set(terms.map(({ sql }) => sql)).size < terms.length) {
    throw new SortNotValid({
      errors: [{ pointer: '/sort', code: 'repeated', message: 'A column is named twice.' }],
    });
  }
  if (terms.some(({ sql }) => sql === key.sql)) return terms;
  // The tie-breaker runs the same way as the column before it, so that one index serves both directions.
  return [...terms, { ...key, descending: terms.at(-1)?.descending ?? false }];
}

const orderOf = ({ sql, descending, nullable }: SortTerm): string =>
  `${sql} ${descending ? 'DESC' : 'ASC'}${nullable && descending ? ' NULLS LAST' : ''}`;

function afterCursor(
  terms: readonly SortTerm[],
  values: readonly (string | null)[],
  parameters: unknown[],
): string {
  const bound = terms.map(({ type }, i) =>
    values[i] === null ? null : `${bind(parameters, values[i])}::${type}`,
  );

  // One row comparison is one index range; it needs a single direction and no missing values.
  if (terms.every(({ nullable, descending }) => !nullable && descending === terms[0]?.descending)) {
    const comparison = terms[0]?.descending ? '<' : '>';
    return `(${terms.map(({ sql }) => sql).join(', ')}) ${comparison} (${bound.join(', ')})`;
  }
  const alternatives = terms.map((term, i) => {
    const equal = terms
      .slice(0, i)
      .map(({ sql }, j) => (bound[j] ? `${sql} = ${bound[j]}` : `${sql} IS NULL`));
    return [...equal, isAfter(term, bound[i] ?? null)].join(' AND ');
  });
  return `(${rangeOf(terms[0], bound[0])}(${alternatives.map((condition) => `(${condition})`).join(' OR ')}))`;
}

// Says again what follows from the alternatives: without it no index would find the place to go on from.
function rangeOf(first: SortTerm | undefined, bound: string | null | undefined): string {
  if (!first) return '';
  if (!bound) return `${first.sql} IS NULL AND `;
  return first.nullable ? '' : `${first.sql} ${first.descending ? '<=' : '>='} ${bound} AND `;
}

function isAfter({ sql, descending, nullable }: SortTerm, bound: string | null): string {
  if (bound === null) return 'false';
  const further = `${sql} ${descending ? '<' : '>'} ${bound}`;
  return nullable ? `(${further} OR ${sql} IS NULL)` : further;
}

const bind = (parameters: unknown[], value: unknown): string => `$${parameters.push(value)}`;

const encodeCursor = (sort: string, values: string): string =>
  Buffer.from(JSON.stringify([sort, values])).toString('base64url');

function decodeCursor(cursor: string, sort: string, terms: readonly SortTerm[]): (string | null)[] {
  const decoded = parse(Buffer.from(cursor, 'base64url').toString());
  if (!Array.isArray(decoded) || decoded[0] !== sort || typeof decoded[1] !== 'string') throw notACursor();
  const values = parse(decoded[1]);
  if (!Array.isArray(values) || values.length !== terms.length) throw notACursor();
  return values.map((value: unknown, i) => {
    if (value === null ? !terms[i]?.nullable : typeof value !== 'string') throw notACursor();
    return value as string | null;
  });
}

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
