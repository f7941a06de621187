/** A row read under a row lock, with its version as the statement's own snapshot saw it. */
export interface LockedRow {
  /** From the locked row: the newest. */
  readonly version: number;
  /** From a subquery on the same row: older, if the statement had to wait for the lock. */
  readonly seen: number;
}

/**
 * Reads an aggregate by one statement with `FOR UPDATE`. Postgres reads the locked row as it is after the wait, but
 * the other tables as they were before it. The two versions differ then, and the statement is run once more, when
 * nobody else can change the aggregate. Every writer must lock the row and count its version up.
 */
export async function readLocked<Row extends LockedRow>(
  read: () => Promise<Row | undefined>,
): Promise<Row | undefined> {
  const row = await read();
  return row && row.seen !== row.version ? read() : row;
}
