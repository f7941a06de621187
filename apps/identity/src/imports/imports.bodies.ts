import { asBoolean, IfGiven } from '@clientele/http';
import { ENCODINGS, type Encoding } from '@clientele/spreadsheets';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional, IsString, Length } from 'class-validator';
import { IMPORT_MODES, type ImportMode } from './import-outcome.domain';

/** What can be imported. */
export const IMPORTED = ['customers', 'contacts', 'addresses'] as const;
export type Imported = (typeof IMPORTED)[number];

/** By what rows and customers are brought together. */
export const MATCHES = ['number', 'externalReference', 'email'] as const;
export type Match = (typeof MATCHES)[number];

export class CreateImportQuery {
  /** What the rows are. */
  @IfGiven()
  @IsIn(IMPORTED)
  readonly of: Imported = 'customers';

  /**
   * By what rows and customers are brought together. Contacts are always found by their e-mail address, addresses by
   * their customer and alias.
   */
  @IfGiven()
  @IsIn(MATCHES)
  readonly match: Match = 'email';

  /** Whether new ones are made, those that are there changed, or both. */
  @IfGiven()
  @IsIn(IMPORT_MODES)
  readonly mode: ImportMode = 'both';

  /** Whether nothing is to be changed: the report tells what would be. */
  @IfGiven()
  @Transform(({ value }) => asBoolean(value))
  @IsBoolean()
  readonly dryRun: boolean = false;

  /** Whether new contacts are invited to choose a password. */
  @IfGiven()
  @Transform(({ value }) => asBoolean(value))
  @IsBoolean()
  readonly invite: boolean = false;

  /** Encoding of a CSV file; found out if not given. */
  @IsOptional()
  @IsIn(ENCODINGS)
  readonly encoding?: Encoding;

  /** Name of the file, to be shown. */
  @IsOptional()
  @IsString()
  @Length(1, 255)
  readonly name?: string;
}
