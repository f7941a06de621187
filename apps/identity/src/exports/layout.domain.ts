import type { ExportOptions } from './export-options';

/** A column of a file. */
export interface LayoutColumn {
  readonly header: string;
  /** Where its cells come from; without one they are empty. */
  readonly field?: string;
  readonly write?: (cell: string) => string;
}

/** An instant to the second, without a time zone, as it has always been. */
const withoutZone = (instant: string): string => instant.slice(0, 19).replace('T', ' ');

/** The layout that shops of old give customers in; a separator ends each line. */
const classic = (id: ExportOptions['classicId']): readonly LayoutColumn[] => [
  { header: 'ID', field: id },
  { header: 'Title', field: 'title' },
  { header: 'Last name', field: 'lastName' },
  { header: 'First Name', field: 'firstName' },
  { header: 'Email address', field: 'email' },
  { header: 'Age', field: 'age' },
  { header: 'Enabled', field: 'enabled' },
  { header: 'News.', field: 'newsletter' },
  { header: 'Opt.', field: 'partnerOffers' },
  { header: 'Registration', field: 'registeredAt', write: withoutZone },
  { header: 'Last visit', field: 'lastVisitAt', write: withoutZone },
  { header: '' },
];

/** The columns of a file; `full` are the fields of our own layout. */
export const layoutOf = (
  { layout, columns, classicId }: Pick<ExportOptions, 'layout' | 'columns' | 'classicId'>,
  full: readonly string[],
): readonly LayoutColumn[] =>
  layout === 'classic' ? classic(classicId) : (columns ?? full).map((field) => ({ header: field, field }));

/** What the database says of a cell, as text. */
export function cellText(value: string | number | boolean | null): string {
  if (typeof value === 'boolean') return value ? '1' : '0';
  return String(value ?? '');
}
