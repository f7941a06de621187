import type { MigrationInterface, QueryRunner } from 'typeorm';

const query = (ending: string): string => `
  CREATE OR REPLACE FUNCTION customer_search_query(text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN (
    SELECT string_agg('''' || word || '''' || ${ending}, ' & ')::tsquery
    FROM unnest(regexp_split_to_array($1, '\\s+')) AS typed,
         unnest(CASE WHEN typed ~ '.@' AND typed !~ '[''\\\\]' THEN ARRAY[lower(normalize(typed, NFC))]
                     ELSE search_words(typed) END) AS word
    WHERE word <> ''
  );
`;

/** Every number and telephone number begins with one of few digits: up to three of them are a whole word, or nothing. */
export class SearchShortNumbers1764000000305 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(query("CASE WHEN word ~ '^[0-9]{1,3}$' THEN '' ELSE ':*' END"));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(query("':*'"));
  }
}
