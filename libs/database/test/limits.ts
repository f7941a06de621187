import type { Limits } from '../src';

/** Short, as some tests wait for the end of them. */
export const SHORT: Limits = { connectMs: 500, lockMs: 2_000, statementMs: 2_500 };
