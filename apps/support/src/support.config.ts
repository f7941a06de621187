import { ServiceConfig, Setting } from '@clientele/config';
import { IsEmail, IsOptional, IsString, IsUrl, Matches } from 'class-validator';

/** Settings of the service support. */
export class SupportConfig extends ServiceConfig {
  @Setting(
    'SMTP_URL',
    'Mail server, as smtp://user:password@host:587 or smtps://…:465; none: mails become files',
  )
  @IsOptional()
  @IsUrl({ protocols: ['smtp', 'smtps'], require_tld: false, require_protocol: true })
  readonly smtpUrl?: string;

  @Setting('MAIL_DIR', 'Folder for mails as .eml files, where there is no mail server')
  @IsString()
  readonly mailDir: string = '.data/mail';

  @Setting(
    'MAIL_FROM',
    'Sender of mails about accounts, and address of the inboxes that a new installation has',
  )
  @IsEmail()
  readonly mailFrom: string = 'shop@example.com';

  @Setting('SECRETS_KEY', '32 bytes in base64; proves that a Message-ID is one of ours')
  @Matches(/^[A-Za-z0-9+/]{43}=$/, { message: 'must be 32 bytes in base64' })
  readonly secretsKey: string;
}
