import type { EntitySchema, MigrationInterface } from 'typeorm';

type EntityClass = abstract new () => object;
type MigrationClass = new () => MigrationInterface;

/** The tables a service owns: entities for code, migrations for the database, held together by a test. */
export interface Schema {
  readonly entities: readonly (EntityClass | EntitySchema)[];
  readonly migrations: readonly MigrationClass[];
}

/** One schema of several parts, such as the tables of a lib and a service's own. */
export const combineSchemas = (...parts: readonly Schema[]): Schema => ({
  entities: parts.flatMap(({ entities }) => entities),
  migrations: parts.flatMap(({ migrations }) => migrations),
});
