import type { Database, PageDefinition } from '@clientele/database';
import type { FormName } from '@clientele/forms';
import type { Column } from '../imports/column.domain';
import { ownFieldsOf } from '../forms/own-fields.queries';
import { ownColumnName } from '../imports/own-fields.domain';
import type { ExportOptions } from './export-options';

/** The circumstances of an export. */
export interface ExportContext<Filters> extends Pick<ExportOptions, 'language' | 'seenBy'> {
  readonly shopId: string;
  readonly filters: Filters;
  readonly now: Date;
}

/** What there is to export, as SQL: in an order in which no row moves. */
export interface ExportRows {
  readonly page: PageDefinition;
  /** The rows of one item as a JSON array, given the SQL of a row. */
  readonly view: (row: string) => string;
  /** `FROM … WHERE …`; its values are in the parameters. */
  readonly matches: string;
  readonly parameters: readonly unknown[];
}

/** Something that can be exported. */
export interface ExportSource {
  /** Cells as SQL, by the names of fields: text, true, false or null. */
  readonly cells: Readonly<Record<string, string>>;
  /** The form whose own fields come after those of the full layout, and the SQL of their values. */
  readonly own: { readonly form: FormName; readonly values: string };
  /** The fields of the full layout: those that can be imported. */
  readonly full: readonly string[];
  /** Those that come after, in shops where there is something to tell. */
  more(shopId: string): Promise<readonly string[]>;
  rows(context: ExportContext<object>): Promise<ExportRows>;
}

/** An item that is one row. */
export const oneRow = (row: string): string => `json_build_array(${row})`;

/** The fields of those columns that there are cells for: passwords are imported, and never exported. */
export const fieldsWith = (
  columns: readonly Column[],
  cells: Readonly<Record<string, string>>,
): readonly string[] => columns.map(({ field }) => field).filter((field) => field in cells);

/** Cells of own fields. Their names are letters and digits. */
export async function ownCells(
  on: Database,
  shopId: string,
  { own }: Pick<ExportSource, 'own'>,
): Promise<Readonly<Record<string, string>>> {
  const fields = await ownFieldsOf(on, shopId, own.form);
  return Object.fromEntries(fields.map(({ field }) => [ownColumnName(field), `${own.values}->>'${field}'`]));
}
