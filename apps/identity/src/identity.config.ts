import { asNumber, Setting, ShopConfig } from '@clientele/config';
import { IsEmail, IsInt, IsOptional, IsUrl, Length, Matches, Max, Min } from 'class-validator';

/** Settings of the service identity. */
export class IdentityConfig extends ShopConfig {
  @Setting('SECRETS_KEY', 'Encrypts secrets in the database: 32 bytes in base64')
  @Matches(/^[A-Za-z0-9+/]{43}=$/, { message: 'must be 32 bytes in base64' })
  readonly secretsKey: string;

  @Setting('ADMIN_EMAIL', 'Log-in of the first Owner, made when there is none')
  @IsEmail()
  readonly adminEmail: string = 'admin@example.com';

  @Setting('ADMIN_PASSWORD', 'Password of the first Owner; without one no Owner is made')
  @IsOptional()
  @Length(8, 128)
  readonly adminPassword?: string;

  @Setting(
    'BREACHED_PASSWORDS_URL',
    'Service that knows breached passwords by k-anonymity, such as https://api.pwnedpasswords.com/range; none: not asked',
  )
  @IsOptional()
  @IsUrl({ protocols: ['http', 'https'], require_tld: false, require_protocol: true })
  readonly breachedPasswordsUrl?: string;

  @Setting(
    'PUBLIC_URL',
    'Where the suite is reached; links in mails lead there unless the shop has a storefront',
  )
  @IsUrl({ protocols: ['http', 'https'], require_tld: false, require_protocol: true })
  readonly publicUrl: string = 'http://localhost:3000';

  @Setting('AUDIT_RETENTION_MONTHS', 'How many whole months the audit log is kept', asNumber)
  @IsInt()
  @Min(1)
  @Max(1_200)
  readonly auditRetentionMonths: number = 120;

  @Setting('DOCUMENTS_MAX_MB', 'Largest document, in megabytes', asNumber)
  @IsInt()
  @Min(1)
  @Max(1_000)
  readonly documentsMaxMb: number = 25;

  @Setting('DOCUMENTS_QUOTA_CUSTOMER_MB', 'Room for the documents of a customer, in megabytes', asNumber)
  @IsInt()
  @Min(1)
  readonly documentsQuotaCustomerMb: number = 500;

  @Setting(
    'DOCUMENTS_QUOTA_GROUP_MB',
    'Room for the documents of a group or a segment, in megabytes',
    asNumber,
  )
  @IsInt()
  @Min(1)
  readonly documentsQuotaGroupMb: number = 500;

  @Setting('DOCUMENTS_QUOTA_SHOP_MB', 'Room for all documents of a shop, in megabytes', asNumber)
  @IsInt()
  @Min(1)
  readonly documentsQuotaShopMb: number = 50_000;

  @Setting('VISITS_RETENTION_MONTHS', 'For how many full months visits of the storefront are kept', asNumber)
  @IsInt()
  @Min(1)
  @Max(1_200)
  readonly visitsRetentionMonths: number = 25;
}
