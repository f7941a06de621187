import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CompleteCustomers1764000000300 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(FIELDS);
    await db.query(SEARCH);
    await db.query(INDEXES);
    await db.query(SETTINGS_AND_CONSENTS);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE consent_changes, customer_settings;
      DROP FUNCTION refuse_change();
      DROP INDEX customers_shop_id_normalized_email_key, customers_shop_id_title_id_idx, customers_shop_id_enabled_idx,
        customers_shop_id_newsletter_idx, customers_shop_id_partner_offers_idx, customers_shop_id_kind_idx,
        customers_shop_id_guests_idx;
      DROP TRIGGER customers_search ON customers;
      ALTER TABLE customers DROP COLUMN search, DROP COLUMN newsletter_changed_at, DROP COLUMN newsletter_source,
        DROP COLUMN registration_number, DROP COLUMN activity_code, DROP COLUMN vat_number, DROP COLUMN website,
        DROP COLUMN allowed_outstanding, DROP COLUMN maximum_payment_days, DROP COLUMN risk_rating,
        DROP COLUMN state, DROP COLUMN closed_at, DROP COLUMN orders_count, DROP COLUMN total_spent,
        DROP COLUMN last_visit_ip;
      DROP FUNCTION keep_customer_search, customer_search_query, customer_search, search_words, search_fold;
      DROP INDEX customers_shop_id_birthday_idx, customers_shop_id_birthday_desc_idx,
        customers_shop_id_company_idx, customers_shop_id_company_desc_idx,
        customers_shop_id_last_visit_at_idx, customers_shop_id_last_visit_at_desc_idx;
      CREATE UNIQUE INDEX customers_shop_id_normalized_email_key ON customers (shop_id, normalized_email) WHERE NOT is_guest;
      CREATE INDEX customers_shop_id_last_visit_at_idx ON customers (shop_id, last_visit_at, id);
      CREATE INDEX customers_shop_id_last_visit_at_desc_idx ON customers (shop_id, last_visit_at DESC NULLS LAST, id DESC);
    `);
  }
}

const FIELDS = `
  ALTER TABLE customers
    ADD newsletter_changed_at timestamptz,
    ADD newsletter_source     text,
    ADD registration_number   text,
    ADD activity_code         text,
    ADD vat_number            text,
    ADD website               text,
    ADD allowed_outstanding   numeric(20,6) CONSTRAINT customers_allowed_outstanding_check CHECK (allowed_outstanding >= 0),
    ADD maximum_payment_days  integer CONSTRAINT customers_maximum_payment_days_check CHECK (maximum_payment_days >= 0),
    ADD risk_rating           text CONSTRAINT customers_risk_rating_check CHECK (risk_rating IN ('none', 'low', 'medium', 'high')),
    ADD state                 text NOT NULL DEFAULT 'open'
      CONSTRAINT customers_state_check CHECK (state IN ('open', 'released', 'blocked', 'erased')),
    ADD closed_at             timestamptz,
    ADD orders_count          integer NOT NULL DEFAULT 0,
    ADD total_spent           numeric(20,6) NOT NULL DEFAULT 0,
    ADD last_visit_ip         inet,
    ADD CONSTRAINT customers_closed_at_check CHECK ((state = 'open') = (closed_at IS NULL));
