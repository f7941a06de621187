import type { PageDefinition } from '@clientele/database';
import type { ExportOptions } from './export-options';

/** The circumstances of an export. */
export interface ExportContext<Filters> extends Pick<ExportOptions, 'language'> {
  readonly shopId: string;
  readonly filters: Filters;
  readonly now: Date;
}

/** What there is to export, as SQL: in an order in which no row moves. */
export interface ExportRows {
  readonly page: PageDefinition;
  /** `FROM … WHERE …`; its values are in the parameters. */
  readonly matches: string;
  readonly parameters: readonly unknown[];
}

/** Something that can be exported. */
export interface ExportSource<Filters = object> {
  /** Cells as SQL, by the names of fields: text, true, false or null. */
  readonly cells: Readonly<Record<string, string>>;
  /** The fields of the full layout: those that can be imported. */
  readonly full: readonly string[];
  rows(context: ExportContext<Filters>): Promise<ExportRows>;
}
