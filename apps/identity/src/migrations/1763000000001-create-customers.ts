import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateCustomers1763000000001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE SEQUENCE customer_numbers START 100000;

      CREATE TABLE customers (
        id                 uuid CONSTRAINT customers_pkey PRIMARY KEY,
        shop_id            uuid NOT NULL CONSTRAINT customers_shop_id_fkey REFERENCES shops,
        number             bigint NOT NULL DEFAULT nextval('customer_numbers'),
        kind               text NOT NULL CONSTRAINT customers_kind_check CHECK (kind IN ('individual', 'company')),
        is_guest           boolean NOT NULL DEFAULT false,
        title_id           uuid CONSTRAINT customers_title_id_fkey REFERENCES titles,
        first_name         text NOT NULL,
        last_name          text NOT NULL,
        email              text NOT NULL,
        normalized_email   text COLLATE "C" NOT NULL,
        phone              text,
        birthday           date,
        language           text,
        company            text,
        enabled            boolean NOT NULL,
        newsletter         boolean NOT NULL,
        partner_offers     boolean NOT NULL,
        accounting_number  text,
        external_reference text,
        registered_at      timestamptz NOT NULL,
        last_visit_at      timestamptz,
        updated_at         timestamptz NOT NULL,
        version            integer NOT NULL
      );
      CREATE UNIQUE INDEX customers_shop_id_number_key ON customers (shop_id, number);
      CREATE UNIQUE INDEX customers_shop_id_normalized_email_key ON customers (shop_id, normalized_email) WHERE NOT is_guest;
      CREATE UNIQUE INDEX customers_shop_id_external_reference_key ON customers (shop_id, external_reference);
      CREATE INDEX customers_title_id_idx ON customers (title_id);
      -- What lists are filtered and sorted by; names and e-mail by prefix, so in the order of their bytes.
      CREATE INDEX customers_shop_id_normalized_email_idx ON customers (shop_id, normalized_email, id);
      CREATE INDEX customers_shop_id_last_name_idx ON customers (shop_id, (lower(last_name) COLLATE "C"), id);
      CREATE INDEX customers_shop_id_first_name_idx ON customers (shop_id, (lower(first_name) COLLATE "C"), id);
      CREATE INDEX customers_shop_id_registered_at_idx ON customers (shop_id, registered_at, id);
      CREATE INDEX customers_shop_id_last_visit_at_idx ON customers (shop_id, last_visit_at, id);
      CREATE INDEX customers_shop_id_last_visit_at_desc_idx ON customers (shop_id, last_visit_at DESC NULLS LAST, id DESC);

      CREATE TABLE contacts (
        id               uuid CONSTRAINT contacts_pkey PRIMARY KEY,
        shop_id          uuid NOT NULL CONSTRAINT contacts_shop_id_fkey REFERENCES shops,
        title_id         uuid CONSTRAINT contacts_title_id_fkey REFERENCES titles,
        first_name       text NOT NULL,
        last_name        text NOT NULL,
        email            text NOT NULL,
        normalized_email text COLLATE "C" NOT NULL,
        phone            text,
        birthday         date,
        language         text,
        password_hash    text,
        enabled          boolean NOT NULL,
        created_at       timestamptz NOT NULL
      );
      CREATE UNIQUE INDEX contacts_shop_id_normalized_email_key ON contacts (shop_id, normalized_email);
      CREATE INDEX contacts_title_id_idx ON contacts (title_id);

      CREATE TABLE contact_links (
        id          uuid CONSTRAINT contact_links_pkey PRIMARY KEY,
        contact_id  uuid NOT NULL CONSTRAINT contact_links_contact_id_fkey REFERENCES contacts ON DELETE CASCADE,
        customer_id uuid NOT NULL CONSTRAINT contact_links_customer_id_fkey REFERENCES customers ON DELETE CASCADE,
        profile_id  uuid NOT NULL CONSTRAINT contact_links_profile_id_fkey REFERENCES profiles
      );
      CREATE UNIQUE INDEX contact_links_contact_id_customer_id_key ON contact_links (contact_id, customer_id);
      CREATE INDEX contact_links_customer_id_idx ON contact_links (customer_id);
      CREATE INDEX contact_links_profile_id_idx ON contact_links (profile_id);

      CREATE TABLE addresses (
        id                    uuid CONSTRAINT addresses_pkey PRIMARY KEY,
        shop_id               uuid NOT NULL CONSTRAINT addresses_shop_id_fkey REFERENCES shops,
        customer_id           uuid NOT NULL CONSTRAINT addresses_customer_id_fkey REFERENCES customers ON DELETE CASCADE,
        alias                 text NOT NULL,
        company               text,
        first_name            text NOT NULL,
        last_name             text NOT NULL,
        line1                 text NOT NULL,
        line2                 text,
        postcode              text COLLATE "C",
        city                  text NOT NULL,
        region                text,
        country               text NOT NULL CONSTRAINT addresses_country_check CHECK (country ~ '^[A-Z]{2}$'),
        phone                 text,
        mobile_phone          text,
        vat_number            text,
        identification_number text,
        note                  text,
        default_delivery      boolean NOT NULL,
        default_invoice       boolean NOT NULL,
        created_at            timestamptz NOT NULL,
        updated_at            timestamptz NOT NULL,
        version               integer NOT NULL
      );
      CREATE INDEX addresses_customer_id_idx ON addresses (customer_id, created_at, id);
      CREATE UNIQUE INDEX addresses_customer_id_default_delivery_key ON addresses (customer_id) WHERE default_delivery;
      CREATE UNIQUE INDEX addresses_customer_id_default_invoice_key ON addresses (customer_id) WHERE default_invoice;
      CREATE INDEX addresses_shop_id_created_at_idx ON addresses (shop_id, created_at, id);
      CREATE INDEX addresses_shop_id_country_idx ON addresses (shop_id, country, postcode, id);
      CREATE INDEX addresses_shop_id_city_idx ON addresses (shop_id, (lower(city) COLLATE "C"), id);
      CREATE INDEX addresses_shop_id_last_name_idx ON addresses (shop_id, (lower(last_name) COLLATE "C"), id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      'DROP TABLE addresses, contact_links, contacts, customers; DROP SEQUENCE customer_numbers',
    );
  }
}
