import { AddReversals1764000000840 } from './migrations/1764000000840-add-reversals';
import { combineSchemas } from '@clientele/database';
import { filesSchema } from '@clientele/files';
import { httpSchema } from '@clientele/http';
import { jobsSchema } from '@clientele/jobs';
import { mergingSchema } from '@clientele/merging';
import { messagingSchema } from '@clientele/messaging';
import { segmentsSchema } from '@clientele/sight';
import { Address } from './addresses/address.entity';
import { ApiClient } from './api-clients/api-client.entity';
import { AuditEntry } from './audit/audit-entry.entity';
import { AuditLink } from './audit/audit-link.entity';
import { ConsentChange } from './consents/consent-change.entity';
import { Contact } from './contacts/contact.entity';
import { ContactLink } from './contacts/contact-link.entity';
import { CustomerSettings } from './customer-settings/customer-settings.entity';
import { Customer } from './customers/customer.entity';
import { Document } from './documents/document.entity';
import { DocumentUsage } from './documents/document-usage.entity';
import { GraphicalProfile } from './graphical-profiles/graphical-profile.entity';
import { Employee } from './employees/employee.entity';
import { FormRule } from './forms/form-rule.entity';
import { CustomerGroup } from './projections/customer-group.entity';
import { CustomerMemberships } from './projections/customer-memberships.entity';
import { KnownGroup } from './projections/known-group.entity';
import { CreateShops1763000000000 } from './migrations/1763000000000-create-shops';
import { CreateCustomers1763000000001 } from './migrations/1763000000001-create-customers';
import { CreateSessions1763000000002 } from './migrations/1763000000002-create-sessions';
import { CreateCustomerGroups1763000000003 } from './migrations/1763000000003-create-customer-groups';
import { LoginLane } from './login-attempts/login-lane.entity';
import { CreateLoginLanes1764000000101 } from './migrations/1764000000101-create-login-lanes';
import { CreateOneTimeLinks1764000000100 } from './migrations/1764000000100-create-one-time-links';
import { LoginChallenge } from './two-factor/login-challenge.entity';
import { RecoveryCode } from './two-factor/recovery-code.entity';
import { TwoFactor } from './two-factor/two-factor.entity';
import { CreateTwoFactors1764000000102 } from './migrations/1764000000102-create-two-factors';
import { OneTimeLink } from './one-time-links/one-time-link.entity';
import { ExtendContacts1764000000200 } from './migrations/1764000000200-extend-contacts';
import { CreateAudit1764000000600 } from './migrations/1764000000600-create-audit';
import { CreateDocuments1764000000501 } from './migrations/1764000000501-create-documents';
import { CreateApiClients1764000000602 } from './migrations/1764000000602-create-api-clients';
import { ManageEmployees1764000000601 } from './migrations/1764000000601-manage-employees';
import { CreateGraphicalProfiles1764000000502 } from './migrations/1764000000502-create-graphical-profiles';
import { CreatePages1764000000503 } from './migrations/1764000000503-create-pages';
import { Page } from './pages/page.entity';
import { CreatePermissions1764000000201 } from './migrations/1764000000201-create-permissions';
import { ShopPermission } from './permissions/shop-permission.entity';
import { CompleteCustomers1764000000300 } from './migrations/1764000000300-complete-customers';
import { CreateVisits1764000000301 } from './migrations/1764000000301-create-visits';
import { CreateNotes1764000000302 } from './migrations/1764000000302-create-notes';
import { CloseCustomers1764000000303 } from './migrations/1764000000303-close-customers';
import { CreatePurchases1764000000304 } from './migrations/1764000000304-create-purchases';
import { SeparateFigures1764000000306 } from './migrations/1764000000306-separate-figures';
import { SearchShortNumbers1764000000305 } from './migrations/1764000000305-search-short-numbers';
import { DueDescription } from './descriptions/due-description.entity';
import { CustomerMerge } from './merges/customer-merge.entity';
import { SearchCustomersSooner1764000000810 } from './migrations/1764000000810-search-customers-sooner';
import { DescribeCustomers1764000000855 } from './migrations/1764000000855-describe-customers';
import { DescribeInBulk1764000001301 } from './migrations/1764000001301-describe-in-bulk';
import { AddSegmentDocuments1764000000944 } from './migrations/1764000000944-add-segment-documents';
import { SeeSegments1764000000942 } from './migrations/1764000000942-see-segments';
import { ListSooner1764000000975 } from './migrations/1764000000975-list-sooner';
import { AddSegmentLooks1764000000976 } from './migrations/1764000000976-add-segment-looks';
import { KeepB2bMode1764000000977 } from './migrations/1764000000977-keep-b2b-mode';
import { SearchFromTheNewest1764000001020 } from './migrations/1764000001020-search-from-the-newest';
import { SortByUpdate1764000001320 } from './migrations/1764000001320-sort-by-update';
import { ReadHosts1764000001321 } from './migrations/1764000001321-read-hosts';
import { ClaimKeysSooner1764000001140 } from './migrations/1764000001140-claim-keys-sooner';
import { TellShops1764000001271 } from './migrations/1764000001271-tell-shops';
import { VersionPermissions1764000001351 } from './migrations/1764000001351-version-permissions';
import { CheckRegistrationNumbers1764000001352 } from './migrations/1764000001352-check-registration-numbers';
import { ShareCustomers1764000001380 } from './migrations/1764000001380-share-customers';
import { KeepPlaceOfChallenges1764000001385 } from './migrations/1764000001385-keep-place-of-challenges';
import { HoldSharedCustomers1764000001382 } from './migrations/1764000001382-hold-shared-customers';
import { KeepPlaceOfLinks1764000001386 } from './migrations/1764000001386-keep-place-of-links';
import { FindByShop1764000001390 } from './migrations/1764000001390-find-by-shop';
import { HoldWhatShopsHave1764000001399 } from './migrations/1764000001399-hold-what-shops-have';
import { IndexWhatIsThere1764000001310 } from './migrations/1764000001310-index-what-is-there';
import { TellReadsTogether1764000000960 } from './migrations/1764000000960-tell-reads-together';
import { CreateCustomerMerges1764000000752 } from './migrations/1764000000752-create-customer-merges';
import { MergeCustomers1764000000741 } from './migrations/1764000000741-merge-customers';
import { Note } from './notes/note.entity';
import { AddressLists1764000000400 } from './migrations/1764000000400-address-lists';
import { CreateFormRules1764000000401 } from './migrations/1764000000401-create-form-rules';
import { ExtendTitles1764000000402 } from './migrations/1764000000402-extend-titles';
import { AddStorefrontSettings1764000000202 } from './migrations/1764000000202-add-storefront-settings';
import { ImportKey } from './imports/import-key.entity';
import { ImportMessage } from './imports/import-message.entity';
import { CreateImports1764000000701 } from './migrations/1764000000701-create-imports';
import { Profile } from './profiles/profile.entity';
import { Role } from './roles/role.entity';
import { CustomerFigures } from './purchases/customer-figures.entity';
import { Purchase } from './purchases/purchase.entity';
import { SpendingStep } from './ranks/spending-step.entity';
import { RefreshToken } from './sessions/refresh-token.entity';
import { Session } from './sessions/session.entity';
import { CreateSalesTeams1764000000720 } from './migrations/1764000000720-create-sales-teams';
import { SalesTeamMember } from './sales-teams/sales-team-member.entity';
import { SalesTeamResponsibility } from './sales-teams/sales-team-responsibility.entity';
import { SalesTeam } from './sales-teams/sales-team.entity';
import { Shop } from './shops/shop.entity';
import { SigningKey } from './signing-keys/signing-key.entity';
import { Title } from './titles/title.entity';
import { LatestVisit } from './visits/latest-visit.entity';
import { Visit } from './visits/visit.entity';
import { TitlePicture } from './titles/title-picture.entity';

