/**
 * Serves an application module of a test: `node run-module.cjs <file that exports AppModule> [command]`. Loads our
 * TypeScript as it is, without a build. Ends when whoever started it does.
 */
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const { join, resolve } = require('node:path');
const { transformSync } = require('@swc/core');

process.on('disconnect', () => process.exit(9));
process.channel?.unref();

const LIBS = join(__dirname, '../..');
const find = Module._resolveFilename;
Module._resolveFilename = function (request, ...rest) {
  const [, lib] = /^@clientele\/(\w+)$/.exec(request) ?? [];
  return find.call(this, lib ? join(LIBS, lib, 'src/index.ts') : request, ...rest);
};
Module._extensions['.ts'] = (module, filename) => {
  module._compile(transformSync(readFileSync(filename, 'utf8'), { filename }).code, filename);
};

require('reflect-metadata');
const flush = require('@clientele/observability').startTracing('orders');
const { ServiceConfig } = require('@clientele/config');
const { serve } = require('@clientele/http');
const { AppModule, reconcile } = require(resolve(process.argv[2]));

void serve(
  { service: 'orders', module: AppModule, config: ServiceConfig, reconcile, flush },
  process.argv.slice(3),
);
