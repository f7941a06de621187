import { combineSchemas } from '@clientele/database';
import { httpSchema } from '@clientele/http';
import { jobsSchema } from '@clientele/jobs';
import { mergingSchema } from '@clientele/merging';
import { messagingSchema } from '@clientele/messaging';
import { salesTeamsSchema } from '@clientele/sight';
import { AssignmentReplayOrder } from './assignment-replays/assignment-replay-order.entity';
import { AssignmentReplayRow } from './assignment-replays/assignment-replay-row.entity';
import { AutoAssignmentGroup } from './auto-assignments/auto-assignment-group.entity';
import { AutoAssignmentSettings } from './auto-assignments/auto-assignment-settings.entity';
import { OrderReversal } from './auto-assignments/order-reversal.entity';
import { AutoAssignment } from './auto-assignments/auto-assignment.entity';
import { BoughtItem } from './facts/bought-item.entity';
import { CustomerCart } from './facts/customer-cart.entity';
import { CustomerFacts } from './facts/customer-facts.entity';
import { FactChange } from './facts/fact-change.entity';
import { CustomerOrder } from './facts/customer-order.entity';
import { CategoryDiscount } from './groups/category-discount.entity';
import { GroupSettings } from './group-settings/group-settings.entity';
import { GroupDeletion } from './groups/group-deletion.entity';
import { GroupSizeChange } from './groups/group-size-change.entity';
import { GroupSize } from './groups/group-size.entity';
import { Group } from './groups/group.entity';
import { Grant } from './memberships/grant.entity';
import { Member } from './memberships/member.entity';
import { MergedMembership } from './memberships/merged-membership.entity';
import { MembershipChange } from './memberships/membership-change.entity';
import { MembershipBatchFile } from './membership-batches/membership-batch-file.entity';
import { MembershipBatchRow } from './membership-batches/membership-batch-row.entity';
import { Membership } from './memberships/membership.entity';
import { CreateGroups1763000000000 } from './migrations/1763000000000-create-groups';
import { CreateMemberships1763000000001 } from './migrations/1763000000001-create-memberships';
import { CreateAutoAssignments1763000000002 } from './migrations/1763000000002-create-auto-assignments';
import { CreateSnapshots1763000000003 } from './migrations/1763000000003-create-snapshots';
import { CreateMergedMemberships1764000000741 } from './migrations/1764000000741-create-merged-memberships';
import { CreateMembershipChanges1764000000832 } from './migrations/1764000000832-create-membership-changes';
import { CreateOrderReversals1764000000831 } from './migrations/1764000000831-create-order-reversals';
import { CreateCustomerFacts1764000000850 } from './migrations/1764000000850-create-customer-facts';
import { CreateSegments1764000000851 } from './migrations/1764000000851-create-segments';
import { CreateGroupSizes1764000000900 } from './migrations/1764000000900-create-group-sizes';
import { CreateReplayedOrders1764000000985 } from './migrations/1764000000985-create-replayed-orders';
import { SeeShops1764000001389 } from './migrations/1764000001389-see-shops';
import { SeeSegments1764000000943 } from './migrations/1764000000943-see-segments';
import { CreateModules1764000000901 } from './migrations/1764000000901-create-modules';
import { IncludeSubcategories1764000000902 } from './migrations/1764000000902-include-subcategories';
import { CreateMembershipBatches1764000000920 } from './migrations/1764000000920-create-membership-batches';
import { CreateMembershipBatchFiles1764000001000 } from './migrations/1764000001000-create-membership-batch-files';
import { FindCustomersByFacts1764000001120 } from './migrations/1764000001120-find-customers-by-facts';
import { RoomForOutcomes1764000001001 } from './migrations/1764000001001-room-for-outcomes';
import { FindVisitorsCarts1764000001160 } from './migrations/1764000001160-find-visitors-carts';
import { KnowShops1764000001270 } from './migrations/1764000001270-know-shops';
import { SayWhatChangedMemberships1764000001280 } from './migrations/1764000001280-say-what-changed-memberships';
import { KnowCurrencies1764000001383 } from './migrations/1764000001383-know-currencies';
import { KnowMainShops1764000001391 } from './migrations/1764000001391-know-main-shops';
import { GroupsCountInShops1764000001393 } from './migrations/1764000001393-groups-count-in-shops';
import { KnownShop } from './shops/known-shop.entity';
import { TellSegmentsAgain1764000000978 } from './migrations/1764000000978-tell-segments-again';
import { NoteMembershipChanges1764000000961 } from './migrations/1764000000961-note-membership-changes';
import { CreateGroupDeletions1764000000903 } from './migrations/1764000000903-create-group-deletions';
import { CreateReminders1764000000921 } from './migrations/1764000000921-create-reminders';
import { CreateAssignmentReplays1764000000923 } from './migrations/1764000000923-create-assignment-replays';
import { AddPricePolicy1764000000970 } from './migrations/1764000000970-add-price-policy';
import { CreateSeenCustomers1764000000721 } from './migrations/1764000000721-create-seen-customers';
import { WidenAutoAssignments1764000000830 } from './migrations/1764000000830-widen-auto-assignments';
import { KeepWhatBeganApart1764000001370 } from './migrations/1764000001370-keep-what-began-apart';
import { FindOrdersByTime1764000001371 } from './migrations/1764000001371-find-orders-by-time';
import { ModuleException } from './modules/module-exception.entity';
import { StorefrontModule } from './modules/module.entity';
import { SegmentBuild } from './segments/segment-build.entity';
import { SegmentMember } from './segments/segment-member.entity';
import { SegmentPin } from './segments/segment-pin.entity';
import { SegmentTransition } from './segments/segment-transition.entity';
import { Segment } from './segments/segment.entity';
import { Snapshot } from './snapshots/snapshot.entity';

