import { IsUUID } from 'class-validator';
import { defineEvent } from '../event';

/** A customer became part of another. What each service keeps of it is the survivor's from now on. */
export class CustomerMerged {
  /** Under which each service remembers what it moved. */
  @IsUUID() mergeId: string;
  @IsUUID() fromId: string;
  /** The survivor. */
  @IsUUID() intoId: string;
}

const example: CustomerMerged = {
  mergeId: '0198c0de-0000-7000-8000-000000000005',
  fromId: '0198c0de-0000-7000-8000-000000000006',
  intoId: '0198c0de-0000-7000-8000-000000000001',
};

/** A customer became part of another: two that were one, or a guest whose e-mail address proved to be a contact's. Aggregate: the merge. */
export const customerMerged = defineEvent('identity.customer.merged.v1', CustomerMerged, example);

/** A merge was taken back: what it moved and is still with the survivor goes back. Aggregate: the merge. */
export const customerMergeUndone = defineEvent(
  'identity.customer.merge-undone.v1',
  class CustomerMergeUndone extends CustomerMerged {},
  example,
);
