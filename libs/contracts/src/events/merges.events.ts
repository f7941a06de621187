import { IsBoolean, IsObject, IsUUID } from 'class-validator';
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

/** A service has done what a merge, or its undoing, means for what it keeps. */
export class MergeFollowed {
  @IsUUID() mergeId: string;
  /** Whether it is the undoing. */
  @IsBoolean() undone: boolean;
  /** How many of what are with the survivor by it, by table. */
  @IsObject() moved: Record<string, number>;
}

const follows: MergeFollowed = { mergeId: example.mergeId, undone: false, moved: { orders: 3 } };

/** Groups has moved what a merge moves. Aggregate: the merge; version 2 is the undoing. */
export const groupsMergeFollowed = defineEvent('groups.merge.followed.v1', MergeFollowed, follows);

/** Orders has moved what a merge moves. Aggregate: the merge; version 2 is the undoing. */
export const ordersMergeFollowed = defineEvent(
  'orders.merge.followed.v1',
  class OrdersMergeFollowed extends MergeFollowed {},
  follows,
);

/** Support has moved what a merge moves. Aggregate: the merge; version 2 is the undoing. */
export const supportMergeFollowed = defineEvent(
  'support.merge.followed.v1',
  class SupportMergeFollowed extends MergeFollowed {},
  follows,
);

/** A guest has an account from now on. */
export class CustomerConverted {
  @IsUUID() customerId: string;
  /** The contact that logs in for it, once it has set a password. */
  @IsUUID() contactId: string;
}

/** A guest became a registered customer: it leaves the group Guest and joins the group Customer. Aggregate: the customer. */
export const customerConverted = defineEvent('identity.customer.converted.v1', CustomerConverted, {
  customerId: '0198c0de-0000-7000-8000-000000000006',
  contactId: '0198c0de-0000-7000-8000-000000000002',
});
