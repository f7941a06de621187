/**
 * ESM-only packages, which Jest cannot load through require before Node 24.9, are compiled like our own code:
 * @nestjs/* (all but cli), uuid and jose; cookie comes with fastify's inject, content-disposition with @fastify/static; file-type comes with @nestjs/common, together with strtok3,
 * @tokenizer, token-types, @borewit and uint8array-extras; s3mini; iso-3166; @noble and @scure with otplib.
 */
const ESM_ONLY = [
  '@nestjs',
  'uuid',
  'jose',
  'cookie',
  'content-disposition',
  'file-type',
  'strtok3',
  '@tokenizer',
  'token-types',
  '@borewit',
  'uint8array-extras',
  '@noble',
  '@scure',
  's3mini',
  'iso-3166',
];

const common = {
  testEnvironment: 'node',
  transform: { '^.+\\.m?[tj]s$': '@swc/jest' },
  transformIgnorePatterns: [`/node_modules/(?!(${ESM_ONLY.join('|')})/)`],
  moduleNameMapper: { '^@clientele/([^/]+)$': '<rootDir>/libs/$1/src' },
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.data'],
  setupFiles: ['reflect-metadata'],
};

const onPostgres = {
  ...common,
  globalSetup: '<rootDir>/test/setup/start-postgres.ts',
  globalTeardown: '<rootDir>/test/setup/stop-postgres.ts',
};

module.exports = {
  testTimeout: 30_000,
  projects: [
    { ...common, displayName: 'unit', testMatch: ['<rootDir>/{apps,libs,tools,bench}/**/*.spec.ts'] },
    {
      ...onPostgres,
      displayName: 'integration',
      testMatch: ['<rootDir>/{apps,libs}/*/test/**/*.int-spec.ts'],
    },
    // The same files; those of an app's test folder itself are loaded together.
    {
      ...onPostgres,
      displayName: 'together',
      testMatch: [
        '<rootDir>/test/together/*-*.ts',
        '<rootDir>/apps/*/test/*/**/*.int-spec.ts',
        '<rootDir>/{apps/gateway,libs/*}/test/**/*.int-spec.ts',
      ],
    },
    { ...common, displayName: 'journey', testMatch: ['<rootDir>/test/**/*.e2e-spec.ts'] },
  ],
};
