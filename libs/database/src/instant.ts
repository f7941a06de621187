/** SQL that writes a `timestamptz` as the API does: UTC, ISO 8601, milliseconds; null stays null. */
export const instantSql = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
