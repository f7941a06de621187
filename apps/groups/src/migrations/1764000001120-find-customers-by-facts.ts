import type { MigrationInterface, QueryRunner } from 'typeorm';

export class FindCustomersByFacts1764000001120 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // Of what few customers have, those who do: what rules ask for is rarely the rest.
    await db.query(`
      CREATE INDEX customer_facts_postcode_idx ON customer_facts (postcode COLLATE "C") WHERE postcode IS NOT NULL;
      CREATE INDEX customer_facts_birthday_idx ON customer_facts (birthday) WHERE birthday IS NOT NULL;
      CREATE INDEX customer_facts_orders_count_idx ON customer_facts (orders_count) WHERE orders_count > 1;
      CREATE INDEX customer_facts_total_spent_idx ON customer_facts (total_spent) WHERE total_spent > 0;
      CREATE INDEX customer_facts_average_order_idx ON customer_facts (average_order) WHERE average_order IS NOT NULL;
      CREATE INDEX customer_facts_vouchers_used_idx ON customer_facts (vouchers_used) WHERE vouchers_used > 0;
      CREATE INDEX customer_facts_cart_value_idx ON customer_facts (cart_value) WHERE cart_value IS NOT NULL;
    `);
    // Who bought something is found in the index alone: the rows of very many customers are everywhere in the table.
    await db.query(`
      DROP INDEX bought_items_kind_item_id_idx;
      CREATE INDEX bought_items_kind_item_id_idx ON bought_items (kind, item_id, last_bought_at) INCLUDE (customer_id, orders);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX customer_facts_postcode_idx, customer_facts_birthday_idx, customer_facts_orders_count_idx,
        customer_facts_total_spent_idx, customer_facts_average_order_idx, customer_facts_vouchers_used_idx,
        customer_facts_cart_value_idx, bought_items_kind_item_id_idx;
      CREATE INDEX bought_items_kind_item_id_idx ON bought_items (kind, item_id, last_bought_at);
    `);
  }
}
