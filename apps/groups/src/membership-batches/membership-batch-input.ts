import type { CustomerKey } from '@clientele/contracts';
import type { BaseSource } from '../memberships/member.domain';
import type { Rule } from '../segments/rule';
import type { BatchAction, BatchChange } from './membership-batch.domain';

/** In which ways the customers of a batch are told. */
export const SELECTIONS = ['ids', 'numbers', 'emails', 'segment', 'rule', 'filter', 'file'] as const;
export type Selection = (typeof SELECTIONS)[number];

/** What a batch was asked to do. */
export interface BatchInput {
  readonly action: BatchAction;
  readonly groupId: string;
  readonly fromGroupId?: string;
  readonly isDefault: boolean;
  readonly expiresAt?: string | null;
  readonly by: Selection;
  /** What names the customers, where that is not their ids. */
  readonly key?: CustomerKey;
  readonly segmentId?: string;
  readonly rule?: Rule;
  /** Filters of the list of customers, as they were given. */
  readonly filter?: object;
  /** The employee whose sales teams' customers alone are changed; not given: all. */
  readonly seenBy?: string;
}

/** How far a batch is while its customers are looked for. */
export interface Finding {
  /** The last row that there is so far. */
  readonly rows: number;
  /** The customer in it. */
  readonly found?: string;
}

/** How far it is when all of them are known. */
export interface Deciding {
  readonly rows: number;
  /** The last row that is dealt with. */
  readonly done: number;
}

export type BatchCursor = Finding | Deciding;

/** What the memberships rest on whose customers were told like this, if not on somebody's decision about each. */
const SOURCES: Readonly<Partial<Record<Selection, BaseSource>>> = { segment: 'segment', file: 'import' };

/** What is done with each customer. */
export const changeOf = ({
  action,
  groupId,
  fromGroupId,
  isDefault,
  expiresAt,
  by,
}: BatchInput): BatchChange => ({
  ...{ action, groupId, fromGroupId: fromGroupId ?? null, isDefault },
  expiresAt: typeof expiresAt === 'string' ? new Date(expiresAt) : expiresAt,
  source: SOURCES[by] ?? 'manual',
});