/** All tables of the service identity. */
export const identitySchema = combineSchemas(
  messagingSchema,
  httpSchema,
  filesSchema,
  jobsSchema,
  mergingSchema,
  segmentsSchema,
  {
    entities: [
      ...[Shop, Title, TitlePicture, Profile, ShopPermission, Role, Employee],
      ...[Customer, Contact, ContactLink, Address],
      ...[SigningKey, Session, RefreshToken, OneTimeLink, LoginLane],
      ...[CustomerSettings, ConsentChange, Visit, LatestVisit, Note],
      FormRule,
      ...[TwoFactor, RecoveryCode, LoginChallenge],
      ...[Purchase, CustomerFigures, SpendingStep],
      ...[SalesTeam, SalesTeamMember, SalesTeamResponsibility],
      ...[KnownGroup, CustomerMemberships, CustomerGroup],
      ...[AuditEntry, AuditLink, ApiClient],
      ...[Document, DocumentUsage, GraphicalProfile, Page],
      ...[ImportMessage, ImportKey],
      CustomerMerge,
      DueDescription,
    ],
    migrations: [
      CreateShops1763000000000,
      CreateCustomers1763000000001,
      CreateSessions1763000000002,
      CreateCustomerGroups1763000000003,
      CreateOneTimeLinks1764000000100,
      CreateLoginLanes1764000000101,
      CreateTwoFactors1764000000102,
      ExtendContacts1764000000200,
      CreateAudit1764000000600,
      CreateDocuments1764000000501,
      ManageEmployees1764000000601,
      CreateApiClients1764000000602,
      CreateGraphicalProfiles1764000000502,
      CreatePages1764000000503,
      CreatePermissions1764000000201,
      CompleteCustomers1764000000300,
      CreateVisits1764000000301,
      CreateNotes1764000000302,
      AddressLists1764000000400,
      CreateFormRules1764000000401,
      ExtendTitles1764000000402,
      AddStorefrontSettings1764000000202,
      CloseCustomers1764000000303,
      CreatePurchases1764000000304,
      SearchShortNumbers1764000000305,
      SeparateFigures1764000000306,
      CreateImports1764000000701,
      CreateSalesTeams1764000000720,
      MergeCustomers1764000000741,
      CreateCustomerMerges1764000000752,
      SearchCustomersSooner1764000000810,
      DescribeCustomers1764000000855,
      TellReadsTogether1764000000960,
      AddReversals1764000000840,
      SeeSegments1764000000942,
      AddSegmentDocuments1764000000944,
      ListSooner1764000000975,
      AddSegmentLooks1764000000976,
      KeepB2bMode1764000000977,
      SearchFromTheNewest1764000001020,
      ClaimKeysSooner1764000001140,
      TellShops1764000001271,
      SortByUpdate1764000001320,
      ReadHosts1764000001321,
      VersionPermissions1764000001351,
      CheckRegistrationNumbers1764000001352,
      DescribeInBulk1764000001301,
      IndexWhatIsThere1764000001310,
      ShareCustomers1764000001380,
      HoldSharedCustomers1764000001382,
      KeepPlaceOfChallenges1764000001385,
      KeepPlaceOfLinks1764000001386,
      FindByShop1764000001390,
      HoldWhatShopsHave1764000001399,
    ],
  },
);
