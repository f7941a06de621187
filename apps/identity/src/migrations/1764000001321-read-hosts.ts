import type { MigrationInterface, QueryRunner } from 'typeorm';

const COLUMNS = 'position, number, first_name, last_name, normalized_email, company, phone';

/** Customers are found by the host of their e-mail address in its own letters, too: `xn--mller-kva.de` is also `müller.de`. */
export class ReadHosts1764000001321 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Nobody writes a customer meanwhile who would be passed over below.
      LOCK TABLE customers IN SHARE ROW EXCLUSIVE MODE;
      ${READABLE}
      ${keep(`
        IF strpos(NEW.normalized_email, 'xn--') > 0 THEN
          NEW.search := NEW.search || customer_search_readable(NEW.position, NEW.normalized_email);
        END IF;`)}
      UPDATE customers SET search = search || customer_search_readable(position, normalized_email)
      WHERE normalized_email LIKE '%xn--%';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      LOCK TABLE customers IN SHARE ROW EXCLUSIVE MODE;
      ${keep('')}
      UPDATE customers SET search = customer_search(${COLUMNS}) WHERE normalized_email LIKE '%xn--%';
      DROP FUNCTION customer_search_readable, readable_email, readable_label;
    `);
  }
}

const keep = (more: string): string => `
  CREATE OR REPLACE FUNCTION keep_customer_search() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    NEW.search := customer_search(${COLUMNS.replace(/\w+/g, 'NEW.$&')});${more}
    RETURN NEW;
  END $$;
`;

const READABLE = `
  -- A label of a host in its own letters (RFC 3492); as it is where it has none.
  CREATE FUNCTION readable_label(label text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
  DECLARE
    dash    integer := strpos(reverse(label), '-');
    letters text[]  := CASE WHEN length(label) - dash > 3 THEN string_to_array(substr(left(label, -dash), 5), NULL) ELSE '{}' END;
    code    text    := right(label, dash - 1);
    place   bigint  := 0;
    point   bigint  := 128;
    bias    bigint  := 72;
    at      integer := 1;
    before bigint; weight bigint; step bigint; digit bigint; least_digit bigint; delta bigint; many bigint;
  BEGIN
    IF label NOT LIKE 'xn--%' THEN RETURN label; END IF;
    WHILE at <= length(code) LOOP
      before := place; weight := 1; step := 36;
      LOOP
        IF at > length(code) THEN RETURN label; END IF;
        digit := strpos('abcdefghijklmnopqrstuvwxyz0123456789', substr(code, at, 1)) - 1;
        IF digit < 0 THEN RETURN label; END IF;
        at := at + 1;
        place := place + digit * weight;
        least_digit := least(greatest(step - bias, 1), 26);
        EXIT WHEN digit < least_digit;
        weight := weight * (36 - least_digit);
        step := step + 36;
      END LOOP;
      many  := cardinality(letters) + 1;
      delta := (place - before) / CASE WHEN before = 0 THEN 700 ELSE 2 END;
      delta := delta + delta / many;
      step  := 0;
      WHILE delta > 455 LOOP
        delta := delta / 35;
        step := step + 36;
      END LOOP;
      bias    := step + 36 * delta / (delta + 38);
      point   := point + place / many;
      place   := place % many;
      letters := letters[:place] || chr(point::integer) || letters[place + 1:];
      place   := place + 1;
    END LOOP;
    RETURN array_to_string(letters, '');
  EXCEPTION WHEN numeric_value_out_of_range OR program_limit_exceeded THEN
    RETURN label;
  END $$;

  CREATE FUNCTION readable_email(email text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN (
    SELECT left(email, -length(host)) || (
      SELECT string_agg(readable_label(label), '.' ORDER BY place)
      FROM string_to_table(host, '.') WITH ORDINALITY AS labels (label, place))
    FROM substring(email FROM '[^@]*$') AS host
  );

  -- The words of an e-mail address as it is read.
  CREATE FUNCTION customer_search_readable(place bigint, email text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
    customer_search(place, NULL, NULL, NULL, readable_email(email), NULL, NULL);
`;