const ofLibs = [messagingSchema, httpSchema, mergingSchema, salesTeamsSchema, jobsSchema];

/** All tables of the service groups. */
export const groupsSchema = combineSchemas(...ofLibs, {
  entities: [
    Group,
    CategoryDiscount,
    GroupSize,
    GroupSizeChange,
    GroupDeletion,
    GroupSettings,
    StorefrontModule,
    ModuleException,
    Member,
    Membership,
    Grant,
    MergedMembership,
    MembershipChange,
    AutoAssignment,
    AutoAssignmentGroup,
    AutoAssignmentSettings,
    OrderReversal,
    Snapshot,
    CustomerFacts,
    CustomerOrder,
    CustomerCart,
    BoughtItem,
    FactChange,
    Segment,
    SegmentBuild,
    SegmentPin,
    SegmentMember,
    SegmentTransition,
    MembershipBatchRow,
    MembershipBatchFile,
    AssignmentReplayRow,
    AssignmentReplayOrder,
    KnownShop,
  ],
  migrations: [
    CreateGroups1763000000000,
    CreateMemberships1763000000001,
    CreateAutoAssignments1763000000002,
    CreateSnapshots1763000000003,
    CreateSeenCustomers1764000000721,
    CreateMergedMemberships1764000000741,
    WidenAutoAssignments1764000000830,
    CreateOrderReversals1764000000831,
    CreateMembershipChanges1764000000832,
    CreateCustomerFacts1764000000850,
    CreateSegments1764000000851,
    CreateGroupSizes1764000000900,
    CreateModules1764000000901,
    IncludeSubcategories1764000000902,
    CreateMembershipBatches1764000000920,
    SeeSegments1764000000943,
    NoteMembershipChanges1764000000961,
    CreateGroupDeletions1764000000903,
    CreateReminders1764000000921,
    CreateAssignmentReplays1764000000923,
    AddPricePolicy1764000000970,
    TellSegmentsAgain1764000000978,
    CreateReplayedOrders1764000000985,
    CreateMembershipBatchFiles1764000001000,
    RoomForOutcomes1764000001001,
    FindCustomersByFacts1764000001120,
    FindVisitorsCarts1764000001160,
    KnowShops1764000001270,
    SayWhatChangedMemberships1764000001280,
    KeepWhatBeganApart1764000001370,
    FindOrdersByTime1764000001371,
    KnowCurrencies1764000001383,
    KnowMainShops1764000001391,
    GroupsCountInShops1764000001393,
    SeeShops1764000001389,
  ],
});
