/** The monthly partitions: name, and the instant at which each begins. */
export const AUDIT_MONTHS = `
  SELECT c.relname AS name, to_timestamp(right(c.relname, 6) || '01 +00', 'YYYYMMDD TZH') AS first
  FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
  WHERE i.inhparent = 'audit_entries'::regclass AND c.relname ~ '^audit_entries_\\d{6}$'`;