`;

// Words are compared without case, marks and the letters that are none with a mark. All of it is Postgres itself, in any
// locale: pg_trgm knows no letters beyond ASCII where the character type is C.
const SEARCH = `
  CREATE FUNCTION search_fold(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
    replace(replace(replace(translate(
      lower(regexp_replace(normalize($1, NFKD), '[\u0300-\u036f]', '', 'g')),
      'łøđðıħ’‐', 'loddih''-'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe');

  CREATE FUNCTION search_words(text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
    regexp_split_to_array(search_fold($1), '[][\\s,;:''"\`()/_.@+&|<>!*{}^~=#%?\\\\-]+');

  -- The words of a customer; joined where people write them so (O'Neill, 22 12 34 56, 王秀英), and what ends a telephone
  -- number or a word in a script without spaces, as what is searched for is the beginning of a word.
  CREATE FUNCTION customer_search(number bigint, first_name text, last_name text, email text, company text, phone text)
  RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN (
    WITH words AS (
      SELECT unnest(search_words(concat_ws(' ', number, first_name, last_name, company, email, phone))) AS word
      UNION ALL SELECT email
      UNION ALL SELECT unnest(string_to_array(
        regexp_replace(search_fold(concat_ws(' ', first_name, last_name, company)), '[''.-]', '', 'g'), ' '))
      UNION ALL SELECT search_fold(last_name || first_name)
                WHERE last_name ~ '[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]'
      UNION ALL SELECT substr(digits, start)
                FROM (SELECT regexp_replace(phone, '[^0-9]', '', 'g') AS digits) p, generate_series(1, length(digits) - 3) start
    ), endings AS (
      SELECT substr(word, start) AS word FROM words, generate_series(2, length(word)) start
      WHERE word ~ '[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]'
    )
    SELECT array_to_tsvector(array_agg(DISTINCT word))
    FROM (SELECT word FROM words UNION ALL SELECT word FROM endings) w WHERE word <> ''
  );

  -- What finds the customers that have a word beginning with each of these; an e-mail address is one word.
  CREATE FUNCTION customer_search_query(text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN (
    SELECT string_agg('''' || word || ''':*', ' & ')::tsquery
    FROM unnest(regexp_split_to_array($1, '\\s+')) AS typed,
         unnest(CASE WHEN typed ~ '.@' AND typed !~ '[''\\\\]' THEN ARRAY[lower(normalize(typed, NFC))]
                     ELSE search_words(typed) END) AS word
    WHERE word <> ''
  );

  -- A generated column would do, if TypeORM could read a table that has one.
  CREATE FUNCTION keep_customer_search() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    NEW.search := customer_search(NEW.number, NEW.first_name, NEW.last_name, NEW.normalized_email, NEW.company, NEW.phone);
    RETURN NEW;
  END $$;

  ALTER TABLE customers ADD search tsvector;
  UPDATE customers SET search = customer_search(number, first_name, last_name, normalized_email, company, phone);
  ALTER TABLE customers ALTER search SET NOT NULL;
  CREATE TRIGGER customers_search
    BEFORE INSERT OR UPDATE OF number, first_name, last_name, normalized_email, company, phone ON customers
    FOR EACH ROW EXECUTE FUNCTION keep_customer_search();
`;

// A column without a value counts as the last in the direction it is sorted by: one index per direction, each page a range.
const INDEXES = `
  DROP INDEX customers_shop_id_normalized_email_key, customers_shop_id_last_visit_at_idx, customers_shop_id_last_visit_at_desc_idx;

  -- Who may register: guests and closed records aside, but for blocked ones.
  CREATE UNIQUE INDEX customers_shop_id_normalized_email_key ON customers (shop_id, normalized_email)
    WHERE NOT is_guest AND state IN ('open', 'blocked');

  CREATE INDEX customers_search_idx ON customers USING gin (search);
  CREATE INDEX customers_shop_id_last_visit_at_idx ON customers (shop_id, (coalesce(last_visit_at, 'infinity')), id);
  CREATE INDEX customers_shop_id_last_visit_at_desc_idx ON customers (shop_id, (coalesce(last_visit_at, '-infinity')), id);
  CREATE INDEX customers_shop_id_birthday_idx ON customers (shop_id, (coalesce(birthday, 'infinity')), id);
  CREATE INDEX customers_shop_id_birthday_desc_idx ON customers (shop_id, (coalesce(birthday, '-infinity')), id);
  CREATE INDEX customers_shop_id_company_idx ON customers (shop_id, (coalesce(lower(company) COLLATE "C", U&'\\+10FFFF')), id);
  CREATE INDEX customers_shop_id_company_desc_idx ON customers (shop_id, (coalesce(lower(company) COLLATE "C", '')), id);
  CREATE INDEX customers_shop_id_title_id_idx
    ON customers (shop_id, (coalesce(title_id, '00000000-0000-0000-0000-000000000000')), id);
  CREATE INDEX customers_shop_id_enabled_idx ON customers (shop_id, enabled, id);
  CREATE INDEX customers_shop_id_newsletter_idx ON customers (shop_id, newsletter, id);
  CREATE INDEX customers_shop_id_partner_offers_idx ON customers (shop_id, partner_offers, id);
  CREATE INDEX customers_shop_id_kind_idx ON customers (shop_id, kind, id);
  CREATE INDEX customers_shop_id_orders_count_idx ON customers (shop_id, orders_count, id);
  CREATE INDEX customers_shop_id_total_spent_idx ON customers (shop_id, total_spent, id);
  CREATE INDEX customers_shop_id_guests_idx ON customers (shop_id, registered_at, id) WHERE is_guest;
  CREATE INDEX customers_shop_id_closed_idx ON customers (shop_id, state, registered_at, id) WHERE state <> 'open';
  CREATE INDEX customers_last_visit_ip_idx ON customers (last_visit_ip) WHERE last_visit_ip IS NOT NULL;
`;

const SETTINGS_AND_CONSENTS = `
  CREATE TABLE customer_settings (
    shop_id uuid CONSTRAINT customer_settings_pkey PRIMARY KEY
      CONSTRAINT customer_settings_shop_id_fkey REFERENCES shops,
    b2b     boolean NOT NULL,
    version integer NOT NULL
  );

  CREATE TABLE consent_changes (
    id          uuid CONSTRAINT consent_changes_pkey PRIMARY KEY,
    customer_id uuid NOT NULL CONSTRAINT consent_changes_customer_id_fkey REFERENCES customers,
    consent     text NOT NULL CONSTRAINT consent_changes_consent_check CHECK (consent IN ('newsletter', 'partner-offers')),
    given       boolean NOT NULL,
    source      text NOT NULL,
    actor_kind  text NOT NULL,
    actor_id    text NOT NULL,
    changed_at  timestamptz NOT NULL
  );
  CREATE INDEX consent_changes_customer_id_idx ON consent_changes (customer_id, changed_at, id);

  -- Evidence: what was consented to when is only ever added to.
  CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'Rows of % are only added.', TG_TABLE_NAME;
  END $$;
  CREATE TRIGGER consent_changes_append_only BEFORE UPDATE OR DELETE ON consent_changes
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
`;
