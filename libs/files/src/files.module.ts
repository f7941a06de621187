import { type DynamicModule, Module } from '@nestjs/common';
import { FileStore } from './file-store';
import { FilesConfig } from './files.config';
import { LocalFileStore } from './local-file-store';
import { S3FileStore } from './s3-file-store';
import { Scanner, scannerAt } from './scanner';
import { StoredFiles } from './stored-files';

/** Files of a service; its schema needs `filesSchema`. */
@Module({})
export class FilesModule {
  static forService(): DynamicModule {
    return {
      module: FilesModule,
      global: true,
      providers: [
        { provide: FilesConfig, useFactory: FilesConfig.load },
        { provide: FileStore, useFactory: storeOf, inject: [FilesConfig] },
        {
          provide: Scanner,
          useFactory: ({ scanUrl }: FilesConfig) => scannerAt(scanUrl),
          inject: [FilesConfig],
        },
        StoredFiles,
      ],
      exports: [FileStore, Scanner, StoredFiles],
    };
  }
}

const storeOf = ({ dir, s3Url, s3Region, s3AccessKey = '', s3SecretKey = '' }: FilesConfig): FileStore =>
  s3Url === undefined
    ? new LocalFileStore(dir)
    : new S3FileStore({ url: s3Url, region: s3Region, accessKey: s3AccessKey, secretKey: s3SecretKey });
