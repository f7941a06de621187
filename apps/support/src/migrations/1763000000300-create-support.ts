import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateSupport1763000000300 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE inboxes (
        id            uuid CONSTRAINT inboxes_pkey PRIMARY KEY,
        shop_id       uuid NOT NULL,
        title         jsonb NOT NULL CONSTRAINT inboxes_title_check CHECK (title <> '{}'),
        description   jsonb NOT NULL,
        email         text NOT NULL,
        save_messages boolean NOT NULL,
        position      integer NOT NULL,
        enabled       boolean NOT NULL,
        version       integer NOT NULL,
        created_at    timestamptz NOT NULL,
        updated_at    timestamptz NOT NULL
      );
      CREATE INDEX inboxes_shop_id_position_idx ON inboxes (shop_id, position, id);

      -- What people quote; the first has six digits like all that follow for long.
      CREATE SEQUENCE threads_number_seq START 100001;

      CREATE TABLE threads (
        id                uuid CONSTRAINT threads_pkey PRIMARY KEY,
        shop_id           uuid NOT NULL,
        number            bigint NOT NULL,
        inbox_id          uuid NOT NULL CONSTRAINT threads_inbox_id_fkey REFERENCES inboxes,
        subject           text NOT NULL,
        email             text NOT NULL,
        customer_id       uuid,
        contact_id        uuid,
        order_reference   text,
        order_id          uuid,
        product_id        text,
        status            text NOT NULL
                          CONSTRAINT threads_status_check CHECK (status IN ('open', 'closed', 'pending-1', 'pending-2')),
        assignee_id       uuid,
        unread            boolean NOT NULL,
        last_message_at   timestamptz NOT NULL,
        first_response_at timestamptz,
        version           integer NOT NULL,
        created_at        timestamptz NOT NULL,
        updated_at        timestamptz NOT NULL,
        CONSTRAINT threads_order_id_check CHECK (order_id IS NULL OR (order_reference IS NOT NULL AND customer_id IS NOT NULL))
      );
      CREATE UNIQUE INDEX threads_number_key ON threads (number);
      CREATE INDEX threads_inbox_id_last_message_at_idx ON threads (inbox_id, last_message_at, id);
      CREATE INDEX threads_shop_id_last_message_at_idx ON threads (shop_id, last_message_at, id);
      CREATE INDEX threads_shop_id_status_last_message_at_idx ON threads (shop_id, status, last_message_at, id);
      CREATE INDEX threads_shop_id_created_at_idx ON threads (shop_id, created_at, id);
      CREATE INDEX threads_customer_id_last_message_at_idx ON threads (customer_id, last_message_at, id);
      CREATE INDEX threads_assignee_id_last_message_at_idx ON threads (assignee_id, last_message_at, id);
      CREATE INDEX threads_unread_idx ON threads (shop_id, last_message_at, id) WHERE unread;
      CREATE INDEX threads_email_idx ON threads (shop_id, lower(email));

      CREATE TABLE messages (
        id                  uuid CONSTRAINT messages_pkey PRIMARY KEY,
        thread_id           uuid NOT NULL CONSTRAINT messages_thread_id_fkey REFERENCES threads,
        sender              text NOT NULL CONSTRAINT messages_sender_check CHECK (sender IN ('customer', 'employee')),
        author_id           uuid,
        channel             text NOT NULL CONSTRAINT messages_channel_check CHECK (channel IN ('form', 'api')),
        text                text NOT NULL,
        internet_message_id text,
        created_at          timestamptz NOT NULL
      );
      CREATE INDEX messages_thread_id_created_at_idx ON messages (thread_id, created_at, id);
      CREATE INDEX messages_internet_message_id_idx ON messages (internet_message_id);

      CREATE TABLE thread_changes (
        id         uuid CONSTRAINT thread_changes_pkey PRIMARY KEY,
        thread_id  uuid NOT NULL CONSTRAINT thread_changes_thread_id_fkey REFERENCES threads,
        actor_kind text NOT NULL,
        actor_id   text NOT NULL,
        changes    jsonb NOT NULL,
        created_at timestamptz NOT NULL
      );
      CREATE INDEX thread_changes_thread_id_idx ON thread_changes (thread_id, created_at, id);

      CREATE TABLE mails (
        id                  uuid CONSTRAINT mails_pkey PRIMARY KEY,
        shop_id             uuid NOT NULL,
        kind                text NOT NULL CONSTRAINT mails_kind_check CHECK (kind IN ('reply', 'forward')),
        thread_id           uuid CONSTRAINT mails_thread_id_fkey REFERENCES threads,
        message_id          uuid CONSTRAINT mails_message_id_fkey REFERENCES messages,
        from_name           text NOT NULL,
        from_address        text NOT NULL,
        to_address          text NOT NULL,
        reply_to            text NOT NULL,
        subject             text NOT NULL,
        text                text NOT NULL,
        html                text,
        internet_message_id text NOT NULL,
        in_reply_to         text,
        references_ids      text[] NOT NULL,
        state               text NOT NULL
                            CONSTRAINT mails_state_check CHECK (state IN ('queued', 'sending', 'sent', 'failed')),
        attempts            integer NOT NULL,
        next_attempt_at     timestamptz CONSTRAINT mails_next_attempt_at_check CHECK ((state = 'queued') = (next_attempt_at IS NOT NULL)),
        leased_until        timestamptz CONSTRAINT mails_leased_until_check CHECK ((state = 'sending') = (leased_until IS NOT NULL)),
        outcome_unknown     boolean NOT NULL,
        last_error          text,
        sent_at             timestamptz CONSTRAINT mails_sent_at_check CHECK ((state = 'sent') = (sent_at IS NOT NULL)),
        created_at          timestamptz NOT NULL
      );
      CREATE UNIQUE INDEX mails_message_id_key ON mails (message_id);
      CREATE UNIQUE INDEX mails_internet_message_id_key ON mails (internet_message_id);
      CREATE INDEX mails_thread_id_idx ON mails (thread_id);
      CREATE INDEX mails_next_attempt_at_idx ON mails (next_attempt_at) WHERE state = 'queued';
      CREATE INDEX mails_leased_until_idx ON mails (leased_until) WHERE state = 'sending';
      CREATE INDEX mails_shop_id_created_at_idx ON mails (shop_id, created_at, id);
      CREATE INDEX mails_shop_id_state_created_at_idx ON mails (shop_id, state, created_at, id);
      CREATE INDEX mails_to_address_idx ON mails (shop_id, lower(to_address));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      'DROP TABLE mails, thread_changes, messages, threads, inboxes; DROP SEQUENCE threads_number_seq',
    );
  }
}
