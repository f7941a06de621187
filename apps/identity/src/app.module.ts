import { AuditModule } from '@clientele/audit';
import { ConfigModule } from '@clientele/config';
import { DatabaseModule } from '@clientele/database';
import { FilesModule } from '@clientele/files';
import { HttpModule } from '@clientele/http';
import { JobsModule } from '@clientele/jobs';
import { MessagingModule } from '@clientele/messaging';
import { SightModule } from '@clientele/sight';
import { Module } from '@nestjs/common';
import { AccountSessionsModule } from './account-sessions/account-sessions.module';
import { AccessModule } from './access/access.module';
import { AddressesModule } from './addresses/addresses.module';
import { ContactsModule } from './contacts/contacts.module';
import { ApiClientsModule } from './api-clients/api-clients.module';
import { AuditLogModule } from './audit/audit-log.module';
import { TableSink } from './audit/table-sink.service';
import { ClosuresModule } from './closures/closures.module';
import { ConsentsModule } from './consents/consents.module';
import { CustomerSettingsModule } from './customer-settings/customer-settings.module';
import { CountriesModule } from './countries/countries.module';
import { CustomersModule } from './customers/customers.module';
import { DescriptionsModule } from './descriptions/descriptions.module';
import { EmailVerificationsModule } from './email-verifications/email-verifications.module';
import { DocumentsModule } from './documents/documents.module';
import { EmployeesModule } from './employees/employees.module';
import { ExportsModule } from './exports/exports.module';
import { GraphicalProfilesModule } from './graphical-profiles/graphical-profiles.module';
import { FormsModule } from './forms/forms.module';
import { IdentityConfig } from './identity.config';
import { identitySchema } from './identity.schema';
import { GuestsModule } from './guests/guests.module';
import { ImportsModule } from './imports/imports.module';
import { LinksModule } from './links/links.module';
import { OneTimeLinksModule } from './one-time-links/one-time-links.module';
import { PagesModule } from './pages/pages.module';
import { PasswordResetsModule } from './password-resets/password-resets.module';
import { PermissionsModule } from './permissions/permissions.module';
import { MergesModule } from './merges/merges.module';
import { NotesModule } from './notes/notes.module';
import { OverviewsModule } from './overviews/overviews.module';
import { OwnAccountModule } from './own-account/own-account.module';
import { OwnContactsModule } from './own-contacts/own-contacts.module';
import { OwnCustomerModule } from './own-customer/own-customer.module';
import { ProfilesModule } from './profiles/profiles.module';
import { ProjectionsModule } from './projections/projections.module';
import { PurchaseLimitsModule } from './purchase-limits/purchase-limits.module';
import { PurchasesModule } from './purchases/purchases.module';
import { RanksModule } from './ranks/ranks.module';
import { RegistrationsModule } from './registrations/registrations.module';
import { RolesModule } from './roles/roles.module';
import { SalesTeamsModule } from './sales-teams/sales-teams.module';
import { SessionsModule } from './sessions/sessions.module';
import { ShopsModule } from './shops/shops.module';
import { SigningKeysModule } from './signing-keys/signing-keys.module';
import { TitlesModule } from './titles/titles.module';
import { VisitsModule } from './visits/visits.module';

@Module({
  imports: [
    ConfigModule.for(IdentityConfig),
    DatabaseModule.for(identitySchema),
    MessagingModule.for('identity'),
    HttpModule.withDatabase(),
    SightModule.withSegments('identity'),
    AuditModule.for('identity', TableSink),
    FilesModule.forService(),
    ShopsModule,
    TitlesModule,
    ProfilesModule,
    PermissionsModule,
    RolesModule,
    EmployeesModule,
    SalesTeamsModule,
    SigningKeysModule,
    OneTimeLinksModule,
    PasswordResetsModule,
    EmailVerificationsModule,
    RegistrationsModule,
    SessionsModule,
    AccountSessionsModule,
    CustomerSettingsModule,
    ConsentsModule,
    CustomersModule,
    DescriptionsModule,
    ContactsModule,
    LinksModule,
    PurchaseLimitsModule,
    AccessModule,
    OwnAccountModule,
    OwnContactsModule,
    OwnCustomerModule,
    AddressesModule,
    DocumentsModule,
    GraphicalProfilesModule,
    PagesModule,
    ClosuresModule,
    MergesModule,
    GuestsModule,
    PurchasesModule,
    RanksModule,
    OverviewsModule,
    NotesModule,
    VisitsModule,
    CountriesModule,
    FormsModule,
    ProjectionsModule,
    AuditLogModule,
    ApiClientsModule,
    JobsModule,
    ImportsModule,
    ExportsModule,
  ],
})
export class AppModule {}
