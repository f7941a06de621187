import type { MigrationInterface, QueryRunner } from 'typeorm';

const WITHOUT_SPACES = '[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]';
const SEPARATORS = String.raw`[][\s,;:"\`()/&|<>!*{}^~=#%?\\]`;

const COLUMNS = 'number, first_name, last_name, normalized_email, company, phone';

/**
 * Customers are numbered in the order in which they are added, and each word says in which part of them: so the index is read
 * from the newest on, as far as a page needs, and whoever is added writes to one part of it.
 */
export class SearchFromTheNewest1764000001020 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(FOLD(`CASE WHEN octet_length($1) = char_length($1) THEN lower($1) ELSE ${FOLDED} END`));
    await db.query(WORDS);
    await db.query(`
      DROP TRIGGER customers_search ON customers;
      DROP INDEX customers_search_idx;
      CREATE SEQUENCE customer_positions;
      ALTER TABLE customers ADD position bigint NOT NULL DEFAULT nextval('customer_positions');
      ALTER TABLE customers ALTER search TYPE tsvector USING customer_search(position, ${COLUMNS});
      ${keep(`position, ${COLUMNS}`)}
      DROP FUNCTION customer_search(bigint, text, text, text, text, text), customer_search_query(text);

      CREATE UNIQUE INDEX customers_position_key ON customers (position);
      -- Whoever searches would read all that waits to be put in order.
      CREATE INDEX customers_search_idx ON customers USING gin (search) WITH (fastupdate = off);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(FOLD(FOLDED));
    await db.query(FORMER_WORDS);
    await db.query(`
      DROP TRIGGER customers_search ON customers;
      DROP INDEX customers_search_idx;
      ALTER TABLE customers ALTER search TYPE tsvector USING customer_search(${COLUMNS}), DROP COLUMN position;
      ${keep(COLUMNS)}
      DROP FUNCTION customer_search_query(text[], bigint, bigint), customer_search_terms, search_bucket_start,
        customer_search(bigint, bigint, text, text, text, text, text), search_bucket;
      DROP SEQUENCE customer_positions;
      CREATE INDEX customers_search_idx ON customers USING gin (search);
    `);
  }
}

const keep = (columns: string): string => `
  CREATE OR REPLACE FUNCTION keep_customer_search() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    NEW.search := customer_search(${columns.replace(/\w+/g, 'NEW.$&')});
    RETURN NEW;
  END $$;
  CREATE TRIGGER customers_search
    BEFORE INSERT OR UPDATE OF ${columns} ON customers
    FOR EACH ROW EXECUTE FUNCTION keep_customer_search();
`;

const FOLDED = `replace(replace(replace(translate(
  lower(regexp_replace(normalize($1, NFKD), '[\u0300-\u036f]', '', 'g')),
  'łøđðıħ’‐', 'loddih''-'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe')`;

// What is ASCII alone, as most is, has no marks to lose.
const FOLD = (folded: string): string => `
  CREATE OR REPLACE FUNCTION search_fold(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN ${folded};
`;

const WORDS = `
  CREATE FUNCTION search_bucket(place bigint) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
    lpad(to_hex(greatest(place, 0) >> 14), 4, '0');

  -- The words of a customer, each with the bucket in front. Seldom signs are looked for before they are replaced, and all
  -- words get their bucket at once: what is done for each word or letter is what takes the time.
  CREATE FUNCTION customer_search(place bigint, number bigint, first_name text, last_name text, email text, company text, phone text)
  RETURNS tsvector LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
  DECLARE
    bucket text := search_bucket(place);
    digits text := regexp_replace(phone, '[^0-9]', '', 'g');
    names  text := concat_ws(' ', first_name, last_name, company);
    rest   text := concat_ws(' ', number, email, phone);
    words  text;
  BEGIN
    names := search_fold(names);
    words := concat_ws(' ', names, translate(names, '''.-', ''), search_fold(rest));
    FOR start IN 1 .. coalesce(length(digits), 0) - 3 LOOP
      words := words || ' ' || substr(digits, start);
    END LOOP;
    words := translate(words, '''.@-_+', '      ');
    IF words ~ '${SEPARATORS.replace(String.raw`\s`, String.raw`\t\n\r\f\v`)}' THEN
      words := regexp_replace(words, '${SEPARATORS}+', ' ', 'g');
    END IF;
    IF octet_length(words) > char_length(words) THEN
      IF last_name ~ '${WITHOUT_SPACES}' THEN
        words := words || ' ' || search_fold(last_name || first_name);
      END IF;
      IF words ~ '${WITHOUT_SPACES}' THEN
        words := concat_ws(' ', words, (
          SELECT string_agg(substr(word, start), ' ')
          FROM string_to_table(words, ' ') word, generate_series(2, length(word)) start
          WHERE word ~ '${WITHOUT_SPACES}'));
      END IF;
    END IF;
    RETURN array_to_tsvector(array_remove(
      string_to_array(bucket || replace(words, ' ', ' ' || bucket), ' ') || (bucket || email), bucket));
  END $$;

  -- The first position of so many buckets that end with that of a position.
  CREATE FUNCTION search_bucket_start(place bigint, buckets integer) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
    greatest((place >> 14) - buckets + 1, 0) << 14;

  -- What finds a customer that has a word beginning with each of these, once the bucket is put into it; an e-mail address is
  -- one word. Numbers of up to three digits are a whole word.
  CREATE FUNCTION customer_search_terms(text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN (
    SELECT array_agg(E'''\\u0001' || word || '''' || CASE WHEN word ~ '^[0-9]{1,3}$' THEN '' ELSE ':*' END)
    FROM unnest(regexp_split_to_array($1, '\\s+')) AS typed,
         unnest(CASE WHEN typed ~ '.@' AND typed !~ '[''\\\\]' THEN ARRAY[lower(normalize(typed, NFC))]
                     ELSE search_words(typed) END) AS word
    WHERE word <> ''
  );

  -- What finds those of the buckets from one position to another.
  CREATE FUNCTION customer_search_query(terms text[], first bigint, last bigint) RETURNS tsquery
  LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN (
    SELECT string_agg('(' || replace(array_to_string(terms, ' & '), E'\\u0001', search_bucket(bucket << 14)) || ')', ' | ')::tsquery
    FROM generate_series(greatest(first, 0) >> 14, last >> 14) AS bucket
  );
`;

const FORMER_WORDS = `
  CREATE FUNCTION customer_search(number bigint, first_name text, last_name text, email text, company text, phone text)
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

  CREATE FUNCTION customer_search_query(text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN (
    SELECT string_agg('''' || word || '''' || CASE WHEN word ~ '^[0-9]{1,3}$' THEN '' ELSE ':*' END, ' & ')::tsquery
    FROM unnest(regexp_split_to_array($1, '\\s+')) AS typed,
         unnest(CASE WHEN typed ~ '.@' AND typed !~ '[''\\\\]' THEN ARRAY[lower(normalize(typed, NFC))]
                     ELSE search_words(typed) END) AS word
    WHERE word <> ''
  );
`;
