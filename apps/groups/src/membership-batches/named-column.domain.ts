/** What the rows of a file name customers by. */
export const NAMED_BY = ['id', 'number', 'email'] as const;
export type NamedBy = (typeof NAMED_BY)[number];

/** Headers without case, spaces and punctuation. */
const HEADERS: Readonly<Record<NamedBy, readonly string[]>> = {
  id: ['id', 'customerid'],
  number: ['number', 'customernumber'],
  email: ['email', 'emailaddress'],
};

/** A column that names customers. */
export interface NamedColumn {
  readonly by: NamedBy;
  /** Counts from 0. */
  readonly index: number;
}

/** Finds the column that names customers: the one that was asked for, else the one that says most exactly who is meant. */
export function namedColumn(headers: readonly string[], wanted?: NamedBy): NamedColumn | undefined {
  const names = headers.map(plain);
  return NAMED_BY.filter((by) => wanted === undefined || by === wanted)
    .map((by) => ({ by, index: names.findIndex((name) => HEADERS[by].includes(name)) }))
    .find(({ index }) => index >= 0);
}

/** How many of these headers name customers. */
export const namedColumns = (headers: readonly string[]): number =>
  headers.filter((header) => namedColumn([header]) !== undefined).length;

const plain = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
