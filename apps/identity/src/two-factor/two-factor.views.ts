import { ApiProperty } from '@nestjs/swagger';

/** What a log-in asks for besides the password. */
export class TwoFactorView {
  /** Whether a code is asked for. */
  enabled: boolean;
  /** Whether it has to be, for the shop, a customer or the role wants it so. */
  required: boolean;
  recoveryCodesLeft: number;
}

/** What an app needs to make codes. */
export class EnrolmentView {
  /** In base32, for typing in. */
  secret: string;
  @ApiProperty({ format: 'uri' })
  uri: string;
  /** The same as a QR code, as SVG. */
  qr: string;
}

export class RecoveryCodesView {
  /** Ten codes for who loses the app, each good once. They are shown this once. */
  recoveryCodes: string[];
}
