export * from './clock';
export * from './config.module';
export * from './load';
export * from './process.config';
export * from './service.config';
export * from './setting';
export * from './shop.config';
export * from './version';
