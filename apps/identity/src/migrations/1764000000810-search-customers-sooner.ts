import type { MigrationInterface, QueryRunner } from 'typeorm';

const WITHOUT_SPACES = '[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]';

/** The same words of a customer, found without a query for each row: that took half of the time that writing a customer takes. */
export class SearchCustomersSooner1764000000810 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE OR REPLACE FUNCTION customer_search(number bigint, first_name text, last_name text, email text, company text, phone text)
      RETURNS tsvector LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
      DECLARE
        digits text := regexp_replace(phone, '[^0-9]', '', 'g');
        joined text := translate(search_fold(concat_ws(' ', first_name, last_name, company)), '''.-', '');
        words  text[] := search_words(concat_ws(' ', number, first_name, last_name, company, email, phone))
                         || email || string_to_array(joined, ' ');
      BEGIN
        FOR start IN 1 .. coalesce(length(digits), 0) - 3 LOOP
          words := words || substr(digits, start);
        END LOOP;
        IF last_name ~ '${WITHOUT_SPACES}' THEN
          words := words || search_fold(last_name || first_name);
        END IF;
        IF array_to_string(words, ' ') ~ '${WITHOUT_SPACES}' THEN
          words := words || ARRAY(SELECT substr(word, start) FROM unnest(words) word, generate_series(2, length(word)) start
                                  WHERE word ~ '${WITHOUT_SPACES}');
        END IF;
        RETURN array_to_tsvector(array_remove(array_remove(words, NULL), ''));
      END $$;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE OR REPLACE FUNCTION customer_search(number bigint, first_name text, last_name text, email text, company text, phone text)
      RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN (
        WITH words AS (
          SELECT unnest(search_words(concat_ws(' ', number, first_name, last_name, company, email, phone))) AS word
          UNION ALL SELECT email
          UNION ALL SELECT unnest(string_to_array(
            regexp_replace(search_fold(concat_ws(' ', first_name, last_name, company)), '[''.-]', '', 'g'), ' '))
          UNION ALL SELECT search_fold(last_name || first_name)
                    WHERE last_name ~ '${WITHOUT_SPACES}'
          UNION ALL SELECT substr(digits, start)
                    FROM (SELECT regexp_replace(phone, '[^0-9]', '', 'g') AS digits) p, generate_series(1, length(digits) - 3) start
        ), endings AS (
          SELECT substr(word, start) AS word FROM words, generate_series(2, length(word)) start
          WHERE word ~ '${WITHOUT_SPACES}'
        )
        SELECT array_to_tsvector(array_agg(DISTINCT word))
        FROM (SELECT word FROM words UNION ALL SELECT word FROM endings) w WHERE word <> ''
      );
    `);
  }
}
