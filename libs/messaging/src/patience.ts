/** Short, as a message that was on its way to a process that died waits so long for its next. */
export const ACK_WAIT_MS = 10_000;
/** Short, so that a consumer notices within seconds that the server it pulled from is gone. */
export const PULL_MS = 5_000;
/** How long a message waits while the database is away. */
export const AWAY_MS = 2_000;
