import { loadSettings, Setting } from '@clientele/config';
import { IsOptional, IsString, IsUrl, Length, ValidateIf } from 'class-validator';

/** Where files are kept. */
export class FilesConfig {
  @Setting('FILES_DIR', 'Folder for files, where there is no bucket; all replicas need the same one')
  @IsString()
  @Length(1, 1_000)
  readonly dir: string = '.data/files';

  @Setting('FILES_S3_URL', 'Bucket for files, as https://<server>/<bucket>')
  @IsOptional()
  @IsUrl({ protocols: ['http', 'https'], require_tld: false, require_protocol: true })
  readonly s3Url?: string;

  @Setting('FILES_S3_REGION', 'Region of the bucket')
  @IsString()
  @Length(1, 64)
  readonly s3Region: string = 'us-east-1';

  @Setting('FILES_S3_ACCESS_KEY', 'Access key of the bucket')
  @ValidateIf(({ s3Url }: FilesConfig) => s3Url !== undefined)
  @IsString()
  readonly s3AccessKey?: string;

  @Setting('FILES_S3_SECRET_KEY', 'Secret key of the bucket')
  @ValidateIf(({ s3Url }: FilesConfig) => s3Url !== undefined)
  @IsString()
  readonly s3SecretKey?: string;

  @Setting('FILES_SCAN_URL', 'Virus scanner, as clamd://host:3310 or an HTTP hook; none: nothing is scanned')
  @IsOptional()
  @IsUrl({ protocols: ['clamd', 'http', 'https'], require_tld: false, require_protocol: true })
  readonly scanUrl?: string;

  static readonly load = (): FilesConfig => loadSettings(FilesConfig);
}
