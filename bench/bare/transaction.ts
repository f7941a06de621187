import type { Pool, PoolClient } from 'pg';

/** Runs work between BEGIN and COMMIT on one connection. */
export async function transaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    // Travels with the first statement, as in the services.
    client.query('BEGIN').catch(() => undefined);
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}
